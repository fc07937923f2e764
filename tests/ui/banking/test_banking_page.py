"""The Banking page over real files: preview, import, booking by keys and buttons, undo."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from invoicer.actions import business, clients, corrections
from invoicer.actions import documents as acts
from invoicer.ledger import documents, payments, statements
from invoicer.ledger.ledger import Ledger
from invoicer.models.money import Money
from invoicer.models.stored import LineGroup, LineState, StoredLine
from invoicer.ui.app import App
from invoicer.ui.banking.credit_dialog import CreditDialog
from invoicer.ui.banking.page import BankingPage
from invoicer.ui.banking.split_dialog import SplitDialog
from invoicer.ui.context import Target
from tests.actions.conftest import BUSINESS, TODAY, client, invoice, render

Do = Callable[[Callable[..., Any]], Any]
ROWS = "Buchungstag;Name;Verwendungszweck;Betrag;Währung\n"
WHOLE = Money(470390, "EUR")


def numbers(ledger: Ledger) -> list[str]:
    """Three issued invoices of 4,703.90 for Kessler & Söhne."""
    business.set_business(ledger, BUSINESS)
    clients.add(ledger, client("Kessler & Söhne GmbH"))
    clients.add(ledger, client("Northwind Lights GmbH"))
    found = []
    for _number in range(3):
        document_id = acts.save_draft(ledger, invoice(ledger))
        found.append(acts.issue(ledger, document_id, today=TODAY, render=render))
    return found


def row(day: int, name: str, text: str, amount: str) -> str:
    return f"{day}.11.2026;{name};{text};{amount};EUR\n"


class Desk:
    """The page with a ledger of three open invoices and a bank file beside it."""

    def __init__(self, app: App, act: Do, qtbot: QtBot, folder: Path) -> None:
        self.app, self.act, self.qtbot, self.folder = app, act, qtbot, folder
        self.numbers: list[str] = act(numbers)
        app.window.go(Target("banking"))
        page = app.window.page
        assert isinstance(page, BankingPage)
        self.page = page

    def file(self, *rows: str, name: str = "umsaetze.csv") -> Path:
        path = self.folder / name
        path.write_text(ROWS + "".join(rows), encoding="utf-8")
        return path

    def preview(self, *rows: str) -> Path:
        path = self.file(*rows)
        self.page.take_file(path)
        self.qtbot.waitUntil(self.page.preview.isVisible)
        return path

    def bring_in(self, *rows: str) -> Path:
        path = self.preview(*rows)
        self.click(self.page.take)
        self.qtbot.waitUntil(self.page.list.isVisible)
        return path

    def click(self, widget: Any) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key) -> None:
        self.page.list.table.setFocus()
        self.qtbot.keyClick(self.page.list.table, key)

    def write(self, text: str) -> None:
        """Type into whatever has the keyboard; a tab leaves it."""
        for sign in text:
            target = QApplication.activePopupWidget() or QApplication.focusWidget()
            assert target is not None
            if sign == "\t":
                self.qtbot.keyClick(target, Qt.Key.Key_Tab)
            else:
                self.qtbot.keyClicks(target, sign)
            QApplication.processEvents()

    def lines(self) -> list[StoredLine]:
        found: list[StoredLine] = self.act(statements.lines)
        return found

    def states(self) -> list[LineState]:
        """From the newest day to the oldest."""
        return [stored.state for stored in self.lines()]

    def wait_for(self, *states: LineState) -> None:
        self.qtbot.waitUntil(lambda: self.states() == list(states))

    def open(self, number: str) -> Money:
        left: Money = self.act(
            lambda ledger: documents.open_amount(ledger, documents.find(ledger, number))
        )
        return left

    def toast(self) -> str:
        toast = self.page.context.messages.toast_widget
        assert toast is not None
        return toast.sentence.text()

    def in_dialog(self, kind: type[QDialog], then: Callable[[Any], None]) -> list[bool]:
        """Do something in the dialog that opens next."""
        done: list[bool] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            # Typing goes to what has the keyboard, so the dialog must have it first.
            if not isinstance(dialog, kind) or not dialog.isActiveWindow():
                QTimer.singleShot(20, look)
                return
            try:
                then(dialog)
                done.append(True)
            finally:
                if not done:
                    dialog.reject()

        QTimer.singleShot(20, look)
        return done

    def certain(self) -> str:
        return row(23, "KESSLER U SOEHNE GMBH", f"RG {self.numbers[0]}", "4.703,90")

    def doubtful(self) -> str:
        """Another's name: nothing to be booked unasked."""
        return row(22, "Northwind Lights", f"RG {self.numbers[1]}", "4.703,90")

    def unknown(self, amount: str = "1.212,40") -> str:
        return row(21, "PAYPAL", "Sammelzahlung", amount)

    def outgoing(self) -> str:
        return row(20, "Finanzamt", "USt 10/26", "-2.210,00")


@pytest.fixture
def desk(app: App, act: Do, qtbot: QtBot, tmp_path: Path) -> Desk:
    """The page over three open invoices."""
    return Desk(app, act, qtbot, tmp_path)


def test_without_a_statement_one_button_begins(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = desk.page
    assert page.empty.isVisible()
    assert not page.header()
    path = desk.file(desk.certain())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_any: (str(path), ""))
    desk.click(page.empty.button)
    desk.qtbot.waitUntil(page.preview.isVisible)
    assert page.title() == "Import umsaetze.csv"


def test_the_preview_shows_what_was_read_and_keeps_nothing(desk: Desk) -> None:
    desk.preview(desk.certain(), desk.doubtful(), desk.outgoing(), "Summe;;;;\n")
    page = desk.page
    shown = {key: value.text() for key, (_heading, value) in page.preview.facts.items()}
    assert shown["kind"] == "CSV, UTF-8"
    assert shown["in"] == "€9,407.80"
    assert shown["out"] == "€2,210.00"
    assert shown["period"].replace("\u00a0", " ") == "20 Nov – 23 Nov 2026"
    assert page.preview.lines.rows.rowCount() == 3
    assert page.take.accessibleName() == "Import 3 lines"
    desk.click(page.preview.chips.button("left"))
    left = page.preview.left.rows.row_at(0)
    assert left is not None
    assert (left.row, bool(left.reason)) == (5, True)
    desk.qtbot.keyClick(page.preview, Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(page.empty.isVisible)
    assert desk.lines() == []


def test_balances_that_differ_are_said(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "balances.csv"
    path.write_text(
        "Datum;Name;Text;Betrag;Saldo\n"
        "20.11.2026;A;eins;100,00;100,00\n21.11.2026;B;zwei;50,00;150,20\n",
        encoding="utf-8",
    )
    desk.page.take_file(path)
    desk.qtbot.waitUntil(desk.page.preview.isVisible)
    assert desk.page.preview.balance.accessibleName() == "differs"
    assert "0.20" in desk.page.preview.balances.text()


def test_importing_books_what_is_certain_and_suggests_the_rest(desk: Desk) -> None:
    desk.bring_in(desk.certain(), desk.doubtful(), desk.unknown(), desk.outgoing())
    assert desk.states() == [
        LineState.BOOKED,
        LineState.SUGGESTED,
        LineState.OPEN,
        LineState.OPEN,
    ]
    assert not desk.open(desk.numbers[0])
    page = desk.page
    assert page.list.sentence.text() == ("umsaetze.csv · 4 lines, 4 new · 1 matched and booked")
    counts = {group: page.list.chips.button(group).text() for group in LineGroup}
    assert [text.split()[-1] for text in counts.values()] == ["2", "1", "1", "4"]
    assert "1 was certain and is booked" in desk.toast()


def test_enter_imports_from_the_preview(desk: Desk) -> None:
    desk.preview(desk.certain())
    desk.qtbot.waitUntil(desk.page.preview.lines.hasFocus)
    desk.qtbot.keyClick(desk.page.preview.lines, Qt.Key.Key_Return)
    desk.wait_for(LineState.BOOKED)


def test_the_same_file_brings_nothing_new(desk: Desk) -> None:
    rows = (desk.certain(), desk.unknown())
    desk.bring_in(*rows)
    desk.preview(*rows)
    assert desk.page.take.accessibleName() == "Nothing new to import"
    assert not desk.page.take.isEnabled()


def test_enter_books_the_suggestion_exactly_as_the_button_says(desk: Desk) -> None:
    desk.bring_in(desk.doubtful())
    page = desk.page
    assert page.list.pane.book.accessibleName() == "Book €4,703.90"
    card = page.list.pane.cards[0]
    assert desk.numbers[1] in card.accessibleName()
    assert "another" in card.accessibleDescription()
    desk.key(Qt.Key.Key_Return)
    desk.wait_for(LineState.BOOKED)
    assert not desk.open(desk.numbers[1])
    desk.qtbot.waitUntil(lambda: desk.toast() == "€4,703.90 booked.")
    desk.qtbot.waitUntil(page.list.finished.isVisible)


def test_a_discount_taken_too_late_is_granted_only_when_the_user_says_so(desk: Desk) -> None:
    late = row(30, "KESSLER U SOEHNE GMBH", f"RG {desk.numbers[0]}", "4.609,82")
    desk.bring_in(late)
    button = desk.page.list.pane.book
    assert button.accessibleName() == "Book €4,609.82 and grant €94.08 discount"
    desk.click(button)
    desk.wait_for(LineState.BOOKED)
    assert not desk.open(desk.numbers[0])


def test_a_booking_is_taken_back_by_the_toast_and_by_reopening(desk: Desk) -> None:
    desk.bring_in(desk.doubtful())
    desk.click(desk.page.list.pane.book)
    desk.wait_for(LineState.BOOKED)
    toast = desk.page.context.messages.toast_widget
    assert toast is not None
    desk.qtbot.waitUntil(lambda: toast.button.text() == "Undo")
    desk.click(toast.button)
    desk.wait_for(LineState.SUGGESTED)
    assert desk.open(desk.numbers[1]) == WHOLE
    desk.qtbot.waitUntil(lambda: desk.page.list.waiting() is not None)
    desk.key(Qt.Key.Key_Return)
    desk.wait_for(LineState.BOOKED)
    desk.click(desk.page.list.chips.button(LineGroup.ALL))
    pane = desk.page.list.pane
    desk.qtbot.waitUntil(pane.reopen.isVisible)
    assert desk.numbers[1] in pane.links[0].text()
    assert "Matched by" in pane.explanation.text()
    desk.key(Qt.Key.Key_R)
    desk.wait_for(LineState.SUGGESTED)


def test_s_splits_a_payment_over_two_invoices(desk: Desk) -> None:
    desk.bring_in(row(21, "KESSLER", "Sammelzahlung", "6.000,00"))

    def split(dialog: SplitDialog) -> None:
        first, second = list(dialog.rows.values())[1:]
        for each in dialog.rows.values():
            if each.tick.isChecked():
                desk.click(each.tick)
        assert not dialog.book.isEnabled()
        desk.click(first.tick)
        assert first.amount.text() == "4,703.90"
        assert "is left" in dialog.sum.text()
        assert not dialog.book.isEnabled()
        desk.qtbot.keyClicks(second.amount, "1300")
        assert "too much" in dialog.sum.text()
        second.amount.selectAll()
        desk.qtbot.keyClicks(second.amount, "1296.10")
        assert "it adds up" in dialog.sum.text()
        desk.click(dialog.book)

    done = desk.in_dialog(SplitDialog, split)
    desk.key(Qt.Key.Key_S)
    assert done
    desk.wait_for(LineState.BOOKED)
    left = [desk.open(number).minor for number in desk.numbers]
    assert left == [470390, 0, 470390 - 129610]


def test_the_rest_of_a_split_may_stay_as_credit(desk: Desk) -> None:
    desk.bring_in(desk.unknown("5.000,00"))

    def split(dialog: SplitDialog) -> None:
        desk.qtbot.keyClicks(dialog.filter, desk.numbers[2])
        dialog.filter.search_now()
        wanted = next(r for r in dialog.rows.values() if r.candidate.number == desk.numbers[2])
        desk.click(wanted.tick)
        assert not dialog.book.isEnabled()
        desk.click(dialog.rest)
        desk.click(dialog.book)

    assert (done := desk.in_dialog(SplitDialog, split)) == []
    desk.click(desk.page.list.pane.split)
    assert done
    desk.wait_for(LineState.BOOKED)
    credit = desk.act(lambda ledger: payments.credit_of(ledger, 1))
    assert credit == (Money(29610, "EUR"),)


def test_c_keeps_a_payment_as_credit_of_a_client(desk: Desk) -> None:
    desk.bring_in(desk.unknown())

    def keep(dialog: CreditDialog) -> None:
        assert not dialog.keep.isEnabled()
        dialog.client.setFocus()
        desk.write("North\t")
        assert dialog.client.text() == "Northwind Lights GmbH"
        desk.click(dialog.keep)

    done = desk.in_dialog(CreditDialog, keep)
    desk.key(Qt.Key.Key_C)
    assert done
    desk.wait_for(LineState.CREDIT)
    desk.click(desk.page.list.chips.button(LineGroup.BOOKED))
    assert "Northwind" in desk.page.list.pane.explanation.text()


def test_n_puts_a_payment_aside(desk: Desk) -> None:
    desk.bring_in(desk.unknown())
    desk.key(Qt.Key.Key_N)
    desk.wait_for(LineState.IGNORED)
    desk.click(desk.page.list.chips.button(LineGroup.NOT_INCOME))
    assert desk.page.list.pane.pill.accessibleName() == "Not income"


def test_arrows_move_and_numbers_choose_a_proposal(desk: Desk) -> None:
    desk.bring_in(row(22, "KESSLER U SOEHNE GMBH", "Danke", "4.703,90"), desk.unknown())
    page = desk.page
    assert len(page.list.pane.cards) == 3
    desk.key(Qt.Key.Key_3)
    assert page.list.pane.cards[2].isChecked()
    desk.key(Qt.Key.Key_Down)
    assert not page.list.pane.cards
    assert not page.list.pane.book.isVisible()
    assert "No open invoice fits" in page.list.pane.explanation.text()


def test_enter_on_a_proposal_books_it_and_on_another_button_does_not(desk: Desk) -> None:
    desk.bring_in(row(22, "KESSLER U SOEHNE GMBH", "Danke", "4.703,90"))
    pane = desk.page.list.pane
    pane.ignore.setFocus()
    desk.qtbot.keyClick(pane.ignore, Qt.Key.Key_Return)
    assert desk.states() == [LineState.SUGGESTED]
    pane.cards[0].setFocus()
    desk.qtbot.keyClick(pane.cards[0], Qt.Key.Key_Down)
    assert pane.cards[1].isChecked()
    number = pane.cards[1].choice.numbers[0]
    desk.qtbot.keyClick(pane.cards[1], Qt.Key.Key_Return)
    desk.wait_for(LineState.BOOKED)
    assert not desk.open(number)


def test_a_file_of_two_accounts_shows_both_and_imports_both(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text(
        "Auftragskonto;Buchungstag;Name;Verwendungszweck;Betrag;Währung\n"
        "DE89370400440532013000;20.11.2026;A;eins;100,00;EUR\n"
        "DE12500105170648489890;21.11.2026;B;zwei;50,00;EUR\n",
        encoding="utf-8",
    )
    preview = desk.page.preview
    desk.page.take_file(path)
    desk.qtbot.waitUntil(preview.isVisible)
    assert preview.accounts.isVisible()
    assert preview.facts["in"][1].text() == "€100.00"
    desk.qtbot.keyClick(preview.accounts, Qt.Key.Key_Down)
    assert preview.facts["in"][1].text() == "€50.00"
    assert desk.page.take.accessibleName() == "Import 2 lines"
    desk.click(desk.page.take)
    desk.wait_for(LineState.OPEN, LineState.OPEN)


def test_typing_in_the_filter_does_nothing_else(desk: Desk) -> None:
    desk.bring_in(desk.unknown(), desk.doubtful())
    field = desk.page.filter_field()
    assert field is desk.page.list.filter
    desk.qtbot.keyClicks(desk.page.list.filter, "nc")
    desk.page.list.filter.search_now()
    assert desk.page.list.nothing.isVisible()
    assert desk.states() == [LineState.SUGGESTED, LineState.OPEN]


def test_undoing_an_import_releases_what_it_booked(desk: Desk) -> None:
    path = desk.bring_in(desk.certain(), desk.unknown())
    desk.click(desk.page.undo)
    desk.qtbot.waitUntil(desk.page.empty.isVisible)
    assert desk.open(desk.numbers[0]) == WHOLE
    desk.qtbot.waitUntil(lambda: "is undone" in desk.toast())
    assert desk.numbers[0] in desk.toast()
    toast = desk.page.context.messages.toast_widget
    assert toast is not None
    desk.click(toast.button)
    desk.qtbot.waitUntil(desk.page.preview.isVisible)
    assert desk.page.reading.path == path
    assert desk.page.take.accessibleName() == "Import 2 lines"


def test_of_several_imports_one_is_chosen_to_be_undone(desk: Desk) -> None:
    desk.bring_in(desk.certain())
    desk.bring_in(desk.doubtful())
    desk.click(desk.page.undo)
    texts = [action.text() for action in desk.page.menu.actions()]
    assert ["booked" in text for text in texts] == [True, True]
    assert "1 booked" in texts[1]
    desk.page.menu.actions()[1].trigger()
    desk.page.menu.close()
    desk.wait_for(LineState.SUGGESTED)
    assert desk.open(desk.numbers[0]) == WHOLE


def test_a_file_that_is_no_statement_is_refused_in_one_sentence(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "letter.csv"
    path.write_text("Dear Sir\nno figures here\n", encoding="utf-8")
    desk.page.take_file(path)
    desk.qtbot.waitUntil(lambda: "no bank statement" in desk.toast())
    assert desk.page.empty.isVisible()


def test_a_question_is_answered_before_anything_is_imported(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text(
        "Datum;Name;Verwendungszweck;Betrag\n01/02/2026;Kessler;eins;100,00\n"
        "03/04/2026;Meier;zwei;50,00\n",
        encoding="utf-8",
    )
    page = desk.page
    page.take_file(path)
    desk.qtbot.waitUntil(page.preview.isVisible)
    assert not page.take.isEnabled()
    (field,) = page.preview.questions.fields.values()
    desk.qtbot.waitUntil(field.hasFocus)
    desk.qtbot.keyClick(field, Qt.Key.Key_Down)
    desk.qtbot.keyClick(field, Qt.Key.Key_Down)
    desk.qtbot.waitUntil(page.take.isEnabled)
    desk.click(page.take)
    desk.qtbot.waitUntil(page.list.isVisible)
    days = sorted(stored.line.booked_on.isoformat() for stored in desk.lines())
    assert days == ["2026-01-02", "2026-03-04"]


def test_an_answer_is_remembered_for_the_next_file_of_that_kind(desk: Desk, tmp_path: Path) -> None:
    test_a_question_is_answered_before_anything_is_imported(desk, tmp_path)
    path = tmp_path / "later.csv"
    path.write_text(
        "Datum;Name;Verwendungszweck;Betrag\n05/06/2026;Kessler;drei;100,00\n"
        "07/08/2026;Meier;vier;50,00\n",
        encoding="utf-8",
    )
    desk.page.take_file(path)
    desk.qtbot.waitUntil(desk.page.preview.isVisible)
    desk.qtbot.waitUntil(desk.page.take.isEnabled)
    (field,) = desk.page.preview.questions.fields.values()
    assert field.value() == "mdy"


def test_a_file_may_be_dropped_on_any_page(desk: Desk) -> None:
    window = desk.app.window
    window.go(Target("clients"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(desk.file(desk.certain())))])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPointF(400, 400), copy, data, buttons, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(400, 400), copy, data, buttons, none, QEvent.Type.Drop)
    QApplication.sendEvent(window, drop)
    desk.qtbot.waitUntil(lambda: window.page is desk.page and desk.page.preview.isVisible())


def test_a_suggestion_goes_when_its_invoice_is_paid_otherwise(desk: Desk) -> None:
    desk.bring_in(desk.doubtful())
    number = desk.numbers[1]

    def credit(ledger: Ledger) -> None:
        note = corrections.credit(ledger, documents.find(ledger, number))
        acts.issue(ledger, note, today=TODAY, render=render)

    assert desk.page.list.pane.cards
    desk.act(credit)
    desk.qtbot.waitUntil(lambda: number not in _shown(desk.page))


def _shown(page: BankingPage) -> str:
    return " ".join(card.accessibleName() for card in page.list.pane.cards)


def test_money_out_refunds_a_credit_note(desk: Desk) -> None:
    number = desk.numbers[0]

    def credit(ledger: Ledger) -> str:
        from invoicer.actions import payments as paying

        document_id = documents.find(ledger, number)
        paying.record(ledger, document_id, WHOLE, on=TODAY)
        note = corrections.credit(ledger, document_id)
        return acts.issue(ledger, note, today=TODAY, render=render)

    note = desk.act(credit)
    desk.bring_in(row(23, "Kessler", "Erstattung", "-4.703,90"))
    desk.click(desk.page.list.chips.button(LineGroup.NOT_INCOME))
    done = desk.in_dialog(SplitDialog, lambda dialog: desk.click(dialog.book))
    desk.click(desk.page.list.pane.refund)
    assert done
    desk.wait_for(LineState.BOOKED)
    assert not desk.open(note)
