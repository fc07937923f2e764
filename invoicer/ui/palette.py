"""Ctrl+K: search over everything, and commands by name."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QFrame, QListView, QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.ledger import search
from invoicer.ui import pages
from invoicer.ui.context import Context, Target
from invoicer.ui.widgets.look import label, name, set_look
from invoicer.ui.widgets.search_field import SearchField

MOST = 12
ICON_OF_KIND = {"document": "receipt", "client": "user", "item": "package"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the palette."""

    text: str
    icon: str
    target: Target


class Palette(QDialog):
    """A field with a list below; `chosen` carries a Target."""

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._context = context
        self._window = parent
        self._entries: list[Entry] = []
        self.setWindowTitle(_("Search everything"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = QFrame()
        set_look(frame, "palette")
        outer.addWidget(frame)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(12, 12, 12, 12)
        self.field = SearchField(
            context.theme, _("Number, client, item, text of a line, or a command"), delay_ms=60
        )
        self.field.searched.connect(self._look)
        self.field.installEventFilter(self)
        layout.addWidget(self.field)
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.activated.connect(self._activated)
        self.list.clicked.connect(self._activated)
        name(self.list, _("Results"))
        layout.addWidget(self.list, 1)
        self.hint = label(_("Enter opens · Esc closes"), "small")
        layout.addWidget(self.hint)

    def start(self) -> None:
        """Show it empty, in the upper middle of the window."""
        window = self._window
        self.setFixedSize(min(640, window.width() - 80), min(480, window.height() - 120))
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 70)
        self.field.clear()
        self._look("")
        self.show()
        self.field.setFocus()

    @Slot(str)
    def _look(self, text: str) -> None:
        words = text.casefold().split()
        known = {entry.name for entry in pages.entries()}
        self._entries = self._hits(text, known) if words else []
        for entry in pages.entries():
            self._offer(words, entry.label, entry.icon, Target(entry.name))
        for command in pages.commands():
            if command.page in known:
                target = Target(command.page, command.act)
                self._offer(words, command.label, command.icon, target)
        self._show()

    def _hits(self, text: str, known: set[str]) -> list[Entry]:
        return [
            Entry(
                f"{hit.title}    {hit.subtitle}".strip(),
                ICON_OF_KIND.get(hit.kind, "file"),
                Target(pages.PAGE_OF_HIT[hit.kind], "open", hit.id),
            )
            for hit in search.search(self._context.reader, text, limit=MOST)
            if pages.PAGE_OF_HIT.get(hit.kind) in known
        ]

    def _offer(self, words: list[str], text: str, icon: str, target: Target) -> None:
        if all(word in text.casefold() for word in words):
            self._entries.append(Entry(text, icon, target))

    def _show(self) -> None:
        self._model.clear()
        for entry in self._entries:
            item = QStandardItem(self._context.theme.icon(entry.icon), entry.text)
            self._model.appendRow(item)
        if self._entries:
            self.list.setCurrentIndex(self._model.index(0, 0))
            self.hint.setText(_("Enter opens · Esc closes"))
        else:
            self.hint.setText(_("Nothing found. Try a number, a name, or fewer letters."))

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self.hide()
            self.chosen.emit(self._entries[index.row()].target)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            row = self.list.currentIndex().row()
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps and self._entries:
                row = (row + steps[Qt.Key(event.key())]) % len(self._entries)
                self.list.setCurrentIndex(self._model.index(row, 0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.field.search_now()
                self._activated(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)
