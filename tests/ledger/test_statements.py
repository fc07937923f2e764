from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invoicer.ledger import payments, statements
from invoicer.ledger.ledger import Ledger
from invoicer.models.errors import NotAllowed, NotFound
from invoicer.models.matching import Proposal, Share
from invoicer.models.payment import Payment
from invoicer.models.statement import Question, Statement, StatementLine
from invoicer.models.stored import LineState
from tests.ledger.makers import ON, add_client, document, eur, for_client, issue, pay
from tests.ledger.test_document_lists import new_ledger


def line(row: int, minor: int = 11900, purpose: str = "2026-0001", **more: object) -> StatementLine:
    """Return a bank line of that amount."""
    return replace(
        StatementLine(row=row, booked_on=ON, amount=eur(minor), name="Yachts", purpose=purpose),
        **more,  # type: ignore[arg-type]
    )


def statement(*lines: StatementLine) -> Statement:
    """Return a statement of these lines."""
    return Statement(format="csv", profile="bank", account="DE1", currency="EUR", lines=lines)


def add(ledger: Ledger, *lines: StatementLine) -> tuple[int, list[int]]:
    """Import these lines."""
    with ledger.atomic():
        return statements.add_import(ledger, "may.csv", "0" * 64, statement(*lines))


def test_lines_come_back_as_they_were_read(ledger: Ledger) -> None:
    import_id, ids = add(ledger, line(2), line(3, -500, "fee", account="DE9"))
    first, second = statements.lines(ledger, import_id)
    assert [first.id, second.id] == ids
    assert (first.line, first.state, first.proposals) == (line(2), LineState.OPEN, ())
    assert second.line == line(3, -500, "fee", account="DE9")
    (kept,) = statements.imports(ledger)
    assert (kept.id, kept.file_name, kept.profile, kept.account) == (
        import_id,
        "may.csv",
        "bank",
        "DE1",
    )
    assert (kept.currency, kept.lines, kept.new_lines, kept.booked) == ("EUR", 2, 2, 0)


def test_the_same_file_brings_nothing_new(ledger: Ledger) -> None:
    add(ledger, line(2), line(3, 500))
    import_id, ids = add(ledger, line(2), line(3, 500))
    assert ids == []
    assert statements.get_import(ledger, import_id).new_lines == 0


def test_a_movement_that_happened_twice_is_kept_twice(ledger: Ledger) -> None:
    add(ledger, line(2))
    _, ids = add(ledger, line(2), line(3), line(4))
    assert len(ids) == 2


def test_case_spaces_and_signs_make_no_other_movement(ledger: Ledger) -> None:
    add(ledger, line(2, purpose="Rechnung 2026-0001, Danke"))
    assert add(ledger, line(9, purpose="RECHNUNG  2026 0001 DANKE"))[1] == []
    assert len(add(ledger, line(9, purpose="Rechnung 2026-0002, Danke"))[1]) == 1


def test_another_account_has_movements_of_its_own(ledger: Ledger) -> None:
    add(ledger, line(2))
    with ledger.atomic():
        other = replace(statement(line(2)), account="DE2")
        assert len(statements.add_import(ledger, "x", "0" * 64, other)[1]) == 1


def test_pending_lines_wait_until_they_are_booked(ledger: Ledger) -> None:
    import_id, ids = add(ledger, line(2, pending=True))
    assert ids == []
    assert statements.get_import(ledger, import_id).lines == 0
    assert statements.new_lines(ledger, statement(line(2))) == [line(2)]
    assert len(add(ledger, line(2))[1]) == 1


def test_a_file_with_open_questions_is_not_imported(ledger: Ledger) -> None:
    asking = replace(statement(line(2)), questions=(Question(key="d", text="?", choices=()),))
    with pytest.raises(NotAllowed, match="questions"), ledger.atomic():
        statements.add_import(ledger, "x", "0" * 64, asking)
    assert statements.imports(ledger) == []


def test_what_became_of_a_line_is_kept(ledger: Ledger) -> None:
    import_id, (first_id, second_id) = add(ledger, line(2), line(3, 500))
    issued_id = issue(ledger, document())
    share = Share(document_id=issued_id, amount=eur(11900), discount=eur(0))
    proposal = Proposal(shares=(share,), confidence=80, reasons=("same amount",))
    payment_id = pay(ledger, 11900, (issued_id, 11900))
    with ledger.atomic():
        statements.set_proposals(ledger, first_id, [proposal])
        statements.set_state(ledger, first_id, LineState.SUGGESTED)
        statements.set_state(ledger, second_id, LineState.BOOKED, payment_id)
    assert statements.get(ledger, first_id).proposals == (proposal,)
    assert statements.get(ledger, second_id).payment_id == payment_id
    assert [row.id for row in statements.lines(ledger, state=LineState.SUGGESTED)] == [first_id]
    assert [row.id for row in statements.lines(ledger)] == [second_id, first_id]
    assert len(statements.lines(ledger, import_id, limit=1, offset=1)) == 1
    assert statements.get_import(ledger, import_id).booked == 1
    assert statements.counts(ledger) == {
        LineState.OPEN: 0,
        LineState.SUGGESTED: 1,
        LineState.BOOKED: 1,
        LineState.CREDIT: 0,
        LineState.IGNORED: 0,
    }


def test_an_undone_import_may_be_imported_anew(ledger: Ledger) -> None:
    import_id, (line_id,) = add(ledger, line(2))
    with ledger.atomic():
        payment = Payment(amount=eur(11900), received_on=ON)
        payment_id = payments.add(ledger, payment, statement_line_id=line_id)
        statements.set_state(ledger, line_id, LineState.BOOKED, payment_id)
    assert payments.get(ledger, payment_id).statement_line_id == line_id
    with pytest.raises(NotAllowed, match="still count"), ledger.atomic():
        statements.undo(ledger, import_id)
    with ledger.atomic():
        payments.reverse(ledger, payment_id, ON)
        statements.undo(ledger, import_id)
    assert statements.lines(ledger) == []
    assert statements.lines(ledger, import_id)[0].state == LineState.OPEN
    assert statements.imports(ledger)[0].undone
    with pytest.raises(NotAllowed, match="undone already"), ledger.atomic():
        statements.undo(ledger, import_id)
    assert len(add(ledger, line(2))[1]) == 1


def test_what_is_not_there_is_refused(ledger: Ledger) -> None:
    for act in (
        lambda: statements.get(ledger, 9),
        lambda: statements.set_state(ledger, 9, LineState.IGNORED),
        lambda: statements.set_proposals(ledger, 9, ()),
        lambda: statements.undo(ledger, 9),
    ):
        with pytest.raises(NotFound), ledger.atomic():
            act()


def test_open_documents_know_from_where_their_client_paid_before(ledger: Ledger) -> None:
    client_id = add_client(ledger)
    issue(ledger, for_client(document(), client_id))
    issue(ledger, document())
    _, (line_id, nameless_id) = add(
        ledger, line(2, account="DE77"), line(3, 1, name="", account="")
    )
    with ledger.atomic():
        for source in (line_id, nameless_id):
            payment = Payment(amount=eur(1), received_on=ON, client_id=client_id)
            payments.add(ledger, payment, statement_line_id=source)
    from invoicer.ledger import documents

    known, unknown = documents.open_documents(ledger)
    assert (known.known_accounts, known.known_names) == (("DE77",), ("Yachts",))
    assert (unknown.known_accounts, unknown.known_names) == ((), ())
    assert (known.number, known.open, known.issued_on) == ("2026-0001", eur(11900), ON)
    assert documents.open_documents(ledger, "EUR", client_id) == [known]
    assert documents.open_documents(ledger, "USD") == []


LINES = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 2)), max_size=15)


@given(LINES, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=4))
@settings(max_examples=30)
def test_overlapping_files_give_each_movement_once(
    movements: list[tuple[int, int]], spans: list[tuple[int, int]]
) -> None:
    """The account is one list of movements; each file tells whole days of it."""
    with new_ledger() as ledger:
        days = [ON + timedelta(days=n) for n in range(6)]
        account = [line(0, minor, booked_on=days[day]) for day, minor in movements]
        told: set[date] = set()
        for first, last in spans:
            part = [x for x in account if days[first] <= x.booked_on <= days[last]]
            told |= {day for day in days if days[first] <= day <= days[last]}
            add(ledger, *part)
        kept = sorted((x.line.booked_on, x.line.amount.minor) for x in statements.lines(ledger))
        assert kept == sorted((x.booked_on, x.amount.minor) for x in account if x.booked_on in told)
