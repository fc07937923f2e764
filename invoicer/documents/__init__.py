"""Bytes out: a document's frozen snapshot as HTML, PDF and mail text."""
