"""Issuing and sending in one dialog: the number to be, the date, the mail, and what is missing."""

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from invoicer import format as texts
from invoicer.actions import documents as acts
from invoicer.actions import issuing, sending
from invoicer.i18n import gettext as _
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import totals
from invoicer.models.errors import BadDate, BadField, Refusal
from invoicer.models.finding import Severity
from invoicer.models.stored import Mail
from invoicer.ui.context import Context
from invoicer.ui.documents import finding_places, papers, words
from invoicer.ui.documents.findings_list import FindingsList
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.fields import DayField, TextField, line
from invoicer.ui.widgets.form import Form
from invoicer.ui.widgets.look import label

ISSUE, SEND, SAVE = "issue", "send", "save"


class IssueDialog(QDialog):
    """Issues a draft and sends it, or sends an issued document. One click counts once.

    `issued` carries the number, `go_to_field` the field that wants a look, `save_asked` that the
    PDF is to be saved.
    """

    issued = Signal(str)
    go_to_field = Signal(str)
    save_asked = Signal()

    def __init__(self, context: Context, document_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._document_id = document_id
        self._stored = kept.get(context.reader, document_id)
        self._draft = self._stored.snapshot is None
        self._proposal: issuing.Proposal | None = None
        self._running = ""
        self.setModal(True)
        self.setMinimumWidth(600)
        self.title = label("", "section")
        self.summary = label("", "muted", wrap=True)
        self.findings = FindingsList(context.theme)
        self.day = DayField(context.theme, context.locale, context.today())
        self.to = line(_("name@example.com"))
        self.subject = line()
        self.body = TextField(lines=9)
        self.attachment = label("", "small")
        self.form = Form()
        theme = context.theme
        self.cancel_button = buttons.plain(theme, _("Cancel"))
        self.issue_button = buttons.plain(theme, _("Issue only"), "circle-wavy-check")
        self.save_button = buttons.plain(theme, _("Issue and save PDF…"), "download-simple")
        self.send_button = buttons.primary(
            theme, _("Issue and send") if self._draft else _("Send"), "paper-plane-tilt"
        )
        self._build()
        self._connect()
        self.day.set_value(self._first_day())
        self._look()
        (self.body if self.to.text() else self.to).setFocus()

    def _first_day(self) -> date:
        issued_on = self._stored.facts.issued_on
        return issued_on or self._stored.document.issue_on or self._context.today()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.summary)
        column.addWidget(self.findings)
        self.form.add("day", _("Issue date"), self.day, columns=4)
        self.form.add("to", _("To"), self.to, columns=8)
        self.form.add("subject", _("Subject"), self.subject)
        self.form.add("body", _("Message"), self.body)
        column.addWidget(self.form)
        column.addWidget(self.attachment)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        for button in (self.save_button, self.issue_button, self.send_button):
            row.addWidget(button)
        column.addLayout(row)
        for field in (self.day, self.save_button, self.issue_button):
            field.setEnabled(self._draft)
        self.save_button.setVisible(self._draft)
        self.issue_button.setVisible(self._draft)
        self.send_button.setDefault(True)

    def _connect(self) -> None:
        self.day.changed.connect(self._look)
        self.cancel_button.clicked.connect(self.reject)
        self.issue_button.clicked.connect(self._issue_only)
        self.save_button.clicked.connect(self._issue_and_save)
        self.send_button.clicked.connect(self._send)
        self.findings.chosen.connect(self._go_to_field)

    @Slot()
    def _look(self) -> None:
        """Ask for the number and the mail as of the chosen day."""
        self.form.clear_errors()
        self._show_findings()
        try:
            on = self._day()
            proposal = issuing.proposal(self._context.reader, self._document_id, on=on)
        except Refusal as refusal:
            self._show(refusal)
            return
        self._proposal = proposal
        self._show_mail(proposal.mail)
        word = words.kind_word(self._stored.document.kind)
        verb = _("Issue {kind} {number}") if self._draft else _("Send {kind} {number}")
        self.setWindowTitle(verb.format(kind=word.lower(), number=proposal.number))
        self.title.setText(self.windowTitle())
        self.attachment.setText(_("Attached: {name}").format(name=proposal.file_name))

    def _show_mail(self, mail: Mail) -> None:
        """Write the proposed mail, but never over what a person has changed."""
        if not self.to.isModified():
            self.to.setText(mail.to)
        if not self.subject.isModified():
            self.subject.setText(mail.subject)
        # Not compared with what was proposed: the field turns no-break spaces into plain ones.
        if not self.body.document().isModified():
            self.body.set_text(mail.body)

    def _show_findings(self) -> None:
        document = self._stored.document
        found = acts.findings(self._context.reader, document) if self._draft else ()
        wrong = finding_places.told([one for one in found if one.severity == Severity.ERROR])
        self.findings.show_findings(wrong, _("This is still missing:"))
        for button in (self.issue_button, self.save_button, self.send_button):
            button.setEnabled(not wrong)
        parts = [document.buyer.name or _("No client yet")]
        try:
            figures = self._stored.totals or totals.calculate(document)
            parts.append(texts.money(figures.payable, self._context.locale))
        except Refusal as refusal:
            parts.append(str(refusal))
        if self._draft:
            parts.append(_("Once issued, it can't be changed any more."))
        self.summary.setText(" · ".join(parts))

    def _day(self) -> date:
        on = self.day.value()
        if on is None:
            raise BadField(_("Issue date"), _("write the date the document should bear."))
        return on

    def _mail(self) -> Mail:
        return Mail(
            to=self.to.text().strip(),
            subject=self.subject.text().strip(),
            body=self.body.text(),
            document_id=self._document_id,
        )

    @Slot()
    def _issue_only(self) -> None:
        self._start(ISSUE)

    @Slot()
    def _issue_and_save(self) -> None:
        self._start(SAVE)

    @Slot()
    def _send(self) -> None:
        self._start(SEND)

    def _start(self, way: str) -> None:
        if self._running:
            return
        try:
            action = self._action(way)
        except Refusal as refusal:
            self._show(refusal)
            return
        self._running = way
        self._enable(False)
        self._context.bridge.run(action, self._done, self._failed)

    def _action(self, way: str) -> "partial[str]":
        if way != SEND:
            return partial(_issue, document_id=self._document_id, on=self._day())
        if not self._draft:
            return partial(_queue, mail=self._mail(), at=self._context.now())
        return partial(
            issuing.issue_and_queue,
            document_id=self._document_id,
            mail=self._mail(),
            on=self._day(),
            at=self._context.now(),
            expected=self._proposal.number if self._proposal else "",
            render=papers.render,
        )

    def _done(self, number: str) -> None:
        said = {
            ISSUE: _("{number} issued."),
            SAVE: _("{number} issued."),
            SEND: _("{number} issued; the mail is in the outbox."),
        }[self._running]
        if not self._draft:
            said = _("The mail with {number} is in the outbox.")
        self._context.messages.toast(said.format(number=number or self._stored.number))
        way = self._running
        self.issued.emit(number)
        self.accept()
        if way == SAVE:
            self.save_asked.emit()

    def _failed(self, error: BaseException) -> None:
        self._running = ""
        self._enable(True)
        if isinstance(error, Refusal):
            self._show(error)
        else:
            self._context.messages.report(error)

    def _enable(self, on: bool) -> None:
        for button in (self.issue_button, self.save_button, self.send_button):
            button.setEnabled(on)
        self.setCursor(Qt.CursorShape.ArrowCursor if on else Qt.CursorShape.BusyCursor)

    def _show(self, refusal: Refusal) -> None:
        """Say a refusal beside the field it is about."""
        sentence = refusal.reason if isinstance(refusal, BadField) else str(refusal)
        named = refusal.name if isinstance(refusal, BadField) else ""
        keys = {_("Recipient"): "to", _("Subject"): "subject", _("Message"): "body"}
        dated = isinstance(refusal, BadDate) or named in (_("Date"), _("Issue date"))
        key = "day" if dated else keys.get(named, "subject" if not named else "to")
        self.form.show_errors({key: sentence[:1].upper() + sentence[1:]})

    @Slot(str)
    def _go_to_field(self, field: str) -> None:
        self.reject()
        self.go_to_field.emit(field)


def _issue(ledger: Ledger, *, document_id: int, on: date) -> str:
    return acts.issue(ledger, document_id, today=on, render=papers.render)


def _queue(ledger: Ledger, *, mail: Mail, at: datetime) -> str:
    assert mail.document_id is not None
    sending.queue(ledger, mail.document_id, at=at, to=mail.to, subject=mail.subject, body=mail.body)
    return ""
