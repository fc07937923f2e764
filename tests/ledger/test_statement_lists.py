"""The list of bank lines: groups, counts, and the filter by text."""

from dataclasses import replace
from datetime import date

from invoicer.ledger import statement_lists, statements
from invoicer.ledger.ledger import Ledger
from invoicer.models.money import Money
from invoicer.models.statement import Statement, StatementLine
from invoicer.models.stored import LineGroup, LineState, StoredLine


def line(row: int, minor: int, name: str) -> StatementLine:
    return StatementLine(
        row=row,
        booked_on=date(2026, 11, row),
        amount=Money(minor, "EUR"),
        name=name,
        purpose=f"Invoice {row}",
    )


def filled(ledger: Ledger) -> list[int]:
    """Five lines: open, suggested, booked as credit, ignored, and money out."""
    lines = (
        line(1, 100, "Open"),
        line(2, 200, "Suggested"),
        line(3, 300, "Credit"),
        line(4, 400, "Ignored"),
        line(5, -500, "Tax office"),
    )
    pending = replace(line(6, 600, "Pending"), pending=True)
    with ledger.atomic():
        _id, ids = statements.add_import(
            ledger, "bank.csv", "0" * 64, Statement(format="CSV", lines=(*lines, pending))
        )
        statements.set_state(ledger, ids[1], LineState.SUGGESTED)
        statements.set_state(ledger, ids[2], LineState.CREDIT)
        statements.set_state(ledger, ids[3], LineState.IGNORED)
    return ids


def names(found: list[StoredLine]) -> list[str]:
    return [stored.line.name for stored in found]


def test_money_out_is_nothing_to_do(ledger: Ledger) -> None:
    filled(ledger)
    assert names(statement_lists.rows(ledger, LineGroup.TO_DO)) == ["Suggested", "Open"]
    assert names(statement_lists.rows(ledger, LineGroup.NOT_INCOME)) == ["Tax office", "Ignored"]
    assert names(statement_lists.rows(ledger, LineGroup.BOOKED)) == ["Credit"]


def test_counts_fit_the_lists_and_pages_follow_each_other(ledger: Ledger) -> None:
    filled(ledger)
    counts = statement_lists.counts(ledger)
    assert counts == {group: len(statement_lists.rows(ledger, group)) for group in LineGroup}
    pages = [statement_lists.rows(ledger, LineGroup.ALL, limit=2, offset=at) for at in (0, 2, 4)]
    assert [name for page in pages for name in names(page)] == names(
        statement_lists.rows(ledger, LineGroup.ALL)
    )


def test_text_is_found_in_name_and_purpose(ledger: Ledger) -> None:
    filled(ledger)
    assert names(statement_lists.rows(ledger, LineGroup.ALL, "TAX")) == ["Tax office"]
    assert names(statement_lists.rows(ledger, LineGroup.ALL, "invoice 3")) == ["Credit"]
    assert statement_lists.counts(ledger, "nobody")[LineGroup.ALL] == 0


def test_lines_of_an_undone_import_are_gone(ledger: Ledger) -> None:
    filled(ledger)
    with ledger.atomic():
        statements.undo(ledger, statements.imports(ledger)[0].id)
    assert statement_lists.counts(ledger)[LineGroup.ALL] == 0


def test_pending_lines_are_not_counted_as_lines_of_the_import(ledger: Ledger) -> None:
    filled(ledger)
    kept = statements.imports(ledger)[0]
    assert (kept.lines, kept.new_lines) == (5, 5)
