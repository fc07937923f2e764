"""The pane beside the list: one bank line, what it may pay, and what can be done with it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.ledger import clients, documents
from invoicer.ledger import payments as booked
from invoicer.models.matching import Proposal
from invoicer.models.payment import Allocation, AllocationKind
from invoicer.models.stored import LineState, StoredLine, StoredPayment
from invoicer.ui.banking import words
from invoicer.ui.banking.card import Choice, ProposalCard
from invoicer.ui.context import Context
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.form import scrolled
from invoicer.ui.widgets.look import label, name, set_style
from invoicer.ui.widgets.pill import Pill

# Margins of the card and of the button, and a little air.
BESIDE_WORD = 68
WAITING = (LineState.OPEN, LineState.SUGGESTED)


class LinePane(Card):
    """One line. `accepted` tells that Enter was pressed on a proposal, `document_asked` carries the
    id of a document to be shown."""

    accepted = Signal()
    document_asked = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.stored: StoredLine | None = None
        self.cards: list[ProposalCard] = []
        self.links: list[QPushButton] = []
        self.heading = label("", "section", wrap=True)
        self.pill = Pill(context.theme)
        self.facts = label("", "muted", wrap=True)
        self.purpose = label("", "", wrap=True)
        self.explanation = label("", "muted", wrap=True)
        theme = context.theme
        self.split = buttons.plain(theme, _("Split over several invoices…"), "git-fork")
        self.refund = buttons.plain(theme, _("Refund of a credit note…"), "arrow-u-up-left")
        self.credit = buttons.plain(theme, _("Keep as credit of a client…"), "user-plus")
        self.ignore = buttons.plain(theme, _("Not a payment of mine"), "prohibit")
        self.reopen = buttons.plain(theme, _("Reopen"), "arrow-counter-clockwise")
        self.book = buttons.primary(theme, _("Book"))
        self._build()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        self.body.setSpacing(8)
        self.body.addLayout(top)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.purpose)
        self.body.addSpacing(4)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        self._column.addLayout(self._cards)
        self._column.addWidget(self.explanation)
        for button, key in (
            (self.split, "S"),
            (self.refund, "S"),
            (self.credit, "C"),
            (self.ignore, "N"),
            (self.reopen, "R"),
        ):
            button.setToolTip(_("Key: {key}").format(key=key))
            self._column.addWidget(button)
        self._column.addStretch(1)
        self.body.addWidget(scrolled(content), 1)
        self.book.setToolTip(_("Key: {key}").format(key=_("Enter")))
        self.body.addWidget(self.book)

    def proposal(self) -> Proposal | None:
        """Return the chosen proposal."""
        return next((card.choice.proposal for card in self.cards if card.isChecked()), None)

    def choose(self, place: int) -> None:
        """Choose the proposal at that place, if there is one."""
        if 0 <= place < len(self.cards):
            self.cards[place].setChecked(True)
            self._card_chosen()

    def show_line(self, stored: StoredLine) -> None:
        """Show a line, keeping the chosen proposal if it is the same line."""
        same = self.stored is not None and self.stored.id == stored.id
        kept = self.proposal() if same else None
        self.stored = stored
        locale = self._context.locale
        self.heading.setText(words.heading(stored.line, locale))
        self.pill.show_text(words.state_word(stored), words.tone(stored))
        self.facts.setText(words.facts(stored.line, locale))
        written = words.purpose(stored.line)
        self.purpose.setText(f"“{written}”" if written else _("The payer wrote nothing."))
        self._clear()
        waiting = stored.state in WAITING
        income = stored.line.amount.minor > 0
        if waiting:
            self._show_proposals(stored, kept)
        else:
            self._show_booking(stored)
        self.split.setVisible(waiting and income)
        self.refund.setVisible(waiting and not income)
        self.credit.setVisible(waiting and income)
        self.ignore.setVisible(waiting and income)
        self.reopen.setVisible(not waiting)
        self.explanation.setVisible(bool(self.explanation.text()))
        self._card_chosen()

    def _clear(self) -> None:
        for widget in (*self.cards, *self.links):
            self._cards.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.cards, self.links = [], []
        self.explanation.setText("")

    # A line that waits

    def _show_proposals(self, stored: StoredLine, kept: Proposal | None) -> None:
        choices = [Choice(self._context.reader, proposal) for proposal in stored.proposals]
        for choice in choices:
            if choice.possible:
                card = ProposalCard(choice, self._context.locale)
                card.clicked.connect(self._card_chosen)
                card.accepted.connect(self.accepted)
                self.cards.append(card)
                self._cards.addWidget(card)
        for card in self.cards:
            if card.choice.proposal == kept:
                card.setChecked(True)
        if self.cards and self.proposal() is None:
            self.cards[0].setChecked(True)
        if stored.line.amount.minor <= 0:
            self.explanation.setText(
                _("Money you paid. It settles no invoice, so there is nothing to do.")
            )
        elif not self.cards:
            self.explanation.setText(
                _(
                    "No open invoice fits by its number, amount or name. Split it over invoices "
                    "yourself, keep it as a client’s credit, or put it aside."
                )
            )

    @Slot()
    def _card_chosen(self) -> None:
        proposal = self.proposal()
        self.book.setVisible(proposal is not None)
        if proposal is not None and self.stored is not None:
            word = words.book_word(self.stored.line, proposal, self._context.locale)
            name(self.book, word)
            self._fit_word()

    def _fit_word(self) -> None:
        """Write what booking does on the button, on two lines where the pane is narrow."""
        word = self.book.accessibleName()
        room = self.contentsRect().width() - BESIDE_WORD
        if self.book.fontMetrics().horizontalAdvance(word) > room:
            middle = len(word) // 2
            spaces = [place for place, sign in enumerate(word) if sign == " "]
            at = min(spaces, key=lambda place: abs(place - middle), default=0)
            word = f"{word[:at]}\n{word[at + 1 :]}" if at else word
        set_style(self.book, "lines", word.count("\n") + 1)
        self.book.setText(word)

    # A line that was dealt with

    def _show_booking(self, stored: StoredLine) -> None:
        if stored.payment_id is None:
            self.explanation.setText(_("You said that this is no payment of yours."))
            return
        payment = booked.get(self._context.reader, stored.payment_id)
        if payment.reversed:
            self.explanation.setText(
                _("This booking was taken back on the invoice. Reopen the line to book it anew.")
            )
            return
        for document_id in dict.fromkeys(one.document_id for one in payment.allocations):
            shares = [one for one in payment.allocations if one.document_id == document_id]
            self._add_link(document_id, shares)
        parts = (self._rest(payment), _matched_by(stored, payment))
        self.explanation.setText("\n".join(part for part in parts if part))

    def _add_link(self, document_id: int, shares: list[Allocation]) -> None:
        stored = documents.get(self._context.reader, document_id)
        text = _("{number} · {amounts}").format(
            number=stored.number, amounts=", ".join(self._share(share) for share in shares)
        )
        link = buttons.link(self._context.theme, text.replace("&", "&&"), "receipt")
        link.setProperty("document", document_id)
        link.setToolTip(_("Show this document"))
        link.clicked.connect(self._link_clicked)
        self.links.append(link)
        self._cards.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _share(self, share: Allocation) -> str:
        amount = texts.money(share.amount, self._context.locale)
        if share.kind == AllocationKind.EARLY_DISCOUNT:
            return _("{amount} discount").format(amount=amount)
        return amount

    def _rest(self, payment: StoredPayment) -> str:
        if not payment.unallocated:
            return ""
        amount = texts.money(payment.unallocated, self._context.locale)
        if payment.payment.client_id is None:
            return _("{amount} of it is not assigned to anything.").format(amount=amount)
        client = clients.get(self._context.reader, payment.payment.client_id).client
        return _("{amount} is kept as credit of {client}.").format(
            amount=amount, client=client.party.name
        )

    @Slot()
    def _link_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.document_asked.emit(int(sender.property("document")))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_word()


def _matched_by(stored: StoredLine, payment: StoredPayment) -> str:
    """Say why a line was booked, where it was booked as proposed."""
    documents_paid = {share.document_id for share in payment.allocations}
    for proposal in stored.proposals:
        if {share.document_id for share in proposal.shares} == documents_paid:
            return _("Matched by: {reasons}.").format(reasons=", ".join(proposal.reasons))
    return ""
