"""The Items page: what is sold again and again."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from invoicer import format as texts
from invoicer.actions import items as acts
from invoicer.i18n import gettext as _
from invoicer.ledger import items, settings
from invoicer.ledger.ledger import Ledger
from invoicer.models import units
from invoicer.models.changes import Kind
from invoicer.models.party import Item
from invoicer.models.stored import StoredItem
from invoicer.ui.catalog import CatalogForm, CatalogPage, Words
from invoicer.ui.context import Context
from invoicer.ui.items.form import ItemForm
from invoicer.ui.items.summary import ItemSummary
from invoicer.ui.widgets.table import Column


class ItemsPage(CatalogPage[StoredItem]):
    """Shows items, and lets one add, change and hide them."""

    concerns = frozenset({Kind.ITEM, Kind.SETTINGS})

    def __init__(self, context: Context) -> None:
        self._currency = "EUR"
        super().__init__(context, _words(), self._columns(context.locale))

    def help_text(self) -> str:
        return _(
            "Items are what you sell again and again: an hour of work, a product, a fee. While "
            "you write an invoice, a few letters of the name fill in its price, unit and tax.\n\n"
            "- Changing an item never touches documents that are written already.\n"
            "- A price may be for several at once, such as 12.00 for 100 sheets.\n"
            "- An item you no longer sell can be hidden."
        )

    def reload(self) -> None:
        self._currency = settings.business(self.context.reader).currency
        super().reload()

    def make_pane(self) -> QWidget:
        self.summary = ItemSummary(self.context)
        self.summary.edit_asked.connect(self.edit)
        self.summary.archive_asked.connect(self.archive)
        return self.summary

    def make_form(self) -> CatalogForm:
        form = ItemForm(self.context)
        form.changed.connect(self.form_changed)
        return form

    def show_in_pane(self, row: StoredItem) -> None:
        self.summary.show_item(row, self._price(row))

    def name_of(self, row: StoredItem) -> str:
        return row.item.name

    def count(self, text: str) -> int:
        return items.count(self.context.reader, text)

    def fetch(self, text: str, limit: int, offset: int) -> Sequence[StoredItem]:
        return items.rows(self.context.reader, text, limit=limit, offset=offset)

    def get(self, row_id: int) -> StoredItem:
        return items.get(self.context.reader, row_id)

    def keep(self, before: StoredItem | None, value: Any) -> Callable[[Ledger], int]:
        if before is None:
            return partial(_add, item=value)
        return partial(_change, stored=before, item=value)

    def hide_row(self, row: StoredItem, hidden: bool) -> Callable[[Ledger], StoredItem]:
        return partial(_set_archived, stored=row, archived=hidden)

    def _price(self, row: StoredItem) -> str:
        item = row.item
        currency = item.currency or self._currency
        return f"{texts.price(item.price, currency, self.context.locale)} {currency}"

    def _columns(self, locale: str) -> tuple[Column[StoredItem], ...]:
        return (
            Column(
                heading=_("Number"),
                text=lambda row: row.item.number,
                role=lambda _row: "muted",
                sample="A-10023",
                spare=2,
            ),
            Column(
                heading=_("Name"),
                text=lambda row: row.item.name,
                tip=lambda row: row.item.description or row.item.name,
                sample="Workshop, one day",
                stretch=True,
            ),
            Column(
                heading=_("Tax"),
                text=lambda row: " + ".join(
                    texts.percent(tax.rate, locale) for tax in row.item.taxes
                ),
                role=lambda _row: "muted",
                sample="9.975%",
                right=True,
                spare=1,
            ),
            Column(heading=_("Price"), text=self._price, sample="12,345.00 EUR", right=True),
            Column(
                heading=_("per"),
                text=lambda row: _per(row.item, locale),
                role=lambda _row: "muted",
                sample="100 pieces",
            ),
        )


def _per(item: Item, locale: str) -> str:
    unit = units.name(item.unit)
    if item.base_quantity == 1:
        return unit
    return f"{texts.quantity(item.base_quantity, locale)} {unit}"


def _add(ledger: Ledger, *, item: Item) -> int:
    return acts.add(ledger, item)


def _change(ledger: Ledger, *, stored: StoredItem, item: Item) -> int:
    acts.change(ledger, stored.id, item)
    return stored.id


def _set_archived(ledger: Ledger, *, stored: StoredItem, archived: bool) -> StoredItem:
    acts.archive(ledger, stored.id, archived)
    return stored


def _words() -> Words:
    return Words(
        title=_("Items"),
        new=_("New item"),
        save=_("Save item"),
        saved=_("Item saved."),
        filter=_("Filter items"),
        hidden=_("“{name}” is hidden from the list and from completion."),
        icon="package",
        empty=_("No items yet"),
        empty_sentence=_(
            "Keep what you sell again and again here, with its price, unit and tax. "
            "On an invoice a few letters of its name are enough."
        ),
        empty_button=_("Add your first item"),
        not_found=_("Try a part of the name or the number."),
    )
