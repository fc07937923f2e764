"""Adding, changing, finding and hiding clients, by mouse and keys."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from invoicer.actions import clients as acts
from invoicer.ledger import clients
from invoicer.models.party import Address, Client, Party, TaxTreatment
from invoicer.models.payment_terms import PaymentTerms
from invoicer.ui.app import App
from invoicer.ui.context import Target
from invoicer.ui.parties.form import ClientForm
from invoicer.ui.parties.page import ClientsPage
from invoicer.ui.widgets.question import Question

Act = Callable[[Callable[..., Any]], Any]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(app: App) -> ClientsPage:
    app.window.go(Target("clients"))
    result = app.window.page
    assert isinstance(result, ClientsPage)
    return result


def client(name: str, town: str = "Hamburg") -> Client:
    return Client(party=Party(name=name, address=Address(city=town, country="DE")))


def form_of(page: ClientsPage) -> ClientForm:
    assert isinstance(page.form, ClientForm)
    return page.form


def answer(qtbot: QtBot, text: str) -> None:
    """Press the button of the question that is about to come."""

    def press() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        button = next(button for button in question.buttons if button.text() == text)
        qtbot.mouseClick(button, LEFT)

    QTimer.singleShot(0, press)


def test_an_empty_page_leads_to_the_first_client(app: App, page: ClientsPage, qtbot: QtBot) -> None:
    assert page.empty.isVisible()
    assert page.header() == ()
    qtbot.mouseClick(page.empty.button, LEFT)
    form = form_of(page)
    qtbot.keyClicks(form.lines["name"], "Kessler GmbH")
    qtbot.keyClicks(form.lines["email"], "rechnung@kessler.example")
    qtbot.keyClicks(form.lines["city"], "Stuttgart")
    form.country.set_value("DE")
    qtbot.mouseClick(page.save, LEFT)
    qtbot.waitUntil(lambda: not form.isVisible())
    stored = clients.rows(app.reader)
    assert [one.client.party.name for one in stored] == ["Kessler GmbH"]
    assert stored[0].client.party.address.country == "DE"
    assert stored[0].client.treatment == TaxTreatment.DOMESTIC
    assert page.summary.title.text() == "Kessler GmbH"
    assert page.header() == (page.new,)


def test_a_client_without_a_name_is_not_saved_and_told_why(
    app: App, page: ClientsPage, qtbot: QtBot
) -> None:
    page.open("new", 0)
    qtbot.mouseClick(page.save, LEFT)
    form = form_of(page)
    assert form.who.fields["name"].error()
    assert form.lines["name"].hasFocus()
    assert clients.count(app.reader) == 0


def test_a_double_click_on_save_adds_one_client(app: App, page: ClientsPage, qtbot: QtBot) -> None:
    page.open("new", 0)
    form = form_of(page)
    qtbot.keyClicks(form.lines["name"], "Twice")
    qtbot.mouseClick(page.save, LEFT)
    qtbot.mouseClick(page.save, LEFT)
    qtbot.waitUntil(lambda: not form.isVisible())
    assert clients.count(app.reader) == 1


def test_a_client_is_changed_by_keys_alone(
    app: App, page: ClientsPage, act: Act, qtbot: QtBot
) -> None:
    act(partial(acts.add, client=client("Northwind")))
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    form = form_of(page)
    assert form.lines["name"].hasFocus()
    form.lines["name"].selectAll()
    qtbot.keyClicks(form.lines["name"], "Northwind Lights")
    qtbot.keyClick(page.save, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not form.isVisible())
    assert clients.get(app.reader, 1).client.party.name == "Northwind Lights"


def test_everything_of_a_client_survives_the_form(
    app: App, page: ClientsPage, act: Act, qtbot: QtBot
) -> None:
    whole = Client(
        party=Party(
            name="Atelier",
            trading_name="A.",
            address=Address(line1="1", line2="2", line3="3", postcode="4", city="5", country="FR"),
            contact_name="Jeanne",
            email="a@b.example, c@d.example",
            phone="1",
            website="w",
            vat_id="FR40303265045",
            tax_number="t",
            registration="r",
            electronic_address="e",
            electronic_address_scheme="0225",
        ),
        number="C-1",
        language="fr",
        currency="CHF",
        terms=PaymentTerms(60),
        treatment=TaxTreatment.REVERSE_CHARGE,
        buyer_reference="ref",
        note="two\nlines",
    )
    act(partial(acts.add, client=whole))
    page.open("open", 1)
    page.edit()
    assert form_of(page).value() == whole


def test_doubtful_numbers_are_told_but_not_refused(
    app: App, page: ClientsPage, qtbot: QtBot
) -> None:
    page.open("new", 0)
    form = form_of(page)
    qtbot.keyClicks(form.lines["name"], "Odd")
    form.lines["vat_id"].setFocus()
    qtbot.keyClicks(form.lines["vat_id"], "DE1")
    qtbot.keyClick(form.lines["vat_id"], Qt.Key.Key_Tab)
    assert form.tax.fields["vat_id"].error()
    qtbot.mouseClick(page.save, LEFT)
    qtbot.waitUntil(lambda: not form.isVisible())
    assert clients.count(app.reader) == 1


def test_typing_in_the_filter_finds_by_name_and_town(
    page: ClientsPage, act: Act, qtbot: QtBot
) -> None:
    for one in (client("Kessler", "Stuttgart"), client("Olsen", "København")):
        act(partial(acts.add, client=one))
    qtbot.keyClicks(page.filter, "stutt")
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    row = page.table.current()
    assert row is not None
    assert row.client.party.name == "Kessler"
    page.filter.setText("zzz")
    qtbot.waitUntil(page.none_found.isVisible)
    assert not page.summary.isVisible()


def test_hiding_a_client_can_be_undone(app: App, page: ClientsPage, act: Act, qtbot: QtBot) -> None:
    act(partial(acts.add, client=client("Gone")))
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    qtbot.mouseClick(page.summary.archive, LEFT)
    qtbot.waitUntil(page.empty.isVisible)
    toast = app.messages.toast_widget
    assert toast is not None
    qtbot.waitUntil(toast.isVisible)
    qtbot.mouseClick(toast.button, LEFT)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    assert clients.count(app.reader) == 1


def test_leaving_with_something_unsaved_asks_and_can_save(
    app: App, page: ClientsPage, qtbot: QtBot
) -> None:
    page.open("new", 0)
    form = form_of(page)
    qtbot.keyClicks(form.lines["name"], "Half")
    answer(qtbot, "Go on writing")
    assert not app.window.go(Target("items"))
    assert form.isVisible()
    with qtbot.waitActive(app.window):
        app.window.activateWindow()
    answer(qtbot, "Save")
    qtbot.keyClick(app.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not form.isVisible())
    assert clients.count(app.reader) == 1


def test_leaving_can_throw_away_what_was_typed(app: App, page: ClientsPage, qtbot: QtBot) -> None:
    page.open("new", 0)
    qtbot.keyClicks(form_of(page).lines["name"], "Half")
    answer(qtbot, "Don't save")
    assert app.window.go(Target("items"))
    app.window.go(Target("clients"))
    assert not form_of(page).isVisible()
    assert clients.count(app.reader) == 0


def test_a_client_changed_elsewhere_meanwhile_is_not_overwritten(
    app: App, page: ClientsPage, act: Act, qtbot: QtBot
) -> None:
    act(partial(acts.add, client=client("Before")))
    page.open("open", 1)
    page.edit()
    act(partial(acts.change, client_id=1, client=client("By the other")))
    form = form_of(page)
    qtbot.keyClicks(form.lines["name"], " mine")
    qtbot.mouseClick(page.save, LEFT)
    toast = app.messages.toast_widget
    assert toast is not None
    qtbot.waitUntil(toast.isVisible)
    assert "changed elsewhere" in toast.sentence.text()
    assert form.isVisible()
    assert clients.get(app.reader, 1).client.party.name == "By the other"


def test_a_client_far_down_the_list_is_shown_when_searched_for(
    page: ClientsPage, act: Act, qtbot: QtBot
) -> None:
    def many(ledger: Any) -> None:
        with ledger.atomic():
            for number in range(450):
                acts.add(ledger, client(f"Client {number:03}"))

    act(many)
    page.open("open", 449)
    row = page.table.current()
    assert row is not None
    assert row.client.party.name == "Client 448"
