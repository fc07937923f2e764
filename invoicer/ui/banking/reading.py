"""Reading a bank file off the Qt thread, asking what it leaves open, and importing it."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from invoicer.actions import importing
from invoicer.actions.importing import Outlook
from invoicer.ledger.ledger import Ledger
from invoicer.models.statement import Question, Statement
from invoicer.models.stored import StoredImport
from invoicer.ui.context import Context

Found = tuple[Statement, ...]


class Reading(QObject):
    """One file on its way in. `ready` tells that it was read (again), `refused` carries why not,
    `imported` the imports it made."""

    began = Signal()
    ready = Signal()
    refused = Signal(object)
    imported = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._turn = 0
        self.path = Path()
        self.found: Found = ()
        self.outlook = Outlook({}, ())
        self.questions: dict[str, Question] = {}
        self.answers: dict[str, str] = {}
        self.importing = False

    def start(self, path: Path) -> None:
        """Read a file."""
        if self.importing:
            return
        self.path = path
        self.found = ()
        self.questions, self.answers = {}, {}
        self._read()

    def answer(self, key: str, value: str) -> None:
        """Answer a question and read again."""
        if value and self.answers.get(key) != value and not self.importing:
            self.answers[key] = value
            self._read()

    def cancel(self) -> None:
        """Forget the file; what is still being read is not shown."""
        self._turn += 1
        self.found = ()

    def import_now(self) -> None:
        """Import what was read; a double click counts once."""
        if self.importing or self.open_questions():
            return
        self.importing = True
        self.began.emit()
        action = partial(
            _import, path=self.path, answers=dict(self.answers), today=self._context.today()
        )
        self._context.bridge.run(action, self._imported, self._failed)

    def open_questions(self) -> list[Question]:
        """Return what must be answered before the file can be imported."""
        asked = {q.key: q for statement in self.found for q in statement.questions}
        return [q for key, q in asked.items() if key not in self.answers]

    def _read(self) -> None:
        self._turn += 1
        self.began.emit()
        home = importing.home_currency(self._context.reader)
        job = partial(_read, self._turn, self.path, dict(self.answers), home)
        self._context.bridge.outside(job, self._was_read, self._failed, replacing="bank file")

    def _was_read(self, result: tuple[int, Found]) -> None:
        turn, found = result
        if turn == self._turn:
            self._context.bridge.run(partial(_look, turn, found), self._looked, self._failed)

    def _looked(self, result: tuple[int, Found, Outlook]) -> None:
        turn, found, outlook = result
        if turn != self._turn:
            return
        for statement in found:
            self.questions |= {question.key: question for question in statement.questions}
        known = {
            key: value
            for key, value in outlook.answers.items()
            if key in self.questions and key not in self.answers
        }
        if known:
            self.answers |= known
            self._read()
            return
        self.found, self.outlook = found, outlook
        self.ready.emit()

    def _imported(self, done: tuple[StoredImport, ...]) -> None:
        self.importing = False
        self.imported.emit(done)

    def _failed(self, error: BaseException) -> None:
        self.importing = False
        self.refused.emit(error)


def _read(
    turn: int, path: Path, answers: Mapping[str, str], home_currency: str
) -> tuple[int, Found]:
    return turn, importing.read(path, answers, home_currency=home_currency)


def _look(turn: int, found: Found, ledger: Ledger) -> tuple[int, Found, Outlook]:
    return turn, found, importing.outlook(ledger, found)


def _import(
    ledger: Ledger, *, path: Path, answers: Mapping[str, str], today: date
) -> tuple[StoredImport, ...]:
    return importing.import_all(ledger, path, answers=answers, today=today)
