"""The pane beside the list: one mail whole, what became of it, and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from invoicer.i18n import gettext as _
from invoicer.models import outbox
from invoicer.models.outbox import Act
from invoicer.models.stored import StoredMail
from invoicer.ui.context import Context
from invoicer.ui.outbox import words
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.fields import TextField
from invoicer.ui.widgets.look import label, rule
from invoicer.ui.widgets.pill import Pill

# Qt's own name for "as large as you like", which PySide6 does not export.
QWIDGETSIZE_MAX = 16_777_215

ORDER: Sequence[Act] = (Act.ARRIVED, Act.SEND_AGAIN, Act.TRY_NOW, Act.HOLD, Act.DELETE)
ICONS = {
    Act.ARRIVED: "check-circle",
    Act.SEND_AGAIN: "paper-plane-tilt",
    Act.TRY_NOW: "paper-plane-tilt",
    Act.HOLD: "pause",
    Act.DELETE: "trash",
}


class MailPane(Card):
    """One mail; `asked` says which act was chosen for it."""

    asked = Signal(object)
    document_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._locale = context.locale
        top = QHBoxLayout()
        self.subject = label("", "section", wrap=True)
        self.pill = Pill(context.theme)
        top.addWidget(self.subject, 1)
        top.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.to = label("", "muted", wrap=True)
        self.explanation = label("", wrap=True)
        self.reply = label("", "muted", wrap=True)
        self.body.addWidget(self.to)
        self.body.addWidget(rule())
        self.body.addWidget(self.explanation)
        self.body.addWidget(self.reply)
        self.acts: dict[Act, QPushButton] = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        for act in ORDER:
            button = buttons.plain(context.theme, words.act_word(act), ICONS[act])
            button.setProperty("act", act.value)
            button.clicked.connect(self._clicked)
            self.acts[act] = button
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(rule())
        self.attachments = label("", "muted", wrap=True)
        self.text = TextField(lines=8)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Text of the mail"))
        # The text takes what room is left, so that the sentences above it stay together.
        self.text.setMaximumHeight(QWIDGETSIZE_MAX)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.document = buttons.link(context.theme, _("Show the document"))
        self.document.clicked.connect(self.document_asked)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self.attachments)
        self.body.addWidget(self.document, 0, Qt.AlignmentFlag.AlignLeft)

    def show_mail(self, stored: StoredMail) -> None:
        """Show a mail with what can be done about it."""
        self.subject.setText(stored.mail.subject)
        self.pill.show_text(words.state_word(stored), words.tone(stored))
        copies = [address for address in (stored.mail.cc, stored.mail.bcc) if address]
        self.to.setText(_("To {addresses}").format(addresses=", ".join([stored.mail.to, *copies])))
        self.explanation.setText(words.explanation(stored, self._locale))
        self.reply.setText(stored.server_reply)
        self.reply.setVisible(bool(stored.server_reply))
        possible = outbox.possible(stored.state)
        for act, button in self.acts.items():
            button.setVisible(act in possible and not (act == Act.HOLD and outbox.held(stored)))
        names = ", ".join(name for name, _type, _sha256 in stored.mail.attachments)
        self.attachments.setText(_("Attached: {names}").format(names=names) if names else "")
        self.attachments.setVisible(bool(names))
        self.text.setPlainText(stored.mail.body)
        self.document.setVisible(stored.mail.document_id is not None)

    @Slot()
    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.asked.emit(Act(sender.property("act")))
