"""Recording a payment for an invoice, or a refund of a credit note."""

from datetime import date
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from invoicer import format as texts
from invoicer.actions import payments
from invoicer.i18n import gettext as _
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import payment_terms
from invoicer.models.document import DocumentKind
from invoicer.models.errors import BadDate, BadField, Refusal
from invoicer.models.money import Money
from invoicer.models.payment import PaymentMethod
from invoicer.ui.context import Context
from invoicer.ui.documents import words
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.fields import AmountField, ChoiceField, DayField, line
from invoicer.ui.widgets.form import Form
from invoicer.ui.widgets.look import label, set_look


def method_word(method: PaymentMethod) -> str:
    """Return a way of paying in words."""
    return {
        PaymentMethod.TRANSFER: _("Bank transfer"),
        PaymentMethod.CASH: _("Cash"),
        PaymentMethod.CARD: _("Card"),
        PaymentMethod.DIRECT_DEBIT: _("Direct debit"),
        PaymentMethod.ONLINE: _("Online payment"),
        PaymentMethod.OTHER: _("Another way"),
    }[method]


class PaymentDialog(QDialog):
    """Prefilled with what is open; says in a sentence what the amount comes to."""

    def __init__(self, context: Context, document_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._stored = kept.get(context.reader, document_id)
        self._left = kept.open_amount(context.reader, document_id)
        self._refund = self._stored.document.kind == DocumentKind.CREDIT_NOTE
        self._running = False
        self._payment_id = 0
        self.setWindowTitle(_("Record refund") if self._refund else _("Record payment"))
        self.setModal(True)
        self.setMinimumSize(500, 400)
        self.amount = AmountField(context.locale)
        self.amount.set_currency(self._left.currency)
        self.day = DayField(context.theme, context.locale, context.today())
        self.method = ChoiceField([(m.value, method_word(m)) for m in PaymentMethod])
        self.reference = line(_("Text of the transfer, number of the receipt …"))
        self.discount = QCheckBox()
        self.effect = label("", "muted", wrap=True)
        self.form = Form()
        self.accept_button = buttons.primary(context.theme, self.windowTitle(), "check-circle")
        self.cancel_button = buttons.plain(context.theme, _("Cancel"))
        self._build()
        self.day.set_value(context.today())
        self._offer_discount()
        self.amount.set_value((self._left - self._granted()).amount)
        self._explain()
        self.amount.setFocus()
        self.amount.selectAll()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(14)
        stored = self._stored
        column.addWidget(label(words.named(stored.document.kind, stored.number), "section"))
        open_text = texts.money(self._left, self._context.locale)
        summary = _("{client} · {amount} open").format(
            client=stored.document.buyer.name, amount=open_text
        )
        column.addWidget(label(summary, "muted", wrap=True))
        amount = _("Amount ({currency})").format(currency=self._left.currency)
        self.form.add("amount", amount, self.amount, columns=6)
        self.form.add(
            "day", _("Given back on") if self._refund else _("Received on"), self.day, columns=6
        )
        self.form.add("method", _("How"), self.method, columns=6)
        self.form.add("reference", _("Reference"), self.reference, columns=6)
        column.addWidget(self.form)
        column.addWidget(self.discount)
        column.addWidget(self.effect)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.accept_button)
        column.addLayout(row)
        self.form.fields["method"].setVisible(not self._refund)
        self.form.fields["reference"].setVisible(not self._refund)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._record)
        self.cancel_button.clicked.connect(self.reject)
        self.amount.changed.connect(self._explain)
        self.day.changed.connect(self._day_changed)
        self.discount.toggled.connect(self._toggled)

    def _day(self) -> date:
        try:
            return self.day.value() or self._context.today()
        except Refusal:
            return self._context.today()

    def _earned(self) -> Money | None:
        issued_on = self._stored.facts.issued_on
        if issued_on is None or self._refund:
            return None
        terms = self._stored.document.terms
        discount = payment_terms.earned(terms, issued_on, self._day())
        if discount is None:
            return None
        amount = payment_terms.discount_amount(discount, self._stored.facts.payable)
        return amount if amount <= self._left else None

    def _granted(self) -> Money:
        earned = self._earned()
        if earned is None or not self.discount.isChecked():
            return Money.zero(self._left.currency)
        return earned

    def _offer_discount(self) -> None:
        earned = self._earned()
        self.discount.setVisible(earned is not None)
        if earned is None:
            self.discount.setChecked(False)
            return
        self.discount.setText(
            _("Early-payment discount of {amount} is earned on that day").format(
                amount=texts.money(earned, self._context.locale)
            )
        )
        self.discount.setAccessibleName(self.discount.text())

    @Slot()
    def _day_changed(self) -> None:
        self._offer_discount()
        self._explain()

    @Slot(bool)
    def _toggled(self, _on: bool) -> None:
        self.amount.set_value((self._left - self._granted()).amount)
        self._explain()

    @Slot()
    def _explain(self) -> None:
        """Say what this payment comes to, in one sentence."""
        try:
            value = self.amount.value()
            sentence = "" if value is None else self._effect(Money.of(value, self._left.currency))
            self.form.fields["amount"].show_error("")
        except Refusal as refusal:
            sentence = ""
            self.form.fields["amount"].show_error(str(refusal))
        self.effect.setText(sentence)

    def _effect(self, amount: Money) -> str:
        locale = self._context.locale
        rest = self._left - self._granted() - amount
        number = self._stored.number
        if rest.minor > 0:
            return _("{rest} of {number} stays open.").format(
                rest=texts.money(rest, locale), number=number
            )
        if rest.minor < 0 and not self._refund:
            return _("{number} is settled, and {rest} stays as a credit of {client}.").format(
                number=number,
                rest=texts.money(-rest, locale),
                client=self._stored.document.buyer.name,
            )
        return _("This settles {number}.").format(number=number)

    @Slot()
    def _record(self) -> None:
        if self._running:
            return
        try:
            action = self._action()
        except Refusal as refusal:
            self._show(refusal)
            return
        self._running = True
        self.accept_button.setEnabled(False)
        self._context.bridge.run(action, self._recorded, self._failed)

    def _action(self) -> "partial[int]":
        value = self.amount.value()
        if value is None:
            raise BadField(_("Amount"), _("write what came in, above zero."))
        on = self.day.value()
        if on is None:
            raise BadField(_("Date"), _("write the day the money came."))
        amount = Money.of(value, self._left.currency)
        if self._refund:
            return partial(_refund, document_id=self._stored.id, amount=amount, on=on)
        return partial(
            _pay,
            document_id=self._stored.id,
            amount=amount,
            on=on,
            method=PaymentMethod(self.method.value()),
            reference=self.reference.text().strip(),
            discount=self._granted() or None,
        )

    def _recorded(self, payment_id: int) -> None:
        self._payment_id = payment_id
        number = self._stored.number
        said = (
            _("Refund recorded for {number}.")
            if self._refund
            else _("Payment recorded for {number}.")
        )
        undo = partial(_take_back, self._context, payment_id)
        self._context.messages.undo(said.format(number=number), undo)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._running = False
        self.accept_button.setEnabled(True)
        if isinstance(error, Refusal):
            self._show(error)
        else:
            self._context.messages.report(error)

    def _show(self, refusal: Refusal) -> None:
        """Say a refusal beside the field it is about."""
        day = isinstance(refusal, BadDate) or (
            isinstance(refusal, BadField) and refusal.name == _("Date")
        )
        sentence = refusal.reason if isinstance(refusal, BadField) else str(refusal)
        self.form.show_errors({"day" if day else "amount": sentence})
        set_look(self.effect, "muted")


def _pay(
    ledger: Ledger,
    *,
    document_id: int,
    amount: Money,
    on: date,
    method: PaymentMethod,
    reference: str,
    discount: Money | None,
) -> int:
    return payments.record(
        ledger,
        document_id,
        amount,
        on=on,
        method=method,
        reference=reference,
        discount=discount,
    )


def _refund(ledger: Ledger, *, document_id: int, amount: Money, on: date) -> int:
    return payments.refund(ledger, document_id, amount, on=on)


def _take_back(context: Context, payment_id: int) -> None:
    action = partial(payments.undo, payment_id=payment_id, on=context.today())
    context.bridge.run(action)
