"""What every page of the main window is."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from invoicer.models.changes import Change, Kind
from invoicer.ui.context import Context
from invoicer.ui.widgets.look import set_look


class Page(QWidget):
    """One page: its content, what stands in the header above it, and how it keeps up to date.

    Subclasses build their widgets in `__init__` (without reading the ledger) and read in
    `reload`, which is called when the page is shown the first time, and whenever something of
    `concerns` changed: at once while it is visible, otherwise when it is shown again.
    """

    concerns: frozenset[Kind] = frozenset()
    header_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._stale = True
        set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        context.bridge.changed.connect(self._committed)

    def title(self) -> str:
        """Return what stands above the page; emit `header_changed` when it becomes another."""
        return ""

    def header(self) -> Sequence[QWidget]:
        """Return the buttons at the right of the title, the primary one last.

        Return the same widgets each time; emit `header_changed` when others should be shown.
        """
        return ()

    def has_search(self) -> bool:
        """Tell whether the search over everything stands in the header (editors hide it)."""
        return True

    def help_text(self) -> str:
        """Return what F1 shows: a few plain paragraphs about this page, separated by empty lines.

        A line that begins with "- " is one point of a list.
        """
        return ""

    def reload(self) -> None:
        """Read again from `self.context.reader` and show it."""

    def open(self, act: str, id: int) -> None:  # noqa: A002 - names a Target's field
        """Do what `navigation.go` asked for: "new", "open" with an id, or a word of your own."""

    def back(self) -> bool:
        """Esc: leave a view inside the page (an editor, a pane). False if there is none."""
        return False

    def may_leave(self) -> bool:
        """Tell whether another page may be shown now; save what is written before saying so."""
        return True

    def filter_field(self) -> QWidget | None:
        """Return the field Ctrl+F goes to."""
        return None

    def first_focus(self) -> QWidget | None:
        """Return what has the keyboard when the page is shown, by default its first field."""
        return None

    def print_document(self) -> bool:
        """Ctrl+P: print what is shown. False if there is nothing to print."""
        return False

    def take_file(self, path: Path) -> bool:
        """Take a file that was dropped on the window. False if it is not for this page."""
        return False

    def invalidate(self) -> None:
        """Reload now if visible, else when shown next."""
        if self.isVisible():
            self._stale = False
            self.reload()
        else:
            self._stale = True

    @Slot(object)
    def _committed(self, changes: frozenset[Change]) -> None:
        if any(change.kind in self.concerns for change in changes):
            self.invalidate()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.reload()
