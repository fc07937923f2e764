"""What the buttons and the menu of a document do: each act goes to the ledger thread, and what
came of it is said."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from invoicer import format as texts
from invoicer.actions import corrections, payments, quotes
from invoicer.actions import documents as acts
from invoicer.i18n import gettext as _
from invoicer.ledger import documents as kept
from invoicer.ledger import settings
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import Document
from invoicer.models.errors import BadFile
from invoicer.models.lifecycle import Act, Answer
from invoicer.models.money import Money
from invoicer.models.stored import StoredDocument
from invoicer.ui.context import Context
from invoicer.ui.documents import papers
from invoicer.ui.documents.issue_dialog import IssueDialog
from invoicer.ui.documents.parts import Part
from invoicer.ui.documents.payment_dialog import PaymentDialog
from invoicer.ui.widgets.pdf_view import Pages

SAVE_FOLDER = "documents/save-folder"


class Doing(QObject):
    """Does acts on documents. `edit_asked` carries a draft's id, `made` one that an act made,
    `go_to_field` the id of a draft and the field of it that wants a look."""

    edit_asked = Signal(int)
    made = Signal(int)
    go_to_field = Signal(int, str)

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._busy = False
        self._answers: dict[int, Answer] = {}

    def do(self, act: Act, document_id: int) -> None:
        """Do an act on a document, asking for what it needs first."""
        drafts = {
            Act.CREDIT: corrections.credit,
            Act.CORRECT: corrections.correct,
            Act.DUPLICATE: corrections.duplicate,
            Act.INVOICE: corrections.to_invoice,
        }
        steps: dict[Act, Callable[[int], object]] = {
            Act.EDIT: self.edit_asked.emit,
            Act.DELETE: self.delete,
            Act.ISSUE: self.issue,
            Act.SEND: self.issue,
            Act.RECORD_PAYMENT: self.record_payment,
            Act.REFUND: self.record_payment,
            Act.WRITE_OFF: self.write_off,
            Act.ACCEPT: partial(self.answer, given=Answer.ACCEPTED),
            Act.DECLINE: partial(self.answer, given=Answer.DECLINED),
        }
        if act in drafts:
            self._make(drafts[act], document_id)
        else:
            steps[act](document_id)

    def _make(self, action: Callable[[Ledger, int], int], document_id: int) -> None:
        # A double click must not make two drafts.
        if not self._busy:
            self._busy = True
            self._context.bridge.run(partial(_call, action, document_id), self._made, self._failed)

    def _made(self, document_id: int) -> None:
        self._busy = False
        self.made.emit(document_id)

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._context.messages.report(error)

    def delete(self, document_id: int) -> None:
        """Delete a draft and offer to bring it back."""
        self._context.bridge.run(partial(_call, acts.delete_draft, document_id), self._deleted)

    def _deleted(self, document: Document) -> None:
        name = document.buyer.name
        sentence = _("Draft for {name} deleted.").format(name=name) if name else _("Draft deleted.")
        self._context.messages.undo(sentence, partial(self._bring_back, document))

    def _bring_back(self, document: Document) -> None:
        self._context.bridge.run(partial(_call, acts.save_draft, document))

    def issue(self, document_id: int) -> IssueDialog:
        """Open the dialog that issues a draft, or sends an issued document, and return it."""
        dialog = IssueDialog(self._context, document_id, self._window)
        dialog.go_to_field.connect(partial(self.go_to_field.emit, document_id))
        dialog.save_asked.connect(partial(self.save_pdf, document_id))
        dialog.open()
        return dialog

    def bill(self, part: Part, quote_id: int) -> None:
        """Open the dialog that writes a deposit invoice or the final invoice of a quote."""
        from invoicer.ui.documents import deposits

        deposits.open_dialog(self._context, part, quote_id, self._window).made.connect(self.made)

    def record_payment(self, document_id: int) -> None:
        """Open the dialog that records a payment or a refund."""
        PaymentDialog(self._context, document_id, self._window).open()

    def write_off(self, document_id: int) -> None:
        """Give up what is open, after asking, for it can't be undone."""
        left = kept.open_amount(self._context.reader, document_id)
        amount = texts.money(left, self._context.locale)
        answer = self._context.messages.ask(
            _("Write off {amount}?").format(amount=amount),
            _("The invoice will count as settled, without the money. This can't be undone."),
            (_("Write off"), _("Cancel")),
        )
        if answer == 0:
            today = self._context.today()
            action = partial(payments.write_off, document_id=document_id, on=today)
            self._context.bridge.run(action, self._written_off)

    def _written_off(self, amount: Money) -> None:
        shown = texts.money(amount, self._context.locale)
        self._context.messages.toast(_("{amount} written off.").format(amount=shown))

    def answer(self, quote_id: int, given: Answer) -> None:
        """Note what the client said to a quote, and offer to take it back."""
        before = kept.get(self._context.reader, quote_id).facts.answer
        self._answers[quote_id] = before
        self._context.bridge.run(partial(_answer, quote_id=quote_id, given=given), self._answered)

    def _answered(self, quote_id: int) -> None:
        self._context.messages.undo(
            _("The client's answer was noted."), partial(self._take_answer_back, quote_id)
        )

    def _take_answer_back(self, quote_id: int) -> None:
        before = self._answers.pop(quote_id, Answer.NONE)
        self._context.bridge.run(partial(_answer, quote_id=quote_id, given=before))

    def _paper(self, stored: StoredDocument) -> papers.Paper:
        return papers.of_stored(self._context.reader, stored, self._context.today())

    def save_pdf(self, document_id: int) -> None:
        """Ask where to, and write the PDF there."""
        stored = kept.get(self._context.reader, document_id)
        paper = self._paper(stored)
        folder = str(self._context.settings.value(SAVE_FOLDER, str(Path.home())))
        chosen = QFileDialog.getSaveFileName(
            self._window, _("Save PDF"), str(Path(folder) / paper.file_name), "PDF (*.pdf)"
        )[0]
        if chosen:
            self._context.settings.setValue(SAVE_FOLDER, str(Path(chosen).parent))
            self._context.bridge.outside(partial(_write, paper, Path(chosen)), self._saved)

    def _saved(self, path: Path) -> None:
        self._context.messages.toast(_("Saved as {name}.").format(name=path.name))

    def print_document(self, document_id: int) -> None:
        """Draw the pages off the Qt thread, then ask for the printer."""
        stored = kept.get(self._context.reader, document_id)
        make = self._paper(stored).make
        self._context.bridge.outside(partial(papers.pages_for_print, make), self._to_printer)

    def _to_printer(self, pages: Pages) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(papers.PRINT_DPI)
        printer.setPageSize(papers.page_size(settings.business(self._context.reader).paper))
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            papers.put_on_paper(pages, printer)


def _call(action: Callable[..., object], argument: object, ledger: Ledger) -> object:
    return action(ledger, argument)


def _answer(ledger: Ledger, *, quote_id: int, given: Answer) -> int:
    quotes.answer(ledger, quote_id, given)
    return quote_id


def _write(paper: papers.Paper, path: Path) -> Path:
    content = paper.make()
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadFile(
            _("{file} can't be written: {reason}.").format(file=path.name, reason=error.strerror)
        ) from None
    return path
