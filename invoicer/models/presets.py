"""Country presets: what a business in a country starts with, and how its sales are taxed.

The data, each with its sources, is in the modules presets_dach to presets_world. A preset
is a beginning and a check, not advice: every text and rate can be changed on the document.
"""

from collections.abc import Callable
from decimal import Decimal

from invoicer import i18n
from invoicer.i18n import gettext as _screen
from invoicer.models import presets_dach, presets_north, presets_south, presets_west, presets_world
from invoicer.models.party import TaxScheme, TaxTreatment
from invoicer.models.preset import (
    EU,
    Preset,
    Rate,
    RateName,
    Relief,
    SellerId,
    relief,
    unregistered,
)
from invoicer.models.tax import Tax, TaxCategory

PRESETS: dict[str, Preset] = {
    preset.country: preset
    for preset in (
        *presets_dach.PRESETS,
        *presets_west.PRESETS,
        *presets_south.PRESETS,
        *presets_north.PRESETS,
        *presets_world.PRESETS,
    )
}

_DIRECTIVE = "Directive 2006/112/EC, Art. 226"

# What holds where a country's own preset says nothing else. The wordings are the directive's.
RELIEFS: dict[TaxTreatment, Relief] = dict(
    (
        relief(TaxTreatment.REVERSE_CHARGE, ("en", "Reverse charge")),
        relief(
            TaxTreatment.INTRA_COMMUNITY,
            ("en", "Exempt intra-Community supply (Art. 138 Directive 2006/112/EC)"),
        ),
        relief(TaxTreatment.EXPORT, ("en", "Export, exempt from tax")),
        relief(TaxTreatment.EXEMPT, ("en", "Exempt from tax")),
        relief(TaxTreatment.OUTSIDE_SCOPE, ("en", "Not subject to tax")),
    )
)

UNREGISTERED = unregistered(("en", "The seller is not registered for tax; none is charged."))


def countries() -> tuple[str, ...]:
    """Return the countries with a preset of their own, ISO 3166-1 alpha-2, sorted."""
    return tuple(sorted(PRESETS))


def of(country: str) -> Preset:
    """Return a country's preset, or a plain one: of the VAT directive within the EU, else free."""
    own = PRESETS.get(country)
    if own is not None:
        return own
    if country in EU:
        return Preset(
            country=country, language="en", currency="EUR", tax_name="VAT", sources=(_DIRECTIVE,)
        )
    return Preset(
        country=country,
        language="en",
        currency="EUR",
        tax_name="VAT",
        seller_id=SellerId.NONE,
        one_tax=False,
        every_line_taxed=False,
    )


def line_taxes(
    preset: Preset,
    treatment: TaxTreatment,
    rate: Rate | None,
    *,
    scheme: TaxScheme = TaxScheme.REGULAR,
    language: str = "",
) -> tuple[Tax, ...]:
    """Return the taxes of a line for how sales to the client are taxed and the rate of the item.

    The wording is in the document's language where the law's text is known in it. No rate means
    the country charges none (a US business without sales tax): then there are no taxes.
    """
    language = language or preset.language
    if scheme == TaxScheme.SMALL_BUSINESS:
        if not preset.every_line_taxed and preset.small_business is None:
            return ()
        return (_relieved(preset, preset.small_business or UNREGISTERED, language),)
    if treatment != TaxTreatment.DOMESTIC:
        return (_relieved(preset, relief_of(preset, treatment), language),)
    return rate.taxes if rate is not None else ()


def relief_of(preset: Preset, treatment: TaxTreatment) -> Relief:
    """Return why and how sales of that treatment (not domestic) go untaxed."""
    return dict(preset.reliefs).get(treatment) or RELIEFS[treatment]


def default_rate(preset: Preset) -> Rate | None:
    """Return the rate to offer first, or None where the country has none of its own."""
    return preset.rates[0] if preset.rates else None


def own_rate(preset: Preset, percent: Decimal, name: str = "") -> Rate:
    """Return a rate the preset doesn't know (a city's sales tax, a rate of next year)."""
    category = TaxCategory.STANDARD if percent else TaxCategory.ZERO
    return Rate(RateName.STANDARD, (Tax(category, percent, name or preset.tax_name),))


def rate_label(rate: Rate, language: str | None = None) -> str:
    """Return the plain name of a rate ("reduced rate (Madeira)") without its percentage."""
    translate = _screen if language is None else i18n.catalogue(language).gettext
    label = _rate_names(translate)[rate.name]
    return f"{label} ({rate.area})" if rate.area else label


def _relieved(preset: Preset, why: Relief, language: str) -> Tax:
    return Tax(
        category=why.category,
        rate=Decimal(0),
        name=preset.tax_name,
        reason=why.wording.text(language),
        reason_code=why.code,
    )


def _rate_names(_: Callable[[str], str]) -> dict[RateName, str]:
    return {
        RateName.STANDARD: _("standard rate"),
        RateName.INTERMEDIATE: _("intermediate rate"),
        RateName.REDUCED: _("reduced rate"),
        RateName.SECOND_REDUCED: _("second reduced rate"),
        RateName.SUPER_REDUCED: _("super-reduced rate"),
        RateName.ZERO: _("zero rate"),
    }
