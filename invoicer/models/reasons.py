"""Why a booking is proposed, in short plain phrases."""

from collections.abc import Sequence

from invoicer.i18n import gettext as _
from invoicer.i18n import ngettext
from invoicer.models.evidence import Side
from invoicer.models.fitting import Fit, Fitting
from invoicer.models.money import Money


def amount(found: Fitting) -> str:
    """Say how the amount fits."""
    if found.fit in (Fit.DISCOUNT, Fit.LATE_DISCOUNT) and found.last_day is not None:
        sentence = (
            _("amount fits less the early-payment discount of {off}, earned until {day}")
            if found.fit == Fit.DISCOUNT
            else _("amount fits less the early-payment discount of {off}, which ended on {day}")
        )
        return sentence.format(off=found.discount, day=found.last_day.isoformat())
    return {
        Fit.EXACT: _("amount fits exactly"),
        Fit.PART: _("amount is part of what is open"),
        Fit.OVER: _("amount is more than is open"),
    }[found.fit]


def side(found: Side) -> tuple[str, ...]:
    """Say what the payer's account and name tell; nothing where they tell nothing."""
    return {
        Side.ACCOUNT: (_("paid from this client’s account before"),),
        Side.NAME: (_("payer’s name fits"),),
        Side.UNKNOWN: (),
        Side.DOUBTFUL: (_("payer’s name fits in part only"),),
        Side.AGAINST: (_("payer’s name or account is another’s"),),
    }[found]


def together(count: int, offs: Sequence[Money]) -> str:
    """Say that several documents add up."""
    if any(offs):
        return ngettext(
            "{count} document adds up to the amount, less early-payment discount",
            "{count} documents add up to the amount, less early-payment discount",
            count,
        ).format(count=count)
    return ngettext(
        "{count} document adds up to the amount", "{count} documents add up to the amount", count
    ).format(count=count)
