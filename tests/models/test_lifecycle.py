"""Where a document stands, by what happened to it."""

from dataclasses import replace
from datetime import date

import pytest

from invoicer.models import lifecycle
from invoicer.models.document import DocumentKind
from invoicer.models.lifecycle import Answer, Facts, Status
from invoicer.models.money import Money

TODAY = date(2026, 6, 15)


def euros(amount: int) -> Money:
    return Money(amount * 100, "EUR")


ISSUED = Facts(
    kind=DocumentKind.INVOICE,
    issued_on=date(2026, 6, 1),
    due_on=date(2026, 6, 15),
    payable=euros(100),
    paid=euros(0),
    credited=euros(0),
    written_off=euros(0),
)
CREDIT_NOTE = replace(ISSUED, kind=DocumentKind.CREDIT_NOTE, due_on=None)
QUOTE = replace(ISSUED, kind=DocumentKind.QUOTE, due_on=None, valid_until=TODAY)

STANDS: list[tuple[str, Facts, Status]] = [
    ("without a date of issue it is a draft", replace(ISSUED, issued_on=None), Status.DRAFT),
    ("issued", ISSUED, Status.ISSUED),
    ("sent", replace(ISSUED, sent=True), Status.SENT),
    ("delivered", replace(ISSUED, sent=True, delivered=True), Status.DELIVERED),
    ("partly paid", replace(ISSUED, paid=euros(1)), Status.PARTLY_PAID),
    ("partly credited", replace(ISSUED, credited=euros(1)), Status.PARTLY_PAID),
    ("paid", replace(ISSUED, paid=euros(100)), Status.PAID),
    ("paid too much", replace(ISSUED, paid=euros(120)), Status.PAID),
    ("due yesterday", replace(ISSUED, due_on=date(2026, 6, 14)), Status.OVERDUE),
    (
        "due yesterday and partly paid",
        replace(ISSUED, due_on=date(2026, 6, 14), paid=euros(99)),
        Status.OVERDUE,
    ),
    ("paid late", replace(ISSUED, due_on=date(2026, 6, 1), paid=euros(100)), Status.PAID),
    ("never due", replace(ISSUED, due_on=None), Status.ISSUED),
    ("credited", replace(ISSUED, credited=euros(100)), Status.CREDITED),
    ("credited and paid", replace(ISSUED, credited=euros(40), paid=euros(60)), Status.PAID),
    ("written off", replace(ISSUED, paid=euros(60), written_off=euros(40)), Status.WRITTEN_OFF),
    ("for nothing", replace(ISSUED, payable=euros(0)), Status.PAID),
    ("credit note open", CREDIT_NOTE, Status.ISSUED),
    (
        "credit note never overdue",
        replace(CREDIT_NOTE, due_on=date(2026, 1, 1)),
        Status.ISSUED,
    ),
    ("credit note partly used", replace(CREDIT_NOTE, credited=euros(1)), Status.PARTLY_PAID),
    ("credit note used up", replace(CREDIT_NOTE, credited=euros(100)), Status.CREDITED),
    ("credit note refunded", replace(CREDIT_NOTE, paid=euros(100)), Status.PAID),
    ("quote", QUOTE, Status.ISSUED),
    ("quote sent", replace(QUOTE, sent=True), Status.SENT),
    ("quote expired", replace(QUOTE, valid_until=date(2026, 6, 14)), Status.EXPIRED),
    ("quote without end", replace(QUOTE, valid_until=None), Status.ISSUED),
    ("quote accepted", replace(QUOTE, answer=Answer.ACCEPTED), Status.ACCEPTED),
    ("quote declined", replace(QUOTE, answer=Answer.DECLINED), Status.DECLINED),
    ("quote invoiced", replace(QUOTE, answer=Answer.ACCEPTED, invoiced=True), Status.INVOICED),
]


@pytest.mark.parametrize(
    ("facts", "status"), [case[1:] for case in STANDS], ids=[case[0] for case in STANDS]
)
def test_the_status_follows_from_what_happened(facts: Facts, status: Status) -> None:
    assert lifecycle.status(facts, TODAY) == status


def test_what_is_open_is_what_nothing_has_settled() -> None:
    facts = replace(ISSUED, paid=euros(30), credited=euros(20), written_off=euros(10))
    assert lifecycle.open_amount(facts) == euros(40)
    assert lifecycle.open_amount(replace(ISSUED, paid=euros(130))) == euros(-30)


def test_neither_a_draft_nor_a_quote_is_owed() -> None:
    assert lifecycle.open_amount(replace(ISSUED, issued_on=None)) == euros(0)
    assert lifecycle.open_amount(QUOTE) == euros(0)
