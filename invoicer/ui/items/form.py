"""The form of one item."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.ledger import settings
from invoicer.models import presets
from invoicer.models.errors import BadField, Refusal
from invoicer.models.party import Item
from invoicer.models.stored import StoredItem
from invoicer.ui.catalog import CatalogForm
from invoicer.ui.context import Context
from invoicer.ui.widgets import choices
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.fields import AmountField, ChoiceField, NumberField, TextField, line
from invoicer.ui.widgets.form import Form, scrolled
from invoicer.ui.widgets.taxes import TaxField


class ItemForm(CatalogForm):
    """What it is, and what it costs."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stored = Item(name="")
        locale = context.locale
        self.name, self.number = line(), line()
        self.description = TextField(lines=4)
        self.unit = ChoiceField(choices.unit_choices(), search=True)
        self.price = AmountField(locale)
        self.base_quantity = NumberField(locale)
        as_in_settings = (("", _("As in Settings")), *choices.currencies(locale))
        self.currency = ChoiceField(as_in_settings, search=True)
        self.taxes = TaxField(locale)
        self.what, self.cost = Form(), Form()
        self.what.add("name", _("Name"), self.name, hint=_("As it reads on an invoice."))
        self.what.add("number", _("Item number"), self.number, columns=6)
        self.what.end_row()
        self.what.add(
            "description",
            _("Description"),
            self.description,
            hint=_("Printed below the name, in smaller letters."),
        )
        self.cost.add("price", _("Price without tax"), self.price, columns=6)
        self.cost.add("currency", _("Currency"), self.currency, columns=6)
        self.cost.add("base_quantity", _("for how many"), self.base_quantity, columns=6)
        self.cost.add("unit", _("Unit"), self.unit, columns=6)
        hint = _("Choose a rate, or type another percentage.")
        self.cost.add("taxes", _("Tax"), self.taxes, hint=hint)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(14)
        for heading, form in ((_("What it is"), self.what), (_("What it costs"), self.cost)):
            card = Card(heading)
            card.body.addWidget(form)
            column = QVBoxLayout()
            column.addWidget(card)
            column.addStretch(1)
            row.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inner))

    def _connect(self) -> None:
        for field in (self.name, self.number):
            field.textEdited.connect(self.changed)
        self.description.textChanged.connect(self.changed)
        for other in (self.price, self.base_quantity):
            other.changed.connect(self.changed)
        for choice in (self.unit, self.currency):
            choice.changed.connect(self.changed)
        self.taxes.changed.connect(self.changed)

    def show_row(self, row: StoredItem | None) -> None:
        business = settings.business(self._context.reader)
        item = row.item if row is not None else Item(name="")
        self._stored = item
        blocked = self.blockSignals(True)
        include = business.prices_include_tax
        self.cost.fields["price"].set_label(
            _("Price with tax") if include else _("Price without tax")
        )
        self.name.setText(item.name)
        self.number.setText(item.number)
        self.description.set_text(item.description)
        self.unit.set_value(item.unit)
        self.price.set_currency(item.currency or business.currency)
        self.price.set_value(item.price if row is not None else None)
        self.base_quantity.set_value(item.base_quantity)
        self.currency.set_value(item.currency)
        self.taxes.show_preset(presets.of(business.country))
        self.taxes.show_taxes(item.taxes)
        self.blockSignals(blocked)
        self.what.clear_errors()
        self.cost.clear_errors()

    def errors(self) -> bool:
        found = {} if self.name.text().strip() else {"name": _("Write what it is.")}
        self.what.show_errors(found)
        costs: dict[str, str] = {}
        for key, field in (("price", self.price), ("base_quantity", self.base_quantity)):
            try:
                value = field.value()
            except Refusal as refusal:
                costs[key] = str(refusal)
                continue
            if value is not None and value < 0:
                costs[key] = _("Write a number of zero or more.")
        self.cost.show_errors(costs)
        return bool(found or costs)

    def refused(self, refusal: BadField) -> None:
        self.cost.show_errors({"price": str(refusal)})

    def value(self) -> Item:
        return replace(
            self._stored,
            name=self.name.text().strip(),
            number=self.number.text().strip(),
            description=self.description.text().strip(),
            unit=self.unit.value(),
            price=self.price.value() or Decimal(0),
            base_quantity=self.base_quantity.value() or Decimal(1),
            currency=self.currency.value(),
            taxes=self.taxes.taxes(),
        )

    def first_field(self) -> QWidget:
        return self.name
