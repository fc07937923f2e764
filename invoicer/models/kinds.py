"""The kinds of documents, apart from the documents: lists and menus need no more of them."""

from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document is. A final invoice is an invoice (380) that deducts its deposits."""

    QUOTE = "quote"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    CORRECTED_INVOICE = "corrected_invoice"
    DEPOSIT_INVOICE = "deposit_invoice"
    FINAL_INVOICE = "final_invoice"
