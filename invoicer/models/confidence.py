"""How confident a proposal is that rests on a number in the text, in whole percent."""

from invoicer.models.evidence import Side
from invoicer.models.fitting import Fit

# For a payer who fits, of whom nothing is known, and whose name or account speaks against it.
_COLUMN = {Side.ACCOUNT: 0, Side.NAME: 0, Side.UNKNOWN: 1, Side.DOUBTFUL: 1, Side.AGAINST: 2}
_SURE = {
    Fit.EXACT: (99, 96, 65),
    Fit.DISCOUNT: (98, 94, 60),
    Fit.LATE_DISCOUNT: (85, 80, 50),
    Fit.PART: (80, 70, 40),
    Fit.OVER: (78, 68, 35),
}
_WEAK = {
    Fit.EXACT: (90, 75, 40),
    Fit.DISCOUNT: (88, 70, 35),
    Fit.LATE_DISCOUNT: (70, 55, 25),
    Fit.PART: (45, 25, 10),
    Fit.OVER: (45, 25, 10),
}


def of(fit: Fit, side: Side, *, surely: bool) -> int:
    """Return the confidence by how the amount fits, who paid, and whether the number is sure."""
    return (_SURE if surely else _WEAK)[fit][_COLUMN[side]]
