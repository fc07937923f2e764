"""What the keys and buttons do with a bank line: on the ledger thread, told in a sentence."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from invoicer import format as texts
from invoicer.actions import importing
from invoicer.actions.importing import Released
from invoicer.i18n import gettext as _
from invoicer.ledger.ledger import Ledger
from invoicer.models.matching import Proposal
from invoicer.models.stored import StoredImport, StoredLine
from invoicer.ui.banking import words
from invoicer.ui.banking.credit_dialog import CreditDialog
from invoicer.ui.banking.split_dialog import SplitDialog
from invoicer.ui.context import Context


class Doing(QObject):
    """Acts on one line or import at a time; `import_again` carries the path of an undone file."""

    import_again = Signal(object)

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._busy = False
        self._amount = ""
        self._line_id = 0
        self._paths: dict[int, Path] = {}
        self._undoing: StoredImport | None = None

    def remember(self, done: Sequence[StoredImport], path: Path) -> None:
        """Keep in mind which file made these imports, to offer it again after an undo."""
        self._paths |= dict.fromkeys((one.id for one in done), path)

    def book(self, stored: StoredLine, proposal: Proposal) -> None:
        """Book a line as proposed."""
        if self._begin(stored):
            action = partial(
                _book, line_id=stored.id, proposal=proposal, today=self._context.today()
            )
            self._context.bridge.run(action, self._booked, self._failed)

    def split(self, stored: StoredLine) -> None:
        """Ask how a line is to be split."""
        dialog = SplitDialog(self._context, stored, self._window)
        dialog.booked.connect(partial(self._split, stored))
        dialog.exec()
        dialog.deleteLater()

    def keep_as_credit(self, stored: StoredLine) -> None:
        """Ask whose credit it is."""
        dialog = CreditDialog(self._context, stored, self._window)
        dialog.kept.connect(partial(self._kept, stored))
        dialog.exec()
        dialog.deleteLater()

    def ignore(self, stored: StoredLine) -> None:
        """Put a line aside as no payment."""
        if self._begin(stored):
            action = partial(_ignore, line_id=stored.id)
            self._context.bridge.run(action, self._ignored, self._failed)

    def reopen(self, stored: StoredLine) -> None:
        """Take back what was done with a line."""
        if self._begin(stored):
            self._run_reopen(stored.id)

    def undo_import(self, done: StoredImport) -> None:
        """Take a whole import back."""
        if self._busy:
            return
        self._busy = True
        self._undoing = done
        action = partial(_undo, import_id=done.id, on=self._context.today())
        self._context.bridge.run(action, self._undone, self._failed)

    def _begin(self, stored: StoredLine) -> bool:
        """Note what is acted on; False while something else is under way (a double click)."""
        if self._busy:
            return False
        self._busy = True
        self._line_id = stored.id
        self._amount = texts.money(abs(stored.line.amount), self._context.locale)
        return True

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._context.messages.report(error)

    # What is said

    def _say(self, sentence: str, line_id: int) -> None:
        self._context.messages.undo(sentence, partial(self._run_reopen, line_id))

    def _booked(self, _payment_id: int) -> None:
        self._busy = False
        self._say(_("{amount} booked.").format(amount=self._amount), self._line_id)

    def _split(self, stored: StoredLine, _line_id: int) -> None:
        amount = texts.money(abs(stored.line.amount), self._context.locale)
        self._say(_("{amount} booked.").format(amount=amount), stored.id)

    def _kept(self, stored: StoredLine, _line_id: int, client: str) -> None:
        amount = texts.money(stored.line.amount, self._context.locale)
        sentence = _("{amount} kept as credit of {client}.").format(amount=amount, client=client)
        self._say(sentence, stored.id)

    def _ignored(self, _result: None) -> None:
        self._busy = False
        self._say(_("{amount} put aside.").format(amount=self._amount), self._line_id)

    def _run_reopen(self, line_id: int) -> None:
        self._busy = True
        action = partial(_reopen, line_id=line_id, on=self._context.today())
        self._context.bridge.run(action, self._reopened, self._failed)

    def _reopened(self, released: Released | None) -> None:
        self._busy = False
        if released is None:
            sentence = _("The line is open again.")
        else:
            amount = texts.money(released.amount, self._context.locale)
            sentence = _("The booking of {amount} was taken back.").format(amount=amount)
        self._context.messages.toast(sentence)

    def _undone(self, released: tuple[Released, ...]) -> None:
        self._busy = False
        done, self._undoing = self._undoing, None
        assert done is not None, "an undo is begun with its import"
        sentence = words.undone(done.file_name, released)
        path = self._paths.get(done.id)
        if path is None:
            self._context.messages.toast(sentence)
        else:
            again = partial(self.import_again.emit, path)
            self._context.messages.toast(sentence, button=_("Import again"), act=again)


def _book(ledger: Ledger, *, line_id: int, proposal: Proposal, today: date) -> int:
    return importing.book(ledger, line_id, proposal, today=today)


def _ignore(ledger: Ledger, *, line_id: int) -> None:
    importing.ignore(ledger, line_id)


def _reopen(ledger: Ledger, *, line_id: int, on: date) -> Released | None:
    return importing.reopen(ledger, line_id, on=on)


def _undo(ledger: Ledger, *, import_id: int, on: date) -> tuple[Released, ...]:
    return importing.undo(ledger, import_id, on=on)
