"""Who owes how much, and for how long: a bar by age, its legend, and the greatest debtors."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models.forecast import Age
from invoicer.models.money import Money
from invoicer.models.report import Debtor, Owed
from invoicer.ui.context import Context
from invoicer.ui.home import words
from invoicer.ui.theme import Theme
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.empty import EmptyState
from invoicer.ui.widgets.look import label, name, set_look

ROLES = {
    Age.NOT_DUE: "accent",
    Age.UP_TO_30: "blue",
    Age.UP_TO_60: "amber",
    Age.OVER_60: "red",
}
ROW = 28
NOTHING_PX = 210


class AgeBar(QWidget):
    """One bar, divided by age; ages of which nothing is open take no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: list[tuple[str, int]] = []
        self.setFixedHeight(14)
        theme.changed.connect(self.update)

    def show_ages(self, owed: Owed | None) -> None:
        """Show what is open; None is nothing."""
        ages = () if owed is None else owed.ages
        self._parts = [(ROLES[one.age], one.open.minor) for one in ages if one.open.minor > 0]
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(whole)
        painter.setPen(Qt.PenStyle.NoPen)
        parts = self._parts or [("line", 1)]
        gaps = 2 * (len(parts) - 1)
        each = 4.0 * len(parts)
        # A small part still shows as a sliver.
        room = self.width() - gaps - each
        left, total = 0.0, sum(minor for _role, minor in parts)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for role, minor in parts:
            width = 4.0 + room * minor / total
            at = self.width() - left - width if mirrored else left
            painter.fillRect(QRectF(at, 0, width, self.height()), self._theme.color(role))
            left += width + 2


class Dot(QWidget):
    """A disc in a token's colour."""

    def __init__(self, theme: Theme, role: str) -> None:
        super().__init__()
        self._theme, self._role = theme, role
        self.setFixedSize(10, 10)
        theme.changed.connect(self.update)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(self._role))
        painter.drawEllipse(self.rect())


class DebtorRow(QPushButton):
    """A client, for how long it is late, and what it owes; opens the client."""

    def __init__(self, debtor: Debtor, today: date, locale: str) -> None:
        super().__init__()
        set_look(self, "row")
        self.client_id = debtor.client_id
        self.setEnabled(debtor.client_id is not None)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        late = words.lateness(debtor.oldest_due_on, today)
        amount = texts.money(debtor.open, locale)
        self._name = debtor.name
        self.who = label(debtor.name)
        self.who.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self.who, 1)
        row.addWidget(label(late, "small"))
        self.amount = label(amount, "strong")
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.amount)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        name(self, ", ".join(text for text in (debtor.name, amount, late) if text), _("Opens it"))
        self.setToolTip(debtor.name)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(160, ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._row.activate()
        metrics = self.who.fontMetrics()
        elided = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, self.who.width())
        self.who.setText(elided)


class Debtors(QWidget):
    """As many of the greatest debtors as there is room for."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[DebtorRow] = []
        self.heading = label(_("Owes most"), "small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.heading.setContentsMargins(0, 0, 0, 2)
        self._column.addWidget(self.heading)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def show_debtors(self, debtors: Sequence[Debtor], today: date, locale: str) -> None:
        """Show them, the greatest first."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = [DebtorRow(debtor, today, locale) for debtor in debtors]
        widest = max((row.amount.sizeHint().width() for row in self.rows), default=0)
        for row in self.rows:
            row.amount.setMinimumWidth(widest)
            row.clicked.connect(self._clicked)
            self._column.insertWidget(self._column.count() - 1, row)
        self._fit()

    def _fit(self) -> None:
        room = (self.height() - self.heading.sizeHint().height()) // ROW
        for place, row in enumerate(self.rows):
            row.setVisible(place < room)
        self.heading.setVisible(room > 0 and bool(self.rows))

    @Slot()
    def _clicked(self) -> None:
        row = self.sender()
        if isinstance(row, DebtorRow) and row.client_id is not None:
            self.asked.emit(row.client_id)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(200, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class AgeingCard(Card):
    """The bar, its legend and the debtors, all of one currency."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Who owes you, and for how long"))
        self._locale = context.locale
        self.bar = AgeBar(context.theme)
        self.nothing = EmptyState(
            context.theme,
            "handshake",
            _("Nobody owes you anything"),
            _("Invoices that wait to be paid are shown here."),
        )
        # So that the card is as narrow as it is with its legend.
        self.nothing.sentence.setFixedWidth(NOTHING_PX)
        self._owing = QWidget()
        owing = QVBoxLayout(self._owing)
        owing.setContentsMargins(0, 0, 0, 0)
        owing.setSpacing(12)
        owing.addWidget(self.bar)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.amounts = {}
        for place, age in enumerate(Age):
            amount = label("", "strong")
            amount.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.amounts[age] = amount
            grid.addWidget(Dot(context.theme, ROLES[age]), place, 0)
            grid.addWidget(label(words.age(age)), place, 1)
            grid.addWidget(amount, place, 2)
        owing.addLayout(grid)
        self.debtors = Debtors()
        owing.addWidget(self.debtors, 1)
        self.body.addWidget(self._owing, 1)
        self.body.addWidget(self.nothing, 1)

    def show_owed(
        self, currency: str, owed: Owed | None, debtors: Sequence[Debtor], today: date
    ) -> None:
        """Show what is open in a currency; None is nothing."""
        self._owing.setVisible(owed is not None)
        self.nothing.setVisible(owed is None)
        self.bar.show_ages(owed)
        ages = {} if owed is None else {one.age: one for one in owed.ages}
        spoken = []
        for age, shown in self.amounts.items():
            open_ = ages[age].open if age in ages else Money.zero(currency)
            shown.setText(texts.money(open_, self._locale))
            spoken.append(f"{words.age(age)}: {shown.text()}")
        name(self.bar, "; ".join(spoken))
        self.debtors.show_debtors(debtors, today, self._locale)
