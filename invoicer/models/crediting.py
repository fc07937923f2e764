"""New drafts made of documents that exist: credit note, correction, copy, invoice, deposit, final.

Each function returns a Document without dates of its own; issuing gives it number and date. What
was issued stays as it is: the new document names it (Art. 219 Directive 2006/112/EC, BG-3).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from invoicer.i18n import catalogue
from invoicer.i18n import gettext as _
from invoicer.models import breakdown, money, totals
from invoicer.models.document import (
    INVOICES,
    Document,
    DocumentKind,
    DocumentReference,
    Line,
    Snapshot,
)
from invoicer.models.errors import BadField, CurrencyMismatch, NotAllowed
from invoicer.models.money import EXACT, Money
from invoicer.models.payment_terms import PaymentTerms
from invoicer.models.tax import Tax
from invoicer.models.totals import Totals

HUNDRED = Decimal(100)

# A deposit that was corrected is deducted in its corrected form.
_DEDUCTED = (DocumentKind.DEPOSIT_INVOICE, DocumentKind.CORRECTED_INVOICE)


def credit_note_of(snapshot: Snapshot, *, document_id: int | None = None) -> Document:
    """Return the credit note over the whole of an invoice, naming it.

    All that enters the calculation stays: lines, discounts, prices with tax, rounding, withheld
    taxes, and what was prepaid or deducted as deposits. So each figure is the invoice's own, what
    it pays back is what the invoice asked for, and the two together come to exactly zero; a
    deposit keeps its own invoice and is credited on its own.

    Raises NotAllowed for a quote or a credit note.
    """
    _must_be_invoice(snapshot)
    return replace(
        _undated(snapshot.document),
        kind=DocumentKind.CREDIT_NOTE,
        preceding=(reference(snapshot, document_id),),
        origin=None,
        terms=PaymentTerms(days=0),
        delivered_on=_delivered(snapshot),
        intro="",
    )


def correction_of(snapshot: Snapshot, *, document_id: int | None = None) -> Document:
    """Return a corrected invoice (384) that takes the place of an issued one and names it.

    Raises NotAllowed for a quote or a credit note.
    """
    _must_be_invoice(snapshot)
    return replace(
        _undated(snapshot.document),
        kind=DocumentKind.CORRECTED_INVOICE,
        preceding=(reference(snapshot, document_id),),
        origin=None,
        delivered_on=_delivered(snapshot),
    )


def duplicate_of(document: Document, *, origin: DocumentReference | None = None) -> Document:
    """Return a fresh draft that sells the same again.

    Dates, periods, order number, payments and deposits belong to the old sale and are left out. A
    copy of anything but a quote is a plain invoice: a correction or a credit note is made from
    what it corrects, and a deposit or final invoice from its quote.
    """
    quote = document.kind == DocumentKind.QUOTE
    return replace(
        _undated(document),
        kind=DocumentKind.QUOTE if quote else DocumentKind.INVOICE,
        lines=tuple(replace(line, period=None) for line in document.lines),
        prepaid=Decimal(0),
        deposits=(),
        delivered_on=None,
        period=None,
        order_number="",
        preceding=(),
        origin=origin,
    )


def invoice_of(quote: Snapshot, *, document_id: int | None = None) -> Document:
    """Return the invoice over all of a quote. Raises NotAllowed where it is no quote."""
    _must_be_quote(quote)
    return replace(
        _undated(quote.document),
        kind=DocumentKind.INVOICE,
        origin=reference(quote, document_id),
    )


def deposit_of(
    quote: Snapshot,
    *,
    percentage: Decimal | None = None,
    amount: Decimal | None = None,
    document_id: int | None = None,
) -> Document:
    """Return a deposit invoice over part of a quote: one line for each tax group of the quote.

    A percentage is of the quote, in its own terms (prices with or without tax). An amount is what
    the deposit comes to with tax, in the quote's currency; its lines are then gross.

    Raises NotAllowed where it is no quote, BadField where it isn't more than nothing and at most
    all, BadAmount, TooManyDecimals.
    """
    _must_be_quote(quote)
    if (percentage is None) == (amount is None):
        raise BadField(_("Deposit"), _("give either a percentage or an amount."))
    document = quote.document
    if percentage is not None:
        shares = _shares(document, percentage)
    else:
        shares = _shares_of_gross(document, amount or Decimal(0))
    return replace(
        _undated(document),
        kind=DocumentKind.DEPOSIT_INVOICE,
        lines=tuple(_deposit_line(quote, taxes, share, percentage) for taxes, share in shares),
        adjustments=(),
        prepaid=Decimal(0),
        deposits=(),
        delivered_on=None,
        period=None,
        prices_include_tax=document.prices_include_tax or amount is not None,
        origin=reference(quote, document_id),
    )


def final_of(
    source: Document,
    deposits: Sequence[tuple[Snapshot, Totals]],
    *,
    document_ids: Sequence[int | None] = (),
) -> Document:
    """Return the final invoice over all of a quote (or draft), less its deposits (BT-113).

    Each deposit is deducted with its gross amount; its net, so that its tax can be shown (§ 14
    Abs. 5 UStG), and what was withheld from it go along. `document_ids` are the deposits' ids in
    the same order, where they are known.

    Raises NotAllowed for what is no deposit invoice or named twice, CurrencyMismatch.
    """
    ids = [*document_ids, *([None] * (len(deposits) - len(document_ids)))]
    numbers = [snapshot.number for snapshot, _figures in deposits]
    for snapshot, _figures in deposits:
        if snapshot.document.kind not in _DEDUCTED:
            raise NotAllowed(_("Only a deposit invoice can be deducted by a final invoice."))
        if snapshot.document.currency != source.currency:
            raise CurrencyMismatch(source.currency, snapshot.document.currency)
        if numbers.count(snapshot.number) > 1:
            raise NotAllowed(
                _("{number} is named twice. Deduct each deposit once.").format(
                    number=snapshot.number
                )
            )
    return replace(
        _undated(source),
        kind=DocumentKind.FINAL_INVOICE,
        deposits=tuple(
            deposit_reference(snapshot, figures, document_id)
            for (snapshot, figures), document_id in zip(deposits, ids, strict=True)
        ),
    )


def deposit_reference(
    snapshot: Snapshot, figures: Totals, document_id: int | None = None
) -> DocumentReference:
    """Return how a final invoice names a deposit and what it deducts for it."""
    return replace(
        reference(snapshot, document_id),
        amount=figures.gross.amount,
        net=figures.net.amount,
        withheld=figures.withheld.amount,
    )


def reference(snapshot: Snapshot, document_id: int | None = None) -> DocumentReference:
    """Return how another document names this one: number and date of issue (BT-25, BT-26)."""
    return DocumentReference(
        document_id=document_id, number=snapshot.number, issued_on=snapshot.issued_on
    )


def _undated(document: Document) -> Document:
    return replace(document, issue_on=None, due_on=None, valid_until=None)


def _delivered(snapshot: Snapshot) -> date | None:
    """Return the delivery date as the issued document had it; without one it was the issue date."""
    document = snapshot.document
    if document.period is not None or any(line.period for line in document.lines):
        return document.delivered_on
    return document.delivered_on or snapshot.issued_on


def _must_be_invoice(snapshot: Snapshot) -> None:
    if snapshot.document.kind not in INVOICES:
        raise NotAllowed(_("Only an invoice can be credited or corrected."))


def _must_be_quote(snapshot: Snapshot) -> None:
    if snapshot.document.kind != DocumentKind.QUOTE:
        raise NotAllowed(_("Only a quote can be turned into an invoice or a deposit invoice."))


Shares = list[tuple[tuple[Tax, ...], Money]]


def _shares(document: Document, percentage: Decimal) -> Shares:
    if not 0 < money.finite(percentage) <= HUNDRED:
        raise BadField(_("Deposit"), _("use a percentage above 0 and at most 100."))
    groups = totals.by_taxes(document)
    return _worth_it((taxes, totals.percentage_of(p, percentage)) for taxes, p in groups.items())


def _shares_of_gross(document: Document, amount: Decimal) -> Shares:
    wanted = Money.of(amount, document.currency)
    if not 0 < wanted.minor <= totals.calculate(document).gross.minor:
        raise BadField(_("Deposit"), _("use an amount above 0 and at most the quote’s total."))
    groups = totals.by_taxes(document)
    weights = [
        part.amount
        if document.prices_include_tax
        else EXACT.multiply(part.amount, breakdown.gross_factor(taxes))
        for taxes, part in groups.items()
    ]
    return _worth_it(zip(groups, money.spread(wanted, weights), strict=True))


def _worth_it(shares: Iterable[tuple[tuple[Tax, ...], Money]]) -> Shares:
    kept = [(taxes, share) for taxes, share in shares if share]
    if not kept:
        raise BadField(_("Deposit"), _("this part of the quote comes to nothing."))
    return kept


def _deposit_line(
    quote: Snapshot, taxes: tuple[Tax, ...], share: Money, percentage: Decimal | None
) -> Line:
    # The words stand in the document, so they are in its language, not the screen's.
    _ = catalogue(quote.document.language).gettext
    if percentage is not None:
        name = _("Deposit of {percentage} % on quote {number}")
    else:
        name = _("Deposit on quote {number}")
    return Line(
        name=name.format(percentage=_plain(percentage or Decimal(0)), number=quote.number),
        quantity=Decimal(1 if share.minor > 0 else -1),
        unit="LS",
        price=abs(share).amount,
        taxes=taxes,
    )


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
