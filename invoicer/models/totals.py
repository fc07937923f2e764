"""How much is it: the one calculation for every document, as EN 16931 defines it.

BR-CO-10 sum of line nets, -11 allowances, -12 charges, -13 total without tax, -14 total tax,
-15 total with tax, -16 amount due, -17 tax per category. Rounding happens at the points
ARCHITECTURE.md names: each line's and each adjustment's amount, and each tax's amount.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from decimal import ROUND_HALF_UP, Decimal

from invoicer.i18n import gettext as _
from invoicer.models import breakdown
from invoicer.models import tax as taxes_
from invoicer.models.breakdown import Group
from invoicer.models.document import Adjustment, Document, Line
from invoicer.models.errors import AmountTooLarge, BadField
from invoicer.models.money import (
    EXACT,
    LIMIT_MINOR,
    Money,
    finite,
    round_half_up,
    settle,
    spread,
    total,
)
from invoicer.models.tax import Tax

# Wider than any trade needs, narrow enough that every product stays exact and fits xs:decimal.
LARGEST = Decimal(10) ** 12
FINEST = -10
HUNDRED = Decimal(100)
MOST_CHARGED = Decimal(1000)


# A row of the breakdown is one of the totals too.
TaxTotal = breakdown.TaxTotal


@dataclass(frozen=True, slots=True)
class AdjustmentTotal:
    """What one discount or charge comes to; on the document, in each group of taxes.

    `amount` is BT-92 or BT-99 and without tax. `entered` and `base` (what a percentage is of) are
    in the terms the document is written in. Positive unless it is on a negative amount.
    """

    adjustment: Adjustment
    amount: Money
    entered: Money
    base: Money
    taxes: tuple[Tax, ...] = ()


@dataclass(frozen=True, slots=True)
class LineTotal:
    """A line's net amount (BT-131), its discounts and charges, and what its price comes to.

    `entered` is the amount in the terms the document is written in: the gross amount where prices
    include tax, otherwise the net. Its discounts and charges are in those terms too.
    """

    net: Money
    entered: Money
    adjustments: tuple[AdjustmentTotal, ...] = ()


@dataclass(frozen=True, slots=True)
class WithholdingTotal:
    """A tax the buyer keeps back: name, rate in percent, and amount still to be kept back."""

    name: str
    rate: Decimal
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Every figure of a document, in its currency.

    line_total BT-106, allowances BT-107, charges BT-108, net BT-109, tax BT-110, gross BT-112,
    prepaid BT-113, rounding BT-114, due BT-115; `withheld` is taken off `due` and leaves
    `payable`, what the buyer is asked to transfer.
    """

    currency: str
    lines: tuple[LineTotal, ...]
    adjustments: tuple[AdjustmentTotal, ...]
    taxes: tuple[TaxTotal, ...]
    withholdings: tuple[WithholdingTotal, ...]
    line_total: Money
    allowances: Money
    charges: Money
    net: Money
    tax: Money
    gross: Money
    prepaid: Money
    rounding: Money
    due: Money
    withheld: Money
    payable: Money


def calculate(document: Document) -> Totals:
    """Return every figure of the document.

    Raises BadAmount, AmountTooLarge, TooManyDecimals, UnknownCurrency or BadField for what can't
    be calculated; it never rounds such input away.
    """
    lines, adjustments, groups = _entered(document)
    if document.prices_include_tax:
        rows = breakdown.of_gross(groups, document.currency)
        lines, adjustments = _nets_of_gross(document, lines, adjustments, groups)
    else:
        rows = breakdown.of_net(groups, document.currency)
    return _within_limits(_sum_up(document, lines, adjustments, rows))


def by_taxes(document: Document) -> dict[Group, Money]:
    """Return what the lines, discounts and charges of each group of taxes come to together.

    In the terms the document is written in: with tax where its prices include it. Raises what
    `calculate` raises.
    """
    return _entered(document)[2]


Parts = tuple[AdjustmentTotal, ...]


def _entered(document: Document) -> tuple[tuple[LineTotal, ...], Parts, dict[Group, Money]]:
    currency = document.currency
    zero = Money.zero(currency)
    joined = _joined(document)
    lines = tuple(_line(line, currency) for line in document.lines)
    groups: dict[Group, Money] = {}
    for line, amounts in zip(document.lines, lines, strict=True):
        group = tuple(joined[tax] for tax in line.taxes)
        groups[group] = groups.get(group, zero) + amounts.entered
    adjustments = tuple(
        part
        for adjustment in document.adjustments
        for part in _expand(adjustment, groups, joined, zero)
    )
    for part in adjustments:
        groups[part.taxes] = groups.get(part.taxes, zero) + _signed((part,), currency)
    return lines, adjustments, groups


def _joined(document: Document) -> dict[Tax, Tax]:
    groups = [line.taxes for line in document.lines]
    groups += [adjustment.taxes or () for adjustment in document.adjustments]
    for group in groups:
        for tax in group:
            taxes_.check(tax)
    return breakdown.joined(groups)


def _sum_up(
    document: Document,
    lines: tuple[LineTotal, ...],
    adjustments: Parts,
    rows: tuple[TaxTotal, ...],
) -> Totals:
    currency = document.currency
    line_total = total((line.net for line in lines), currency)
    allowances = total((a.amount for a in adjustments if not a.adjustment.charge), currency)
    charges = total((a.amount for a in adjustments if a.adjustment.charge), currency)
    net = line_total - allowances + charges
    tax = total((row.amount for row in rows), currency)
    gross = net + tax
    prepaid = total(_prepaid(document), currency)
    withholdings = _withholdings(document, net)
    withheld = total((w.amount for w in withholdings), currency)
    rounding = _rounding(gross - prepaid, document.round_to)
    due = gross - prepaid + rounding
    return Totals(
        currency=currency,
        lines=lines,
        adjustments=adjustments,
        taxes=rows,
        withholdings=withholdings,
        line_total=line_total,
        allowances=allowances,
        charges=charges,
        net=net,
        tax=tax,
        gross=gross,
        prepaid=prepaid,
        rounding=rounding,
        due=due,
        withheld=withheld,
        payable=due - withheld,
    )


def percentage_of(amount: Money, percentage: Decimal) -> Money:
    """Return that many percent of the amount, rounded half up."""
    share = EXACT.divide(EXACT.multiply(amount.amount, percentage), HUNDRED)
    return round_half_up(share, amount.currency)


def _line(line: Line, currency: str) -> LineTotal:
    quantity = checked(line.quantity)
    price = checked(line.price)
    base = checked(line.base_quantity)
    if price < 0:
        # BR-27: the item net price shall not be negative.
        raise BadField(_("Price"), _("a price can't be negative; use a negative quantity."))
    if base <= 0:
        raise BadField(_("Price"), _("it must be for a quantity above zero."))
    product = EXACT.divide(EXACT.multiply(quantity, price), base)
    amount = round_half_up(product, currency)
    parts = tuple(_adjust(a, amount, ()) for a in line.adjustments)
    net = amount + _signed(parts, currency)
    return LineTotal(net=net, entered=net, adjustments=parts)


def _adjust(adjustment: Adjustment, base: Money, group: Group) -> AdjustmentTotal:
    if (adjustment.percentage is None) == (adjustment.amount is None):
        raise BadField(_("Discount or charge"), _("give either a percentage or an amount."))
    if adjustment.percentage is not None:
        most = MOST_CHARGED if adjustment.charge else HUNDRED
        amount = percentage_of(base, _percentage(adjustment.percentage, most))
    else:
        amount = Money.of(_not_negative(adjustment.amount or Decimal(0)), base.currency)
    return AdjustmentTotal(adjustment, amount, amount, base, group)


def _expand(
    adjustment: Adjustment, groups: dict[Group, Money], joined: dict[Tax, Tax], zero: Money
) -> list[AdjustmentTotal]:
    """Give an adjustment of the document its tax groups (BR-32, BR-37: each has a category)."""
    if adjustment.taxes is not None:
        group = tuple(joined[tax] for tax in adjustment.taxes)
        return [_adjust(adjustment, groups.get(group, zero), group)]
    whole = _adjust(adjustment, total(groups.values(), zero.currency), ())
    if adjustment.percentage is not None:
        return [_adjust(adjustment, base, group) for group, base in groups.items()]
    # In an order of their own, so that who gets the odd cent doesn't depend on that of the lines.
    ordered = sorted(groups, key=breakdown.sort_key)
    # By size whatever the sign, or goods taken back would make the other parts exceed the whole.
    parts = spread(whole.amount, [groups[group].amount.copy_abs() for group in ordered])
    return [
        AdjustmentTotal(adjustment, part, part, groups[group], group)
        for group, part in zip(ordered, parts, strict=True)
        if part
    ]


def _nets_of_gross(
    document: Document,
    lines: tuple[LineTotal, ...],
    adjustments: Parts,
    groups: dict[Group, Money],
) -> tuple[tuple[LineTotal, ...], Parts]:
    """Take the tax out of lines and adjustments, so that each group adds up to its net."""
    joined = _joined(document)
    nets = [line.entered for line in lines]
    parts = [part.entered for part in adjustments]
    for group, gross in groups.items():
        own = [
            i
            for i, line in enumerate(document.lines)
            if group == tuple(map(joined.get, line.taxes))
        ]
        adj = [i for i, part in enumerate(adjustments) if part.taxes == group]
        signs = [1 if adjustments[i].adjustment.charge else -1 for i in adj]
        grosses = [nets[i].minor for i in own]
        grosses += [sign * parts[i].minor for sign, i in zip(signs, adj, strict=True)]
        factor = breakdown.gross_factor(group)
        settled = settle(
            breakdown.net_of_gross(group, gross),
            [EXACT.divide(Decimal(minor), factor) for minor in grosses],
        )
        for i, amount in zip(own, settled[: len(own)], strict=True):
            nets[i] = amount
        for i, sign, amount in zip(adj, signs, settled[len(own) :], strict=True):
            parts[i] = Money(sign * amount.minor, amount.currency)
    return (
        tuple(replace(line, net=net) for net, line in zip(nets, lines, strict=True)),
        tuple(replace(part, amount=net) for net, part in zip(parts, adjustments, strict=True)),
    )


def _withholdings(document: Document, net: Money) -> tuple[WithholdingTotal, ...]:
    """Return what is kept back of the net, less what deposits had kept back already."""
    amounts = [percentage_of(net, _percentage(w.rate, HUNDRED)) for w in document.withholdings]
    before = total(
        (Money.of(d.withheld or Decimal(0), document.currency) for d in document.deposits),
        document.currency,
    )
    already = spread(before, [amount.amount for amount in amounts])
    return tuple(
        WithholdingTotal(w.name, w.rate, amount - taken)
        for w, amount, taken in zip(document.withholdings, amounts, already, strict=True)
    )


def _prepaid(document: Document) -> Iterable[Money]:
    for amount in (document.prepaid, *(deposit.amount for deposit in document.deposits)):
        paid = Money.of(amount or Decimal(0), document.currency)
        if paid.minor < 0:
            raise BadField(_("Paid already"), _("what was paid before can't be negative."))
        yield paid


def _rounding(amount: Money, step: Decimal | None) -> Money:
    """Return what must be added to reach the nearest multiple of the step (BT-114)."""
    if step is None:
        return Money.zero(amount.currency)
    unit = Money.of(step, amount.currency).minor
    if unit <= 0:
        raise BadField(_("Rounding"), _("round to a step above zero, such as 0.05."))
    steps = EXACT.divide(Decimal(amount.minor), Decimal(unit))
    nearest = int(steps.quantize(Decimal(1), rounding=ROUND_HALF_UP, context=EXACT)) * unit
    return Money(nearest - amount.minor, amount.currency)


def _signed(parts: Iterable[AdjustmentTotal], currency: str) -> Money:
    return total((p.amount if p.adjustment.charge else -p.amount for p in parts), currency)


def checked(value: Decimal) -> Decimal:
    """Return the number if a quantity, price or percentage may be that large and that fine.

    Below a trillion, at most ten decimals. Raises BadAmount, AmountTooLarge.
    """
    number = finite(value)
    exponent = number.normalize(EXACT).as_tuple().exponent
    if number.copy_abs() >= LARGEST or (number and int(exponent) < FINEST):
        raise AmountTooLarge(str(value))
    return number


def _percentage(value: Decimal, most: Decimal) -> Decimal:
    number = checked(value)
    if not 0 <= number <= most:
        raise BadField(
            _("Percentage"),
            _("use a number from 0 to {most}, not {n}.").format(most=most, n=number),
        )
    return number


def _not_negative(value: Decimal) -> Decimal:
    number = finite(value)
    if number < 0:
        raise BadField(
            _("Discount or charge"), _("the amount can't be negative; choose the other of the two.")
        )
    return number


def _within_limits(figures: Totals) -> Totals:
    """Refuse sums that no column holds, though each of their parts was small enough."""
    for field in fields(figures):
        value = getattr(figures, field.name)
        if isinstance(value, Money) and abs(value.minor) >= LIMIT_MINOR:
            raise AmountTooLarge(str(value.amount))
    return figures
