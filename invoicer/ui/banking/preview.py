"""What was read from a bank file, before anything is imported."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models.statement import LeftOut, Statement, StatementLine
from invoicer.ui.banking import preview_words, words
from invoicer.ui.banking.questions import Questions
from invoicer.ui.banking.reading import Reading
from invoicer.ui.context import Context
from invoicer.ui.tokens import Tone
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.chips import Chips
from invoicer.ui.widgets.fields import ChoiceField
from invoicer.ui.widgets.form import scrolled
from invoicer.ui.widgets.look import label, name, set_look
from invoicer.ui.widgets.pill import Pill
from invoicer.ui.widgets.table import Column, Table

SIDE_WIDTH = 270
Row = TypeVar("Row")


class Preview(QWidget):
    """Facts, questions, lines and what was left out. `answered` carries a question's key and
    value."""

    answered = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found: Sequence[Statement] = ()
        self._new: Sequence[frozenset[int]] = ()
        locale = context.locale
        self.summary = label("", "muted", wrap=True)
        self.accounts = ChoiceField()
        name(self.accounts, _("Account"))
        self.facts = {
            "kind": (_("Format"), label("", "strong", wrap=True)),
            "account": (_("Account"), label("", "strong", wrap=True)),
            "period": (_("Period"), label("", "strong", wrap=True)),
            "in": (_("Money in"), label("", "money-in")),
            "out": (_("Money out"), label("", "strong")),
        }
        self.balance = Pill(context.theme)
        self.questions = Questions()
        self.chips = Chips([("lines", _("Lines")), ("left", _("Left out"))], _("What is shown"))
        self.lines: Table[StatementLine] = Table(
            context.theme, self._line_columns(locale), lambda line: line.row, _("Lines")
        )
        self.left: Table[LeftOut] = Table(
            context.theme, _left_columns(), lambda one: (one.row, one.reason), _("Left out")
        )
        self.inferred: list[QLabel] = []
        self.balances = label("", "", wrap=True)
        self._build()
        self.accounts.changed.connect(self._show_account)
        self.chips.chosen.connect(self._show_tables)
        self.questions.answered.connect(self.answered)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.summary)
        column.addWidget(self._facts_card())
        column.addWidget(self.questions)
        below = QHBoxLayout()
        below.setSpacing(14)
        left = QVBoxLayout()
        left.setSpacing(10)
        top = QHBoxLayout()
        top.addWidget(self.chips, 1)
        top.addWidget(self.accounts)
        left.addLayout(top)
        card = Card(margin=6)
        self._tables = QStackedWidget()
        self._tables.addWidget(self.lines)
        self._tables.addWidget(self.left)
        card.body.addWidget(self._tables, 1)
        left.addWidget(card, 1)
        below.addLayout(left, 1)
        below.addWidget(self._side())
        column.addLayout(below, 1)

    def _facts_card(self) -> QWidget:
        card = Card(margin=14)
        row = QHBoxLayout()
        row.setSpacing(20)
        for heading, value in self.facts.values():
            row.addLayout(_fact(heading, value), 1)
        row.addLayout(_fact(_("Balance"), self.balance), 1)
        card.body.addLayout(row)
        return card

    def _side(self) -> QWidget:
        side = Card(_("How it was read"))
        side.setFixedWidth(SIDE_WIDTH)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.balances)
        self._inferred = QVBoxLayout()
        self._inferred.setSpacing(8)
        column.addLayout(self._inferred)
        column.addStretch(1)
        side.body.addWidget(scrolled(content), 1)
        return side

    def new_lines(self) -> int:
        """Return how many lines an import would add."""
        return sum(len(rows) for rows in self._new)

    def show_reading(self, reading: Reading) -> None:
        """Show what was read, keeping the account that is looked at."""
        self._found, self._new = reading.found, reading.outlook.new
        waiting = bool(reading.open_questions())
        self.summary.setText(preview_words.summary(self._found, self.new_lines(), waiting))
        self.questions.show_questions(tuple(reading.questions.values()), reading.answers)
        blocked = self.accounts.blockSignals(True)
        self.accounts.set_choices(
            (str(place), preview_words.account(statement))
            for place, statement in enumerate(self._found)
        )
        self.accounts.blockSignals(blocked)
        self.accounts.setVisible(len(self._found) > 1)
        self._show_account()

    @Slot()
    def _show_account(self) -> None:
        place = min(int(self.accounts.value() or 0), len(self._found) - 1)
        statement, locale = self._found[place], self._context.locale
        values = {
            "kind": preview_words.kind(statement),
            "account": preview_words.account(statement),
            "period": preview_words.period(statement, locale),
            "in": preview_words.sums(statement.lines, locale, inward=True),
            "out": preview_words.sums(statement.lines, locale, inward=False),
        }
        for key, text in values.items():
            self.facts[key][1].setText(text)
        self.balance.show_text(*preview_words.balance_word(statement.balance))
        sentences = preview_words.balance_sentences(statement.balance, locale)
        self.balances.setText("\n".join(sentences))
        self.balances.setVisible(bool(sentences))
        set_look(self.balances, "error" if statement.balance.adds_up is False else "")
        self._show_inferred(statement.inferred)
        self.chips.show_counts({"lines": len(statement.lines), "left": len(statement.left_out)})
        self.lines.show_rows(partial(_page, statement.lines), len(statement.lines))
        self.left.show_rows(partial(_page, statement.left_out), len(statement.left_out))
        self._show_tables("")

    def _show_inferred(self, sentences: Sequence[str]) -> None:
        while len(self.inferred) < len(sentences):
            self.inferred.append(label("", "", wrap=True))
            self._inferred.addWidget(self.inferred[-1])
        for place, each in enumerate(self.inferred):
            each.setText(sentences[place] if place < len(sentences) else "")
            each.setVisible(place < len(sentences))

    @Slot(str)
    def _show_tables(self, _key: str) -> None:
        shown: QWidget = self.left if self.chips.key() == "left" else self.lines
        self._tables.setCurrentWidget(shown)

    def _new_rows(self) -> frozenset[int]:
        place = int(self.accounts.value() or 0)
        return self._new[place] if place < len(self._new) else frozenset()

    def _line_columns(self, locale: str) -> tuple[Column[StatementLine], ...]:
        today = self._context.today

        def word(line: StatementLine) -> str:
            return preview_words.line_word(line, self._new_rows())

        def tone(line: StatementLine) -> Tone:
            return preview_words.line_tone(line, self._new_rows())

        return (
            Column(
                heading=_("Date"),
                text=lambda line: texts.near_day(line.booked_on, today(), locale),
                sample=texts.near_day(date(2026, 9, 28), date(2026, 1, 1), locale),
                tip=lambda line: texts.day(line.booked_on, locale),
            ),
            Column(
                heading=_("Name"),
                text=words.payer,
                tip=words.payer,
                sample="KESSLER U SOEHNE",
                spare=1,
            ),
            Column(
                heading=_("Text"),
                text=words.purpose,
                tip=words.purpose,
                sample="RG 2026-1283",
                stretch=True,
                role=lambda _line: "muted",
            ),
            Column(
                heading=_("Amount"),
                text=lambda line: texts.money(line.amount, locale),
                sample="−€88,888.88",
                right=True,
                role=lambda line: "green" if line.amount.minor > 0 else "text",
            ),
            Column(heading="", text=word, tone=tone, sample=_("Seen before"), spare=2),
        )


def _left_columns() -> tuple[Column[LeftOut], ...]:
    return (
        Column(heading=_("Row"), text=lambda one: str(one.row), sample="8888", right=True),
        Column(
            heading=_("Why"),
            text=lambda one: one.reason,
            tip=lambda one: one.reason,
            sample="states a balance or a total",
            stretch=True,
        ),
        Column(
            heading=_("What stands there"),
            text=lambda one: one.text,
            tip=lambda one: one.text,
            sample="Kontostand am 18. November",
            role=lambda _one: "muted",
            spare=1,
        ),
    )


def _fact(heading: str, value: QLabel | Pill) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(label(heading, "small"))
    column.addWidget(value, 0, Qt.AlignmentFlag.AlignTop)
    column.addStretch(1)
    return column


def _page(rows: Sequence[Row], limit: int, offset: int) -> Sequence[Row]:
    return rows[offset : offset + limit]
