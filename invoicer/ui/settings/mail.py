"""The mail account, with a test."""

from dataclasses import replace
from decimal import Decimal
from email.message import EmailMessage
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from invoicer.i18n import gettext as _
from invoicer.models import mailbox, outbox
from invoicer.models.errors import Refusal
from invoicer.models.outbox import Account, MailSettings, Outcome, Security, Verdict
from invoicer.ui.context import Context
from invoicer.ui.settings.section import Draft, Section
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.fields import ChoiceField, NumberField, line
from invoicer.ui.widgets.look import label, name, set_look

PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


class MailSection(Section):
    """Server, user and password. The password goes into the system's keyring only."""

    takes_anything = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._stored = MailSettings(host="")
        self.sent_from, self.host, self.user = line(), line(), line()
        self.port = NumberField("en", placeholder="465")
        self.security = ChoiceField(
            (
                (Security.TLS.value, _("TLS (usual)")),
                (Security.STARTTLS.value, _("STARTTLS")),
                (Security.NONE.value, _("None: only on this computer or network")),
            )
        )
        self.password = line()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.form = self.add_card(
            _("How your mail is sent"),
            _("Your mail provider's help lists these under “SMTP” or “outgoing mail”."),
        )
        self._fill()
        self.test = buttons.plain(context.theme, _("Send a test to yourself"), "paper-plane-tilt")
        self.test.clicked.connect(self._test)
        self.form.add_widget(self.test, columns=6)
        self.result = label("", "muted", wrap=True)
        self.result.hide()
        self.form.add_widget(self.result)
        self.column.addStretch(1)
        for field in (self.sent_from, self.host, self.user, self.password):
            field.textEdited.connect(self.changed)
        self.port.changed.connect(self.changed)
        self.security.changed.connect(self._security_changed)

    def _fill(self) -> None:
        form = self.form
        hint = _("Such as Lena Baum <lena@example.com>. Empty: as under “Your business”.")
        form.add("sender", _("From"), self.sent_from, hint=hint)
        form.add("host", _("Mail server"), self.host, columns=6)
        form.add("security", _("Security"), self.security, columns=4)
        form.add("port", _("Port"), self.port, columns=2)
        form.add("user", _("User name"), self.user, columns=6)
        hint = _("Kept in this system's keyring, never in the ledger. Empty: as it is.")
        form.add("password", _("Password"), self.password, columns=6, hint=hint)

    def show_draft(self, draft: Draft) -> None:
        self._stored = draft.mail
        blocked = self.blockSignals(True)
        self.sent_from.setText(draft.mail.sender)
        self.host.setText(draft.mail.host)
        self.user.setText(draft.mail.user)
        self.port.set_value(Decimal(draft.mail.port))
        self.security.set_value(draft.mail.security.value)
        self.password.setText(draft.password or "")
        self.blockSignals(blocked)

    def collect(self, draft: Draft) -> Draft:
        return replace(draft, mail=self.written(), password=self.password.text() or None)

    def errors(self) -> bool:
        if not self.host.text().strip():
            self.form.clear_errors()
            return False
        return self._problems()

    def _problems(self) -> bool:
        found: dict[str, str] = {}
        try:
            port = self.port.value()
        except Refusal:
            port = None
        if port is None or port != int(port) or not 0 < port < 65_536:
            found["port"] = _("465 or 587.")
        for key, check in (("host", self._check_host), ("sender", self._check_sender)):
            try:
                check()
            except Refusal as refusal:
                found[key] = str(refusal)
        self.form.show_errors(found)
        return bool(found)

    def _check_host(self) -> None:
        outbox.checked(MailSettings(host=self.host.text()))

    def _check_sender(self) -> None:
        if self.sent_from.text().strip():
            mailbox.parse_one(self.sent_from.text(), "")

    def written(self) -> MailSettings:
        """Return the account as it is written, but for its password."""
        return replace(
            self._stored,
            host=self.host.text().strip(),
            port=int(self.port.value() or PORTS[Security(self.security.value())]),
            security=Security(self.security.value()),
            user=self.user.text().strip(),
            sender=self.sent_from.text().strip(),
        )

    @Slot()
    def _security_changed(self) -> None:
        if not self.signalsBlocked():
            self.port.set_value(Decimal(PORTS[Security(self.security.value())]))
            self.changed.emit()

    @Slot()
    def _test(self) -> None:
        if self._problems():
            return
        settings = self.written()
        sender = settings.sender or self._own_address()
        if not sender:
            self.form.show_errors({"sender": _("Write your own address here.")})
            return
        self.test.setEnabled(False)
        self._say(_("Asking {host} …").format(host=settings.host), "muted")
        password = self.password.text() or None
        job = partial(_send_test, self.context, settings, sender, password)
        self.context.bridge.outside(job, self._tested, self._test_failed)

    def _own_address(self) -> str:
        from invoicer.actions import mail_account

        return mail_account.sender(self.context.reader)

    def _tested(self, outcome: Outcome) -> None:
        self.test.setEnabled(True)
        if outcome.verdict == Verdict.ACCEPTED:
            self._say(_("The server took the mail. Look into your inbox."), "good")
        else:
            self._say(outcome.sentence, "error")

    def _test_failed(self, error: BaseException) -> None:
        self.test.setEnabled(True)
        self.result.hide()
        self.context.messages.report(error)

    def _say(self, sentence: str, look: str) -> None:
        self.result.setText(sentence)
        name(self.result, sentence)
        set_look(self.result, look)
        self.result.show()


def _send_test(
    context: Context, settings: MailSettings, sender: str, password: str | None
) -> Outcome:
    from email.utils import format_datetime, make_msgid

    from invoicer.actions import mail_account
    from invoicer.mail import smtp

    if password is None and settings.user:
        password = context.secrets.get(mail_account.secret_name(settings))
    account = Account(
        host=settings.host,
        port=settings.port,
        security=settings.security,
        user=settings.user,
        password=password or "",
        sender=sender,
    )
    address = mailbox.parse_one(sender, "").address
    message = EmailMessage()
    message["From"], message["To"] = sender, sender
    message["Subject"] = _("A test of your invoicing program")
    message["Date"] = format_datetime(context.now())
    message["Message-ID"] = make_msgid(domain=address.rpartition("@")[2])
    message.set_content(_("If you can read this, invoices can be mailed from this account."))
    return smtp.send(account, message, (address,), sender=address)
