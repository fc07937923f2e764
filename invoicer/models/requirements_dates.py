"""Findings on dates, payment terms, and the documents a document names."""

from collections.abc import Iterator
from datetime import date

from invoicer.i18n import gettext as _
from invoicer.models import totals
from invoicer.models.document import INVOICES, Document, DocumentKind, DocumentReference, Period
from invoicer.models.errors import BadDate, Refusal
from invoicer.models.finding import Finding, error, warning
from invoicer.models.payment_terms import LONGEST_TERM

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)

# They stand for an earlier document, or come before any delivery.
_DELIVERS = INVOICES - {DocumentKind.DEPOSIT_INVOICE}


def dates(document: Document, issued_on: date | None) -> Iterator[Finding]:
    """Find dates nobody can mean and periods that end before they begin (BR-29, BR-30)."""
    for field, name, on in _named_dates(document, issued_on):
        if on is not None and not FIRST_DAY <= on <= LAST_DAY:
            yield error(field, str(BadDate(name, on)))
    for field, period in _periods(document):
        if period.end_on < period.start_on:
            yield error(field, _("The period ends before it begins. Swap its two dates."))
    if issued_on is not None:
        yield from _before_issue(document, issued_on)
    yield from _terms(document)
    delivered = document.delivered_on is not None or any(True for _field in _periods(document))
    if document.kind in _DELIVERS and not delivered:
        yield warning(
            "delivered_on",
            _("No delivery date is given, so the issue date stands for it. Was it another day?"),
        )


def references(document: Document) -> Iterator[Finding]:
    """Find corrections that don't name what they correct (Art. 219, BR-55), and lost deposits."""
    if document.kind in (DocumentKind.CREDIT_NOTE, DocumentKind.CORRECTED_INVOICE):
        if not document.preceding:
            yield error("preceding", _("Name the invoice that is corrected, by its number."))
        for i, preceding in enumerate(document.preceding):
            if not preceding.number.strip():
                yield error(f"preceding[{i}]", _("The corrected invoice has no number. Add it."))
    if document.kind == DocumentKind.FINAL_INVOICE and not document.deposits:
        yield warning("deposits", _("This final invoice deducts no deposit. Is one missing?"))
    for i, deposit in enumerate(document.deposits):
        if deposit.amount is None:
            yield error(f"deposits[{i}]", _("A deposit has no amount. Say what was invoiced."))
        if any(_same(deposit, other) for other in document.deposits[:i]):
            yield error(
                f"deposits[{i}]",
                _("Deposit {number} is deducted twice. Remove one of the two.").format(
                    number=deposit.number
                ),
            )


def _same(one: DocumentReference, other: DocumentReference) -> bool:
    if one.document_id is not None and one.document_id == other.document_id:
        return True
    return bool(one.number) and one.number == other.number


def _periods(document: Document) -> Iterator[tuple[str, Period]]:
    if document.period is not None:
        yield "period", document.period
    for i, line in enumerate(document.lines):
        if line.period is not None:
            yield f"lines[{i}].period", line.period


def _named_dates(
    document: Document, issued_on: date | None
) -> Iterator[tuple[str, str, date | None]]:
    yield "issue_on", _("Issue date"), issued_on
    yield "due_on", _("Due date"), document.due_on
    yield "valid_until", _("Valid until"), document.valid_until
    yield "delivered_on", _("Delivery date"), document.delivered_on
    for field, period in _periods(document):
        yield field, _("First day of the period"), period.start_on
        yield field, _("Last day of the period"), period.end_on
    for i, reference in enumerate(document.preceding):
        yield f"preceding[{i}]", _("Date of the corrected invoice"), reference.issued_on
    for i, reference in enumerate(document.deposits):
        yield f"deposits[{i}]", _("Date of the deposit invoice"), reference.issued_on


def _before_issue(document: Document, issued_on: date) -> Iterator[Finding]:
    if document.due_on is not None and document.due_on < issued_on:
        yield error(
            "due_on", _("It would be due before it is issued. Choose a later due date, or none.")
        )
    if document.valid_until is not None and document.valid_until < issued_on:
        yield error(
            "valid_until", _("The quote would end before it is issued. Choose a later date.")
        )


def _terms(document: Document) -> Iterator[Finding]:
    terms = document.terms
    if not 0 <= terms.days <= LONGEST_TERM:
        yield error("terms", _("Give 0 to {days} days to pay.").format(days=LONGEST_TERM))
    for discount in terms.discounts:
        try:
            likely = 0 < totals.checked(discount.percentage) <= 100
        except Refusal:
            likely = False
        if not likely:
            yield error("terms", _("A discount for early payment is above 0 and at most 100 %."))
        if not 0 <= discount.days <= LONGEST_TERM:
            yield error("terms", _("A discount for early payment needs its number of days."))
        elif discount.days > terms.days:
            yield warning(
                "terms",
                _(
                    "The discount for early payment lasts longer than the {days} days to pay."
                ).format(days=terms.days),
            )
