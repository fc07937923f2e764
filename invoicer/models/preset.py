"""What a country's preset is made of; the countries are in presets_dach to presets_world."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from invoicer.models.document import Withholding
from invoicer.models.party import TaxTreatment
from invoicer.models.tax import Tax, TaxCategory


class RateName(StrEnum):
    """The plain name of a rate; `presets.rate_label` words it for a person."""

    STANDARD = "standard"
    INTERMEDIATE = "intermediate"
    REDUCED = "reduced"
    SECOND_REDUCED = "second_reduced"
    SUPER_REDUCED = "super_reduced"
    ZERO = "zero"


class SellerId(StrEnum):
    """Which tax identifier of the seller an invoice must carry."""

    NONE = "none"
    VAT_ID = "vat_id"
    TAX_NUMBER = "tax_number"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence in several languages, the country's own first: (language, text) pairs."""

    texts: tuple[tuple[str, str], ...]

    def text(self, language: str) -> str:
        """Return the sentence in that language, else in English, else in the country's own."""
        known = dict(self.texts)
        own = self.texts[0][1] if self.texts else ""
        return known.get(language[:2].lower()) or known.get("en") or own


@dataclass(frozen=True, slots=True)
class Relief:
    """Why no tax is charged: category, wording an invoice must carry (BT-120), VATEX (BT-121)."""

    category: TaxCategory
    wording: Wording
    code: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """What a line may be taxed at. `taxes` stand together on one line (GST and QST).

    `area` is the part of the country where it holds ("Québec", "Madeira"), empty for all of it.
    """

    name: RateName
    taxes: tuple[Tax, ...]
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """How invoices are written in one country, and the law that says so (`sources`).

    `one_tax` tells that a line bears exactly one tax (VAT countries); `every_line_taxed` that a
    line without one can't be issued. `seller_id_always` asks for the seller's identifier even
    where no tax is charged. `number_pattern` is what is usual; without a year in it, the series
    never restarts. `cash_rounding` is for cash only. `remarks` are texts the law wants at the foot
    of an invoice.
    """

    country: str
    language: str
    currency: str
    tax_name: str
    rates: tuple[Rate, ...] = ()
    reliefs: tuple[tuple[TaxTreatment, Relief], ...] = ()
    small_business: Relief | None = None
    number_pattern: str = "{year}-{seq:04}"
    payment_days: int = 30
    cash_rounding: Decimal | None = None
    withholdings: tuple[Withholding, ...] = ()
    seller_id: SellerId = SellerId.VAT_ID
    seller_id_always: bool = False
    seller_registration: bool = False
    buyer_tax_id: bool = False
    one_tax: bool = True
    every_line_taxed: bool = True
    tax_in_own_currency: bool = False
    remarks: tuple[Wording, ...] = ()
    sources: tuple[str, ...] = ()


# The 27 member states, where intra-community supply and Directive 2006/112/EC hold.
EU = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)


def rate(name: RateName, percent: str, tax_name: str, area: str = "") -> Rate:
    """Return a rate of a single tax; 0 is category Z (EN 16931 has no S at zero, BR-S-05)."""
    category = TaxCategory.STANDARD if Decimal(percent) else TaxCategory.ZERO
    return Rate(name, (Tax(category, Decimal(percent), tax_name),), area)


def rates(tax_name: str, *named: tuple[RateName, str]) -> tuple[Rate, ...]:
    """Return a country's rates, each of a single tax of that name."""
    return tuple(rate(name, percent, tax_name) for name, percent in named)


_CATEGORIES = {
    TaxTreatment.REVERSE_CHARGE: (TaxCategory.REVERSE_CHARGE, "VATEX-EU-AE"),
    TaxTreatment.INTRA_COMMUNITY: (TaxCategory.INTRA_COMMUNITY, "VATEX-EU-IC"),
    TaxTreatment.EXPORT: (TaxCategory.EXPORT, "VATEX-EU-G"),
    # An exemption's code depends on which one it is; the wording alone satisfies BR-E-10.
    TaxTreatment.EXEMPT: (TaxCategory.EXEMPT, ""),
    TaxTreatment.OUTSIDE_SCOPE: (TaxCategory.OUTSIDE_SCOPE, "VATEX-EU-O"),
}


def relief(
    treatment: TaxTreatment, *texts: tuple[str, str], given: TaxTreatment | None = None
) -> tuple[TaxTreatment, Relief]:
    """Return an untaxed treatment with EN 16931's category and code and the country's wording.

    `given` is what it answers to where that is another: outside the EU a client's reverse charge
    is simply a place of supply abroad.
    """
    category, code = _CATEGORIES[treatment]
    return given or treatment, Relief(category, Wording(texts), code)


def exempt(*texts: tuple[str, str], code: str = "") -> Relief:
    """Return the relief of a small business that is liable but exempt."""
    return Relief(TaxCategory.EXEMPT, Wording(texts), code)


def unregistered(*texts: tuple[str, str]) -> Relief:
    """Return the relief of a business that is not registered for the tax at all."""
    return Relief(TaxCategory.OUTSIDE_SCOPE, Wording(texts), "VATEX-EU-O")
