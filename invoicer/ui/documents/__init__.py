"""Invoices and quotes: the list with its preview, the editor, issuing, sending, being paid."""
