"""Above the menu: whose business this is, and the way to another one."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton

from invoicer.i18n import gettext as _
from invoicer.ledger import settings
from invoicer.models.changes import Change, Kind
from invoicer.ui import recent
from invoicer.ui.context import Context
from invoicer.ui.recent import Recent
from invoicer.ui.widgets.buttons import ICON
from invoicer.ui.widgets.look import name, set_look

SUFFIX = ".invoicer"
# Beside the text: the icon, the arrow and what the style keeps free.
BESIDE_TEXT = 56


def file_filter() -> str:
    """Return what a file dialog for ledgers offers."""
    return _("Ledgers") + f" (*{SUFFIX});;" + _("All files") + " (*)"


class LedgerMenu(QPushButton):
    """The business's name; its menu lists the ledgers that were open lately."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._name = ""
        self.path = context.reader.path
        set_look(self, "ledger")
        self.setIcon(context.theme.icon("caret-down"))
        self.setIconSize(ICON)
        # The arrow stands behind the name.
        mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight if mirrored else Qt.LayoutDirection.RightToLeft
        )
        self.list: QMenu | None = None
        self.clicked.connect(self._open_menu)
        context.bridge.changed.connect(self._committed)
        self.read()

    def read(self) -> None:
        """Show whose ledger this is, and remember it among the latest."""
        self._name = settings.business(self._context.reader).party.name.strip()
        recent.remember(self._context.settings, Recent(self.path, self._name))
        shown = self._name or "invoicer"
        name(self, _("{business}: switch to another business").format(business=shown))
        self.setToolTip(str(self.path))
        self._elide()

    def _elide(self) -> None:
        room = self.width() - BESIDE_TEXT
        shown = self._name or "invoicer"
        self.setText(self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room))

    def _filled(self) -> QMenu:
        menu = QMenu(self)
        menu.setLayoutDirection(QApplication.layoutDirection())
        menu.setToolTipsVisible(True)
        for one in recent.ledgers(self._context.settings):
            action = menu.addAction(one.title().replace("&", "&&"))
            action.setData(str(one.path))
            action.setToolTip(str(one.path))
            action.setCheckable(True)
            action.setChecked(one.path == self.path)
            action.triggered.connect(self._chosen)
        menu.addSeparator()
        icon = self._context.theme.icon
        menu.addAction(icon("folder-open"), _("Open…"), self.open_other)
        menu.addAction(icon("plus"), _("New business…"), self.begin_another)
        return menu

    @Slot()
    def _open_menu(self) -> None:
        if self.list is not None:
            self.list.deleteLater()
        self.list = self._filled()
        self.list.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot()
    def _chosen(self) -> None:
        action = self.sender()
        path = Path(str(action.data()))  # type: ignore[attr-defined]
        if path != self.path:
            self._context.navigation.open_ledger(path)

    @Slot()
    def open_other(self) -> None:
        """Ask for a ledger's file and open it."""
        folder = str(self.path.parent)
        title = _("Open a ledger")
        chosen, _filter = QFileDialog.getOpenFileName(self.window(), title, folder, file_filter())
        if chosen:
            self._context.navigation.open_ledger(Path(chosen))

    @Slot()
    def begin_another(self) -> None:
        """Ask where the new business's ledger shall be, and begin it there.

        Where there is a ledger already, it is opened: nothing is ever written over.
        """
        chosen, _filter = QFileDialog.getSaveFileName(
            self.window(),
            _("Where shall the new business be kept?"),
            str(self.path.parent / (_("business") + SUFFIX)),
            file_filter(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            path = Path(chosen)
            path = path if path.suffix else path.with_suffix(SUFFIX)
            self._context.navigation.open_ledger(path)

    @Slot(object)
    def _committed(self, changes: frozenset[Change]) -> None:
        if any(change.kind == Kind.SETTINGS for change in changes):
            self.read()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()
