"""A line of text that offers what fits while one types."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCompleter,
    QLineEdit,
    QListView,
    QWidget,
)

from invoicer.ui.widgets.look import set_look

KEY_ROLE = Qt.ItemDataRole.UserRole
ROW_PX = 32
NARROWEST_PX = 240


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be picked: what is shown, and the key it is known by."""

    text: str
    key: str


class SuggestEdit(QLineEdit):
    """Asks `suggest(text)` at each keystroke; `picked` carries the key of what was chosen.

    With `all_at_once` everything is offered as soon as the field is entered or clicked.
    """

    picked = Signal(str)

    def __init__(
        self, suggest: Callable[[str], Sequence[Suggestion]], *, all_at_once: bool = False
    ) -> None:
        super().__init__()
        self._suggest = suggest
        self._all_at_once = all_at_once
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(9)
        self._completer.setWidget(self)
        self._popup: QAbstractItemView = QListView()
        # A window of its own needs a ground of its own, or it is black where nothing blends.
        set_look(self._popup, "suggestions")
        self._completer.setPopup(self._popup)
        self._completer.activated[QModelIndex].connect(self._activated)  # type: ignore[index]
        self.textEdited.connect(self._typed)
        # After the completer's own filter, so that it is asked before it.
        self._popup.installEventFilter(self)
        # While its list is open the completer keeps from us that the focus has gone.
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def offer(self, text: str) -> None:
        """Show what fits to the text, or nothing if nothing does."""
        self._model.clear()
        for suggestion in self._suggest(text):
            item = QStandardItem(suggestion.text)
            item.setData(suggestion.key, KEY_ROLE)
            item.setSizeHint(QSize(0, ROW_PX))
            self._model.appendRow(item)
        popup = self._popup
        if not self._model.rowCount():
            popup.hide()
            return
        popup.setMinimumWidth(max(self.width(), NARROWEST_PX))
        popup.setAccessibleName(self.accessibleName())
        self._completer.complete()

    def is_offering(self) -> bool:
        """Tell whether the list is open."""
        return self._popup.isVisible()

    @Slot(QWidget, QWidget)
    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is self and now is not None and now is not self._popup:
            self._popup.hide()

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.offer(text.strip())

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        self.picked.emit(str(index.data(KEY_ROLE)))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab with nothing picked in the list are meant for the field."""
        leaving = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            popup = self._popup
            if event.key() in leaving and not popup.selectionModel().hasSelection():
                popup.hide()
                QCoreApplication.sendEvent(self, event)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.is_offering():
            self.offer("" if self._all_at_once else self.text().strip())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        popups = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if self._all_at_once and event.reason() not in popups and not self.isReadOnly():
            self.offer("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._all_at_once and not self.is_offering():
            self.offer("")
