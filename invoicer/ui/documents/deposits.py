"""Billing a quote in parts: the dialogs of a deposit invoice and of the final invoice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from invoicer import format as texts
from invoicer.actions import corrections, naming
from invoicer.actions import documents as acts
from invoicer.i18n import gettext as _
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import crediting, totals
from invoicer.models.document import DocumentKind
from invoicer.models.errors import BadField, NotAllowed, Refusal
from invoicer.models.stored import StoredDocument
from invoicer.ui.context import Context
from invoicer.ui.documents import words
from invoicer.ui.documents.parts import Part
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.fields import AmountField, ChoiceField, NumberField
from invoicer.ui.widgets.form import Form
from invoicer.ui.widgets.look import label, name

USUAL_PERCENTAGE = Decimal(30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of a quote is asked before: a percentage of it, or an amount with tax."""

    percentage: Decimal | None = None
    amount: Decimal | None = None


class _PartDialog(QDialog):
    """A dialog about a quote; `made` carries the id of the draft that came of it.

    `_action` returns what writes the draft, or raises a Refusal for what is filled in wrongly.
    """

    made = Signal(int)
    _action: "Callable[[], partial[int]]"

    def __init__(self, context: Context, quote_id: int, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._quote = kept.get(context.reader, quote_id)
        self._running = False
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(460)
        self.effect = label("", "muted", wrap=True)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.accept_button = buttons.primary(context.theme, _("Write it"), "check-circle")
        self.cancel_button = buttons.plain(context.theme, _("Cancel"))
        self.accept_button.clicked.connect(self.write)
        self.cancel_button.clicked.connect(self.reject)

    def _lay_out(self, widgets: Sequence[QWidget]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(14)
        column.addWidget(label(self.windowTitle(), "section"))
        column.addWidget(label(self._about(), "muted", wrap=True))
        for widget in (*widgets, self.effect, self.problem):
            column.addWidget(widget)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.accept_button)
        column.addLayout(row)
        self.accept_button.setDefault(True)

    def _about(self) -> str:
        quote = self._quote
        figures = quote.totals
        assert figures is not None, "only issued quotes are billed"
        return _("{quote} for {client} · {amount} with tax").format(
            quote=words.named(quote.document.kind, quote.number),
            client=quote.document.buyer.name,
            amount=texts.money(figures.gross, self._context.locale),
        )

    @Slot()
    def write(self) -> None:
        """Write the draft, once, however often the button is clicked."""
        if self._running:
            return
        try:
            action = self._action()
        except Refusal as refusal:
            self._say(refusal)
            return
        self._running = True
        self.accept_button.setEnabled(False)
        self._context.bridge.run(action, self._written, self._failed)

    def _written(self, draft_id: int) -> None:
        self.accept()
        self.made.emit(draft_id)

    def _failed(self, error: BaseException) -> None:
        self._running = False
        self.accept_button.setEnabled(True)
        if isinstance(error, Refusal):
            self._say(error)
        else:
            self._context.messages.report(error)

    def _say(self, refusal: Refusal) -> None:
        sentence = refusal.reason if isinstance(refusal, BadField) else str(refusal)
        self.problem.setText(sentence[:1].upper() + sentence[1:])
        self.problem.show()


class DepositDialog(_PartDialog):
    """Asks how much of a quote is to be paid before, in percent or as an amount with tax."""

    def __init__(self, context: Context, quote_id: int, parent: QWidget) -> None:
        super().__init__(context, quote_id, _("Deposit invoice"), parent)
        self._action = self.action
        currency = self._quote.document.currency
        self.way = ChoiceField(
            [
                ("percentage", _("Part of the quote, in percent")),
                ("amount", _("Amount with tax, in {currency}").format(currency=currency)),
            ]
        )
        self.percentage = NumberField(context.locale)
        self.percentage.set_value(USUAL_PERCENTAGE)
        self.amount = AmountField(context.locale)
        self.amount.set_currency(currency)
        self.form = Form()
        self.form.add("way", _("How much"), self.way, columns=8)
        self.form.add("percentage", _("Percent"), self.percentage, columns=4)
        self.form.add("amount", _("Amount"), self.amount, columns=4)
        self._lay_out((self.form,))
        self.way.changed.connect(self._way_changed)
        self.percentage.changed.connect(self._explain)
        self.amount.changed.connect(self._explain)
        self._way_changed()

    def share(self) -> Share:
        """Return what is filled in. Raises BadAmount, BadField."""
        by_amount = self.way.value() == "amount"
        value = (self.amount if by_amount else self.percentage).value()
        if value is None:
            raise BadField(_("Deposit"), _("write how much is to be paid before."))
        return Share(amount=value) if by_amount else Share(percentage=value)

    def action(self) -> "partial[int]":
        """Return what writes the deposit invoice."""
        return partial(_deposit, quote_id=self._quote.id, share=self.share())

    @Slot()
    def _way_changed(self) -> None:
        by_amount = self.way.value() == "amount"
        self.form.fields["amount"].setVisible(by_amount)
        self.form.fields["percentage"].setVisible(not by_amount)
        field = self.amount if by_amount else self.percentage
        field.setFocus()
        field.selectAll()
        self._explain()

    @Slot()
    def _explain(self) -> None:
        """Say what the deposit comes to."""
        self.problem.hide()
        snapshot = self._quote.snapshot
        try:
            share = self.share()
            assert snapshot is not None, "only issued quotes are billed"
            draft = crediting.deposit_of(snapshot, percentage=share.percentage, amount=share.amount)
            figures = totals.calculate(draft)
        except Refusal:
            self.effect.setText("")
            return
        self.effect.setText(
            _("The deposit comes to {gross} with tax, {net} without.").format(
                gross=texts.money(figures.gross, self._context.locale),
                net=texts.money(figures.net, self._context.locale),
            )
        )


class FinalDialog(_PartDialog):
    """Lists the deposits that were asked on a quote; those that are ticked are deducted."""

    def __init__(self, context: Context, quote_id: int, parent: QWidget) -> None:
        super().__init__(context, quote_id, _("Final invoice"), parent)
        self._action = self.action
        self.boxes: dict[int, QCheckBox] = {}
        self._deposits = [
            stored
            for stored in kept.derived(context.reader, quote_id)
            if stored.document.kind == DocumentKind.DEPOSIT_INVOICE
        ]
        self._lay_out([self._box(stored) for stored in self._deposits])
        self._explain()

    def _box(self, stored: StoredDocument) -> QWidget:
        """Return the box of a deposit; below one that can't be deducted stands why."""
        locale = self._context.locale
        gross = (stored.totals or totals.calculate(stored.document)).gross
        about = [words.named(stored.document.kind, stored.number)]
        if stored.facts.issued_on is not None:
            about.append(texts.day(stored.facts.issued_on, locale))
        about.append(texts.money(gross, locale))
        obstacle = self._obstacle(stored)
        box = QCheckBox(" · ".join(about))
        box.setChecked(not obstacle)
        box.setEnabled(not obstacle)
        name(box, box.text(), obstacle)
        box.toggled.connect(self._explain)
        self.boxes[stored.id] = box
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(box)
        if obstacle:
            column.addWidget(label(obstacle, "small", wrap=True))
        return whole

    def _obstacle(self, stored: StoredDocument) -> str:
        try:
            naming.deductible(self._context.reader, stored, self._quote, drafts=True)
        except NotAllowed as refusal:
            return str(refusal)
        return ""

    def chosen(self) -> tuple[int, ...]:
        """Return the ids of the deposits to be deducted, the oldest first."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def action(self) -> "partial[int]":
        """Return what writes the final invoice."""
        return partial(corrections.final, quote_id=self._quote.id, deposit_ids=self.chosen())

    @Slot()
    def _explain(self) -> None:
        """Say what is left to pay of the quote."""
        self.problem.hide()
        figures = self._quote.totals
        assert figures is not None, "only issued quotes are billed"
        ids = self.chosen()
        try:
            naming.deducts_all(self._context.reader, self._quote, set(ids))
        except NotAllowed as refusal:
            self.effect.setText("")
            self.accept_button.setEnabled(False)
            self._say(refusal)
            return
        self.accept_button.setEnabled(bool(ids))
        if not ids:
            self.effect.setText(
                _(
                    "There is no deposit to deduct. To bill the whole quote at once, choose "
                    "“Turn into invoice”."
                )
            )
            return
        left = figures.gross
        for stored in self._deposits:
            if stored.id in ids and stored.totals is not None:
                left = left - stored.totals.gross
        self.effect.setText(
            _("{amount} of the quote is left to be paid.").format(
                amount=texts.money(left, self._context.locale)
            )
        )


def open_dialog(context: Context, part: Part, quote_id: int, parent: QWidget) -> _PartDialog:
    """Open the dialog of a way of billing and return it."""
    kinds: dict[Part, type[DepositDialog | FinalDialog]] = {
        Part.DEPOSIT: DepositDialog,
        Part.FINAL: FinalDialog,
    }
    dialog = kinds[part](context, quote_id, parent)
    dialog.open()
    return dialog


def _deposit(ledger: Ledger, *, quote_id: int, share: Share) -> int:
    if share.percentage is not None:
        return corrections.deposit(ledger, quote_id, share.percentage)
    quote = kept.get(ledger, quote_id)
    naming.not_invoiced(quote)
    assert quote.snapshot is not None, "only issued quotes are billed"
    draft = crediting.deposit_of(quote.snapshot, amount=share.amount, document_id=quote_id)
    return acts.save_draft(ledger, draft)
