"""Typing as people type."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from invoicer.models import presets
from invoicer.models.errors import BadAmount, BadField
from invoicer.models.payment_terms import EarlyDiscount, PaymentTerms
from invoicer.models.tax import Tax
from invoicer.ui.theme import Theme
from invoicer.ui.widgets.fields import AmountField, ChoiceField, DayField, NumberField
from invoicer.ui.widgets.form import Form
from invoicer.ui.widgets.search_field import SearchField
from invoicer.ui.widgets.taxes import TaxField
from invoicer.ui.widgets.terms import TermsFields

TODAY = date(2026, 11, 21)


@pytest.fixture
def theme(qapp: QApplication, tmp_path: Path) -> Theme:
    return Theme(qapp, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))


def write(qtbot: QtBot, field: QWidget, text: str) -> None:
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("locale", "typed", "value", "shown"),
    [
        ("de_DE", "1.234,56", "1234.56", "1.234,56"),
        ("de_DE", "1,234.56", "1234.56", "1.234,56"),
        ("en_IE", "1234.5", "1234.50", "1,234.50"),
        ("fr_CH", "1'250", "1250", None),
    ],
)
def test_an_amount_is_read_as_typed_and_written_in_the_users_way(
    qtbot: QtBot, locale: str, typed: str, value: str, shown: str | None
) -> None:
    field = AmountField(locale)
    write(qtbot, field, typed)
    assert field.value() == Decimal(value)
    assert shown is None or field.text() == shown


@pytest.mark.parametrize(
    ("locale", "typed", "value", "shown"),
    [
        ("en_IE", "3*95", "285", "285.00"),
        ("en_IE", "(12+8)/3", "6.67", "6.67"),
        ("de_DE", "1.234,50 + 2 x 10", "1254.50", "1.254,50"),
        ("de_DE", "-(3,5*2)", "-7", "-7,00"),
        ("fr_CH", "1'250/2 CHF", "625", "625,00"),
    ],
)
def test_a_sum_is_written_as_what_it_comes_to(
    qtbot: QtBot, locale: str, typed: str, value: str, shown: str
) -> None:
    field = AmountField(locale)
    write(qtbot, field, typed)
    assert field.value() == Decimal(value)
    assert field.text() == shown


def test_a_quantity_keeps_the_decimals_it_needs(qtbot: QtBot) -> None:
    field = NumberField("en_IE")
    write(qtbot, field, "1/3")
    assert field.value() == Decimal("0.333333")


@pytest.mark.parametrize("typed", ["3*", "5/0", "(2", "2*x", "10+5%"])
def test_half_a_sum_is_marked_and_kept_as_typed(qtbot: QtBot, typed: str) -> None:
    field = AmountField("en_IE")
    write(qtbot, field, typed)
    assert field.property("invalid") is True
    assert field.text() == typed


def test_an_amount_in_parentheses_is_below_zero_as_accountants_write_it(qtbot: QtBot) -> None:
    field = AmountField("en_IE")
    write(qtbot, field, "(5)")
    assert field.value() == Decimal(-5)


def test_an_amount_that_is_none_is_marked_and_kept_as_typed(qtbot: QtBot) -> None:
    field = AmountField("en_IE")
    write(qtbot, field, "12abc")
    assert field.property("invalid") is True
    assert field.text() == "12abc"
    with pytest.raises(BadAmount):
        field.value()


def test_an_amount_has_the_decimals_of_its_currency(qtbot: QtBot) -> None:
    field = AmountField("en_IE")
    field.set_currency("JPY")
    field.set_value(Decimal(1250))
    assert field.text() == "1,250"
    field.set_currency("KWD")
    field.set_value(Decimal("1.5"))
    assert field.text() == "1.500"


def test_an_empty_number_is_no_number(qtbot: QtBot) -> None:
    assert NumberField("en_IE").value() is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5.11.2026", date(2026, 11, 5)),
        ("2026-11-05", date(2026, 11, 5)),
        ("+14", date(2026, 12, 5)),
        ("today", TODAY),
        ("", None),
    ],
)
def test_a_day_can_be_typed_in_several_ways(
    qtbot: QtBot, theme: Theme, typed: str, day: date | None
) -> None:
    field = DayField(theme, "de_DE", TODAY)
    write(qtbot, field, typed)
    assert field.value() == day


def test_a_day_survives_being_written_in_the_users_way(qtbot: QtBot, theme: Theme) -> None:
    field = DayField(theme, "en_IE", TODAY)
    write(qtbot, field, "5/11/26")
    assert field.text() == "5 Nov 2026"
    assert field.value() == date(2026, 11, 5)
    qtbot.keyClick(field, Qt.Key.Key_PageUp)
    assert field.value() == date(2026, 11, 6)


def test_a_day_that_is_none_is_marked(qtbot: QtBot, theme: Theme) -> None:
    field = DayField(theme, "en_IE", TODAY)
    write(qtbot, field, "31.2.2026")
    assert field.property("invalid") is True
    with pytest.raises(BadField):
        field.value()


def test_the_calendar_opens_by_key_and_gives_the_day(qtbot: QtBot, theme: Theme) -> None:
    field = DayField(theme, "en_IE", TODAY)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    calendar = field.calendar
    assert calendar is not None
    assert calendar.isVisible()
    calendar.clicked.emit(calendar.selectedDate().addDays(2))
    assert field.value() == date(2026, 11, 23)
    assert not calendar.isVisible()


def test_a_choice_is_found_by_typing_a_part_of_it(qtbot: QtBot) -> None:
    field = ChoiceField([("DE", "Germany"), ("FR", "France"), ("NL", "Netherlands")], search=True)
    qtbot.addWidget(field)
    field.show()
    line = field.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "france")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert field.value() == "FR"


def test_typing_that_is_no_choice_goes_back_to_the_chosen_one(qtbot: QtBot) -> None:
    field = ChoiceField([("DE", "Germany"), ("FR", "France")], search=True)
    qtbot.addWidget(field)
    field.show()
    field.set_value("FR")
    line = field.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "Atlantis")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert field.value() == "FR"
    assert field.currentText() == "France"


def test_a_stored_value_that_is_not_offered_is_not_lost(qtbot: QtBot) -> None:
    field = ChoiceField([("EUR", "Euro")])
    field.set_value("XTS")
    assert field.value() == "XTS"


def test_a_tax_is_chosen_or_typed(qtbot: QtBot) -> None:
    field = TaxField("en_IE")
    qtbot.addWidget(field)
    field.show_preset(presets.of("DE"))
    assert field.taxes() == ()
    line = field.lineEdit()
    assert line is not None
    line.setText("7")
    assert field.taxes() == presets.of("DE").rates[1].taxes
    line.setText("13.5 %")
    assert field.taxes()[0].rate == Decimal("13.5")
    line.setText("rubbish")
    assert field.taxes()[0].rate == Decimal("13.5")


def test_taxes_of_another_country_are_kept(qtbot: QtBot) -> None:
    field = TaxField("en_IE")
    qtbot.addWidget(field)
    field.show_preset(presets.of("DE"))
    taxes = (Tax(rate=Decimal(5), name="GST"), Tax(rate=Decimal("9.975"), name="QST"))
    field.show_taxes(taxes)
    assert field.taxes() == taxes
    assert field.currentText() == "5% GST + 9.975% QST"


def test_terms_come_back_as_they_were_shown(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    fields = TermsFields(form, "en_IE")
    discounts = (EarlyDiscount(Decimal("2.5"), 7), EarlyDiscount(Decimal(1), 14))
    terms = PaymentTerms(30, discounts, "as agreed")
    fields.show_terms(terms)
    assert fields.errors() == {}
    assert fields.terms() == terms
    fields.show_terms(None)
    assert fields.terms() is None


def test_wrong_terms_are_told_by_field(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    fields = TermsFields(form, "en_IE")
    fields.days.setText("1.5")
    fields.percentage.setText("120")
    fields.discount_days.setText("x")
    assert set(fields.errors()) == {"terms_days", "terms_percentage", "terms_discount_days"}


def test_a_form_says_what_is_wrong_beside_the_field_and_goes_there(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    first, second = AmountField("en_IE"), AmountField("en_IE")
    form.add("price", "Price", first)
    form.add("discount", "Discount", second)
    form.show()
    form.show_errors({"discount": "Too much."})
    assert form.fields["discount"].error() == "Too much."
    assert second.accessibleDescription() == "Too much."
    assert second.property("invalid") is True
    form.show_warnings({"discount": "Hm.", "price": "Rather low."})
    assert form.fields["discount"].error() == "Too much."
    assert form.fields["price"].error() == "Rather low."
    form.clear_errors()
    assert form.fields["discount"].error() == ""
    assert second.property("invalid") is False


def test_searching_waits_until_typing_rests(qtbot: QtBot, theme: Theme) -> None:
    field = SearchField(theme, "Search")
    qtbot.addWidget(field)
    field.show()
    heard: list[str] = []
    field.searched.connect(heard.append)
    qtbot.keyClicks(field, "kess")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["kess"]
    field.search_now()
    assert heard == ["kess"]
