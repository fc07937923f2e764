"""The Invoices page, and with other kinds the Quotes page: the list, and the editor inside it.

It opens with the list alone; what it takes to do or write something is imported when that is done.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.models import lifecycle
from invoicer.models.changes import Kind
from invoicer.models.errors import NotFound, Refusal, Trouble
from invoicer.models.kinds import DocumentKind
from invoicer.models.lifecycle import Act
from invoicer.models.rows import DocumentRow
from invoicer.ui.context import Context
from invoicer.ui.documents import words
from invoicer.ui.documents.detail import Detail
from invoicer.ui.documents.list_view import DocumentList
from invoicer.ui.documents.parts import Part
from invoicer.ui.documents.several import Several
from invoicer.ui.page import Page
from invoicer.ui.tokens import Tone
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.look import label

if TYPE_CHECKING:
    from invoicer.models.document import Document
    from invoicer.models.stored import StoredDocument
    from invoicer.ui.documents.doing import Doing
    from invoicer.ui.documents.editor import Editor
    from invoicer.ui.documents.papers import Paper

# What is chosen is drawn once the choice has rested on it, not for each row an arrow key passes.
REST_MS = 200

INVOICES = tuple(kind for kind in DocumentKind if kind != DocumentKind.QUOTE)
QUOTES = (DocumentKind.QUOTE,)


class DocumentsPage(Page):
    """A list with a pane beside it; drafts open in the editor, which takes the page's place."""

    concerns = frozenset({Kind.DOCUMENT, Kind.PAYMENT, Kind.CLIENT, Kind.OUTBOX, Kind.SETTINGS})

    def __init__(self, context: Context, kinds: tuple[DocumentKind, ...]) -> None:
        super().__init__(context)
        self._kind, theme = kinds[0], context.theme
        self._quotes = kinds == QUOTES
        self.list = DocumentList(context, kinds)
        self.detail = Detail(context)
        self.several = Several(context, self.list.table, self.detail)
        self.editor: Editor | None = None
        self._shown: StoredDocument | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self.new = buttons.primary(theme, words.new_title(self._kind), "plus")
        self.state = label("", "small")
        self.delete = buttons.tool(theme, "trash", _("Delete draft"))
        self.close_editor = buttons.plain(theme, _("Close"), "arrow-left")
        self.issue = buttons.primary(theme, _("Issue and send…"), "paper-plane-tilt")
        self._build()
        self._connect()

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(14)
        split.addWidget(self.list)
        split.addWidget(self.detail)
        split.addWidget(self.several)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 2)
        split.setSizes([700, 300])
        self.detail.setMinimumWidth(268)
        self.stack = QStackedWidget()
        self.stack.addWidget(split)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def _connect(self) -> None:
        self.new.clicked.connect(self._new)
        self.delete.clicked.connect(self._delete_draft)
        self.close_editor.clicked.connect(self.back)
        self.issue.clicked.connect(self._issue)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self._opened)
        self.list.new_asked.connect(self._new)
        self.list.delete_asked.connect(self._delete_row)
        self.list.menu_asked.connect(self._menu)
        self.several.ended.connect(self.reload)
        self.detail.asked.connect(self._asked)
        self.detail.part_asked.connect(self._asked)
        self.detail.save_asked.connect(self._save_pdf)
        self.detail.print_asked.connect(self.print_document)
        self._rest.timeout.connect(self._show_chosen)

    @cached_property
    def doing(self) -> "Doing":
        """What the buttons and the menu do."""
        from invoicer.ui.documents.doing import Doing

        doing = Doing(self.context, self)
        doing.edit_asked.connect(self.edit)
        doing.made.connect(self.edit)
        doing.go_to_field.connect(self._go_to_field)
        return doing

    # The page

    def title(self) -> str:
        if self._editing() and self.editor is not None:
            return self.editor.title()
        return _("Quotes") if self._quotes else _("Invoices")

    def header(self) -> Sequence[QWidget]:
        if self._editing():
            return (self.state, self.delete, self.close_editor, self.issue)
        return (self.new,)

    def has_search(self) -> bool:
        return not self._editing()

    def help_text(self) -> str:
        return words.help_text()

    def filter_field(self) -> QWidget | None:
        return None if self._editing() else self.list.search

    def reload(self) -> None:
        if self._editing() or self.several.running:
            # The list is read again when the editor is left, or everything is done.
            return
        self.list.reload()
        if (row := self.list.table.current()) is not None:
            self._chosen(row)

    def open(self, act: str, id: int) -> None:  # noqa: A002 - names a Target's field
        if act == "new":
            self.write(id or None)
        elif act.startswith("show-"):
            self.back()  # from the editor to the list
            self.list.show_chip(act.removeprefix("show-"))
        elif act in ("open", "edit", *Act):
            self._open_stored(id)
            if act in set(Act):
                self.doing.do(Act(act), id)

    def back(self) -> bool:
        if not self._editing() or self.editor is None:
            return self.several.leave()
        document_id = self.editor.document_id
        self.editor.leave()
        self._show_list(document_id)
        return True

    def may_leave(self) -> bool:
        if self._editing() and self.editor is not None:
            self.editor.save()
        return True

    def print_document(self) -> bool:
        row = self.list.table.current()
        if self._editing() or row is None:
            return False
        self.doing.print_document(row.id)
        return True

    # The list

    @Slot(object)
    def _chosen(self, row: DocumentRow | None) -> None:
        self.detail.setVisible(row is not None and self.several.isHidden())
        if row is None:
            self._shown = None
            self._rest.stop()
            return
        today = self.context.today()
        self.detail.show_row(row, lifecycle.possible(row.kind, row.status, row.open), today)
        # Counted from when the list has been painted, however long that took.
        QTimer.singleShot(0, self._rest.start)

    @Slot()
    def _show_chosen(self) -> None:
        """Show of the chosen document what is not in its row."""
        from invoicer.ledger import documents as kept

        row = self.list.table.current()
        if row is None:
            return
        reader = self.context.reader
        try:
            stored = kept.get(reader, row.id)
        except NotFound:
            # Deleted a moment ago; the list is about to be read again.
            return
        self.detail.history.show_entries(kept.history(reader, row.id))
        if stored != self._shown:
            self._shown = stored
            self._show_paper(stored, self.context.today())

    def _show_paper(self, stored: "StoredDocument", today: date) -> None:
        from invoicer.ui.documents import papers

        try:
            paper = papers.of_stored(self.context.reader, stored, today)
        except Refusal as refusal:
            self.detail.paper.show_sentence(str(refusal))
            return
        self.context.bridge.outside(
            partial(_of, stored.id, paper),
            self._paper_made,
            self._paper_failed,
            replacing="pane of a list",
        )

    def _paper_made(self, result: tuple[int, bytes]) -> None:
        document_id, content = result
        if self._shown is not None and self._shown.id == document_id:
            self.detail.paper.show_pdf(content)

    def _paper_failed(self, error: BaseException) -> None:
        if isinstance(error, Refusal):
            self.detail.paper.show_sentence(str(error))
        else:
            self.context.messages.report(error)

    @Slot(object)
    def _opened(self, row: DocumentRow) -> None:
        self._open_stored(row.id)

    @Slot(QPoint)
    def _menu(self, place: QPoint) -> None:
        if self.list.table.current() is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            (self.detail if self.several.isHidden() else self.several).fill(menu)
            menu.popup(place)

    @Slot(object)
    def _asked(self, act: Act | Part) -> None:
        row = self.list.table.current()
        if row is None:
            return
        if isinstance(act, Part):
            self.doing.bill(act, row.id)
        else:
            self.doing.do(act, row.id)

    @Slot()
    def _delete_row(self) -> None:
        row = self.list.table.current()
        if row is None:
            return
        if not self.several.isHidden():
            self.several.delete.click()
        elif Act.DELETE in lifecycle.possible(row.kind, row.status, row.open):
            self.doing.delete(row.id)
        else:
            self.context.messages.toast(
                _("{number} is issued and stays. Write a credit note to take it back.").format(
                    number=row.number
                )
            )

    @Slot()
    def _save_pdf(self) -> None:
        row = self.list.table.current()
        if row is not None:
            self.doing.save_pdf(row.id)

    # The editor

    def _editing(self) -> bool:
        return self.editor is not None and self.stack.currentWidget() is self.editor

    @Slot()
    def _new(self) -> None:
        self.write(None)

    def write(self, client_id: int | None) -> None:
        """Begin a new document."""
        from invoicer.actions import documents as acts

        self._edit(0, acts.new(self.context.reader, self._kind, client_id))

    @Slot(int)
    def edit(self, document_id: int) -> None:
        """Open a draft in the editor of the page it belongs to."""
        stored = self._read(document_id)
        if (stored.document.kind == DocumentKind.QUOTE) != self._quotes:
            page = "invoices" if self._quotes else "quotes"
            self.context.navigation.go(page, "open", document_id)
            return
        self._edit(document_id, stored.document)

    def _read(self, document_id: int) -> "StoredDocument":
        from invoicer.ledger import documents as kept

        return kept.get(self.context.reader, document_id)

    def _open_stored(self, document_id: int) -> None:
        stored = self._read(document_id)
        mine = (stored.document.kind == DocumentKind.QUOTE) == self._quotes
        if stored.snapshot is None or not mine:
            self.edit(document_id)
            return
        if self._editing():
            self.back()
        if not self.list.choose(document_id):
            self.list.search_for(stored.number)
            self.list.choose(document_id)
        self.list.table.setFocus()

    def _edit(self, document_id: int, document: "Document") -> None:
        if self.editor is None:
            from invoicer.ui.documents.editor import Editor

            self.editor = Editor(self.context)
            self.editor.title_changed.connect(self.header_changed)
            self.editor.saved.connect(self._saved)
            self.editor.waiting.connect(self._waiting)
            self.editor.not_saved.connect(self._not_saved)
            self.stack.addWidget(self.editor)
        self.stack.setCurrentWidget(self.editor)
        self.state.setText(_("Saved") if document_id else "")
        self.editor.start(document_id, document)
        self.header_changed.emit()

    def _show_list(self, document_id: int) -> None:
        self.stack.setCurrentIndex(0)
        self.header_changed.emit()
        self.list.reload()
        if document_id:
            self.list.choose(document_id)
        self.list.table.setFocus()

    @Slot(int)
    def _saved(self, _document_id: int) -> None:
        self.state.setText(_("Saved"))

    @Slot()
    def _waiting(self) -> None:
        self.state.setText(_("Saving …"))

    @Slot(object)
    def _not_saved(self, error: BaseException) -> None:
        self.state.setText(_("Not saved"))
        self.issue.setEnabled(True)
        if isinstance(error, Refusal | Trouble):
            # Not as a dialog: it would come again with each attempt.
            self.context.messages.toast(str(error), tone=Tone.RED)
        else:
            self.context.messages.report(error)

    @Slot()
    def _delete_draft(self) -> None:
        assert self.editor is not None
        document_id = self.editor.document_id
        self.editor.forget()
        self._show_list(0)
        if document_id:
            self.doing.delete(document_id)

    @Slot()
    def _issue(self) -> None:
        assert self.editor is not None
        # Until it is saved and the dialog is open, a second click must not open another.
        self.issue.setEnabled(False)
        self.editor.save_then(self._issue_saved)

    def _issue_saved(self, document_id: int) -> None:
        self.issue.setEnabled(True)
        dialog = self.doing.issue(document_id)
        dialog.issued.connect(self._issued)

    @Slot(str)
    def _issued(self, _number: str) -> None:
        if self._editing() and self.editor is not None:
            document_id = self.editor.document_id
            self.editor.forget()
            self._show_list(document_id)

    @Slot(int, str)
    def _go_to_field(self, document_id: int, field: str) -> None:
        if not self._editing():
            self.edit(document_id)
        if self.editor is not None:
            self.editor.go_to(field)


def _of(document_id: int, paper: "Paper") -> tuple[int, bytes]:
    return document_id, paper.make()
