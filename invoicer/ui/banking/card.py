"""One way to book a line, as a card one chooses."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.i18n import ngettext
from invoicer.ledger import documents
from invoicer.ledger.ledger import Ledger
from invoicer.models.errors import NotFound
from invoicer.models.matching import Proposal
from invoicer.models.money import Money, total
from invoicer.ui.widgets.look import label, name, set_look

SHOWN_NUMBERS = 3
INNER = (12, 10, 12, 10)


class Choice:
    """A proposal with what its documents ask for now; `possible` is False once they ask for less.

    Documents may have been paid since the proposal was made.
    """

    def __init__(self, ledger: Ledger, proposal: Proposal) -> None:
        self.proposal = proposal
        self.possible = True
        self.numbers: tuple[str, ...] = ()
        self.owners = ""
        self.open = Money.zero(proposal.shares[0].amount.currency)
        numbers: list[str] = []
        owners: dict[str, None] = {}
        left: list[Money] = []
        for share in proposal.shares:
            try:
                stored = documents.get(ledger, share.document_id)
                asked = documents.open_amount(ledger, share.document_id)
            except NotFound:
                self.possible = False
                return
            self.possible = self.possible and share.amount + share.discount <= asked
            numbers.append(stored.number)
            owners[stored.document.buyer.name] = None
            left.append(asked)
        self.numbers = tuple(numbers)
        self.owners = ", ".join(owners)
        self.open = total(left, left[0].currency)

    def title(self, locale: str) -> str:
        """Return the numbers and what is open."""
        amount = texts.money(self.open, locale)
        if len(self.numbers) <= SHOWN_NUMBERS:
            numbers = ", ".join(self.numbers)
        else:
            count = len(self.numbers)
            numbers = ngettext("{count} document", "{count} documents", count).format(count=count)
        return _("{numbers} · {amount} open").format(numbers=numbers, amount=amount)


class ProposalCard(QPushButton):
    """Shows a choice; checked when it is the chosen one. `accepted` when Enter was pressed."""

    accepted = Signal()

    def __init__(self, choice: Choice, locale: str) -> None:
        super().__init__()
        self.choice = choice
        set_look(self, "proposal")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        proposal = choice.proposal
        title = label(choice.title(locale), "strong", wrap=True)
        confidence = label(f"{proposal.confidence} %", "strong")
        owner = label(choice.owners, wrap=True)
        reasons = label(", ".join(proposal.reasons), "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*INNER)
        column.setSpacing(3)
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(confidence, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(owner)
        column.addWidget(reasons)
        self.labels: tuple[QLabel, ...] = (title, confidence, owner, reasons)
        for each in self.labels:
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        sure = _("{percent} percent sure").format(percent=proposal.confidence)
        name(self, f"{title.text()}, {choice.owners}, {sure}", reasons.text())

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self.accepted.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else -1
