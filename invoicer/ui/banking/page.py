"""The Banking page: a bank file is read, previewed and imported; its lines are booked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QVBoxLayout, QWidget

from invoicer import format as texts
from invoicer.actions import importing
from invoicer.i18n import gettext as _
from invoicer.ledger import statement_lists, statements
from invoicer.models.changes import Change, Kind
from invoicer.models.stored import LineGroup, StoredImport
from invoicer.ui.banking import preview_words, words
from invoicer.ui.banking.doing import Doing
from invoicer.ui.banking.list_view import LineList
from invoicer.ui.banking.preview import Preview
from invoicer.ui.banking.reading import Reading
from invoicer.ui.context import Context
from invoicer.ui.page import Page
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.empty import EmptyState
from invoicer.ui.widgets.look import name
from invoicer.ui.widgets.progress import Progress

FOLDER = "banking/folder"
# Several bookings in a row are followed by one new look at what waits.
LOOK_AGAIN_MS = 400
MOST_IN_MENU = 12


class BankingPage(Page):
    """List of lines, or the preview of a file, or what an empty page says."""

    concerns = frozenset({Kind.STATEMENT, Kind.DOCUMENT, Kind.PAYMENT})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.undo = buttons.plain(theme, _("Undo import"), "arrow-counter-clockwise")
        self.choose = buttons.plain(theme, _("Import statement…"), "upload-simple")
        self.choose_first = buttons.primary(theme, _("Import statement…"), "upload-simple")
        self.cancel = buttons.plain(theme, _("Cancel"))
        self.take = buttons.primary(theme, _("Import"), "check")
        self.list = LineList(context)
        self.preview = Preview(context)
        self.progress = Progress(theme)
        self.reading = Reading(context, self)
        self.doing = Doing(context, self)
        self.empty = EmptyState(
            theme,
            "bank",
            _("No bank statement yet"),
            _(
                "Drop the CSV file of your bank here. You see what was read before anything is "
                "kept, and only what is beyond doubt is booked."
            ),
            _("Import statement…"),
        )
        self.menu = QMenu(self)
        self._much_to_do = False
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AGAIN_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.progress)
        self._stack = QStackedWidget()
        for widget in (self.empty, self.list, self.preview):
            self._stack.addWidget(widget)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        for button in (self.choose, self.choose_first):
            button.clicked.connect(self.choose_file)
        self.empty.begun.connect(self.choose_file)
        self.undo.clicked.connect(self._undo)
        self.menu.triggered.connect(self._undo_chosen)
        self.cancel.clicked.connect(self.back)
        self.take.clicked.connect(self.reading.import_now)
        self.preview.answered.connect(self.reading.answer)
        self.reading.began.connect(self._began)
        self.reading.ready.connect(self._ready)
        self.reading.refused.connect(self._refused)
        self.reading.imported.connect(self._imported)
        self.progress.cancelled.connect(self._cancelled)
        self.doing.import_again.connect(self.take_file)
        self.list.book_asked.connect(self._book)
        self.list.split_asked.connect(self._split)
        self.list.credit_asked.connect(self._keep)
        self.list.ignore_asked.connect(self._ignore)
        self.list.reopen_asked.connect(self._reopen)
        self.list.pane.document_asked.connect(self._show_document)
        self._timer.timeout.connect(self._look_again)
        self.context.bridge.changed.connect(self._heard)
        for key in ("Return", "Enter"):
            enter = QShortcut(QKeySequence(key), self.preview.lines)
            enter.activated.connect(self.reading.import_now)

    # What the window asks

    def title(self) -> str:
        if self._previewing():
            return _("Import {file}").format(file=self.reading.path.name)
        return _("Banking")

    def header(self) -> Sequence[QWidget]:
        if self._previewing():
            return (self.cancel, self.take)
        if self._stack.currentWidget() is self.empty:
            return ()
        return (self.undo, self.choose if self._much_to_do else self.choose_first)

    def has_search(self) -> bool:
        return not self._previewing()

    def help_text(self) -> str:
        return _(
            "Import the file of movements your bank gives you, and see which invoices are "
            "paid.\n\n"
            "- Drop the file anywhere on the window, or choose it. You see what was read before "
            "anything is kept, and the same movement is never taken twice.\n"
            "- Only what is beyond doubt is booked by itself. All else is suggested, with its "
            "reasons, or left open.\n"
            "- Enter books the chosen suggestion, 1 to 5 choose another one. S splits a payment "
            "over several invoices, C keeps it as a client’s credit, N puts it aside, R reopens "
            "what was dealt with.\n"
            "- Undo import takes a whole file back with everything that was booked from it. No "
            "mail is ever sent by an import."
        )

    def filter_field(self) -> QWidget | None:
        return None if self._previewing() else self.list.filter

    def first_focus(self) -> QWidget | None:
        return self.preview.lines if self._previewing() else self.list.table

    def open(self, act: str, id: int) -> None:  # noqa: A002 - names a Target's field
        if act == "import":
            QTimer.singleShot(0, self.choose_file)
        elif act == "open":
            self.list.show_group(LineGroup.ALL)
            self.list.table.choose(id)

    def take_file(self, path: Path) -> bool:
        """Read a file that was dropped or chosen."""
        self.reading.start(path)
        return True

    def back(self) -> bool:
        if not self._previewing() or self.reading.importing:
            return False
        self.reading.cancel()
        self.progress.stop()
        self._leave_preview()
        return True

    def reload(self) -> None:
        if self._previewing():
            return
        reader = self.context.reader
        counts = statement_lists.counts(reader)
        self._stack.setCurrentWidget(self.list if counts[LineGroup.ALL] else self.empty)
        self._much_to_do = counts[LineGroup.TO_DO] > 0
        active = self._active()
        self.undo.setEnabled(bool(active))
        self.list.sentence.setText(words.import_sentence(active[0]) if active else "")
        self.list.reload()
        self.header_changed.emit()

    def _active(self) -> list[StoredImport]:
        return [one for one in statements.imports(self.context.reader) if not one.undone]

    # Keeping suggestions fresh

    @Slot(object)
    def _heard(self, changes: frozenset[Change]) -> None:
        """Invoices were issued or paid: what is suggested may not fit any more."""
        if any(change.kind in (Kind.DOCUMENT, Kind.PAYMENT) for change in changes):
            self._timer.start()

    @Slot()
    def _look_again(self) -> None:
        waiting = statement_lists.counts(self.context.reader)[LineGroup.TO_DO]
        if self._looking:
            self._timer.start()
        elif waiting:
            self._looking = True
            self.context.bridge.run(importing.propose_again, self._looked, self._not_looked)

    def _looked(self, _count: int) -> None:
        self._looking = False

    def _not_looked(self, error: BaseException) -> None:
        self._looking = False
        self.context.messages.report(error)

    # A file

    @Slot()
    def choose_file(self) -> None:
        """Ask for a file and read it."""
        folder = str(self.context.settings.value(FOLDER, ""))
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Import statement"), folder, _("Bank files (*.csv *.txt *.tsv);;All files (*)")
        )
        if chosen:
            path = Path(chosen)
            self.context.settings.setValue(FOLDER, str(path.parent))
            self.take_file(path)

    def _previewing(self) -> bool:
        return self._stack.currentWidget() is self.preview

    @Slot()
    def _began(self) -> None:
        self.take.setEnabled(False)
        reading = _("Reading {file}…").format(file=self.reading.path.name)
        importing_now = self.reading.importing
        sentence = _("Importing and matching…") if importing_now else reading
        self.progress.start(sentence, can_cancel=not importing_now)

    @Slot()
    def _ready(self) -> None:
        self.progress.stop()
        self.preview.show_reading(self.reading)
        new = self.preview.new_lines()
        word = preview_words.button(new)
        self.take.setText(" " + word)
        name(self.take, word)
        self.take.setEnabled(new > 0 and not self.reading.open_questions())
        first = not self._previewing()
        self._stack.setCurrentWidget(self.preview)
        self.header_changed.emit()
        if first:
            fields = list(self.preview.questions.fields.values())
            unanswered = [field for field in fields if not field.value()]
            (unanswered[0] if unanswered else self.preview.lines).setFocus()

    @Slot(object)
    def _refused(self, error: BaseException) -> None:
        self.progress.stop()
        if self._previewing():
            self.take.setEnabled(bool(self.reading.found) and not self.reading.open_questions())
        self.context.messages.report(error)

    @Slot()
    def _cancelled(self) -> None:
        self.progress.stop()
        self.reading.cancel()
        if self._previewing():
            self._leave_preview()

    @Slot(object)
    def _imported(self, done: tuple[StoredImport, ...]) -> None:
        # What was just imported was just matched.
        self._timer.stop()
        self.progress.stop()
        self.doing.remember(done, self.reading.path)
        self._leave_preview()
        to_do = statement_lists.counts(self.context.reader)[LineGroup.TO_DO]
        self.list.filter.clear()
        self.list.show_group(LineGroup.TO_DO if to_do else LineGroup.ALL)
        self.context.messages.toast(words.imported(done))

    def _leave_preview(self) -> None:
        self._stack.setCurrentWidget(self.list)
        self.reload()
        self.list.table.setFocus()

    # Undoing an import

    @Slot()
    def _undo(self) -> None:
        active = self._active()
        if len(active) == 1:
            self.doing.undo_import(active[0])
            return
        self.menu.clear()
        for one in active[:MOST_IN_MENU]:
            day = texts.day(one.imported_at.astimezone().date(), self.context.locale)
            text = _("{file}, imported {day}: {new} new, {booked} booked").format(
                file=one.file_name, day=day, new=one.new_lines, booked=one.booked
            )
            action = self.menu.addAction(text.replace("&", "&&"))
            action.setData(one.id)
        self.menu.popup(self.undo.mapToGlobal(self.undo.rect().bottomLeft()))

    @Slot(QAction)
    def _undo_chosen(self, action: QAction) -> None:
        self.doing.undo_import(statements.get_import(self.context.reader, int(action.data())))

    # The chosen line

    @Slot()
    def _book(self) -> None:
        stored, proposal = self.list.waiting(), self.list.pane.proposal()
        if stored is not None and proposal is not None:
            self.doing.book(stored, proposal)

    @Slot()
    def _split(self) -> None:
        stored = self.list.waiting()
        if stored is not None:
            self.doing.split(stored)

    @Slot()
    def _keep(self) -> None:
        stored = self.list.waiting()
        if stored is not None and stored.line.amount.minor > 0:
            self.doing.keep_as_credit(stored)

    @Slot()
    def _ignore(self) -> None:
        stored = self.list.waiting()
        if stored is not None and stored.line.amount.minor > 0:
            self.doing.ignore(stored)

    @Slot()
    def _reopen(self) -> None:
        stored = self.list.current()
        if stored is not None and self.list.waiting() is None:
            self.doing.reopen(stored)

    @Slot(int)
    def _show_document(self, document_id: int) -> None:
        self.context.navigation.go("invoices", "open", document_id)
