"""Which columns of a table are shown: chosen in the menu of its headings, and remembered."""

from typing import Any

from PySide6.QtCore import QObject, QPoint, QSettings, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from invoicer.i18n import gettext as _
from invoicer.ui.widgets.table import Table


class ColumnChoice(QObject):
    """Offers to leave columns out; never the first, nor the one that takes what room is left."""

    def __init__(self, settings: QSettings, list_name: str, table: "Table[Any]") -> None:
        super().__init__(table)
        self._settings = settings
        self._where = f"{list_name}/hidden-columns"
        self._table = table
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open)
        self._apply()

    def hidden(self) -> frozenset[str]:
        """Return the keys of the columns that were left out."""
        stored = str(self._settings.value(self._where, ""))
        return frozenset(stored.split(",")) & self._offered().keys()

    def menu(self) -> QMenu:
        """Return a menu with a tick for each column that is shown."""
        result = QMenu(self._table)
        result.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        hidden = self.hidden()
        for key, section in self._offered().items():
            entry = result.addAction(self._table.rows.columns[section].heading)
            entry.setCheckable(True)
            entry.setChecked(key not in hidden)
            entry.setData(key)
            entry.triggered.connect(self._toggled)
        result.addSeparator()
        result.addAction(_("Show all")).triggered.connect(self._show_all)
        return result

    def _offered(self) -> dict[str, int]:
        """Return the section of each column that may be left out, by a key that stays the same."""
        return {
            column.order or f"column-{section}": section
            for section, column in enumerate(self._table.rows.columns)
            if section and not column.stretch
        }

    def _keep(self, hidden: frozenset[str]) -> None:
        self._settings.setValue(self._where, ",".join(sorted(hidden)))
        self._apply()

    def _apply(self) -> None:
        offered = self._offered()
        self._table.hide_columns(frozenset(offered[key] for key in self.hidden()))

    @Slot(QPoint)
    def _open(self, place: QPoint) -> None:
        self.menu().popup(self._table.horizontalHeader().mapToGlobal(place))

    @Slot()
    def _toggled(self) -> None:
        entry = self.sender()
        assert isinstance(entry, QAction)
        self._keep(self.hidden() ^ {str(entry.data())})

    @Slot()
    def _show_all(self) -> None:
        self._keep(frozenset())
