"""Keeps a draft safe while it is written: every change is in the ledger a moment later."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from invoicer.actions import documents as acts
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import Document
from invoicer.models.errors import NotFound
from invoicer.ui.context import Context

QUIET_MS = 700


class _Place:
    """Where the draft is kept. Only the ledger thread changes it, so saves follow each other."""

    def __init__(self, document_id: int) -> None:
        self.document_id = document_id

    def save(self, ledger: Ledger, *, document: Document) -> int:
        """Keep the draft; one that was deleted meanwhile is kept as a new one."""
        if self.document_id:
            try:
                acts.change_draft(ledger, self.document_id, document)
            except NotFound:
                self.document_id = 0
        if not self.document_id:
            self.document_id = acts.save_draft(ledger, document)
        return self.document_id


class Keeper(QObject):
    """Saves a draft shortly after the last change, and at once when asked.

    `saved` carries its id after each save, `waiting` tells that a change is not saved yet. An
    untouched new document is not saved at all.
    """

    saved = Signal(int)
    waiting = Signal()
    failed = Signal(object)

    def __init__(
        self, context: Context, document_id: int, document: Document, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._place = _Place(document_id)
        self._safe = document
        self._latest = document
        self._after: list[Callable[[int], None]] = []
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self.save_now)
        context.messages.add_saver(self.save_now)

    @property
    def document_id(self) -> int:
        """The draft's id, 0 before it was saved the first time."""
        return self._place.document_id

    def keep(self, document: Document) -> None:
        """Note the newest state; it is saved once typing pauses."""
        if self._closed or document == self._latest:
            return
        self._latest = document
        self._timer.start()
        self.waiting.emit()

    @Slot()
    def save_now(self) -> None:
        """Save what is not saved; the ledger thread does it even while the program closes."""
        self._timer.stop()
        if not self._closed and self._latest != self._safe:
            self._save()

    def save_then(self, after: Callable[[int], None]) -> None:
        """Save in any case, and call `after` with the draft's id."""
        self._timer.stop()
        self._after.append(after)
        self._save()

    def close(self) -> None:
        """Save and save no more."""
        self.save_now()
        self._closed = True
        self._context.messages.remove_saver(self.save_now)

    def forget(self) -> None:
        """Save no more, and lose what is not saved: the draft is issued or deleted."""
        self._timer.stop()
        self._closed = True
        self._context.messages.remove_saver(self.save_now)

    def _save(self) -> None:
        self._safe = self._latest
        self._context.bridge.run(
            partial(self._place.save, document=self._latest), self._saved, self._failed
        )

    def _saved(self, document_id: int) -> None:
        after, self._after = self._after, []
        for call in after:
            call(document_id)
        self.saved.emit(document_id)

    def _failed(self, error: BaseException) -> None:
        self._after = []
        # What was written is still here; the next change or leaving tries again.
        self._safe = Document()
        self.failed.emit(error)
