"""Beside the list when several documents are selected: what they come to, and what can be done."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.i18n import ngettext
from invoicer.models.lifecycle import Status
from invoicer.models.money import Money
from invoicer.ui.context import Context
from invoicer.ui.documents import words
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.look import label, name
from invoicer.ui.widgets.progress import Progress
from invoicer.ui.widgets.table import Table

if TYPE_CHECKING:
    from invoicer.models.stored import DocumentRow
    from invoicer.ui.documents.bulk import Bulk, Outcome, Step

# More rows than these are read only once something is to be done with them.
MOST_SUMMED = 2000
FOLDER = "documents/save-folder"


class Several(Card):
    """Takes the place of `beside` while several rows of the table are selected.

    `running` while something is being done to them; `ended` afterwards.
    """

    ended = Signal()

    def __init__(self, context: Context, table: "Table[DocumentRow]", beside: QWidget) -> None:
        super().__init__(margin=14)
        self._context = context
        self._table = table
        self._beside = beside
        self._bulk: Bulk | None = None
        self._after: Callable[[Outcome], None] | None = None
        theme = context.theme
        self.title = label("", "section", wrap=True)
        self.sums = label("", "muted", wrap=True)
        self.issue = buttons.plain(theme, _("Issue drafts…"), "circle-wavy-check")
        self.send = buttons.plain(theme, _("Send…"), "paper-plane-tilt")
        self.save = buttons.plain(theme, _("Save PDFs in a folder…"), "download-simple")
        self.export = buttons.plain(theme, _("Export as CSV…"), "table")
        self.delete = buttons.plain(theme, _("Delete drafts"), "trash")
        self.clear = buttons.link(theme, _("Select one again"))
        self.progress = Progress(theme)
        self._build()
        self.hide()

    def _build(self) -> None:
        self.setMinimumWidth(268)
        self.body.setSpacing(10)
        self.body.addWidget(self.title)
        self.body.addWidget(self.sums)
        for button, act in self._acts():
            self.body.addWidget(button)
            button.clicked.connect(act)
        self.body.addWidget(self.clear)
        self.body.addStretch(1)
        self.body.addWidget(self.progress)
        self.clear.clicked.connect(self.leave)
        self.progress.cancelled.connect(self._cancel)
        self._table.counted.connect(self._counted)

    def _acts(self) -> tuple[tuple[QPushButton, Callable[[], None]], ...]:
        return (
            (self.issue, self._issue),
            (self.send, self._send),
            (self.save, self._save),
            (self.export, self._export),
            (self.delete, self._delete),
        )

    @property
    def running(self) -> bool:
        """Tell whether something is being done."""
        return self._bulk is not None and self._bulk.running

    @Slot()
    def leave(self) -> bool:
        """Select one row again; False where no more than one was selected."""
        if self.isHidden() or self.running:
            return False
        self._table.choose_place(self._table.currentIndex().row())
        self._table.setFocus()
        return True

    def fill(self, menu: QMenu) -> None:
        """Fill a menu with what may be done with the selected documents."""
        for button, act in self._acts():
            if button.isEnabled():
                menu.addAction(button.icon(), button.text().strip()).triggered.connect(act)

    @Slot(int)
    def _counted(self, count: int) -> None:
        if self.running:
            return
        many = count > 1
        self.setVisible(many)
        self._beside.setVisible(not many and self._table.current() is not None)
        if many:
            self._show(count, self._table.selected() if count <= MOST_SUMMED else None)

    def _show(self, count: int, rows: "Sequence[DocumentRow] | None") -> None:
        self.title.setText(
            ngettext("{n} document selected", "{n} documents selected", count).format(n=count)
        )
        self.sums.setText("" if rows is None else self._summed(rows))
        self.sums.setVisible(rows is not None)
        drafts = None if rows is None else sum(row.status == Status.DRAFT for row in rows)
        issued = None if drafts is None else count - drafts
        self._name(
            self.issue,
            _("Issue drafts…"),
            ngettext("Issue {n} draft…", "Issue {n} drafts…", drafts or 0),
            drafts,
        )
        self._name(self.send, _("Send…"), _("Send {n} of them…"), issued)
        self._name(
            self.delete,
            _("Delete drafts"),
            ngettext("Delete {n} draft", "Delete {n} drafts", drafts or 0),
            drafts,
        )

    def _name(self, button: QPushButton, plain: str, counting: str, count: int | None) -> None:
        text = counting.format(n=count) if count else plain
        button.setText(" " + text)
        button.setEnabled(count != 0)
        name(button, text)

    def _summed(self, rows: "Sequence[DocumentRow]") -> str:
        """Return what the documents come to, and what is open of them, for each currency."""
        sums: dict[str, tuple[Money, Money]] = {}
        for row in rows:
            currency = row.payable.currency
            whole, left = sums.get(currency, (Money.zero(currency), Money.zero(currency)))
            whole = whole + words.signed(row.payable, row.kind)
            sums[currency] = whole, left + words.signed(row.open, row.kind)
        locale = self._context.locale
        parts = []
        for whole, left in sums.values():
            text = texts.money(whole, locale)
            if left:
                text = _("{total}, {open} open").format(total=text, open=texts.money(left, locale))
            parts.append(text)
        return "\n".join(parts)

    # What can be done

    @Slot()
    def _issue(self) -> None:
        from invoicer.ui.documents import bulk_work

        steps = bulk_work.issue(self._context, self._table.selected())
        heading = ngettext("Issue {n} draft?", "Issue {n} drafts?", len(steps))
        sentence = _("They get their numbers, the oldest first, and can't be changed any more.")
        if self._sure(heading, sentence, _("Issue"), steps):
            self._start(steps, _("Issuing …"), self._issued)

    def _issued(self, outcome: "Outcome") -> None:
        done = len(outcome.results)
        self._say(ngettext("{n} document issued.", "{n} documents issued.", done), outcome)

    @Slot()
    def _send(self) -> None:
        from invoicer.ui.documents import bulk_work

        steps = bulk_work.send(self._context, self._table.selected())
        heading = ngettext("Send {n} document?", "Send {n} documents?", len(steps))
        sentence = _(
            "Each goes to its client's address with the usual words, also where it was sent before."
        )
        if self._sure(heading, sentence, _("Send"), steps):
            self._start(steps, _("Putting mails into the outbox …"), self._sent)

    def _sent(self, outcome: "Outcome") -> None:
        self._context.sender.tick()
        done = len(outcome.results)
        self._say(
            ngettext("{n} mail is in the outbox.", "{n} mails are in the outbox.", done), outcome
        )

    @Slot()
    def _save(self) -> None:
        from invoicer.ui.documents import bulk_work

        folder = self._folder()
        chosen = QFileDialog.getExistingDirectory(
            self, _("Where the PDFs are to be saved"), str(folder)
        )
        if chosen:
            self._context.settings.setValue(FOLDER, chosen)
            steps = bulk_work.save_pdfs(self._context, self._table.selected(), Path(chosen))
            self._start(steps, _("Saving PDFs …"), self._saved)

    def _saved(self, outcome: "Outcome") -> None:
        self._say(ngettext("{n} PDF saved.", "{n} PDFs saved.", len(outcome.results)), outcome)

    @Slot()
    def _export(self) -> None:
        from invoicer.ui.documents import export

        proposed = str(self._folder() / (_("documents") + ".csv"))
        chosen = QFileDialog.getSaveFileName(self, _("Export as CSV"), proposed, "CSV (*.csv)")[0]
        if chosen:
            rows, locale = self._table.selected(), self._context.locale
            self._context.settings.setValue(FOLDER, str(Path(chosen).parent))
            job = partial(export.write_csv, Path(chosen), rows, locale)
            self._context.bridge.outside(job, self._exported)

    def _exported(self, path: Path) -> None:
        self._context.messages.toast(_("Saved as {name}.").format(name=path.name))

    @Slot()
    def _delete(self) -> None:
        from invoicer.ui.documents import bulk_work

        steps = bulk_work.delete(self._context, self._table.selected())
        self._start(steps, _("Deleting drafts …"), self._deleted)

    def _deleted(self, outcome: "Outcome") -> None:
        from invoicer.ui.documents import bulk_work

        said = ngettext("{n} draft deleted.", "{n} drafts deleted.", len(outcome.results))
        undo = partial(self._context.bridge.run, partial(bulk_work.bring_back, outcome.results))
        self._say(said, outcome, undo)

    # How it is done

    def _folder(self) -> Path:
        return Path(str(self._context.settings.value(FOLDER, str(Path.home()))))

    def _sure(self, heading: str, sentence: str, verb: str, steps: "Sequence[Step]") -> bool:
        answers = (verb, _("Cancel"))
        heading = heading.format(n=len(steps))
        return bool(steps) and self._context.messages.ask(heading, sentence, answers) == 0

    def _start(
        self, steps: "Sequence[Step]", sentence: str, after: "Callable[[Outcome], None]"
    ) -> None:
        from invoicer.ui.documents.bulk import Bulk

        if self.running or not steps:
            return
        if self._bulk is None:
            self._bulk = Bulk(self._context, self)
            self._bulk.stepped.connect(self.progress.step)
            self._bulk.ended.connect(self._ended)
        self._after = after
        self._enable(False)
        self.progress.start(sentence)
        self._bulk.start(steps)

    @Slot()
    def _cancel(self) -> None:
        if self._bulk is not None:
            self._bulk.cancel()

    @Slot(object)
    def _ended(self, outcome: "Outcome") -> None:
        self.progress.stop()
        self._enable(True)
        self.ended.emit()
        self._counted(self._table.count())
        if self.isVisible() or self._beside.isVisible():
            self._table.setFocus()
        assert self._after is not None, "told by _start"
        self._after(outcome)

    def _enable(self, on: bool) -> None:
        for button, _act in self._acts():
            button.setEnabled(on)
        self.clear.setEnabled(on)
        # What is selected is being worked on.
        self._table.setEnabled(on)

    def _say(self, said: str, outcome: "Outcome", undo: Callable[[], None] | None = None) -> None:
        """Say what was done, and in one dialog all that was not."""
        done = said.format(n=len(outcome.results))
        if outcome.left:
            left = ngettext("{n} was not begun.", "{n} were not begun.", outcome.left)
            done += " " + left.format(n=outcome.left)
        if undo is not None and outcome.results:
            self._context.messages.undo(done, undo)
        else:
            self._context.messages.toast(done)
        if outcome.refused:
            Refusals(self._context, done, outcome.refused, self.window()).open()


class Refusals(QDialog):
    """Lists what was refused, and why, as text that can be copied."""

    def __init__(
        self,
        context: Context,
        done: str,
        refused: Sequence[tuple[str, str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        count = len(refused)
        self.setWindowTitle(
            ngettext("{n} could not be done", "{n} could not be done", count).format(n=count)
        )
        self.setModal(True)
        self.resize(560, 380)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addWidget(label(self.windowTitle(), "section"))
        column.addWidget(label(done, "muted", wrap=True))
        self.list = QPlainTextEdit()
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setPlainText("\n\n".join(f"{what}\n{why}" for what, why in refused))
        name(self.list, _("What was refused, and why"))
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.close_button = buttons.primary(context.theme, _("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.close_button.setFocus()
