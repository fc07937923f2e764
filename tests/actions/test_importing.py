"""Importing bank files: once, booked where certain, proposed else, and undone."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from invoicer.actions import checking, importing, payments
from invoicer.bank import detect
from invoicer.ledger import audit, outbox, statements
from invoicer.ledger import documents as kept
from invoicer.ledger import payments as booked
from invoicer.ledger.ledger import Ledger
from invoicer.models import lifecycle
from invoicer.models.errors import BadField, BadFile, NotAllowed
from invoicer.models.lifecycle import Status
from invoicer.models.matching import Share
from invoicer.models.money import Money
from invoicer.models.statement import Statement
from invoicer.models.stored import LineState, StoredLine
from tests.actions.conftest import TODAY, issued

HEADINGS = "Buchungstag;Wertstellung;Name;Verwendungszweck;Betrag;Währung\n"
WHOLE = "4.703,90"


def file(folder: Path, *rows: str, name: str = "umsaetze.csv") -> Path:
    path = folder / name
    path.write_text(HEADINGS + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def row(
    number: str, amount: str = WHOLE, *, name: str = "KESSLER U SOEHNE GMBH", day: int = 23
) -> str:
    return f"{day}.11.2026;{day}.11.2026;{name};RECHNUNG {number};{amount};EUR"


def status(ledger: Ledger, document_id: int) -> Status:
    return lifecycle.status(kept.get(ledger, document_id).facts, TODAY)


def number_of(ledger: Ledger, document_id: int) -> str:
    return kept.get(ledger, document_id).number


def only_line(ledger: Ledger, import_id: int) -> StoredLine:
    (line,) = statements.lines(ledger, import_id)
    return line


def test_a_transfer_that_names_its_invoice_is_booked(ledger: Ledger, tmp_path: Path) -> None:
    invoice_id = issued(ledger)
    path = file(tmp_path, row(number_of(ledger, invoice_id)))
    done = importing.import_file(ledger, path, today=TODAY)
    assert (done.lines, done.new_lines, done.booked) == (1, 1, 1)
    assert status(ledger, invoice_id) == Status.PAID
    line = only_line(ledger, done.id)
    assert line.state == LineState.BOOKED
    assert line.proposals[0].reasons
    assert booked.of_document(ledger, invoice_id)[0].statement_line_id == line.id


def test_a_second_import_of_the_same_file_books_nothing(ledger: Ledger, tmp_path: Path) -> None:
    invoice_id = issued(ledger)
    path = file(tmp_path, row(number_of(ledger, invoice_id)))
    importing.import_file(ledger, path, today=TODAY)
    again = importing.import_file(ledger, path, today=TODAY)
    assert (again.new_lines, again.booked) == (0, 0)
    assert len(booked.of_document(ledger, invoice_id)) == 1


def test_discount_that_is_earned_is_granted_with_the_booking(
    ledger: Ledger, tmp_path: Path
) -> None:
    invoice_id = issued(ledger)
    path = file(tmp_path, row(number_of(ledger, invoice_id), "4.609,82"))
    importing.import_file(ledger, path, today=TODAY)
    assert status(ledger, invoice_id) == Status.PAID
    kinds = {share.kind.value for share in booked.of_document(ledger, invoice_id)[0].allocations}
    assert kinds == {"payment", "early_discount"}


def test_discount_taken_too_late_is_only_proposed(ledger: Ledger, tmp_path: Path) -> None:
    invoice_id = issued(ledger)
    path = file(tmp_path, row(number_of(ledger, invoice_id), "4.609,82", day=30))
    done = importing.import_file(ledger, path, today=TODAY)
    line = only_line(ledger, done.id)
    assert (done.booked, line.state) == (0, LineState.SUGGESTED)
    importing.book(ledger, line.id, line.proposals[0], today=TODAY)
    assert status(ledger, invoice_id) == Status.PAID


def test_the_second_of_two_payments_for_one_invoice_is_left_to_the_user(
    ledger: Ledger, tmp_path: Path
) -> None:
    invoice_id = issued(ledger)
    number = number_of(ledger, invoice_id)
    done = importing.import_file(ledger, file(tmp_path, row(number), row(number)), today=TODAY)
    assert (done.new_lines, done.booked) == (2, 1)
    states = [line.state for line in statements.lines(ledger, done.id)]
    assert states == [LineState.BOOKED, LineState.OPEN]
    line = statements.lines(ledger, done.id)[1]
    importing.keep_as_credit(ledger, line.id, 1, today=TODAY)
    assert booked.credit_of(ledger, 1) == (Money(470390, "EUR"),)


def test_a_payer_of_another_name_is_not_booked_unasked(ledger: Ledger, tmp_path: Path) -> None:
    invoice_id = issued(ledger)
    path = file(tmp_path, row(number_of(ledger, invoice_id), name="Northwind Lights"))
    done = importing.import_file(ledger, path, today=TODAY)
    assert done.booked == 0
    assert only_line(ledger, done.id).state == LineState.SUGGESTED


def test_undo_releases_what_was_booked_and_the_file_can_be_imported_again(
    ledger: Ledger, tmp_path: Path
) -> None:
    invoice_id = issued(ledger)
    number = number_of(ledger, invoice_id)
    path = file(tmp_path, row(number), row("nothing", "12,00", name="Bank"))
    done = importing.import_file(ledger, path, today=TODAY)
    released = importing.undo(ledger, done.id, on=TODAY)
    assert [(r.amount.minor, r.numbers) for r in released] == [(470390, (number,))]
    assert status(ledger, invoice_id) in (Status.ISSUED, Status.SENT)
    with pytest.raises(NotAllowed, match="undone"):
        importing.undo(ledger, done.id, on=TODAY)
    again = importing.import_file(ledger, path, today=TODAY)
    assert (again.new_lines, again.booked) == (2, 1)
    assert status(ledger, invoice_id) == Status.PAID


def test_undo_passes_over_a_payment_the_user_took_back_before(
    ledger: Ledger, tmp_path: Path
) -> None:
    invoice_id = issued(ledger)
    done = importing.import_file(
        ledger, file(tmp_path, row(number_of(ledger, invoice_id))), today=TODAY
    )
    payments.undo(ledger, only_line(ledger, done.id).payment_id or 0, on=TODAY)
    assert importing.undo(ledger, done.id, on=TODAY) == ()


def test_a_bank_line_waits_again_when_its_payment_is_taken_back(
    ledger: Ledger, tmp_path: Path
) -> None:
    invoice_id = issued(ledger)
    path = file(tmp_path, row(number_of(ledger, invoice_id)))
    line = only_line(ledger, importing.import_file(ledger, path, today=TODAY).id)
    payments.undo(ledger, line.payment_id or 0, on=TODAY)
    waiting = statements.get(ledger, line.id)
    assert (waiting.state, waiting.payment_id) == (LineState.SUGGESTED, None)
    importing.book_for(ledger, line.id, invoice_id, today=TODAY)
    assert status(ledger, invoice_id) == Status.PAID


def test_a_transfer_for_an_invoice_that_was_given_up_pays_it(
    ledger: Ledger, tmp_path: Path
) -> None:
    invoice_id = issued(ledger)
    payments.write_off(ledger, invoice_id, on=TODAY)
    path = file(tmp_path, row("?", name="Somebody Else"))
    line = only_line(ledger, importing.import_file(ledger, path, today=TODAY).id)
    importing.book_for(ledger, line.id, invoice_id, today=TODAY)
    assert status(ledger, invoice_id) == Status.PAID


def test_undo_takes_back_what_the_user_moved_to_another_invoice(
    ledger: Ledger, tmp_path: Path
) -> None:
    first, second = issued(ledger), issued(ledger)
    path = file(tmp_path, row("?", "6.000,00", name="Somebody Else"))
    done = importing.import_file(ledger, path, today=TODAY)
    payment_id = importing.book_for(ledger, only_line(ledger, done.id).id, first, today=TODAY)
    payments.use_credit(ledger, payment_id, second, on=TODAY)
    (released,) = importing.undo(ledger, done.id, on=TODAY)
    assert released.numbers == (number_of(ledger, first), number_of(ledger, second))
    for one in (first, second):
        assert kept.open_amount(ledger, one) == Money(470390, "EUR")
    assert booked.credit_of(ledger, 1) == ()
    assert checking.check(ledger) == []


def test_no_mail_comes_of_an_import(ledger: Ledger, tmp_path: Path) -> None:
    invoice_id = issued(ledger)
    importing.import_file(ledger, file(tmp_path, row(number_of(ledger, invoice_id))), today=TODAY)
    assert outbox.rows(ledger) == []


def test_a_line_can_be_split_over_documents_and_the_rest_is_credit(
    ledger: Ledger, tmp_path: Path
) -> None:
    first, second = issued(ledger), issued(ledger)
    path = file(tmp_path, row("alles", "9.500,00"))
    line = only_line(ledger, importing.import_file(ledger, path, today=TODAY).id)
    none = Money(0, "EUR")
    shares = [
        Share(document_id=document_id, amount=Money(470390, "EUR"), discount=none)
        for document_id in (first, second)
    ]
    importing.split(ledger, line.id, shares, today=TODAY)
    assert {status(ledger, first), status(ledger, second)} == {Status.PAID}
    assert booked.credit_of(ledger, 1) == (Money(950000 - 2 * 470390, "EUR"),)
    with pytest.raises(NotAllowed, match="already"):
        importing.split(ledger, line.id, shares, today=TODAY)


def test_a_split_over_nothing_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    line = only_line(
        ledger, importing.import_file(ledger, file(tmp_path, row("x")), today=TODAY).id
    )
    with pytest.raises(BadField):
        importing.split(ledger, line.id, (), today=TODAY)


def test_a_line_is_booked_for_the_document_the_user_names(ledger: Ledger, tmp_path: Path) -> None:
    invoice_id = issued(ledger)
    path = file(tmp_path, row("?", "1.000,00", name="Somebody Else"))
    line = only_line(ledger, importing.import_file(ledger, path, today=TODAY).id)
    importing.book_for(ledger, line.id, invoice_id, today=TODAY)
    assert status(ledger, invoice_id) == Status.PARTLY_PAID


def test_a_line_that_is_no_payment_is_ignored_until_it_is_reopened(
    ledger: Ledger, tmp_path: Path
) -> None:
    invoice_id = issued(ledger)
    path = file(tmp_path, row(number_of(ledger, invoice_id), "100,00"))
    line = only_line(ledger, importing.import_file(ledger, path, today=TODAY).id)
    importing.ignore(ledger, line.id)
    with pytest.raises(NotAllowed, match="Reopen"):
        importing.book(ledger, line.id, line.proposals[0], today=TODAY)
    assert importing.reopen(ledger, line.id, on=TODAY) is None
    assert statements.get(ledger, line.id).state == LineState.SUGGESTED
    assert importing.reopen(ledger, line.id, on=TODAY) is None


def test_reopening_a_booked_line_releases_its_invoice(ledger: Ledger, tmp_path: Path) -> None:
    invoice_id = issued(ledger)
    number = number_of(ledger, invoice_id)
    done = importing.import_file(ledger, file(tmp_path, row(number)), today=TODAY)
    line = only_line(ledger, done.id)
    released = importing.reopen(ledger, line.id, on=TODAY)
    assert released is not None
    assert released.numbers == (number,)
    assert statements.get(ledger, line.id).state == LineState.SUGGESTED
    assert status(ledger, invoice_id) != Status.PAID


def test_money_out_is_kept_but_neither_booked_nor_proposed(ledger: Ledger, tmp_path: Path) -> None:
    invoice_id = issued(ledger)
    path = file(tmp_path, row(number_of(ledger, invoice_id), f"-{WHOLE}"), row("Miete", "1,00"))
    done = importing.import_file(ledger, path, today=TODAY)
    line = statements.lines(ledger, done.id)[0]
    assert (line.state, line.proposals) == (LineState.OPEN, ())
    with pytest.raises(NotAllowed, match="came in"):
        importing.keep_as_credit(ledger, line.id, 1, today=TODAY)


def test_an_invoice_written_later_is_proposed_when_looking_again(
    ledger: Ledger, tmp_path: Path
) -> None:
    done = importing.import_file(ledger, file(tmp_path, row("2026-0001")), today=TODAY)
    assert only_line(ledger, done.id).state == LineState.OPEN
    issued(ledger)
    assert importing.propose_again(ledger) == 1
    assert only_line(ledger, done.id).state == LineState.SUGGESTED


def test_open_questions_stop_an_import_until_they_are_answered_once(
    ledger: Ledger, tmp_path: Path
) -> None:
    path = tmp_path / "transactions.csv"
    path.write_text("Date,Description,Amount,Currency\n03/04/2026,Rent,-5.00,EUR\n")
    with pytest.raises(NotAllowed, match="03/04/2026"):
        importing.import_file(ledger, path, today=TODAY)
    assert statements.imports(ledger) == []
    answers = {"date_order": "dmy"}
    done = importing.import_file(ledger, path, answers=answers, today=TODAY)
    assert only_line(ledger, done.id).line.booked_on == date(2026, 4, 3)
    path.write_text("Date,Description,Amount,Currency\n05/04/2026,Rent,-5.00,EUR\n")
    (second,) = importing.read_for(ledger, path)
    assert second.lines[0].booked_on == date(2026, 4, 5)


def test_a_file_of_several_accounts_makes_one_import_each(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(
        "Own account;Booking date;Description;Amount;Currency\n"
        "DE12500105170648489890;2026-11-20;Rent;-5.00;EUR\n"
        "DE89370400440532013000;2026-11-20;Rent;-5.00;EUR\n"
    )
    done = importing.import_all(ledger, path, today=TODAY)
    assert [one.account for one in done] == ["DE12500105170648489890", "DE89370400440532013000"]
    assert [one.new_lines for one in done] == [1, 1]


def test_a_line_dated_far_ahead_is_not_booked(ledger: Ledger, tmp_path: Path) -> None:
    invoice_id = issued(ledger)
    text = row(number_of(ledger, invoice_id)).replace(".2026;", ".2028;")
    done = importing.import_file(ledger, file(tmp_path, text), today=TODAY)
    assert done.booked == 0
    with pytest.raises(NotAllowed, match="2028-11-23"):
        importing.book_for(ledger, only_line(ledger, done.id).id, invoice_id, today=TODAY)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: None, "no file"),
        (lambda path: path.mkdir(), "folder"),
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_text(HEADINGS, encoding="utf-8"), "nothing to import"),
        (lambda path: path.write_text("Name,Length\nAvatar,3h\n"), "no bank statement"),
    ],
)
def test_what_can_t_be_imported_is_refused_in_plain_words(
    ledger: Ledger, tmp_path: Path, make: object, sentence: str
) -> None:
    path = tmp_path / "statement.csv"
    make(path)  # type: ignore[operator]
    with pytest.raises(BadFile, match=sentence):
        importing.import_file(ledger, path, today=TODAY)
    assert statements.imports(ledger) == []


def test_a_file_beyond_reason_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(tmp_path, row("x"))
    monkeypatch.setattr(importing, "LARGEST_BYTES", 10)
    with pytest.raises(BadFile, match="large"):
        importing.read(path)


def test_a_file_nobody_may_read_is_refused_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(tmp_path, row("x"))

    def refused(_path: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(BadFile, match="may not be read"):
        importing.read(path)

    def broken(_path: Path, _mode: str) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", broken)
    with pytest.raises(BadFile, match="EIO"):
        importing.read(path)


def test_import_and_undo_stand_in_the_audit_log(ledger: Ledger, tmp_path: Path) -> None:
    done = importing.import_file(ledger, file(tmp_path, row("x")), today=TODAY)
    importing.undo(ledger, done.id, on=TODAY)
    acts_done = [entry.act for entry in audit.of(ledger, "import", done.id)]
    assert acts_done == ["statement_imported", "import_undone"]


def test_the_outlook_tells_which_lines_are_new(ledger: Ledger, tmp_path: Path) -> None:
    importing.import_file(ledger, file(tmp_path, row("2026-0001")), today=TODAY)
    both = file(tmp_path, row("2026-0001"), row("2026-0002"), name="later.csv")
    found = importing.read_for(ledger, both)
    outlook = importing.outlook(ledger, found)
    assert outlook.new == (frozenset({found[0].lines[1].row}),)
    assert not outlook.answers


def test_a_file_is_read_once_so_that_what_is_kept_is_what_was_read(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(tmp_path, row(number_of(ledger, issued(ledger)), "4.703,90"))
    real = detect.read

    def then_gone(*arguments: Any, **named: Any) -> tuple[Statement, ...]:
        path.unlink(missing_ok=True)
        return real(*arguments, **named)

    monkeypatch.setattr(detect, "read", then_gone)
    assert importing.import_file(ledger, path, today=TODAY).new_lines == 1
