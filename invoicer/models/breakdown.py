"""The tax breakdown of a document (BG-23): what each tax is on, and what it comes to.

Amounts gathered by the taxes they bear go in; one row for each tax comes out. A tax is told from
another by category, rate, name and whether it is compound, never by its wording: EN 16931 wants
one row for a category and rate (BR-S-08, BR-E-01 …), so wordings that differ are joined.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from invoicer.models.money import EXACT, Money, round_half_up, total
from invoicer.models.tax import Tax, effective_rates

# The taxes a line bears, in their order.
Group = tuple[Tax, ...]

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """One row of the tax breakdown (BG-23): taxable amount BT-116 and tax BT-117."""

    tax: Tax
    base: Money
    amount: Money


def joined(groups: Iterable[Group]) -> dict[Tax, Tax]:
    """Return for each tax the one to stand for it and for all that differ only in wording."""
    taxes = dict.fromkeys(tax for group in groups for tax in group)
    reasons: dict[Tax, set[str]] = {}
    codes: dict[Tax, set[str]] = {}
    for tax in taxes:
        reasons.setdefault(_bare(tax), set()).add(tax.reason)
        codes.setdefault(_bare(tax), set()).add(tax.reason_code)
    return {
        tax: replace(
            tax,
            reason="; ".join(sorted(reasons[_bare(tax)] - {""})),
            reason_code=tax.reason_code if len(codes[_bare(tax)]) == 1 else "",
        )
        for tax in taxes
    }


def sort_key(group: Group) -> tuple[tuple[str, Decimal, str, bool], ...]:
    """Return what puts groups in an order of their own, whatever order the lines are in."""
    return tuple((tax.category.value, tax.rate, tax.name, tax.compound) for tax in group)


def of_net(nets: Mapping[Group, Money], currency: str) -> tuple[TaxTotal, ...]:
    """Return the breakdown of amounts without tax: each tax is rounded once (BR-CO-17).

    A compound tax is on the net and the taxes before it; its base is rounded, then the tax of it.
    """
    bases: dict[tuple[Group, Tax], Decimal] = {}
    for group, net in nets.items():
        shares = effective_rates(group)
        for position, tax in enumerate(group):
            below = group[:position] if tax.compound else ()
            factor = reduce(EXACT.add, shares[: len(below)], Decimal(1))
            key = (below, tax)
            part = EXACT.multiply(net.amount, factor)
            bases[key] = EXACT.add(bases.get(key, Decimal(0)), part)
    rows = []
    for (_below, tax), exact in bases.items():
        base = round_half_up(exact, currency)
        amount = EXACT.divide(EXACT.multiply(base.amount, tax.rate), HUNDRED)
        rows.append(TaxTotal(tax, base, round_half_up(amount, currency)))
    return tuple(rows)


def of_gross(grosses: Mapping[Group, Money], currency: str) -> tuple[TaxTotal, ...]:
    """Return the breakdown of amounts with tax: what is not tax is the net.

    The tax is round(gross × r ÷ (100 + r)). Not every gross amount is some net and its tax rounded
    half up (at 19 %, 0.03 is none), so BR-CO-17 holds within the one unit the rule allows.
    """
    rows: dict[Tax, TaxTotal] = {}
    zero = Money.zero(currency)
    for group, gross in grosses.items():
        amounts = _taxes_within(group, gross)
        net = gross - total(amounts, currency)
        for position, (tax, amount) in enumerate(zip(group, amounts, strict=True)):
            below = total(amounts[:position], currency) if tax.compound else zero
            row = rows.get(tax, TaxTotal(tax, zero, zero))
            rows[tax] = TaxTotal(tax, row.base + net + below, row.amount + amount)
    return tuple(rows.values())


def net_of_gross(group: Group, gross: Money) -> Money:
    """Return what is left of an amount with tax when each of its taxes is taken off."""
    return gross - total(_taxes_within(group, gross), gross.currency)


def gross_factor(group: Group) -> Decimal:
    """Return what one unit of net comes to with all taxes of the group (1.19 at 19 %)."""
    return reduce(EXACT.add, effective_rates(group), Decimal(1))


def _taxes_within(group: Group, gross: Money) -> list[Money]:
    factor = gross_factor(group)
    return [
        round_half_up(EXACT.divide(EXACT.multiply(gross.amount, share), factor), gross.currency)
        for share in effective_rates(group)
    ]


def _bare(tax: Tax) -> Tax:
    return replace(tax, reason="", reason_code="")
