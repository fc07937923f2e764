"""What an empty ledger shows: what to do first, one button each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.ui.context import Context, Target
from invoicer.ui.home.needs_card import Picture
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.look import label, name, rule, set_look

if TYPE_CHECKING:
    from invoicer.actions.overview import Overview

WIDTH = 680


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do; its button opens `target`."""

    icon: str
    heading: str
    sentence: str
    button: str
    target: Target


def steps() -> tuple[Step, ...]:
    """Return the steps to a first invoice, in their order."""
    return (
        Step(
            icon="buildings",
            heading=_("Your business"),
            sentence=_("Name, address, taxes and bank account, as they stand on your invoices."),
            button=_("Say who you are"),
            target=Target("settings", "business"),
        ),
        Step(
            icon="users",
            heading=_("Your first client"),
            sentence=_("Who gets your invoices, and where."),
            button=_("Add a client"),
            target=Target("clients", "new"),
        ),
        Step(
            icon="receipt",
            heading=_("Your first invoice"),
            sentence=_("What you did and what it costs. A draft costs nothing and can be changed."),
            button=_("Write an invoice"),
            target=Target("invoices", "new"),
        ),
    )


class FirstSteps(QWidget):
    """The steps; what is done has a tick, and the next one has the main button."""

    asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._steps = steps()
        self.buttons: list[QPushButton] = []
        self.done: list[QLabel] = []
        card = Card(_("Three steps to your first invoice"), margin=24)
        card.setMaximumWidth(WIDTH)
        card.body.setSpacing(16)
        card.body.addWidget(
            label(
                _("Everything stays in one file on this computer. Nothing is sent unasked."),
                "muted",
                wrap=True,
            )
        )
        for place, step in enumerate(self._steps):
            card.body.addWidget(rule())
            card.body.addLayout(self._row(context, step, place))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 20)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def _row(self, context: Context, step: Step, place: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Picture(context.theme, step.icon, "accent", 28))
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(label(step.heading, "strong"))
        column.addWidget(label(step.sentence, "muted", wrap=True))
        row.addLayout(column, 1)
        button = buttons.plain(context.theme, step.button)
        name(button, step.button, step.sentence)
        button.setProperty("place", place)
        button.clicked.connect(self._clicked)
        self.buttons.append(button)
        done = label(_("Done"), "good")
        done.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.done.append(done)
        row.addWidget(done)
        row.addWidget(button)
        return row

    def show_overview(self, overview: "Overview") -> None:
        """Tick what is done."""
        done = (overview.has_business, overview.has_clients, overview.has_documents)
        following = next((place for place, one in enumerate(done) if not one), len(done))
        for place, button in enumerate(self.buttons):
            self.done[place].setVisible(done[place])
            button.setVisible(not done[place])
            set_look(button, "primary" if place == following else "")

    @Slot()
    def _clicked(self) -> None:
        self.asked.emit(self._steps[int(self.sender().property("place"))].target)
