"""Numbers of documents inside a bank's text, however payers write them.

A number is found with other spaces and punctuation, without its leading zeros and without its
letters: "re 2026 128" names RE-2026/0128. What a look-alike might be, a date, an amount, part of a
longer number, is found too but marked as weak: weak mentions never decide anything alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from invoicer.models import names

_PIECE = re.compile(r"\d+|[^\W\d_]+")
_INVOICE_WORDS = frozenset(
    """
    re rg rn rnr renr rgnr rechnung rechnungen rechnungs rechnungsnr rechnungsnummer nr nummer no
    num inv invoice invoices beleg belegnr fac fact facture factura facturas fattura fatt ft fra
    fv faktura faktury faktuur factuur fakt szamla rechn rech bill your ihre votre su
    """.split()
)
_LONGEST_WINDOW = 7


class Strength(IntEnum):
    """How surely a text means this number."""

    WEAK = 1
    FIRM = 2
    FULL = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of digits or of letters, with what stands between it and the piece before."""

    text: str
    gap: str
    digits: bool


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers one may look for, by their shapes; the values are positions of documents."""

    by_groups: Mapping[str, tuple[int, ...]]
    by_run: Mapping[str, tuple[int, ...]]
    written: Sequence[str]
    longest: int


@lru_cache(maxsize=20_000)
def pieces(text: str) -> tuple[Piece, ...]:
    """Return the runs of digits and letters of a text, in order."""
    plain = names.plain(text)
    found: list[Piece] = []
    end = 0
    for match in _PIECE.finditer(plain):
        word = match.group()
        gap = plain[end : match.start()]
        found.append(Piece(word, gap if found else "", word.isdigit()))
        end = match.end()
    return tuple(found)


def _group(piece: Piece) -> str:
    return piece.text.lstrip("0") or "0" if piece.digits else piece.text


def numbers(written: Sequence[str]) -> Numbers:
    """Prepare numbers to be looked for; their positions are what `find` returns."""
    by_groups: dict[str, list[int]] = {}
    by_run: dict[str, list[int]] = {}
    longest = 1
    for place, number in enumerate(written):
        parts = pieces(number)
        if not any(part.digits for part in parts):
            continue
        first = next(i for i, part in enumerate(parts) if part.digits)
        longest = max(longest, len(parts))
        for shape in {parts, parts[first:]}:
            by_groups.setdefault("-".join(map(_group, shape)), []).append(place)
            by_run.setdefault("".join(part.text for part in shape), []).append(place)
    return Numbers(
        {key: tuple(places) for key, places in by_groups.items()},
        {key: tuple(places) for key, places in by_run.items()},
        written,
        min(longest + 2, _LONGEST_WINDOW),
    )


def find(text: str, known: Numbers) -> dict[int, Strength]:
    """Return the positions of the numbers a text names, each with how surely."""
    if not known.by_run:
        return {}
    parts = pieces(text)
    found: dict[int, Strength] = {}
    spans: list[tuple[int, int, int, Strength]] = []
    for start in range(len(parts)):
        groups, run = "", ""
        for end in range(start, min(start + known.longest, len(parts))):
            part = parts[end]
            if end > start and ("," in part.gap or ";" in part.gap or "\n" in part.gap):
                break
            groups = f"{groups}-{_group(part)}" if groups else _group(part)
            run += part.text
            for place, strength in _matches(parts, start, end, groups, run, known):
                spans.append((start, end, place, strength))
    longest = _longest(spans)
    for start, end, place, strength in longest:
        settled = strength if _free(parts, start, end, place, longest) else Strength.WEAK
        found[place] = max(found.get(place, Strength.WEAK), settled)
    return found


def _matches(
    parts: Sequence[Piece], start: int, end: int, groups: str, run: str, known: Numbers
) -> list[tuple[int, Strength]]:
    aligned = known.by_groups.get(groups, ())
    joined = known.by_run.get(run, ())
    if not aligned and not joined:
        return []
    window = parts[start : end + 1]
    places = aligned or joined
    if len(places) > 1:
        # 2026-128 and 2026-0128 in two series: only the one written just so is meant.
        exact = tuple(p for p in places if "".join(x.text for x in pieces(known.written[p])) == run)
        places = exact if len(exact) == 1 else places
    ambiguous = len(places) > 1
    # Digits joined over a gap that isn't the number's own may be two figures side by side.
    loose = not aligned and any(a.digits and b.digits for a, b in pairwise(window))
    if ambiguous or loose:
        return [(place, Strength.WEAK) for place in places]
    return [(places[0], _strength(parts, start, window, known.written[places[0]]))]


def _strength(
    parts: Sequence[Piece], start: int, window: Sequence[Piece], written: str
) -> Strength:
    own = pieces(written)
    lettered = any(not part.digits for part in own)
    if _digit_count(window) > _digit_count(own):
        # Payers leave zeros out, they don't add any: 2026-00029 is hardly 2026-0029.
        return Strength.WEAK
    if lettered and not window[0].digits:
        return Strength.FULL
    announced = _announced(parts, start)
    if _foreign_letters(parts, start):
        return Strength.WEAK
    digits = sum(len(_group(part)) for part in window if part.digits)
    exact = "".join(part.text for part in own if part.digits) == "".join(
        part.text for part in window if part.digits
    )
    if _date_like(window, exact) and not announced:
        return Strength.WEAK
    if len(window) == 1 and window[0].digits and _year_like(window[0].text):
        return Strength.WEAK
    if announced or digits >= 6 or (len(window) > 1 and digits >= 5):
        return Strength.FIRM if announced or exact or len(window) > 1 else Strength.WEAK
    return Strength.WEAK


def _digit_count(parts: Sequence[Piece]) -> int:
    return sum(len(part.text) for part in parts if part.digits)


def _announced(parts: Sequence[Piece], start: int) -> bool:
    """Tell whether a word such as "invoice" or "Rechnung Nr." stands right before."""
    if start == 0:
        return False
    before = parts[start - 1]
    if "#" in parts[start].gap:
        return True
    return not before.digits and before.text in _INVOICE_WORDS


def _foreign_letters(parts: Sequence[Piece], start: int) -> bool:
    """Tell whether other letters hang on to the digits: AN-2026-128 is not RE-2026-128."""
    if start == 0:
        return False
    before = parts[start - 1]
    hangs = " " not in parts[start].gap
    return hangs and not before.digits and before.text not in _INVOICE_WORDS


def _date_like(window: Sequence[Piece], exact: bool) -> bool:
    """Tell whether the digits may as well be a day or a month: 20260128, 03/2026."""
    digits = [part.text for part in window if part.digits]
    if len(digits) == 1 and len(digits[0]) in (6, 8):
        text = digits[0]
        if len(text) == 8 and _year_like(text[:4]):
            return 1 <= int(text[4:6]) <= 12 and 1 <= int(text[6:]) <= 31
        if len(text) == 8 and _year_like(text[4:]):
            return 1 <= int(text[2:4]) <= 12 and 1 <= int(text[:2]) <= 31
        return 1 <= int(text[2:4]) <= 12 and (1 <= int(text[:2]) <= 31 or 1 <= int(text[4:]) <= 31)
    if len(digits) == 2:
        year, other = sorted(digits, key=len, reverse=True)
        short = len(other) <= 2 or not exact
        return _year_like(year) and 1 <= int(other) <= 12 and short
    if len(digits) == 3:
        return all(len(part) <= 4 for part in digits) and sum(map(_year_like, digits)) <= 1 and all(
            1 <= int(part) <= 31 or _year_like(part) for part in digits
        )  # fmt: skip
    return False


def _year_like(text: str) -> bool:
    return len(text) == 4 and text[:2] in ("19", "20")


def _longest(
    spans: Sequence[tuple[int, int, int, Strength]],
) -> list[tuple[int, int, int, Strength]]:
    """Drop what lies wholly inside a longer and as sure mention of another number."""
    kept = []
    for one in spans:
        inside = any(
            other[0] <= one[0] and one[1] <= other[1] and (other[1] - other[0]) > (one[1] - one[0])
            and other[3] >= one[3] and other[3] > Strength.WEAK
            for other in spans
        )  # fmt: skip
        if not inside:
            kept.append(one)
    return kept


def _free(
    parts: Sequence[Piece],
    start: int,
    end: int,
    place: int,
    spans: Sequence[tuple[int, int, int, Strength]],
) -> bool:
    """Tell whether no further digits hang on to a mention, unless they are another sure one."""
    others = [s for s in spans if s[2] != place and s[3] > Strength.WEAK]
    starts, ends = {s[0] for s in others}, {s[1] for s in others}
    hangs = start > 0 and parts[start].digits and parts[start - 1].digits
    if hangs and start - 1 not in ends and " " not in parts[start].gap:
        return False
    if start > 0 and parts[start - 1].digits and parts[start].gap in ("", "-", "_", "."):
        # "7-RE-2026-128": whatever that is, it isn't surely RE-2026-128.
        return start - 1 in ends
    after = end + 1
    if after < len(parts) and not parts[after].digits and not parts[after].gap:
        # "2026-128b" may be another number; a word glued on ("2026-128VOM") is a lost blank.
        return len(parts[after].text) > 1
    if after < len(parts) and parts[after].digits and after not in starts:
        return " " in parts[after].gap
    return True
