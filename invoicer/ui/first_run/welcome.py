"""What the window shows over a ledger nothing was written in: three steps to the first invoice."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from invoicer.actions import beginning, mail_account
from invoicer.i18n import gettext as _
from invoicer.ledger import settings
from invoicer.models.errors import BadField
from invoicer.models.outbox import MailSettings
from invoicer.ui.context import Context
from invoicer.ui.first_run.demo_making import DemoMaking, Stopped, path_beside
from invoicer.ui.first_run.paid import PaidStep
from invoicer.ui.first_run.side import Side
from invoicer.ui.first_run.step import Step, titles
from invoicer.ui.first_run.taxed import TaxedStep
from invoicer.ui.first_run.who import WhoStep
from invoicer.ui.ledger_menu import SUFFIX, file_filter
from invoicer.ui.settings.section import Draft
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.form import scrolled
from invoicer.ui.widgets.look import label, name, set_look

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
WIDEST = 720


class Welcome(QWidget):
    """Keeps what is written with each Next; `finished` when the window's pages may be shown.

    `finished` carries whether something was said, so that the first invoice comes next.
    """

    finished = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.who, self.taxed, self.paid = WhoStep(context), TaxedStep(context), PaidStep(context)
        self.steps: tuple[Step, ...] = (self.who, self.taxed, self.paid)
        self.place = 0
        self._said_something = False
        self._told: tuple[str, ...] = ()
        self._draft = _kept(context)
        self.making = DemoMaking(context)
        self.main = QWidget()
        self._build_main()
        names = (_("Who you are"), _("Taxes and numbers"), _("How you are paid"))
        self.side = Side(context.theme, names)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        # The fields come first for those who use Tab, so they are added first.
        row.addWidget(self.main, 1)
        row.insertWidget(0, self.side)
        self._connect()
        # Who closes the window doesn't wait for a demo to be made.
        context.messages.add_saver(self.making.stop)
        self.show_step(0)

    def _build_main(self) -> None:
        theme = self.context.theme
        self.count = label("", "small")
        self.heading = label("", "title", wrap=True)
        self.sentence = label("", "muted", wrap=True)
        self.stack = QStackedWidget()
        for step in self.steps:
            step.setMaximumWidth(WIDEST)
            self.stack.addWidget(scrolled(step))
        self.remark = label("", "warning", wrap=True)
        self.back_button = buttons.plain(theme, _("Back"), "arrow-left")
        self.skip_button = buttons.plain(theme, _("Skip"))
        self.next_button = buttons.primary(theme, _("Next"))
        inner = QVBoxLayout()
        inner.setSpacing(6)
        inner.addWidget(self.count)
        inner.addWidget(self.heading)
        inner.addWidget(self.sentence)
        inner.addSpacing(10)
        inner.addWidget(self.stack, 1)
        inner.addWidget(self.remark)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        # The cards above leave as much room for their scroll bar.
        foot.setContentsMargins(0, 0, 8, 0)
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.skip_button)
        foot.addWidget(self.next_button)
        inner.addSpacing(6)
        inner.addLayout(foot)
        holder = QWidget()
        holder.setMaximumWidth(WIDEST)
        holder.setLayout(inner)
        outer = QHBoxLayout(self.main)
        outer.setContentsMargins(32, 28, 32, 20)
        outer.addStretch(1)
        outer.addWidget(holder, 1000)
        outer.addStretch(1)

    def _connect(self) -> None:
        self.next_button.clicked.connect(self.go_on)
        self.skip_button.clicked.connect(self.skip)
        self.back_button.clicked.connect(self.back)
        self.side.demo_asked.connect(self.look_around)
        self.side.open_asked.connect(self.open_other)
        self.side.progress.cancelled.connect(self.making.stop)
        self.making.stepped.connect(self.side.progress.step)
        self.making.made.connect(self._demo_made)
        self.making.failed.connect(self._demo_failed)

    # What the window asks

    def title(self) -> str:
        """Return what stands above the help."""
        return _("Welcome")

    def help_text(self) -> str:
        """Return what F1 shows."""
        return _(
            "Three short steps fill in what stands on every invoice. Each can be skipped, and all "
            "of it is found again in Settings.\n\n"
            "- Enter goes on, Esc goes back.\n"
            "- Your country brings the taxes, currency, terms and numbers that are usual there.\n"
            "- The demo is kept in a file of its own and never mixes with your books."
        )

    def take_file(self, path: Path) -> bool:
        """Open a ledger that was dropped on the window."""
        if path.suffix == SUFFIX:
            self.context.navigation.open_ledger(path)
        return path.suffix == SUFFIX

    # Going through the steps

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.steps[self.place]

    def show_step(self, place: int) -> None:
        """Show a step as far as it was written."""
        self.place = place
        self._told = ()
        self.step.show_draft(self._draft)
        self.stack.setCurrentIndex(place)
        self.side.show_place(place)
        last = place == len(self.steps) - 1
        self.count.setText(
            _("Step {number} of {whole}").format(number=place + 1, whole=len(self.steps))
        )
        self.heading.setText(self.step.title())
        self.sentence.setText(self.step.sentence())
        name(self, titles(self.steps)[place], self.step.sentence())
        self.next_button.setText(_("Finish") if last else _("Next"))
        name(self.next_button, self.next_button.text(), _("Enter does it too"))
        self.back_button.setVisible(place > 0)
        self.remark.hide()
        self._show_busy(False)
        self.step.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def back(self) -> bool:
        """Go a step back; what was written on this one is kept only by Next."""
        if self.place == 0 or not self.next_button.isEnabled():
            return False
        self.show_step(self.place - 1)
        return True

    @Slot()
    def skip(self) -> None:
        """Go on without keeping what stands on this step."""
        self._follow()

    @Slot()
    def go_on(self) -> None:
        """Keep what is written and show the next step; after the last one it is finished."""
        if not self.next_button.isEnabled() or self.step.errors() or self._new_doubts():
            return
        draft = self.step.collect(self._draft)
        self._show_busy(True)
        if draft.password:
            job = partial(_put_password, self.context, draft)
            self.context.bridge.outside(job)
        action = partial(
            beginning.keep,
            business=draft.business,
            series=draft.series,
            last_number=self.taxed.last_number() if self.step is self.taxed else "",
            mail=draft.mail,
            secrets=self.context.secrets,
        )
        self._draft = draft
        self.context.bridge.run(action, self._kept, self._refused)

    def _new_doubts(self) -> bool:
        """What looks wrong but may be right holds one up once."""
        doubts = self.step.doubts()
        if not doubts or doubts == self._told:
            return False
        self._told = doubts
        words = self.next_button.text()
        self.remark.setText(
            _("Look at what is said beside the fields, or press {button} again.").format(
                button=words
            )
        )
        self.remark.show()
        return True

    def _kept(self, _result: object) -> None:
        self._said_something = True
        self._follow()

    def _refused(self, error: BaseException) -> None:
        self._show_busy(False)
        self._draft = _kept(self.context)
        if isinstance(error, BadField) and self.step is self.taxed:
            self.taxed.form.show_errors({"last": error.reason})
        else:
            self.context.messages.report(error)

    def _follow(self) -> None:
        if self.place + 1 < len(self.steps):
            self.show_step(self.place + 1)
            return
        self.context.bridge.run(beginning.end)
        self.context.messages.remove_saver(self.making.stop)
        self.finished.emit(self._said_something)

    def _show_busy(self, busy: bool) -> None:
        for button in (self.next_button, self.skip_button, self.back_button):
            button.setEnabled(not busy)

    # The other ways to begin

    @Slot()
    def look_around(self) -> None:
        """Make the demo business beside this ledger, and open it."""
        self.main.setEnabled(False)
        self.side.show_busy(True)
        self.side.progress.start(_("A year of business is being made up …"))
        self.making.start(path_beside(self.context.reader.path))

    @Slot(object)
    def _demo_made(self, path: Path) -> None:
        self._demo_ended()
        self.context.navigation.open_ledger(path)

    @Slot(object)
    def _demo_failed(self, error: BaseException) -> None:
        self._demo_ended()
        if not isinstance(error, Stopped):
            self.context.messages.report(error)

    def _demo_ended(self) -> None:
        self.side.progress.stop()
        self.side.show_busy(False)
        self.main.setEnabled(True)

    @Slot()
    def open_other(self) -> None:
        """Ask for a ledger there is already, and open it."""
        folder = str(self.context.reader.path.parent)
        title = _("Open a ledger")
        chosen, _filter = QFileDialog.getOpenFileName(self.window(), title, folder, file_filter())
        if chosen:
            self.context.navigation.open_ledger(Path(chosen))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER or not self.main.isEnabled():
            super().keyPressEvent(event)
            return
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and not isinstance(focused, QCheckBox):
            focused.click()
        else:
            self.go_on()


def _kept(context: Context) -> Draft:
    reader = context.reader
    mail = mail_account.kept(reader) or MailSettings(host="")
    return Draft(settings.business(reader), settings.series(reader), mail)


def _put_password(context: Context, draft: Draft) -> None:
    context.secrets.put(mail_account.secret_name(draft.mail), draft.password or "")
