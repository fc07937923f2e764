"""Writing and issuing documents."""

import threading
from dataclasses import replace
from datetime import date

import pytest

from invoicer.actions import documents as acts
from invoicer.ledger import documents as kept
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from invoicer.models import lifecycle
from invoicer.models.document import DocumentKind, Snapshot
from invoicer.models.errors import BadDate, CannotIssue, NotAllowed, NotFound
from invoicer.models.lifecycle import Status
from invoicer.models.money import Money
from invoicer.models.party import Party
from invoicer.models.totals import Totals
from tests.actions.conftest import TODAY, invoice, issued, render


def test_an_invoice_gets_its_number_only_when_it_is_issued(ledger: Ledger) -> None:
    document_id = acts.save_draft(ledger, invoice(ledger))
    assert kept.get(ledger, document_id).number == ""
    number = acts.issue(ledger, document_id, today=TODAY, render=render)
    stored = kept.get(ledger, document_id)
    assert number == stored.number == "2026-0001"
    assert stored.totals is not None
    assert stored.totals.payable == Money(470390, "EUR")
    assert lifecycle.status(stored.facts, TODAY) == Status.ISSUED


def test_a_deleted_draft_costs_no_number(ledger: Ledger) -> None:
    first = acts.save_draft(ledger, invoice(ledger))
    document = acts.delete_draft(ledger, first)
    assert document.lines[0].name == "Brand workshop, two days"
    second = acts.save_draft(ledger, invoice(ledger))
    assert acts.issue(ledger, second, today=TODAY, render=render) == "2026-0001"


def test_issuing_twice_is_refused_with_the_number_it_has(ledger: Ledger) -> None:
    document_id = issued(ledger)
    with pytest.raises(NotAllowed, match="issued already, as 2026-0001"):
        acts.issue(ledger, document_id, today=TODAY, render=render)
    assert kept.next_number(ledger, DocumentKind.INVOICE, TODAY) == "2026-0002"


def test_an_issued_document_is_neither_changed_nor_deleted(ledger: Ledger) -> None:
    document_id = issued(ledger)
    with pytest.raises(NotAllowed):
        acts.change_draft(ledger, document_id, invoice(ledger))
    with pytest.raises(NotAllowed):
        acts.delete_draft(ledger, document_id)


def test_what_is_missing_is_said_and_no_number_is_spent(ledger: Ledger) -> None:
    empty = replace(invoice(ledger), lines=(), buyer=Party())
    document_id = acts.save_draft(ledger, empty)
    with pytest.raises(CannotIssue) as refusal:
        acts.issue(ledger, document_id, today=TODAY, render=render)
    assert len(refusal.value.sentences) >= 2
    assert kept.next_number(ledger, DocumentKind.INVOICE, TODAY) == "2026-0001"


@pytest.mark.parametrize("on", [date(1899, 12, 31), date(9999, 12, 31)])
def test_a_date_of_another_century_is_refused(ledger: Ledger, on: date) -> None:
    document_id = acts.save_draft(ledger, invoice(ledger))
    with pytest.raises(BadDate, match="not a likely date"):
        acts.issue(ledger, document_id, today=on, render=render)


def test_a_printer_that_fails_leaves_a_draft_and_no_gap(ledger: Ledger) -> None:
    document_id = acts.save_draft(ledger, invoice(ledger))

    def broken(snapshot: Snapshot, totals: Totals, *, logo: bytes | None) -> bytes:
        raise NotAllowed("no ink")

    with pytest.raises(NotAllowed, match="no ink"):
        acts.issue(ledger, document_id, today=TODAY, render=broken)
    assert kept.get(ledger, document_id).facts.issued_on is None
    assert acts.issue(ledger, document_id, today=TODAY, render=render) == "2026-0001"


def test_a_number_taken_while_printing_is_not_used_twice(ledger: Ledger) -> None:
    mine = acts.save_draft(ledger, invoice(ledger))
    other = acts.save_draft(ledger, invoice(ledger))
    printed: list[str] = []

    def slow(snapshot: Snapshot, totals: Totals, *, logo: bytes | None) -> bytes:
        printed.append(snapshot.number)
        if len(printed) == 1:
            # While this one is being printed, another copy of the program issues the other.
            def elsewhere() -> None:
                second = ledgers.open(ledger.path)
                acts.issue(second, other, today=TODAY, render=render)
                second.close()

            thread = threading.Thread(target=elsewhere)
            thread.start()
            thread.join()
        return render(snapshot, totals, logo=logo)

    number = acts.issue(ledger, mine, today=TODAY, render=slow)
    assert number == "2026-0002"
    assert printed == ["2026-0001", "2026-0002"]
    assert kept.file(ledger, mine)[1].startswith(b"2026-0002 ")


def test_a_draft_changed_while_printing_is_issued_as_it_reads_now(ledger: Ledger) -> None:
    document_id = acts.save_draft(ledger, invoice(ledger))
    changed = replace(invoice(ledger), order_number="PO-2", lines=invoice(ledger).lines[:1])
    printed: list[int] = []

    def slow(snapshot: Snapshot, totals: Totals, *, logo: bytes | None) -> bytes:
        if not printed:
            acts.change_draft(ledger, document_id, changed)
        printed.append(len(snapshot.document.lines))
        return render(snapshot, totals, logo=logo)

    acts.issue(ledger, document_id, today=TODAY, render=slow)
    stored = kept.get(ledger, document_id)
    assert stored.document.order_number == "PO-2"
    assert stored.totals is not None
    assert stored.totals.net == Money(152000, "EUR")
    assert printed == [3, 1]


def test_the_archived_bytes_stay_what_they_were(ledger: Ledger) -> None:
    document_id = issued(ledger)
    name, content = kept.file(ledger, document_id)
    assert content == b"2026-0001 2026-11-21 4703.90 EUR"
    assert name.endswith(".pdf")


def test_numbers_restart_with_the_year_of_the_issue_date(ledger: Ledger) -> None:
    numbers = []
    for on in (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1)):
        document_id = acts.save_draft(ledger, invoice(ledger))
        numbers.append(acts.issue(ledger, document_id, today=on, render=render))
    assert numbers == ["2026-0001", "2026-0002", "2027-0001"]


def test_a_document_nobody_knows_is_refused(ledger: Ledger) -> None:
    with pytest.raises(NotFound):
        acts.issue(ledger, 4711, today=TODAY, render=render)
