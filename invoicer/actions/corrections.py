"""Drafts made from other documents: credit notes, corrections, copies, invoices of quotes."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from invoicer.actions import documents as writing
from invoicer.actions import naming
from invoicer.i18n import gettext as _
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import crediting
from invoicer.models.document import Document, DocumentKind, DocumentReference, Snapshot
from invoicer.models.errors import NotAllowed
from invoicer.models.stored import StoredDocument
from invoicer.models.totals import Totals


def credit(ledger: Ledger, document_id: int) -> int:
    """Draft the credit note of a whole invoice and return its id.

    Raises NotAllowed for a draft, a quote, a credit note, or an invoice that is credited already.
    """
    return writing.save_draft(ledger, credit_note_of(ledger, document_id))


def credit_note_of(ledger: Ledger, document_id: int) -> Document:
    """Return the unsaved credit note of a whole invoice. Raises NotAllowed, NotFound."""
    stored = _correctable(ledger, document_id)
    return crediting.credit_note_of(_frozen(stored)[0], document_id=stored.id)


def correct(ledger: Ledger, document_id: int) -> int:
    """Draft a corrected invoice that replaces an issued one, and return its id.

    Raises NotAllowed as `credit` does.
    """
    stored = _correctable(ledger, document_id)
    draft = crediting.correction_of(_frozen(stored)[0], document_id=stored.id)
    return writing.save_draft(ledger, draft)


def duplicate(ledger: Ledger, document_id: int) -> int:
    """Draft a copy of any document, issued or not, and return its id. Raises NotFound."""
    stored = kept.get(ledger, document_id)
    origin = DocumentReference(
        document_id=stored.id, number=stored.number, issued_on=stored.facts.issued_on
    )
    return writing.save_draft(ledger, crediting.duplicate_of(stored.document, origin=origin))


def to_invoice(ledger: Ledger, quote_id: int) -> int:
    """Draft the invoice of an issued quote and return its id.

    Raises NotAllowed where it is no issued quote, has been invoiced already, or has a deposit.
    """
    stored = _quote(ledger, quote_id)
    naming.deducts_all(ledger, stored, set())
    draft = crediting.invoice_of(_frozen(stored)[0], document_id=stored.id)
    return writing.save_draft(ledger, draft)


def deposit(ledger: Ledger, quote_id: int, percentage: Decimal) -> int:
    """Draft a deposit invoice (386) over part of a quote and return its id. Raises NotAllowed."""
    stored = _quote(ledger, quote_id)
    draft = crediting.deposit_of(_frozen(stored)[0], percentage=percentage, document_id=stored.id)
    return writing.save_draft(ledger, draft)


def final(ledger: Ledger, quote_id: int, deposit_ids: Sequence[int]) -> int:
    """Draft the final invoice of a quote that deducts its deposits (BT-113); returns its id.

    Raises NotAllowed where a deposit is a draft, credited, of another quote or deducted already,
    and where one of the quote is missing.
    """
    quote = _quote(ledger, quote_id)
    deposits = []
    for deposit_id in deposit_ids:
        stored = kept.get(ledger, deposit_id)
        naming.deductible(ledger, stored, quote, drafts=True)
        deposits.append(_frozen(stored))
    naming.deducts_all(ledger, quote, set(deposit_ids))
    snapshot = _frozen(quote)[0]
    draft = crediting.final_of(snapshot.document, deposits, document_ids=deposit_ids)
    draft = replace(
        draft, valid_until=None, origin=crediting.reference(snapshot, document_id=quote.id)
    )
    return writing.save_draft(ledger, draft)


def _correctable(ledger: Ledger, document_id: int) -> StoredDocument:
    stored = kept.get(ledger, document_id)
    if stored.snapshot is None:
        raise NotAllowed(_("A draft needs no correction: change it, or delete it."))
    naming.correctable(ledger, stored, naming.corrections_of(ledger, document_id, drafts=True))
    return stored


def _quote(ledger: Ledger, quote_id: int) -> StoredDocument:
    stored = kept.get(ledger, quote_id)
    if stored.document.kind != DocumentKind.QUOTE:
        raise NotAllowed(_("Only a quote can be turned into an invoice."))
    if stored.snapshot is None:
        raise NotAllowed(_("Issue the quote first, so that the invoice can name it."))
    naming.not_invoiced(stored)
    return stored


def _frozen(stored: StoredDocument) -> tuple[Snapshot, Totals]:
    if stored.snapshot is None or stored.totals is None:
        raise NotAllowed(_("Issue the document first."))
    return stored.snapshot, stored.totals
