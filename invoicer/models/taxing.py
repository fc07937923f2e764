"""How the lines of one document are taxed: by the business's country and scheme, and the client's
treatment."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from invoicer.models import presets
from invoicer.models.document import Line
from invoicer.models.party import Business, Item, TaxScheme, TaxTreatment
from invoicer.models.preset import Rate
from invoicer.models.tax import Tax

Taxes = tuple[Tax, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxing:
    """Who sells to whom, as far as it decides which taxes a line bears; `language` is the
    document's, for the wording of an exemption."""

    business: Business = field(default_factory=Business)
    treatment: TaxTreatment = TaxTreatment.DOMESTIC
    language: str = ""


def choices(taxing: Taxing) -> tuple[Taxes, ...]:
    """Return what a line may be taxed with, the likeliest first, each once."""
    preset = presets.of(taxing.business.country)
    offered = [default(taxing)]
    if taxing.business.scheme == TaxScheme.REGULAR:
        offered += [rate.taxes for rate in preset.rates]
    return tuple(dict.fromkeys(offered))


def default(taxing: Taxing) -> Taxes:
    """Return what a new line is taxed with."""
    return _at(taxing, presets.default_rate(presets.of(taxing.business.country)))


def of_percent(taxing: Taxing, percent: Decimal) -> Taxes:
    """Return the taxes of that many percent: one of the choices, or a rate of one's own."""
    for taxes in choices(taxing):
        if len(taxes) == 1 and taxes[0].rate == percent:
            return taxes
    return presets.own_rate(presets.of(taxing.business.country), percent).taxes


def line_of(item: Item, item_id: int, taxing: Taxing) -> Line:
    """Return the line that sells one unit of an item."""
    return Line(
        name=item.name,
        description=item.description,
        item_id=item_id,
        item_number=item.number,
        unit=item.unit,
        price=item.price,
        base_quantity=item.base_quantity,
        taxes=item.taxes if item.taxes and _as_at_home(taxing) else default(taxing),
    )


def retaxed(lines: Sequence[Line], before: Taxing, after: Taxing) -> tuple[Line, ...]:
    """Return the lines as they are taxed for another client, language or treatment.

    What a person chose beyond what the treatment gives (a rate of one's own) stays.
    """
    return tuple(replace(line, taxes=_retaxed(line.taxes, before, after)) for line in lines)


def _retaxed(taxes: Taxes, before: Taxing, after: Taxing) -> Taxes:
    if before == after:
        return taxes
    if not _as_at_home(before):
        return default(after) if taxes == default(before) else taxes
    known = {rate.taxes: rate for rate in presets.of(before.business.country).rates}
    return _at(after, known[taxes]) if taxes in known else taxes


def _at(taxing: Taxing, rate: Rate | None) -> Taxes:
    return presets.line_taxes(
        presets.of(taxing.business.country),
        taxing.treatment,
        rate,
        scheme=taxing.business.scheme,
        language=taxing.language,
    )


def _as_at_home(taxing: Taxing) -> bool:
    regular = taxing.business.scheme == TaxScheme.REGULAR
    return regular and taxing.treatment == TaxTreatment.DOMESTIC
