"""How much is it: the one calculation for every document, as EN 16931 defines it.

BR-CO-10 sum of line nets, -11 allowances, -12 charges, -13 total without tax, -14 total tax,
-15 total with tax, -16 amount due, -17 tax per category. Rounding happens at the points
ARCHITECTURE.md names: each line's and each adjustment's amount, and each tax's amount.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from invoicer.i18n import gettext as _
from invoicer.models import tax as taxes_
from invoicer.models.document import Adjustment, Document, Line
from invoicer.models.errors import AmountTooLarge, BadField
from invoicer.models.money import EXACT, Money, finite, round_half_up, spread, total
from invoicer.models.tax import Tax

# Wider than any trade needs, narrow enough that every product stays exact and fits xs:decimal.
LARGEST = Decimal(10) ** 12
FINEST = -10
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class AdjustmentTotal:
    """What one discount or charge comes to, always positive; on the document, per tax group."""

    adjustment: Adjustment
    amount: Money
    base: Money
    taxes: tuple[Tax, ...] = ()


@dataclass(frozen=True, slots=True)
class LineTotal:
    """A line's net amount (BT-131), its discounts and charges, and what its price comes to.

    `entered` is the amount in the terms the document is written in: the gross amount where prices
    include tax, otherwise the net.
    """

    net: Money
    entered: Money
    adjustments: tuple[AdjustmentTotal, ...] = ()


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """One row of the tax breakdown (BG-23): taxable amount BT-116 and tax BT-117."""

    tax: Tax
    base: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class WithholdingTotal:
    """A tax the buyer keeps back: its name, rate in percent and amount (positive)."""

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


Group = tuple[Tax, ...]


def calculate(document: Document) -> Totals:
    """Return every figure of the document.

    Raises BadAmount, AmountTooLarge, TooManyDecimals, UnknownCurrency or BadField for what can't
    be calculated; it never rounds such input away.
    """
    currency = document.currency
    zero = Money.zero(currency)
    lines = tuple(_line(line, currency) for line in document.lines)
    groups: dict[Group, Money] = {}
    for line, amounts in zip(document.lines, lines, strict=True):
        groups[line.taxes] = groups.get(line.taxes, zero) + amounts.entered
    adjustments = tuple(
        part for adjustment in document.adjustments for part in _expand(adjustment, groups, zero)
    )
    for part in adjustments:
        sign = 1 if part.adjustment.charge else -1
        groups[part.taxes] = groups.get(part.taxes, zero) + Money(
            sign * part.amount.minor, currency
        )
    if document.prices_include_tax:
        breakdown = _breakdown_of_gross(groups, currency)
        lines, adjustments = _nets_of_gross(document, lines, adjustments, groups)
    else:
        breakdown = _breakdown_of_net(groups, currency)
    return _sum_up(document, lines, adjustments, breakdown)


def _sum_up(
    document: Document,
    lines: tuple[LineTotal, ...],
    adjustments: tuple[AdjustmentTotal, ...],
    breakdown: tuple[TaxTotal, ...],
) -> Totals:
    currency = document.currency
    line_total = total((line.net for line in lines), currency)
    allowances = total((a.amount for a in adjustments if not a.adjustment.charge), currency)
    charges = total((a.amount for a in adjustments if a.adjustment.charge), currency)
    net = line_total - allowances + charges
    tax = total((row.amount for row in breakdown), currency)
    gross = net + tax
    prepaid = total(_prepaid(document), currency)
    withholdings = tuple(
        WithholdingTotal(w.name, w.rate, percentage_of(net, _percentage(w.rate)))
        for w in document.withholdings
    )
    withheld = total((w.amount for w in withholdings), currency)
    rounding = _rounding(gross - prepaid, document.round_to)
    due = gross - prepaid + rounding
    return Totals(
        currency=currency,
        lines=lines,
        adjustments=adjustments,
        taxes=breakdown,
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
    for tax in line.taxes:
        taxes_.check(tax)
    quantity = _checked(line.quantity)
    price = _checked(line.price)
    base = _checked(line.base_quantity)
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
        amount = percentage_of(base, _percentage(adjustment.percentage))
    else:
        amount = Money.of(_not_negative(adjustment.amount or Decimal(0)), base.currency)
    return AdjustmentTotal(adjustment, amount, base, group)


def _expand(
    adjustment: Adjustment, groups: dict[Group, Money], zero: Money
) -> list[AdjustmentTotal]:
    """Give an adjustment of the document its tax groups (BR-32, BR-37: each has a category)."""
    if adjustment.taxes is not None:
        for tax in adjustment.taxes:
            taxes_.check(tax)
        base = groups.get(adjustment.taxes, zero)
        return [_adjust(adjustment, base, adjustment.taxes)]
    if adjustment.percentage is not None or len(groups) <= 1:
        return [_adjust(adjustment, base, group) for group, base in groups.items()]
    whole = _adjust(adjustment, total(groups.values(), zero.currency), ())
    # Sorted, so that who gets the odd cent doesn't depend on the order of the lines.
    ordered = sorted(groups.items(), key=lambda pair: repr(pair[0]))
    parts = spread(whole.amount, [base.amount for _group, base in ordered])
    return [
        AdjustmentTotal(adjustment, part, base, group)
        for (group, base), part in zip(ordered, parts, strict=True)
        if part
    ]


def _breakdown_of_net(groups: dict[Group, Money], currency: str) -> tuple[TaxTotal, ...]:
    bases: dict[tuple[Group, Tax], Decimal] = {}
    for group, net in groups.items():
        rates = taxes_.effective_rates(group)
        for position, tax in enumerate(group):
            below = group[:position] if tax.compound else ()
            factor = sum(rates[:position], Decimal(1)) if below else Decimal(1)
            key = (below, tax)
            base = EXACT.multiply(net.amount, factor)
            bases[key] = EXACT.add(bases.get(key, Decimal(0)), base)
    return tuple(
        TaxTotal(
            tax,
            round_half_up(base, currency),
            round_half_up(EXACT.divide(EXACT.multiply(base, tax.rate), HUNDRED), currency),
        )
        for (_below, tax), base in bases.items()
    )


def _breakdown_of_gross(groups: dict[Group, Money], currency: str) -> tuple[TaxTotal, ...]:
    rows: dict[Tax, TaxTotal] = {}
    for group, gross in groups.items():
        rates = taxes_.effective_rates(group)
        factor = sum(rates, Decimal(1))
        amounts = [
            round_half_up(EXACT.divide(EXACT.multiply(gross.amount, rate), factor), currency)
            for rate in rates
        ]
        base = gross - total(amounts, currency)
        for position, (tax, amount) in enumerate(zip(group, amounts, strict=True)):
            below = total(amounts[:position], currency) if tax.compound else Money.zero(currency)
            row = rows.get(tax, TaxTotal(tax, Money.zero(currency), Money.zero(currency)))
            rows[tax] = TaxTotal(tax, row.base + base + below, row.amount + amount)
    return tuple(rows.values())


def _nets_of_gross(
    document: Document,
    lines: tuple[LineTotal, ...],
    adjustments: tuple[AdjustmentTotal, ...],
    groups: dict[Group, Money],
) -> tuple[tuple[LineTotal, ...], tuple[AdjustmentTotal, ...]]:
    """Spread each group's net over its lines and adjustments, so that they add up to it."""
    nets = [line.entered for line in lines]
    parts = [part.amount for part in adjustments]
    for group, gross in groups.items():
        net = gross - total(
            (row.amount for row in _breakdown_of_gross({group: gross}, document.currency)),
            document.currency,
        )
        own = [i for i, line in enumerate(document.lines) if line.taxes == group]
        adj = [i for i, part in enumerate(adjustments) if part.taxes == group]
        signs = [1 if adjustments[i].adjustment.charge else -1 for i in adj]
        shares = [nets[i].amount for i in own]
        shares += [sign * parts[i].amount for sign, i in zip(signs, adj, strict=True)]
        spread_out = _spread_net(net, gross, shares)
        for i, amount in zip(own, spread_out[: len(own)], strict=True):
            nets[i] = amount
        for i, sign, amount in zip(adj, signs, spread_out[len(own) :], strict=True):
            parts[i] = Money(sign * amount.minor, amount.currency)
    return (
        tuple(
            LineTotal(net, line.entered, line.adjustments)
            for net, line in zip(nets, lines, strict=True)
        ),
        tuple(
            AdjustmentTotal(part.adjustment, amount, part.base, part.taxes)
            for part, amount in zip(adjustments, parts, strict=True)
        ),
    )


def _spread_net(net: Money, gross: Money, shares: list[Decimal]) -> tuple[Money, ...]:
    """Spread a net over gross shares; where they cancel out there is no tax and none to spread."""
    if not gross:
        return tuple(Money.of(share, net.currency) for share in shares)
    return spread(net, shares)


def _prepaid(document: Document) -> Iterable[Money]:
    yield Money.of(document.prepaid, document.currency)
    for deposit in document.deposits:
        yield Money.of(deposit.amount or Decimal(0), document.currency)


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


def _checked(value: Decimal) -> Decimal:
    number = finite(value)
    if abs(number) >= LARGEST or number.normalize(EXACT).as_tuple().exponent < FINEST:  # type: ignore[operator]
        raise AmountTooLarge(str(value))
    return number


def _percentage(value: Decimal) -> Decimal:
    number = _checked(value)
    if not 0 <= number <= 1000:
        raise BadField(_("Percentage"), _("use a number from 0 to 100, not {n}.").format(n=number))
    return number


def _not_negative(value: Decimal) -> Decimal:
    number = finite(value)
    if number < 0:
        raise BadField(
            _("Discount or charge"), _("the amount can't be negative; choose the other of the two.")
        )
    return number
