"""Adding and changing what is sold again and again."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from invoicer.actions import business as business_acts
from invoicer.actions import items as acts
from invoicer.ledger import items
from invoicer.models.party import Business, Item, Party
from invoicer.models.tax import Tax
from invoicer.ui.app import App
from invoicer.ui.context import Target
from invoicer.ui.items.form import ItemForm
from invoicer.ui.items.page import ItemsPage

Act = Callable[[Callable[..., Any]], Any]
LEFT = Qt.MouseButton.LeftButton
GERMAN = Business(party=Party(name="Lena"), country="DE")


@pytest.fixture
def page(app: App, act: Act) -> ItemsPage:
    act(partial(business_acts.set_business, business=GERMAN))
    app.window.go(Target("items"))
    result = app.window.page
    assert isinstance(result, ItemsPage)
    return result


def test_an_item_is_added_with_price_unit_and_tax(app: App, page: ItemsPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.empty.button, LEFT)
    form = page.form
    assert isinstance(form, ItemForm)
    qtbot.keyClicks(form.name, "Brand workshop")
    qtbot.keyClicks(form.price, "1.250,50")
    form.unit.set_value("HUR")
    line = form.taxes.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "19")
    qtbot.mouseClick(page.save, LEFT)
    qtbot.waitUntil(lambda: not form.isVisible())
    item = items.get(app.reader, 1).item
    assert (item.name, item.price, item.unit) == ("Brand workshop", Decimal("1250.50"), "HUR")
    assert [tax.rate for tax in item.taxes] == [19]
    assert page.summary.price.text() == "1,250.50 EUR"


@pytest.mark.parametrize("typed", ["abc", "-5", "9" * 39])
def test_a_price_that_is_none_is_told_beside_the_field(
    app: App, page: ItemsPage, qtbot: QtBot, typed: str
) -> None:
    page.open("new", 0)
    form = page.form
    assert isinstance(form, ItemForm)
    qtbot.keyClicks(form.name, "Thing")
    qtbot.keyClicks(form.price, typed)
    qtbot.mouseClick(page.save, LEFT)
    qtbot.waitUntil(lambda: bool(form.cost.fields["price"].error()))
    assert form.isVisible()
    assert items.count(app.reader) == 0


def test_everything_of_an_item_survives_the_form(page: ItemsPage, act: Act) -> None:
    whole = Item(
        name="Paper",
        number="P-1",
        description="white\n80 g",
        unit="C62",
        price=Decimal("12.345"),
        base_quantity=Decimal(100),
        currency="CHF",
        taxes=(Tax(rate=Decimal("8.1"), name="MWST"),),
    )
    act(partial(acts.add, item=whole))
    page.open("open", 1)
    page.edit()
    assert isinstance(page.form, ItemForm)
    assert page.form.value() == whole


def test_a_new_currency_in_the_settings_is_seen_in_the_list(
    page: ItemsPage, act: Act, qtbot: QtBot
) -> None:
    act(partial(acts.add, item=Item(name="Hour", price=Decimal(95))))
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    swiss = Business(party=Party(name="Lena"), country="CH", currency="CHF")
    act(partial(business_acts.set_business, business=swiss))
    qtbot.waitUntil(lambda: page.summary.price.text() == "95.00 CHF")
