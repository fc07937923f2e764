"""The one door for everything that is said to the user: toasts, questions, refusals, bugs."""

import sys
import traceback
from collections.abc import Callable, Sequence
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QWidget

import invoicer
from invoicer.i18n import gettext as _
from invoicer.models.errors import Refusal, Trouble
from invoicer.ui.theme import Theme
from invoicer.ui.tokens import Tone
from invoicer.ui.widgets.toast import Toast


class Messages(QObject):
    """Shows sentences. Made by `ui.app`, which attaches the main window once it is there."""

    def __init__(self) -> None:
        super().__init__()
        self._window: QMainWindow | None = None
        self.toast_widget: Toast | None = None
        self._savers: list[Callable[[], None]] = []
        self._crashing = False

    def attach(self, window: QMainWindow, theme: Theme) -> None:
        """Show toasts and dialogs in this window."""
        self._window = window
        self.toast_widget = Toast(window, theme)

    def toast(
        self,
        sentence: str,
        *,
        tone: Tone = Tone.NEUTRAL,
        button: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Say something that needs no answer; with `act`, a button such as "Undo" offers it."""
        if self.toast_widget is not None:
            self.toast_widget.say(sentence, tone=tone, button=button, act=act)

    def undo(self, sentence: str, act: Callable[[], None]) -> None:
        """Say what was done, with a button that takes it back."""
        self.toast(sentence, button=_("Undo"), act=act)

    def report(self, error: BaseException) -> None:
        """Show an error: a refusal as a toast, trouble as a dialog, anything else as a bug."""
        if isinstance(error, Refusal):
            self.toast(str(error), tone=Tone.RED)
        elif isinstance(error, Trouble):
            self.tell(_("That did not work"), str(error))
        else:
            self.crash(error)

    def tell(self, title: str, sentence: str) -> None:
        """Show something in a dialog that is closed with one button."""
        self.ask(title, sentence, (_("OK"),))

    def ask(
        self, title: str, sentence: str, answers: Sequence[str], parent: QWidget | None = None
    ) -> int:
        """Ask in a dialog; return the index of the answer, or -1 for Esc.

        The first answer is the default. Use it only where undo can't be offered.
        """
        from invoicer.ui.widgets.question import Question

        question = Question(title, sentence, answers, parent or self._window)
        question.exec()
        return question.answer

    def add_saver(self, save: Callable[[], None]) -> None:
        """Have unsaved work saved before a crash is told; `save` must not ask anything."""
        self._savers.append(save)

    def remove_saver(self, save: Callable[[], None]) -> None:
        """Forget a saver (an editor that was closed)."""
        if save in self._savers:
            self._savers.remove(save)

    def save_work(self) -> list[str]:
        """Run every saver and return what failed, one line each."""
        failed = []
        for save in self._savers:
            try:
                save()
            except Exception as error:  # noqa: BLE001 - see below
                # In a crash one broken editor must not keep the others from being saved.
                failed.append(f"{type(error).__name__}: {error}")
        return failed

    def crash(self, error: BaseException) -> None:
        """Save all work, then say that this is the program's fault, with text to copy."""
        text = "".join(traceback.format_exception(error))
        sys.stderr.write(text)
        if self._crashing:
            return
        self._crashing = True
        try:
            unsaved = self.save_work()
            from invoicer.ui.crash import CrashDialog

            CrashDialog(_facts() + text, unsaved, self._window).exec()
        finally:
            self._crashing = False

    def excepthook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Take the place of `sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.report(error.with_traceback(trace))


def _facts() -> str:
    import platform

    return f"invoicer {invoicer.__version__}, Python {platform.python_version()}, {sys.platform}\n"
