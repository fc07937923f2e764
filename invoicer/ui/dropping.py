"""Files dropped anywhere on the window."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from invoicer.i18n import gettext as _
from invoicer.ui.widgets.look import label, set_look

SIZE = (460, 150)


class Dropping(QObject):
    """Shows where a file may be dropped; `dropped` carries its path.

    One file at a time: each is looked at before it is kept.
    """

    dropped = Signal(object)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._place = label(_("Let go to read the bank statement"))
        set_look(self._place, "drop")
        self._place.setParent(window)
        self._place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._place.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._place.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def _show(self) -> None:
        rect = QRect(0, 0, *SIZE)
        rect.moveCenter(self._window.rect().center())
        self._place.setGeometry(rect)
        self._place.show()
        self._place.raise_()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and not isinstance(event, QDragMoveEvent):
            self._place.hide()
            path = file_of(event.mimeData())
            if path is not None:
                event.acceptProposedAction()
                self.dropped.emit(path)
                return True
        elif isinstance(event, QDragEnterEvent):
            if file_of(event.mimeData()) is not None:
                event.acceptProposedAction()
                self._show()
                return True
        elif event.type() == QEvent.Type.DragLeave:
            self._place.hide()
        return super().eventFilter(watched, event)


def file_of(data: QMimeData) -> Path | None:
    """Return the one file on this computer that is dragged, or None."""
    urls = data.urls() if data.hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
