"""What the documents another one names still allow: asked when a draft is made, and when issued.

Between the two anything may have happened: another draft of the same invoice was issued, a deposit
credited, a quote invoiced. A document that would count something twice is never issued.
"""

from collections.abc import Sequence

from invoicer.i18n import gettext as _
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import money
from invoicer.models.document import INVOICES, Document, DocumentKind, DocumentReference
from invoicer.models.errors import NotAllowed, NotFound
from invoicer.models.money import Money
from invoicer.models.stored import StoredDocument
from invoicer.models.totals import Totals

_WHOLE = (DocumentKind.INVOICE, DocumentKind.FINAL_INVOICE)


def still_allowed(ledger: Ledger, document: Document, figures: Totals) -> None:
    """Raise NotAllowed where a draft may not be issued for what the documents it names became."""
    if document.kind == DocumentKind.CREDIT_NOTE:
        _credits(ledger, document, figures)
    elif document.kind == DocumentKind.CORRECTED_INVOICE:
        for invoice in _named(ledger, document.preceding):
            correctable(ledger, invoice, corrections_of(ledger, invoice.id))
    elif document.kind in _WHOLE:
        quote = quote_of(ledger, document)
        if quote is not None:
            not_invoiced(quote)
            deposits = {reference.document_id for reference in document.deposits}
            deducts_all(ledger, quote, deposits)
        for deposit in _named(ledger, document.deposits):
            deductible(ledger, deposit, quote, drafts=False)


def correctable(
    ledger: Ledger, invoice: StoredDocument, corrections: Sequence[StoredDocument]
) -> None:
    """Raise NotAllowed unless an invoice may be corrected: it is one, and not corrected yet."""
    if invoice.document.kind not in INVOICES:
        raise NotAllowed(_("Only an invoice can be corrected by a credit note."))
    for other in corrections:
        raise NotAllowed(
            _("{number} has been corrected already, by {other}.").format(
                number=invoice.number, other=other.number or _("a draft; issue or delete it")
            )
        )
    for other in _deducting(ledger, invoice):
        if other.snapshot is not None:
            raise NotAllowed(
                _("{number} is deducted by {other}. Credit or correct that one first.").format(
                    number=invoice.number, other=other.number
                )
            )


def deductible(
    ledger: Ledger, deposit: StoredDocument, quote: StoredDocument | None, *, drafts: bool
) -> None:
    """Raise NotAllowed unless a final invoice of the quote may deduct the deposit.

    `drafts` tells whether a draft that deducts it counts as well.
    """
    first = first_of(ledger, deposit)
    if first.document.kind != DocumentKind.DEPOSIT_INVOICE or deposit.snapshot is None:
        raise NotAllowed(_("Only an issued deposit invoice can be deducted."))
    origin = first.document.origin
    if quote is not None and origin is not None and origin.document_id not in (None, quote.id):
        raise NotAllowed(
            _("{number} is no deposit on {quote}.").format(
                number=deposit.number, quote=quote.number
            )
        )
    if corrections_of(ledger, deposit.id):
        raise NotAllowed(
            _("{number} has been credited, so there is no deposit to deduct.").format(
                number=deposit.number
            )
        )
    for other in _deducting(ledger, deposit):
        if drafts or other.snapshot is not None:
            raise NotAllowed(
                _("{number} is deducted by {other} already.").format(
                    number=deposit.number, other=other.number or _("a draft")
                )
            )


def deducts_all(ledger: Ledger, quote: StoredDocument, named: set[int | None]) -> None:
    """Raise NotAllowed where a deposit on the quote would be asked for a second time."""
    for first in kept.derived(ledger, quote.id):
        if first.document.kind != DocumentKind.DEPOSIT_INVOICE or first.snapshot is None:
            continue
        deposit = _last_of(ledger, first)
        if deposit.id not in named and not cancelled(ledger, deposit):
            raise NotAllowed(
                _(
                    "{number} is a deposit on {quote}. Write a final invoice that deducts it, or "
                    "credit it first."
                ).format(number=deposit.number, quote=quote.number)
            )


def not_invoiced(quote: StoredDocument) -> None:
    """Raise NotAllowed where a quote has been invoiced already."""
    if quote.facts.invoiced:
        raise NotAllowed(_("{number} has been invoiced already.").format(number=quote.number))


def quote_of(ledger: Ledger, document: Document) -> StoredDocument | None:
    """Return the issued quote a document was made from, or None."""
    if document.origin is None or document.origin.document_id is None:
        return None
    try:
        origin = kept.get(ledger, document.origin.document_id)
    except NotFound:
        # A copy of a draft that was deleted since.
        return None
    is_quote = origin.document.kind == DocumentKind.QUOTE and origin.snapshot is not None
    return origin if is_quote else None


def corrections_of(
    ledger: Ledger, document_id: int, *, drafts: bool = False
) -> list[StoredDocument]:
    """Return the credit notes and corrected invoices that name an invoice, oldest first."""
    return [
        other
        for other in kept.derived(ledger, document_id)
        if other.document.kind in (DocumentKind.CREDIT_NOTE, DocumentKind.CORRECTED_INVOICE)
        and document_id in {preceding.document_id for preceding in other.document.preceding}
        and (drafts or other.snapshot is not None)
    ]


def first_of(ledger: Ledger, invoice: StoredDocument) -> StoredDocument:
    """Return what a corrected invoice stands for: the first one of those it replaced in turn."""
    while invoice.document.kind == DocumentKind.CORRECTED_INVOICE:
        replaced = _named(ledger, invoice.document.preceding)
        if not replaced:
            break
        invoice = replaced[0]
    return invoice


def _last_of(ledger: Ledger, invoice: StoredDocument) -> StoredDocument:
    while replacing := [
        one
        for one in corrections_of(ledger, invoice.id)
        if one.document.kind == DocumentKind.CORRECTED_INVOICE
    ]:
        invoice = replacing[-1]
    return invoice


def cancelled(ledger: Ledger, invoice: StoredDocument) -> bool:
    """Tell whether an invoice counts no more: replaced by another, or credited as a whole."""
    corrections = corrections_of(ledger, invoice.id)
    if any(one.document.kind == DocumentKind.CORRECTED_INVOICE for one in corrections):
        return True
    return bool(corrections) and _sum(corrections) >= _asked(invoice.totals)


def _deducting(ledger: Ledger, deposit: StoredDocument) -> list[StoredDocument]:
    """Return the invoices that deduct a deposit and still count."""
    return [
        other
        for other in kept.derived(ledger, deposit.id)
        if other.document.kind in INVOICES
        and deposit.id in {reference.document_id for reference in other.document.deposits}
        and not cancelled(ledger, other)
    ]


def _credits(ledger: Ledger, document: Document, figures: Totals) -> None:
    invoices = _named(ledger, document.preceding)
    earlier = []
    for invoice in invoices:
        corrections = corrections_of(ledger, invoice.id)
        notes = [one for one in corrections if one.document.kind == DocumentKind.CREDIT_NOTE]
        correctable(ledger, invoice, [one for one in corrections if one not in notes])
        earlier += notes
    if not invoices:
        return
    if _asked(figures) + _sum(earlier, document.currency) > _sum(invoices):
        numbers = ", ".join(one.number for one in invoices)
        before = ", ".join(dict.fromkeys(one.number for one in earlier))
        sentence = (
            _("{numbers} has been credited by {before} already; this would be more than it asked.")
            if before
            else _("The credit note is over more than {numbers} asked for.")
        )
        raise NotAllowed(sentence.format(numbers=numbers, before=before))


def _named(ledger: Ledger, references: Sequence[DocumentReference]) -> list[StoredDocument]:
    return [
        kept.get(ledger, reference.document_id)
        for reference in references
        if reference.document_id is not None
    ]


def _sum(documents: Sequence[StoredDocument], currency: str = "") -> Money:
    amounts = [_asked(one.totals) for one in documents]
    return money.total(amounts, amounts[0].currency if amounts else currency)


def _asked(figures: Totals | None) -> Money:
    # The rounding is left out: two halves may each be rounded up.
    assert figures is not None, "an issued document has its totals"
    return figures.payable - figures.rounding
