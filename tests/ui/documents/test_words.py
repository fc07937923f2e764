"""How documents, due dates and their history read."""

from datetime import UTC, date, datetime

import pytest

from invoicer.models.document import Document, DocumentKind, DocumentReference
from invoicer.models.lifecycle import Status
from invoicer.models.money import Money
from invoicer.models.party import Party
from invoicer.models.stored import AuditEntry, DocumentRow
from invoicer.ui.documents import words

TODAY = date(2026, 11, 21)


def row(due_on: date | None, status: Status, kind: DocumentKind) -> DocumentRow:
    """Return a row of a list."""
    return DocumentRow(
        id=1,
        kind=kind,
        number="2026-0001",
        client_id=1,
        client_name="Kessler",
        issued_on=TODAY,
        due_on=due_on,
        status=status,
        payable=Money(100, "EUR"),
        open=Money(100, "EUR"),
    )


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (date(2026, 11, 21), "today"),
        (date(2026, 11, 22), "tomorrow"),
        (date(2026, 11, 30), "in 9 days"),
        (date(2026, 11, 20), "1 day late"),
        (date(2026, 11, 9), "12 days late"),
        (date(2027, 3, 1), "1 Mar 2027"),
    ],
)
def test_a_due_date_reads_as_one_says_it(due_on: date, expected: str) -> None:
    late = Status.OVERDUE if due_on < TODAY else Status.SENT
    assert words.due_text(row(due_on, late, DocumentKind.INVOICE), TODAY, "en_IE") == expected


def test_what_is_settled_is_not_due_and_a_lapsed_quote_shows_its_day() -> None:
    paid = row(TODAY, Status.PAID, DocumentKind.INVOICE)
    assert words.due_text(paid, TODAY, "en_IE") == words.NONE
    lapsed = row(date(2026, 10, 17), Status.EXPIRED, DocumentKind.QUOTE)
    assert words.due_text(lapsed, TODAY, "en_IE") == "17 Oct"


def test_the_editor_says_what_is_written_and_for_whom() -> None:
    assert words.editor_title(Document()) == "New invoice"
    named = Document(kind=DocumentKind.QUOTE, buyer=Party(name="Kessler"))
    assert words.editor_title(named) == "Quote for Kessler"
    note = Document(
        kind=DocumentKind.CREDIT_NOTE, preceding=(DocumentReference(number="2026-0001"),)
    )
    assert words.editor_title(note) == "Credit note for 2026-0001"


@pytest.mark.parametrize(
    ("act", "details", "expected"),
    [
        ("payment_booked", "2964.00 EUR · 2026-0001", "Payment of €2,964.00"),
        ("mail_queued", '{"to":"a@b.example"}', "Mail to a@b.example waits to be sent"),
        ("written_off", "5 JPY", "JP¥5 written off"),
        ("something_new", "", "Something new"),
    ],
)
def test_the_history_reads_as_sentences(act: str, details: str, expected: str) -> None:
    entry = AuditEntry(
        id=1,
        at=datetime(2026, 11, 21, tzinfo=UTC),
        act=act,
        kind="document",
        subject_id=1,
        details=details,
        hash="",
    )
    assert words.act_sentence(entry, "en_IE") == expected
