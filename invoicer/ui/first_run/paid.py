"""How you are paid, and how your mail is sent."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from invoicer.i18n import gettext as _
from invoicer.ui.context import Context
from invoicer.ui.first_run.step import Step
from invoicer.ui.settings.mail import MailSection
from invoicer.ui.settings.payment import PaymentSection
from invoicer.ui.settings.section import Draft
from invoicer.ui.widgets import buttons


class PaidStep(Step):
    """The payment section of the settings in short; the mail account behind a button."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.payment = PaymentSection(context, short=True)
        self.mail = MailSection(context)
        for section in (self.payment, self.mail):
            section.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.payment)
        self.with_mail = buttons.link(
            context.theme, _("Send invoices by mail from here: set up the account"), "envelope"
        )
        self.column.addWidget(self.with_mail, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.mail)
        self.mail.hide()
        self.column.addStretch(1)
        self.with_mail.clicked.connect(self._show_mail)

    def title(self) -> str:
        return _("How are you paid?")

    def sentence(self) -> str:
        return _("So that clients know where to pay, and until when.")

    def first_field(self) -> QWidget:
        return self.payment.accounts()[0].account

    def show_draft(self, draft: Draft) -> None:
        self.payment.show_draft(draft)
        self.mail.show_draft(draft)
        if not draft.mail.sender:
            # Most have one address for everything.
            self.mail.sent_from.setText(draft.business.party.email)

    def collect(self, draft: Draft) -> Draft:
        draft = self.payment.collect(draft)
        return self.mail.collect(draft) if self._mail_is_shown() else draft

    def errors(self) -> bool:
        return self.payment.errors() or (self._mail_is_shown() and self.mail.errors())

    def _mail_is_shown(self) -> bool:
        return not self.mail.isHidden()

    @Slot()
    def _show_mail(self) -> None:
        self.with_mail.hide()
        self.mail.show()
        self.mail.host.setFocus()
