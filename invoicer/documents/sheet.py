"""Where things stand on the paper: A4 by DIN 5008 form B, US Letter for a number 10 window."""

from dataclasses import dataclass
from decimal import Decimal

from invoicer.documents.parts import View

# A window of 45 mm takes a return address and this many lines of the normal size.
WINDOW_LINES = 6
# The band takes so many characters of the largest size, and of the second.
NAME_IN_ONE_LINE, NAME_IN_FEW_LINES = 60, 150
# The width of a character of the total, in millimetres.
TOTAL_CHARACTER = Decimal("2.9")
# Between a left margin of 25 mm (DIN 5008) and a right one of 20 mm.
A4_ROOM, LETTER_ROOM = Decimal(165), Decimal("170.9")
FOOT_COLUMNS = ("27%", "33%", "27%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Measures as CSS lengths, from the top left corner of the sheet."""

    width: str
    address_top: str
    address_height: str
    facts_top: str
    facts_width: str
    body_top: str
    body_width: str
    body_height: str
    further_height: str
    foot_top: str
    foot_columns: tuple[str, ...]
    sum_columns: tuple[str, ...]
    fold_marks: bool
    recipient_class: str
    name_class: str


def room(letter_paper: bool) -> Decimal:
    """Return the width between the margins, in millimetres."""
    return LETTER_ROOM if letter_paper else A4_ROOM


def of(view: View) -> Sheet:
    """Return the measures for a document's paper."""
    recipient_class = "recipient" if len(view.recipient) <= WINDOW_LINES else "recipient-dense"
    if view.letter_paper:
        return Sheet(
            width="215.9mm",
            address_top="52mm",
            address_height="36mm",
            facts_top="50mm",
            facts_width="75.9mm",
            body_top="92mm",
            body_width=f"{LETTER_ROOM}mm",
            body_height="161mm",
            further_height="227mm",
            foot_top="256mm",
            foot_columns=FOOT_COLUMNS,
            sum_columns=_sum_columns(view, LETTER_ROOM),
            fold_marks=False,
            recipient_class=recipient_class,
            name_class=_name_class(view.brand.name),
        )
    return Sheet(
        width="210mm",
        address_top="56mm",
        address_height="34mm",
        facts_top="50mm",
        facts_width="70mm",
        body_top="98mm",
        body_width=f"{A4_ROOM}mm",
        body_height="169mm",
        further_height="241mm",
        foot_top="271mm",
        foot_columns=FOOT_COLUMNS,
        sum_columns=_sum_columns(view, A4_ROOM),
        fold_marks=True,
        recipient_class=recipient_class,
        name_class=_name_class(view.brand.name),
    )


def _name_class(name: str) -> str:
    """Return the size that lets a name stay inside its band."""
    if len(name) <= NAME_IN_ONE_LINE:
        return "name"
    return "name-long" if len(name) <= NAME_IN_FEW_LINES else "name-longest"


def _sum_columns(view: View, room: Decimal) -> tuple[str, ...]:
    """Return an amount column that holds the total in one line, labels, and the rest before."""
    longest = max((len(row.amount) for row in view.sums), default=0)
    amount = min(max(longest * TOTAL_CHARACTER + 2, Decimal(38)), Decimal(80))
    label = Decimal(58)
    return tuple(f"{width}mm" for width in (room - label - amount, label, amount))
