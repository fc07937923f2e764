"""The Home page says how the business stands; its figures, needs and steps lead on by a click."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from invoicer.actions import business, clients, payments
from invoicer.actions import documents as acts
from invoicer.ledger import documents as kept
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from invoicer.models.forecast import Age
from invoicer.models.money import Money
from invoicer.models.needs import What
from invoicer.ui.app import App
from invoicer.ui.context import Target
from invoicer.ui.home.page import HomePage
from invoicer.ui.settings.page import SettingsPage
from invoicer.ui.theme import Mode
from tests.actions.conftest import BUSINESS, client, invoice, render

Do = Callable[[Callable[..., Any]], Any]
LENA = replace(BUSINESS, party=replace(BUSINESS.party, contact_name="Lena Baum"))


def begin(ledger: Ledger) -> None:
    business.set_business(ledger, LENA)
    clients.add(ledger, client("Kessler & Söhne GmbH"))


def write(ledger: Ledger, *, app: App, days_ago: int, currency: str = "EUR") -> int:
    """Issue an invoice of 4,703.90, due after 14 days."""
    on = app.context.today() - timedelta(days=days_ago)
    draft = replace(invoice(ledger), currency=currency, delivered_on=on)
    document_id = acts.save_draft(ledger, draft)
    acts.issue(ledger, document_id, today=on, render=render)
    return document_id


@pytest.fixture
def home(app: App, qtbot: QtBot) -> HomePage:
    """The page of an empty ledger."""
    page = app.window.page
    assert isinstance(page, HomePage)
    qtbot.waitUntil(lambda: page.overview is not None)
    return page


@pytest.fixture
def business_home(home: HomePage, app: App, act: Do, qtbot: QtBot) -> HomePage:
    """The page of a business: one invoice overdue, one open, and a part of it paid today."""
    act(begin)
    act(partial(write, app=app, days_ago=24))
    newest = act(partial(write, app=app, days_ago=3))
    paid = Money(70390, "EUR")
    act(lambda ledger: payments.record(ledger, newest, paid, on=app.context.today()))
    wait_for(home, qtbot, lambda: home.figures["paid"].figure.text() == "€703.90")
    return home


def wait_for(page: HomePage, qtbot: QtBot, shown: Callable[[], bool]) -> None:
    qtbot.waitUntil(shown, timeout=10_000)


def click(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def went(page: HomePage) -> list[Target]:
    """Note where the page asks to go."""
    found: list[Target] = []
    page.context.navigation.asked.connect(found.append)
    return found


def test_it_is_what_opens(app: App, home: HomePage) -> None:
    assert app.window.entries[0].name == "home"
    assert home.isVisible()
    assert home.title().startswith("Good ")


def test_an_empty_ledger_says_what_to_do_first(home: HomePage, app: App, qtbot: QtBot) -> None:
    assert home.first_steps.isVisible()
    assert home.header() == ()
    assert [button.property("look") for button in home.first_steps.buttons] == ["primary", "", ""]
    click(qtbot, home.first_steps.buttons[0])
    assert isinstance(app.window.page, SettingsPage)


@pytest.mark.parametrize(("place", "target"), [(1, ("clients", "new")), (2, ("invoices", "new"))])
def test_each_first_step_leads_to_its_page(
    home: HomePage, qtbot: QtBot, place: int, target: tuple[str, str]
) -> None:
    found = went(home)
    click(qtbot, home.first_steps.buttons[place])
    assert found == [Target(*target)]


def test_steps_that_are_done_are_ticked(home: HomePage, act: Do, qtbot: QtBot) -> None:
    act(begin)
    steps = home.first_steps
    qtbot.waitUntil(steps.done[1].isVisible)
    assert not steps.buttons[0].isVisible()
    assert steps.buttons[2].property("look") == "primary"
    assert home.title().endswith(", Lena")


def test_figures_are_told_large_with_a_sentence(business_home: HomePage) -> None:
    shown = {key: card.figure.text() for key, card in business_home.figures.items()}
    assert shown["open"] == "€8,703.90"
    assert shown["overdue"] == "€4,703.90"
    assert business_home.figures["overdue"].figure.property("alarm")
    assert business_home.figures["overdue"].sentence.text() == "1 invoice · oldest 10 days"
    assert not business_home.figures["open"].figure.property("alarm")
    assert business_home.figures["expected"].sentence.text() == (
        "from how late clients usually pay"
    )
    spoken = business_home.figures["open"].accessibleName()
    assert spoken == "Outstanding: €8,703.90. 2 invoices"


@pytest.mark.parametrize(
    ("key", "chip"),
    [("open", "open"), ("overdue", "overdue"), ("paid", "paid"), ("expected", "open")],
)
def test_a_figure_opens_the_list_behind_it(
    business_home: HomePage, qtbot: QtBot, key: str, chip: str
) -> None:
    found = went(business_home)
    click(qtbot, business_home.figures[key])
    assert found == [Target("invoices", f"show-{chip}")]


def test_a_figure_is_pressed_by_keyboard_too(business_home: HomePage, qtbot: QtBot) -> None:
    found = went(business_home)
    business_home.figures["overdue"].setFocus()
    qtbot.keyClick(business_home.figures["overdue"], Qt.Key.Key_Space)
    assert found == [Target("invoices", "show-overdue")]


def test_what_is_owed_is_told_by_age_and_by_whom(business_home: HomePage, qtbot: QtBot) -> None:
    card = business_home.ageing
    assert card.amounts[Age.UP_TO_30].text() == "€4,703.90"
    assert card.amounts[Age.NOT_DUE].text() == "€4,000.00"
    assert card.amounts[Age.OVER_60].text() == "€0.00"
    assert "1–30 days late: €4,703.90" in card.bar.accessibleName()
    (row,) = card.debtors.rows
    assert row.accessibleName() == "Kessler & Söhne GmbH, €8,703.90, 10 days late"
    found = went(business_home)
    click(qtbot, row)
    assert found == [Target("clients", "open", row.client_id or 0)]


def test_the_current_month_shows_its_net(business_home: HomePage) -> None:
    bars = business_home.revenue.bars
    assert bars.isVisible()
    assert "so far: €" in bars.sentence(11)
    assert business_home.revenue.told.text() == "last 12 months, net · EUR"


def test_what_is_overdue_needs_the_user_and_one_button_opens_it(
    business_home: HomePage, app: App, qtbot: QtBot
) -> None:
    button = business_home.needs.buttons[What.OVERDUE]
    sentence = business_home.needs.sentences[What.OVERDUE].text()
    assert "is 10 days overdue" in sentence
    assert button.accessibleDescription() == sentence
    click(qtbot, button)
    assert app.window.sidebar.button("invoices").isChecked()


def test_once_it_is_paid_nothing_needs_the_user(
    business_home: HomePage, app: App, act: Do, qtbot: QtBot
) -> None:
    def pay(ledger: Ledger) -> None:
        for one in kept.open_documents(ledger):
            payments.record(ledger, one.document_id, one.open, on=app.context.today())

    act(pay)
    qtbot.waitUntil(business_home.needs.nothing.isVisible)
    assert business_home.ageing.nothing.isVisible()
    assert business_home.figures["overdue"].sentence.text() == "Nobody is late."
    assert business_home.figures["open"].figure.text() == "€0.00"


def test_other_currencies_stand_beside_and_are_never_added(
    business_home: HomePage, app: App, act: Do, qtbot: QtBot
) -> None:
    act(partial(write, app=app, days_ago=1, currency="USD"))
    card = business_home.figures["open"]
    qtbot.waitUntil(card.others.isVisible)
    assert card.figure.text() == "€8,703.90"
    # A foreign sale has its tax told in euros too, so its own amounts differ from the invoice's.
    assert card.others.text().startswith("and US$")
    chips = business_home.revenue.chips
    assert chips is not None
    click(qtbot, chips.button("USD"))
    assert business_home.revenue.told.text() == "last 12 months, net · USD"
    assert business_home.ageing.amounts[Age.UP_TO_30].text() == "US$0.00"
    assert card.figure.text() == "€8,703.90"


def test_a_narrow_card_writes_its_figure_smaller(business_home: HomePage) -> None:
    card = business_home.figures["open"]
    card.show_amounts([Money(12_345_678_900, "EUR")], "many", "en_IE")
    card.resize(150, card.height())
    assert card.figure.property("look") == "figure-small"
    card.resize(400, card.height())
    assert card.figure.property("look") == "figure"


def test_a_backup_is_made_from_here(
    business_home: HomePage,
    app: App,
    act: Do,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def old_draft(ledger: Ledger) -> int:
        now = ledger.clock
        ledger.clock = lambda: datetime(2020, 1, 1, tzinfo=UTC)
        try:
            return acts.save_draft(ledger, invoice(ledger))
        finally:
            ledger.clock = now

    act(old_draft)
    qtbot.waitUntil(lambda: What.DRAFTS in business_home.needs.buttons)
    copy = tmp_path / "copy.invoicer"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(copy), ""))
    business_home.back_up()
    qtbot.waitUntil(copy.exists)
    ledgers.open(copy, read_only=True).close()


def test_a_new_day_is_read_anew(
    business_home: HomePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    overview = business_home.overview
    assert overview is not None
    business_home.look_at_clock()
    assert business_home.overview is overview
    business_home.overview = replace(overview, on=overview.on - timedelta(days=1))
    business_home.look_at_clock()
    qtbot.waitUntil(lambda: business_home.overview == overview)


def test_every_control_is_named_and_reached_by_tab(business_home: HomePage, qtbot: QtBot) -> None:
    controls = [one for one in business_home.findChildren(QAbstractButton) if one.isVisible()]
    assert controls
    for one in controls:
        assert one.accessibleName()
        assert one.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert business_home.revenue.bars.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_it_paints_itself_in_both_themes(business_home: HomePage, app: App) -> None:
    for mode in (Mode.DARK, Mode.LIGHT):
        app.theme.set_mode(mode)
        assert not business_home.grab().isNull()
    assert "Expected in 30 days" in business_home.help_text()
