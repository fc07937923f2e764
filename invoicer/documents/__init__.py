"""Bytes out: a document as HTML, PDF and QR code."""
