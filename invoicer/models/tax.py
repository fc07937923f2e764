"""Taxes: VAT categories (UNTDID 5305 as EN 16931 uses it), rates and what must be printed."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import reduce

from invoicer.i18n import gettext as _
from invoicer.models.errors import BadField
from invoicer.models.money import EXACT, finite


class TaxCategory(StrEnum):
    """The VAT category code of EN 16931 (BT-95, BT-102, BT-118, BT-151)."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    INTRA_COMMUNITY = "K"
    EXPORT = "G"
    OUTSIDE_SCOPE = "O"
    CANARY_ISLANDS = "L"
    CEUTA_MELILLA = "M"


# BR-S-05, BR-IG-05, BR-IP-05 let these categories carry a rate; all others are at zero
# (BR-Z-05, BR-E-05, BR-AE-05, BR-IC-05, BR-G-05; BR-O-05 has none at all).
RATED = frozenset({TaxCategory.STANDARD, TaxCategory.CANARY_ISLANDS, TaxCategory.CEUTA_MELILLA})

# Categories whose breakdown must state why no tax is charged (BR-E-10, BR-AE-10, BR-IC-10,
# BR-G-10, BR-O-10).
NEED_REASON = frozenset(
    {
        TaxCategory.EXEMPT,
        TaxCategory.REVERSE_CHARGE,
        TaxCategory.INTRA_COMMUNITY,
        TaxCategory.EXPORT,
        TaxCategory.OUTSIDE_SCOPE,
    }
)


# No tax has a finer rate than three decimals (Québec's 9.975); six leave room.
FINEST = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Tax:
    """One tax on a line: its name, category and rate in percent.

    `compound` taxes the net plus the taxes that stand before it on the same line. `reason` is the
    exemption wording (BT-120), `reason_code` its VATEX code (BT-121).
    """

    category: TaxCategory = TaxCategory.STANDARD
    rate: Decimal = Decimal(0)
    name: str = ""
    compound: bool = False
    reason: str = ""
    reason_code: str = ""


def check(tax: Tax) -> None:
    """Raise BadField where a rate and a category contradict each other (BR-S-05, BR-E-05 …)."""
    rate = finite(tax.rate)
    if not 0 <= rate <= 1000 or rate != rate.quantize(FINEST, context=EXACT):
        raise BadField(_("Tax"), _("the rate {rate} % is not possible.").format(rate=rate))
    if rate and tax.category not in RATED:
        raise BadField(
            _("Tax"),
            _("category {category} has no tax, so its rate must be 0, not {rate} %.").format(
                category=tax.category.value, rate=rate
            ),
        )


def effective_rates(taxes: tuple[Tax, ...]) -> tuple[Decimal, ...]:
    """Return each tax's share of the bare net; a compound one's includes those before it."""
    rates: list[Decimal] = []
    for tax in taxes:
        fraction = EXACT.divide(tax.rate, Decimal(100))
        before = reduce(EXACT.add, rates, Decimal(1)) if tax.compound else Decimal(1)
        rates.append(EXACT.multiply(fraction, before))
    return tuple(rates)
