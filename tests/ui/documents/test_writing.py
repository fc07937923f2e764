"""Writing, issuing, being paid and correcting, by keyboard and mouse as a person does."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from invoicer.ledger import documents as kept
from invoicer.models.document import DocumentKind
from invoicer.models.lifecycle import Act, Status
from invoicer.models.stored import Chip, DocumentFilter, DocumentRow
from invoicer.ui.documents.editor import Editor
from invoicer.ui.documents.issue_dialog import IssueDialog
from invoicer.ui.documents.page import DocumentsPage
from invoicer.ui.documents.payment_dialog import PaymentDialog

Write = Callable[[str], None]


def rows(page: DocumentsPage) -> list[DocumentRow]:
    """Return what the ledger lists, newest first."""
    context = page.context
    return kept.rows(context.reader, DocumentFilter(), context.today(), limit=50)


def write_invoice(page: DocumentsPage, write: Write, qtbot: QtBot) -> Editor:
    """Write the invoice of the picture by keyboard alone: two rates and a discount."""
    qtbot.keyClick(page.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    editor = page.editor
    assert editor is not None
    qtbot.waitUntil(editor.head.client.hasFocus)
    write("Kessler")
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Down)
    write("\n")
    assert editor.document.client_id is not None
    editor.head.order.setFocus()
    write("\t")
    write("Brand workshops, two days\t16\thour\t95\t\t\t")
    write("Our style guide\t1\tpc\t2400\t5 %\t19\t")
    write("Printing, passed on\t200\tpc\t0.85\t\t7\t")
    return editor


@pytest.fixture
def editor(invoices: DocumentsPage, write: Write, qtbot: QtBot) -> Editor:
    """The editor with the invoice of the picture."""
    return write_invoice(invoices, write, qtbot)


def dialog_of(kind: type, page: DocumentsPage, qtbot: QtBot):  # type: ignore[no-untyped-def]
    """Return the open dialog of a kind."""

    def is_open() -> bool:
        return isinstance(QApplication.activeModalWidget(), kind)

    qtbot.waitUntil(is_open)
    return QApplication.activeModalWidget()


def issue(page: DocumentsPage, qtbot: QtBot) -> DocumentRow:
    """Issue what is in the editor without sending it."""
    qtbot.mouseClick(page.issue, Qt.MouseButton.LeftButton)
    dialog = dialog_of(IssueDialog, page, qtbot)
    assert dialog.findings.sentences() == []
    qtbot.mouseClick(dialog.issue_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=20_000)
    return rows(page)[0]


def test_an_invoice_is_written_by_keyboard_and_its_totals_follow(editor: Editor) -> None:
    spoken = "; ".join(editor.totals.spoken())
    assert "Net €3,970.00" in spoken
    assert "on 3,800.00 €722.00" in spoken
    assert "on 170.00 €11.90" in spoken
    assert "Total €4,703.90" in spoken


def test_a_total_follows_each_keystroke(editor: Editor, write: Write) -> None:
    write("One more\t1")
    assert "Total €4,703.90" in "; ".join(editor.totals.spoken())
    write("\t\t10")
    assert "Total €4,715.80" in "; ".join(editor.totals.spoken())
    write("0")
    assert "Total €4,822.90" in "; ".join(editor.totals.spoken())


def test_a_draft_is_saved_while_it_is_written(
    editor: Editor, invoices: DocumentsPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: editor.document_id > 0, timeout=5000)

    def is_whole() -> bool:
        stored = kept.get(invoices.context.reader, editor.document_id)
        return len(stored.document.lines) == 3

    qtbot.waitUntil(is_whole, timeout=5000)
    assert len(rows(invoices)) == 1


def test_leaving_saves_what_was_typed_last(
    editor: Editor, invoices: DocumentsPage, write: Write, qtbot: QtBot
) -> None:
    write("Last words")
    qtbot.mouseClick(invoices.close_editor, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(rows(invoices)) == 1, timeout=5000)
    stored = kept.get(invoices.context.reader, rows(invoices)[0].id)
    assert stored.document.lines[-1].name == "Last words"


def test_an_invoice_goes_from_draft_to_paid_to_credited(
    editor: Editor, invoices: DocumentsPage, qtbot: QtBot
) -> None:
    row = issue(invoices, qtbot)
    assert row.status == Status.ISSUED
    name, content = kept.file(invoices.context.reader, row.id)
    assert name == f"{row.number}.pdf"
    assert content.startswith(b"%PDF")

    qtbot.waitUntil(lambda: invoices.list.table.current() == row)
    qtbot.mouseClick(invoices.detail.first, Qt.MouseButton.LeftButton)
    dialog = dialog_of(PaymentDialog, invoices, qtbot)
    assert dialog.amount.text() == "4,703.90"
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(invoices)[0].status == Status.PAID)

    invoices.doing.do(Act.CREDIT, row.id)
    qtbot.waitUntil(lambda: invoices.title() == f"Credit note for {row.number}")
    note = issue(invoices, qtbot)
    assert note.kind == DocumentKind.CREDIT_NOTE
    assert note.payable == row.payable


def test_two_clicks_issue_once(editor: Editor, invoices: DocumentsPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(invoices.issue, Qt.MouseButton.LeftButton)
    dialog = dialog_of(IssueDialog, invoices, qtbot)
    dialog.issue_button.click()
    dialog.issue_button.click()
    dialog.send_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=20_000)
    assert [row.status for row in rows(invoices)] == [Status.ISSUED]
    expected = kept.next_number(
        invoices.context.reader, DocumentKind.INVOICE, invoices.context.today()
    )
    assert expected.endswith("0002")


def test_issue_and_send_puts_the_mail_into_the_outbox(
    editor: Editor, invoices: DocumentsPage, qtbot: QtBot
) -> None:
    from invoicer.ledger import outbox

    qtbot.mouseClick(invoices.issue, Qt.MouseButton.LeftButton)
    dialog = dialog_of(IssueDialog, invoices, qtbot)
    assert dialog.to.text()
    assert dialog.title.text().endswith("0001")
    qtbot.mouseClick(dialog.send_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=20_000)
    mails = outbox.rows(invoices.context.reader)
    assert [mail.mail.document_id for mail in mails] == [rows(invoices)[0].id]
    assert rows(invoices)[0].number in mails[0].mail.subject


def test_a_mail_that_is_refused_issues_nothing(
    editor: Editor, invoices: DocumentsPage, qtbot: QtBot
) -> None:
    qtbot.mouseClick(invoices.issue, Qt.MouseButton.LeftButton)
    dialog = dialog_of(IssueDialog, invoices, qtbot)
    dialog.to.setText("nobody")
    dialog.send_button.click()
    qtbot.waitUntil(lambda: bool(dialog.form.fields["to"].error()), timeout=20_000)
    assert [row.status for row in rows(invoices)] == [Status.DRAFT]
    dialog.reject()


def test_what_is_missing_is_said_only_when_asked_for(invoices: DocumentsPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(invoices.new, Qt.MouseButton.LeftButton)
    editor = invoices.editor
    assert editor is not None
    assert editor.list.sentences() == []
    assert "still missing" in editor.verdict.text()
    qtbot.mouseClick(editor.verdict, Qt.MouseButton.LeftButton)
    assert editor.list.sentences()
    assert editor.head.form.fields["client"].error()


def test_an_untouched_new_invoice_leaves_no_draft(invoices: DocumentsPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(invoices.new, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(invoices.close_editor, Qt.MouseButton.LeftButton)
    counts = kept.counts(invoices.context.reader, DocumentFilter(), invoices.context.today())
    assert counts[Chip.ALL] == 0
    assert invoices.list.empty.isVisible()


def test_a_deleted_draft_comes_back_by_undo(
    editor: Editor, invoices: DocumentsPage, qtbot: QtBot
) -> None:
    qtbot.mouseClick(invoices.close_editor, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: invoices.list.table.current() is not None, timeout=5000)
    qtbot.keyClick(invoices.list.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: rows(invoices) == [])
    toast = invoices.context.messages.toast_widget
    assert toast is not None
    qtbot.waitUntil(toast.button.isVisible)
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(rows(invoices)) == 1)
