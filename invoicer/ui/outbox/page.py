"""The Outbox page: mails that wait, were sent, were refused, or need an answer."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from invoicer import format as texts
from invoicer.actions import sending
from invoicer.i18n import gettext as _
from invoicer.ledger import outbox as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Kind
from invoicer.models.outbox import Act
from invoicer.models.stored import MailState, StoredMail
from invoicer.ui.context import Context
from invoicer.ui.outbox import words
from invoicer.ui.outbox.pane import MailPane
from invoicer.ui.page import Page
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.chips import Chips
from invoicer.ui.widgets.empty import EmptyState
from invoicer.ui.widgets.table import Column, Table

PANE_WIDTH = 370

STATES: dict[str, tuple[MailState, ...]] = {
    "all": tuple(state for state in MailState if state != MailState.DELETED),
    "waiting": (MailState.QUEUED, MailState.SENDING),
    "attention": (MailState.REFUSED, MailState.UNKNOWN),
    "sent": (MailState.ACCEPTED,),
}


class OutboxPage(Page):
    """Shows every mail and where it stands."""

    concerns = frozenset({Kind.OUTBOX})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.send = buttons.primary(context.theme, _("Send now"), "paper-plane-tilt")
        self.send.clicked.connect(self._send_now)
        self.chips = Chips(
            [
                ("all", _("All")),
                ("waiting", _("Waiting")),
                ("attention", _("Needs you")),
                ("sent", _("Sent")),
            ],
            _("Which mails"),
        )
        self.chips.chosen.connect(self._filtered)
        self.table: Table[StoredMail] = Table(
            context.theme, _columns(context.locale), _identity, _("Outbox")
        )
        self.table.chosen.connect(self._chosen)
        self.pane = MailPane(context)
        self.pane.setFixedWidth(PANE_WIDTH)
        self.pane.asked.connect(self._act)
        self.pane.document_asked.connect(self._show_document)
        self._build(context)

    def _build(self, context: Context) -> None:
        empty = EmptyState(
            context.theme,
            "paper-plane-tilt",
            _("Nothing in the outbox"),
            _(
                "When you send an invoice, its mail waits here until your mail server has taken "
                "it, with or without a network."
            ),
            _("Go to your invoices"),
        )
        empty.begun.connect(self._go_to_invoices)
        self._empty = empty
        self._none = EmptyState(
            context.theme, "check-circle", _("Nothing here"), _("No mail stands like that.")
        )
        card = Card(margin=6)
        self._results = QStackedWidget()
        self._results.addWidget(self.table)
        self._results.addWidget(self._none)
        card.body.addWidget(self._results, 1)
        below = QHBoxLayout()
        below.setSpacing(14)
        below.addWidget(card, 1)
        below.addWidget(self.pane)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.chips)
        column.addLayout(below, 1)
        self._content = content
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    # What the window asks

    def title(self) -> str:
        return _("Outbox")

    def header(self) -> Sequence[QWidget]:
        return (self.send,)

    def help_text(self) -> str:
        return _(
            "Every mail the program sends for you passes through here, and its state is what "
            "the mail server said, word for word.\n\n"
            "- Waiting: it goes out by itself as soon as your mail server can be reached.\n"
            "- Sent: the mail server has taken it.\n"
            "- Refused: the server said no and why. Nothing was sent.\n"
            "- Please check: the connection broke at the last moment. You are asked whether it "
            "arrived, because sending it again could reach your client twice."
        )

    def first_focus(self) -> QWidget | None:
        return self.table

    def open(self, act: str, id: int) -> None:  # noqa: A002 - names a Target's field
        if act == "open":
            self.table.choose(id)

    def reload(self) -> None:
        mails = kept.rows(self.context.reader, states=STATES["all"])
        counts = {
            key: sum(1 for mail in mails if mail.state in states) for key, states in STATES.items()
        }
        self.chips.show_counts(counts)
        shown = [mail for mail in mails if mail.state in STATES[self.chips.key()]]
        self._stack.setCurrentWidget(self._content if mails else self._empty)
        self._results.setCurrentWidget(self.table if shown else self._none)
        self.table.show_rows(partial(_page, shown), len(shown))
        if self.table.current() is None and shown:
            self.table.choose_place(0)
        self._chosen(self.table.current())
        self.send.setEnabled(counts["waiting"] > 0)

    # Acting

    @Slot(str)
    def _filtered(self, _key: str) -> None:
        self.reload()

    @Slot(object)
    def _chosen(self, mail: StoredMail | None) -> None:
        self.pane.setVisible(mail is not None)
        if mail is not None:
            self.pane.show_mail(mail)

    @Slot(object)
    def _act(self, act: Act) -> None:
        mail = self.table.current()
        if mail is not None:
            now = self.context.now()
            self.context.bridge.run(partial(_do, mail_id=mail.id, act=act, at=now), self._done)

    def _done(self, act: Act) -> None:
        if act in (Act.TRY_NOW, Act.SEND_AGAIN):
            self.context.sender.tick()
        elif act == Act.DELETE:
            self.context.messages.toast(_("Mail deleted. It was not sent."))

    @Slot()
    def _send_now(self) -> None:
        self.context.sender.send_now()
        self.context.messages.toast(_("Sending what waits."))

    @Slot()
    def _show_document(self) -> None:
        mail = self.table.current()
        if mail is not None and mail.mail.document_id is not None:
            self.context.navigation.go("invoices", "open", mail.mail.document_id)

    @Slot()
    def _go_to_invoices(self) -> None:
        self.context.navigation.go("invoices")


def _do(ledger: Ledger, *, mail_id: int, act: Act, at: datetime) -> Act:
    if act == Act.ARRIVED:
        sending.it_arrived(ledger, mail_id, at=at)
    elif act == Act.SEND_AGAIN:
        sending.send_again(ledger, mail_id, at=at)
    elif act == Act.TRY_NOW:
        sending.retry_now(ledger, mail_id, at=at)
    elif act == Act.HOLD:
        sending.hold(ledger, mail_id)
    else:
        sending.delete(ledger, mail_id)
    return act


def _page(mails: Sequence[StoredMail], limit: int, offset: int) -> Sequence[StoredMail]:
    return mails[offset : offset + limit]


def _identity(mail: StoredMail) -> int:
    return mail.id


def _columns(locale: str) -> tuple[Column[StoredMail], ...]:
    return (
        Column(
            heading=_("Written"),
            text=lambda mail: texts.day(mail.created_at.astimezone().date(), locale),
            sample="28 Sept 2026",
            spare=2,
        ),
        Column(
            heading=_("To"),
            text=lambda mail: mail.mail.to,
            tip=lambda mail: mail.mail.to,
            sample="billing@northwind.example",
            spare=1,
        ),
        Column(
            heading=_("Subject"),
            text=lambda mail: mail.mail.subject,
            tip=lambda mail: mail.mail.subject,
            sample="Invoice 2026-0001",
            stretch=True,
        ),
        Column(heading=_("State"), text=words.state_word, tone=words.tone, sample="Please check"),
    )
