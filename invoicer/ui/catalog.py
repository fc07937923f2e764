"""What the Clients and Items pages share: a list with a pane beside it, and a form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.models.errors import BadField
from invoicer.ui.context import Context
from invoicer.ui.page import Page
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.empty import EmptyState
from invoicer.ui.widgets.search_field import SearchField
from invoicer.ui.widgets.table import Column, Table

if TYPE_CHECKING:
    from invoicer.ledger.ledger import Ledger


class Stored(Protocol):
    """Something the ledger keeps by an id."""

    @property
    def id(self) -> int: ...


Row = TypeVar("Row", bound=Stored)

PANE_WIDTH = 350


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a catalog page says."""

    title: str
    new: str
    save: str
    saved: str
    filter: str
    hidden: str
    icon: str
    empty: str
    empty_sentence: str
    empty_button: str
    not_found: str


class CatalogForm(QWidget):
    """A form of a catalog page; it has a signal `changed`."""

    def show_row(self, row: Any) -> None:
        """Show something stored, or an empty form for None."""
        raise NotImplementedError

    def errors(self) -> bool:
        """Say beside the fields what is wrong; True if something is."""
        raise NotImplementedError

    def refused(self, refusal: BadField) -> None:
        """Say beside a field what the ledger refused."""
        raise NotImplementedError

    def value(self) -> Any:
        """Return what is written."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Return where typing begins."""
        raise NotImplementedError


class CatalogPage(Page, Generic[Row]):
    """List, pane and form. Subclasses say what is listed and how it is kept."""

    def __init__(self, context: Context, words: Words, columns: Sequence[Column[Row]]) -> None:
        super().__init__(context)
        theme = context.theme
        self.words = words
        self.new = buttons.primary(theme, words.new, "plus")
        self.new.clicked.connect(self._new)
        self.save = buttons.primary(theme, words.save, "check")
        self.save.clicked.connect(self._save)
        self.cancel = buttons.plain(theme, _("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        self.filter = SearchField(theme, words.filter)
        self.table: Table[Row] = Table(theme, columns, _identity, words.title)
        self.form: CatalogForm | None = None
        self._editing: Row | None = None
        self._dirty = False
        self._then: Callable[[], None] | None = None
        self.empty = EmptyState(
            theme, words.icon, words.empty, words.empty_sentence, words.empty_button
        )
        self.none_found = EmptyState(theme, "magnifying-glass", _("Nothing found"), words.not_found)
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._list = self._build_list()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._list)
        self.filter.searched.connect(self._filtered)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._edit_row)
        self.empty.begun.connect(self._new)

    def _build_list(self) -> QWidget:
        result = QWidget()
        row = QHBoxLayout(result)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        card = Card(margin=6)
        card.body.setSpacing(4)
        top = QHBoxLayout()
        top.setContentsMargins(8, 8, 8, 4)
        top.addWidget(self.filter)
        card.body.addLayout(top)
        self._results = QStackedWidget()
        self._results.addWidget(self.table)
        self._results.addWidget(self.none_found)
        card.body.addWidget(self._results, 1)
        row.addWidget(card, 1)
        self.pane = self.make_pane()
        self.pane.setFixedWidth(PANE_WIDTH)
        row.addWidget(self.pane)
        return result

    # For subclasses

    def make_pane(self) -> QWidget:
        """Return the pane beside the list."""
        raise NotImplementedError

    def make_form(self) -> CatalogForm:
        """Return the form, made when it is first needed."""
        raise NotImplementedError

    def show_in_pane(self, row: Row) -> None:
        """Show the chosen row in the pane."""
        raise NotImplementedError

    def name_of(self, row: Row) -> str:
        """Return what a row is called."""
        raise NotImplementedError

    def count(self, text: str) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def fetch(self, text: str, limit: int, offset: int) -> Sequence[Row]:
        """Return a page of rows."""
        raise NotImplementedError

    def get(self, row_id: int) -> Row:
        """Return one row."""
        raise NotImplementedError

    def keep(self, before: Row | None, value: Any) -> "Callable[[Ledger], int]":
        """Return the action that adds or changes and returns the id."""
        raise NotImplementedError

    def hide_row(self, row: Row, hidden: bool) -> "Callable[[Ledger], Row]":
        """Return the action that hides or brings back, and returns the row."""
        raise NotImplementedError

    # What the window asks

    def title(self) -> str:
        if not self._form_shown():
            return self.words.title
        return self.words.new if self._editing is None else self.name_of(self._editing)

    def header(self) -> Sequence[QWidget]:
        if self._form_shown():
            return (self.cancel, self.save)
        # An empty page has its own button to begin.
        return () if self._stack.currentWidget() is self.empty else (self.new,)

    def has_search(self) -> bool:
        return not self._form_shown()

    def filter_field(self) -> QWidget | None:
        return None if self._form_shown() else self.filter

    def first_focus(self) -> QWidget | None:
        return self.table if self._stack.currentWidget() is self._list else None

    def open(self, act: str, id: int) -> None:  # noqa: A002 - names a Target's field
        if act == "new":
            self._leaving(partial(self._show_form, None))
        elif act == "open":
            self._leaving(partial(self._show_one, id))

    def back(self) -> bool:
        if not self._form_shown():
            return False
        self._leaving(self._show_list)
        return True

    def may_leave(self) -> bool:
        return self._settled(None)

    def reload(self) -> None:
        if self._form_shown():
            return
        text = self.filter.text()
        total = self.count(text)
        shown = self.empty if not total and not text else self._list
        if self._stack.currentWidget() is not shown:
            self._stack.setCurrentWidget(shown)
            self.header_changed.emit()
        self._results.setCurrentWidget(self.table if total else self.none_found)
        self.table.show_rows(partial(self.fetch, text), total)
        if self.table.current() is None and total:
            self.table.choose_place(0)
        self._chosen(self.table.current())

    # Showing

    @Slot(str)
    def _filtered(self, _text: str) -> None:
        self.reload()

    @Slot(object)
    def _chosen(self, row: Row | None) -> None:
        self.pane.setVisible(row is not None)
        if row is not None:
            self.show_in_pane(row)

    def _form_shown(self) -> bool:
        return self.form is not None and self._stack.currentWidget() is self.form

    def _show_list(self) -> None:
        self._editing = None
        self._stack.setCurrentWidget(self._list)
        self.reload()
        self.header_changed.emit()
        self.table.setFocus()

    def _show_one(self, row_id: int) -> None:
        self._show_list()
        if not self.table.choose(row_id):
            self.filter.setText(self.name_of(self.get(row_id)))
            self.filter.search_now()
            self.table.choose(row_id)

    def _show_form(self, row: Row | None) -> None:
        if self.form is None:
            self.form = self.make_form()
            self._stack.addWidget(self.form)
        self._editing = row
        self.form.show_row(row)
        self._dirty = False
        self._stack.setCurrentWidget(self.form)
        self.header_changed.emit()
        self.form.first_field().setFocus()

    # Acting

    def _leaving(self, then: Callable[[], None]) -> None:
        """Do `then` now, or after what is written was saved."""
        if self._settled(then):
            then()

    def _settled(self, then: Callable[[], None] | None) -> bool:
        if not (self._form_shown() and self._dirty):
            return True
        answer = self.context.messages.ask(
            _("Save what you changed?"),
            _("It is not saved yet."),
            (_("Save"), _("Don't save"), _("Go on writing")),
        )
        if answer == 0:
            # Saving answers later; until then what is written stays on the screen.
            self._then = then
            self._save()
        elif answer == 1:
            self._dirty = False
            self._show_list()
        return answer == 1

    @Slot()
    def _new(self) -> None:
        self._show_form(None)

    @Slot()
    def edit(self) -> None:
        """Open the chosen row in the form."""
        row = self.table.current()
        if row is not None:
            self._show_form(self.get(row.id))

    @Slot(object)
    def _edit_row(self, _row: Row) -> None:
        self.edit()

    @Slot()
    def form_changed(self) -> None:
        """Remember that something was typed."""
        self._dirty = True

    @Slot()
    def _cancel(self) -> None:
        self._dirty = False
        self._show_list()

    @Slot()
    def _save(self) -> None:
        if self.form is None or not self.save.isEnabled() or self.form.errors():
            return
        self.save.setEnabled(False)
        action = self.keep(self._editing, self.form.value())
        self.context.bridge.run(action, self._saved, self._not_saved)

    def _saved(self, row_id: int) -> None:
        self.save.setEnabled(True)
        self._dirty = False
        then, self._then = self._then, None
        self._show_one(row_id)
        self.context.messages.toast(self.words.saved)
        if then is not None:
            then()

    def _not_saved(self, error: BaseException) -> None:
        self.save.setEnabled(True)
        self._then = None
        if isinstance(error, BadField) and self.form is not None:
            self.form.refused(error)
        else:
            self.context.messages.report(error)

    @Slot()
    def archive(self) -> None:
        """Hide the chosen row; undo brings it back."""
        row = self.table.current()
        if row is not None:
            self.context.bridge.run(self.hide_row(row, True), self._archived)

    def _archived(self, row: Row) -> None:
        sentence = self.words.hidden.format(name=self.name_of(row))
        back = partial(self.context.bridge.run, self.hide_row(row, False))
        self.context.messages.undo(sentence, back)


def _identity(row: Stored) -> int:
    return row.id
