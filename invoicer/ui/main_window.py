"""The window: menu, header, pages, status line, and the keys that work everywhere."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from invoicer.ui import pages
from invoicer.ui.context import Context, Target
from invoicer.ui.dropping import Dropping
from invoicer.ui.header import Header
from invoicer.ui.ledger_menu import LedgerMenu
from invoicer.ui.page import Page
from invoicer.ui.sidebar import Sidebar
from invoicer.ui.status_bar import StatusBar
from invoicer.ui.widgets.look import set_look

if TYPE_CHECKING:
    from invoicer.ui.first_run.welcome import Welcome
    from invoicer.ui.palette import Palette

GEOMETRY = "window/geometry"
LAST_PAGE = "window/page"
# Everything else leads to a page, and there is none to be shown before the first steps are done.
KEYS_OF_WELCOME = frozenset({"Esc", "F1"})


class MainWindow(QMainWindow):
    """Makes each page when it is shown the first time, and leads from one to another."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.entries = pages.entries()
        self._pages: dict[str, Page] = {}
        self._current = ""
        self.welcome: Welcome | None = None
        self._keys: dict[str, QShortcut] = {}
        self.setWindowTitle("invoicer")
        self.setMinimumSize(900, 600)
        self.palette_dialog: Palette | None = None
        self.ledger_menu = LedgerMenu(context)
        self.sidebar = Sidebar(context.theme, self.entries, self.ledger_menu)
        self.header = Header(context.theme)
        self._all_pages = QWidget()
        self.stack = QStackedWidget()
        self.status = StatusBar(context)
        self._dropping = Dropping(self)
        self._build()
        self._connect()
        self._make_shortcuts()
        geometry = context.settings.value(GEOMETRY)
        if not isinstance(geometry, QByteArray) or not self.restoreGeometry(geometry):
            self.resize(1280, 800)

    def _build(self) -> None:
        centre = self._all_pages
        set_look(centre, "page")
        outer = QVBoxLayout(centre)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sidebar)
        content = QVBoxLayout()
        content.setContentsMargins(24, 20, 24, 16)
        content.setSpacing(14)
        content.addWidget(self.header)
        content.addWidget(self.stack, 1)
        middle.addLayout(content, 1)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self._chosen)
        self._dropping.dropped.connect(self._dropped)
        self.header.search_asked.connect(self.search)
        self.status.outbox_asked.connect(self._show_outbox)
        self.context.navigation.asked.connect(self.go)

    def _make_shortcuts(self) -> None:
        slots = {
            "Ctrl+K": self.search,
            "Ctrl+N": self._new_invoice,
            "Ctrl+F": self._filter,
            "Ctrl+P": self._print,
            "Esc": self._back,
            "F1": self._help,
        }
        for keys, slot in slots.items():
            self._keys[keys] = QShortcut(QKeySequence(keys), self)
            self._keys[keys].activated.connect(slot)
        for number in range(1, min(9, len(self.entries)) + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setProperty("page", self.entries[number - 1].name)
            shortcut.activated.connect(self._page_key)
            self._keys[f"Alt+{number}"] = shortcut

    def start(self) -> None:
        """Show the page that was shown last, or the first."""
        last = str(self.context.settings.value(LAST_PAGE, ""))
        known = [entry.name for entry in self.entries]
        self.go(Target(last if last in known else known[0]))

    def show_welcome(self) -> None:
        """Show the first steps in place of the pages, until they are done or skipped."""
        from invoicer.ui.first_run.welcome import Welcome

        # Taken out, as the window deletes what it shows no more.
        self.takeCentralWidget()
        self._all_pages.hide()
        self.welcome = Welcome(self.context)
        self.welcome.finished.connect(self._welcomed)
        self.setCentralWidget(self.welcome)
        for keys, shortcut in self._keys.items():
            shortcut.setEnabled(keys in KEYS_OF_WELCOME)

    @Slot(bool)
    def _welcomed(self, said_something: bool) -> None:
        """Show the pages: a new invoice, or the first page where everything was skipped."""
        self.welcome = None
        self.setCentralWidget(self._all_pages)
        self._all_pages.show()
        for shortcut in self._keys.values():
            shortcut.setEnabled(True)
        self.start()
        if said_something:
            self.go(Target("invoices", "new"))

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[self._current]

    @Slot(object)
    def go(self, target: Target) -> bool:
        """Show a page and do what the target says; False if the current page can't be left."""
        entry = next((e for e in self.entries if e.name == target.page), None)
        if entry is None:
            return False
        if target.page != self._current:
            if self._current and not self.page.may_leave():
                self.sidebar.show_chosen(self._current)
                return False
            self._show_page(entry)
        if target.act:
            self.page.open(target.act, target.id)
        return True

    def _show_page(self, entry: pages.PageEntry) -> None:
        if entry.name not in self._pages:
            page = entry.make(self.context)
            page.header_changed.connect(self._header_changed)
            self._pages[entry.name] = page
            self.stack.addWidget(page)
        self._current = entry.name
        self.stack.setCurrentWidget(self.page)
        self.sidebar.show_chosen(entry.name)
        self._header_changed()
        focus = self.page.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _header_changed(self) -> None:
        page = self.page
        self.header.show_page(page.title(), page.header(), search=page.has_search())

    @Slot(str)
    def _chosen(self, name: str) -> None:
        self.go(Target(name))

    @Slot()
    def _page_key(self) -> None:
        self.go(Target(str(self.sender().property("page"))))

    @Slot()
    def search(self) -> None:
        """Open the search over everything."""
        if self.palette_dialog is None:
            from invoicer.ui.palette import Palette

            self.palette_dialog = Palette(self.context, self)
            self.palette_dialog.chosen.connect(self.go, Qt.ConnectionType.QueuedConnection)
        self.palette_dialog.start()

    @Slot(object)
    def _dropped(self, path: Path) -> None:
        """A file of the bank may be dropped anywhere; a page may want other files for itself."""
        if self.welcome is not None:
            self.welcome.take_file(path)
        elif not self.page.take_file(path) and self.go(Target("banking")):
            self.page.take_file(path)

    @Slot()
    def _new_invoice(self) -> None:
        self.go(Target("invoices", "new"))

    @Slot()
    def _show_outbox(self) -> None:
        self.go(Target("outbox"))

    @Slot()
    def _filter(self) -> None:
        field = self.page.filter_field()
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _print(self) -> None:
        self.page.print_document()

    @Slot()
    def _back(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            # Esc is for what lies on top: the list under a field, not the page under it.
            popup.close()
            return
        (self.welcome or self.page).back()

    @Slot()
    def _help(self) -> None:
        from invoicer.ui.help import HelpDialog

        shown = self.welcome or self.page
        HelpDialog(shown.title(), shown.help_text(), self).exec()

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._current and not self.page.may_leave():
            event.ignore()
            return
        self.context.messages.save_work()
        self.context.settings.setValue(GEOMETRY, self.saveGeometry())
        self.context.settings.setValue(LAST_PAGE, self._current)
        super().closeEvent(event)
