"""Drags issued documents out of the list as PDF files: into a folder, a mail, a browser."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication

from invoicer.i18n import gettext as _
from invoicer.models.lifecycle import Status
from invoicer.ui.context import Context
from invoicer.ui.widgets.table import Table

if TYPE_CHECKING:
    from invoicer.models.stored import DocumentRow

# Their files are written while the mouse waits.
MOST_AT_ONCE = 50


class DragOut(QObject):
    """Watches the mouse over a table of documents. Drafts stay: they are no documents yet.

    The files lie in a temporary folder that goes with the program; whoever takes them copies them.
    """

    def __init__(self, context: Context, table: "Table[DocumentRow]") -> None:
        super().__init__(table)
        self._context = context
        self._table = table
        self._folder: QTemporaryDir | None = None
        self._pressed: QPoint | None = None
        table.viewport().installEventFilter(self)

    def files(self, rows: "Sequence[DocumentRow]") -> list[Path]:
        """Write the archived PDFs of the issued documents among the rows; return where."""
        from invoicer.ledger import documents as kept

        if self._folder is None:
            self._folder = QTemporaryDir()
        paths = []
        for row in rows:
            if row.status == Status.DRAFT:
                continue
            file_name, content = kept.file(self._context.reader, row.id)
            path = Path(self._folder.filePath(str(row.id))) / file_name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            paths.append(path)
        return paths

    def carry(self) -> None:
        """Begin to drag what is selected."""
        if self._table.count() > MOST_AT_ONCE:
            self._context.messages.toast(
                _("So many are better saved in a folder: choose “Save PDFs in a folder…”.")
            )
            return
        try:
            paths = self.files(self._table.selected())
        except OSError as error:
            self._context.messages.toast(
                _("The PDF can't be written: {reason}.").format(reason=error.strerror)
            )
            return
        if paths:
            drag = QDrag(self._table)
            drag.setMimeData(_carried(paths))
            drag.setPixmap(self._context.theme.icon("file-text", "accent").pixmap(32, 32))
            drag.exec(Qt.DropAction.CopyAction)

    def _moved(self, event: QMouseEvent) -> bool:
        """Tell whether the move is a drag of a selected row; then it is no selecting any more."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        index = self._table.indexAt(self._pressed)
        if not self._table.selectionModel().isRowSelected(index.row(), index.parent()):
            return False
        way = (event.position().toPoint() - self._pressed).manhattanLength()
        if way >= QApplication.startDragDistance():
            self._pressed = None
            self.carry()
        return True

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> Any:
        if isinstance(event, QMouseEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if event.type() == QEvent.Type.MouseButtonPress:
                self._pressed = event.position().toPoint() if plain else None
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._pressed = None
            elif event.type() == QEvent.Type.MouseMove and self._moved(event):
                return True
        return super().eventFilter(watched, event)


def _carried(paths: Sequence[Path]) -> QMimeData:
    result = QMimeData()
    result.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return result
