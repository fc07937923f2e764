"""Country presets: complete, sourced, and giving lines the taxes the law wants."""

from datetime import date
from decimal import Decimal

import pytest

from invoicer.models import currency, identifiers, numbering, presets, totals
from invoicer.models import tax as taxes_
from invoicer.models.document import DocumentKind, Line
from invoicer.models.numbering import Series
from invoicer.models.party import TaxScheme, TaxTreatment
from invoicer.models.preset import EU, Preset, RateName, SellerId, Wording
from invoicer.models.tax import NEED_REASON, TaxCategory
from tests.models.documents import invoice

ASKED_FOR = "DE AT CH FR ES IT NL BE PT PL IE GB US CA AU SE DK".split()
UNTAXED = [treatment for treatment in TaxTreatment if treatment != TaxTreatment.DOMESTIC]


def test_every_country_asked_for_has_its_preset() -> None:
    assert set(ASKED_FOR) <= set(presets.countries())


@pytest.mark.parametrize("country", presets.countries())
def test_a_preset_is_complete_and_names_its_law(country: str) -> None:
    preset = presets.of(country)
    assert identifiers.is_country(country)
    assert currency.minor_digits(preset.currency) == 2
    assert preset.sources
    assert preset.tax_name
    assert 0 < preset.payment_days <= 60
    yearly = "{year}" in preset.number_pattern
    numbering.check(
        Series("s", preset.number_pattern, (DocumentKind.INVOICE,), restarts_yearly=yearly)
    )
    assert numbering.render(preset.number_pattern, date(2026, 1, 1), 1)


@pytest.mark.parametrize("country", presets.countries())
def test_every_rate_of_a_preset_can_be_calculated_with(country: str) -> None:
    preset = presets.of(country)
    for rate in preset.rates:
        figures = totals.calculate(
            invoice(Line(name="x", price=Decimal(100), taxes=rate.taxes), currency=preset.currency)
        )
        assert figures.tax.amount == sum((tax.rate for tax in rate.taxes), Decimal(0)).quantize(
            Decimal("0.01"), rounding="ROUND_HALF_UP"
        )
        assert len(rate.taxes) == 1 or not preset.one_tax
        assert presets.rate_label(rate)


@pytest.mark.parametrize("country", [*presets.countries(), "FI", "NZ"])
@pytest.mark.parametrize("treatment", UNTAXED)
@pytest.mark.parametrize("language", ["de", "en", "zz"])
def test_what_goes_untaxed_says_why(country: str, treatment: TaxTreatment, language: str) -> None:
    preset = presets.of(country)
    (tax,) = presets.line_taxes(preset, treatment, presets.default_rate(preset), language=language)
    taxes_.check(tax)
    assert tax.rate == 0
    assert tax.category in NEED_REASON
    assert tax.reason


@pytest.mark.parametrize("country", presets.countries())
def test_a_domestic_sale_bears_the_rate_of_its_item(country: str) -> None:
    preset = presets.of(country)
    for rate in preset.rates:
        assert presets.line_taxes(preset, TaxTreatment.DOMESTIC, rate) == rate.taxes


@pytest.mark.parametrize("country", presets.countries())
def test_a_small_business_charges_no_tax_and_says_so_where_the_law_wants_it(country: str) -> None:
    preset = presets.of(country)
    taxes = presets.line_taxes(
        preset,
        TaxTreatment.DOMESTIC,
        presets.default_rate(preset),
        scheme=TaxScheme.SMALL_BUSINESS,
    )
    assert all(tax.rate == 0 and tax.reason for tax in taxes)
    assert bool(taxes) == preset.every_line_taxed


@pytest.mark.parametrize("treatment", UNTAXED)
def test_within_the_eu_categories_and_codes_are_those_of_the_standard(
    treatment: TaxTreatment,
) -> None:
    expected = {
        TaxTreatment.REVERSE_CHARGE: (TaxCategory.REVERSE_CHARGE, "VATEX-EU-AE"),
        TaxTreatment.INTRA_COMMUNITY: (TaxCategory.INTRA_COMMUNITY, "VATEX-EU-IC"),
        TaxTreatment.EXPORT: (TaxCategory.EXPORT, "VATEX-EU-G"),
        TaxTreatment.EXEMPT: (TaxCategory.EXEMPT, ""),
        TaxTreatment.OUTSIDE_SCOPE: (TaxCategory.OUTSIDE_SCOPE, "VATEX-EU-O"),
    }[treatment]
    for country in EU:
        relief = presets.relief_of(presets.of(country), treatment)
        assert (relief.category, relief.code) == expected


def test_a_wording_is_in_the_documents_language_where_the_law_is_known_in_it() -> None:
    germany = presets.of("DE")
    rate = presets.default_rate(germany)

    def reason(language: str) -> str:
        (tax,) = presets.line_taxes(germany, TaxTreatment.REVERSE_CHARGE, rate, language=language)
        return tax.reason

    assert reason("de") == reason("") == "Steuerschuldnerschaft des Leistungsempfängers"
    assert reason("de_AT") == reason("de")
    assert reason("en") == reason("pl") == "Reverse charge"


def test_a_wording_without_english_is_in_the_countrys_own_language() -> None:
    assert Wording((("fi", "Käännetty"),)).text("de") == "Käännetty"
    assert Wording(()).text("de") == ""


def test_quebec_and_british_columbia_have_two_taxes_and_ontario_one() -> None:
    by_area = {rate.area: rate for rate in presets.of("CA").rates}
    assert [(tax.name, str(tax.rate)) for tax in by_area["Québec"].taxes] == [
        ("GST", "5"),
        ("QST", "9.975"),
    ]
    assert len(by_area["British Columbia"].taxes) == 2
    assert [tax.name for tax in by_area["Ontario"].taxes] == ["HST"]
    assert presets.rate_label(by_area["Ontario"]) == "standard rate (Ontario)"


def test_the_united_states_have_no_rate_until_the_business_sets_its_own() -> None:
    united_states = presets.of("US")
    assert presets.default_rate(united_states) is None
    assert presets.line_taxes(united_states, TaxTreatment.DOMESTIC, None) == ()
    own = presets.own_rate(united_states, Decimal("8.875"))
    (tax,) = presets.line_taxes(united_states, TaxTreatment.DOMESTIC, own)
    assert (tax.name, tax.rate) == ("Sales tax", Decimal("8.875"))


def test_an_own_rate_of_nothing_is_the_zero_rate() -> None:
    (tax,) = presets.own_rate(presets.of("DE"), Decimal(0), "USt.").taxes
    assert tax.category == TaxCategory.ZERO


def test_spain_and_italy_withhold_and_switzerland_rounds_cash() -> None:
    assert [str(w.rate) for w in presets.of("ES").withholdings] == ["15", "7"]
    assert [str(w.rate) for w in presets.of("IT").withholdings] == ["20"]
    assert presets.of("CH").cash_rounding == Decimal("0.05")


def test_a_country_without_a_preset_has_a_plain_one() -> None:
    within, outside = presets.of("FI"), presets.of("NZ")
    assert (within.every_line_taxed, within.seller_id) == (True, SellerId.VAT_ID)
    assert (outside.every_line_taxed, outside.seller_id) == (False, SellerId.NONE)
    assert presets.line_taxes(within, TaxTreatment.DOMESTIC, None, scheme=TaxScheme.SMALL_BUSINESS)[
        0
    ].reason.startswith("The seller is not registered")


def test_labels_of_rates_come_in_a_documents_language() -> None:
    for rate in presets.of("DE").rates:
        assert presets.rate_label(rate, "xx").endswith("rate")
    assert {name.value for name in RateName} >= {"standard", "reduced", "zero"}


def test_presets_are_kept_by_their_country() -> None:
    assert all(isinstance(preset, Preset) for preset in presets.PRESETS.values())
    assert all(country == preset.country for country, preset in presets.PRESETS.items())
    assert len(EU) == 27
