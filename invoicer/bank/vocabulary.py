"""Headings understood: from what stands above a column to what the column holds."""

import re
import unicodedata
from functools import cache, lru_cache

from invoicer.bank import numbers
from invoicer.bank.phrases import PHRASES, Role

_BETWEEN_WIDE = re.compile(r"(?<=[\u2e80-\u9fff]) (?=[\u2e80-\u9fff])")
EXCLUDED = re.compile(
    r"\b(original|foreign|fremd|origin|origine|puvodni|oryginaln\w*|ursprung\w*|converted|refunded)"
)


@cache
def _exact() -> dict[str, tuple[Role, int]]:
    table: dict[str, tuple[Role, int]] = {}
    for role, text in PHRASES.items():
        for place, phrase in enumerate(_phrases(text)):
            table.setdefault(phrase, (role, place))
    return table


def _phrases(text: str) -> list[str]:
    return [normalised(phrase) for phrase in text.split("|") if phrase.strip()]


@lru_cache(maxsize=4_096)
def normalised(header: str) -> str:
    """Return a heading in small letters without accents, punctuation or its currency."""
    text = header.replace("\u00a0", " ")
    # "transactionDate" and "CreditDebet" are two words.
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    text = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("ł", "l"))
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = text.replace("æ", "ae").replace("đ", "d").replace("ı", "i").replace("ß", "ss")
    text = re.sub(r"[^\w]+|_+", " ", text).strip()
    # Chinese and Japanese headings have no words to keep apart ("收/支").
    text = _BETWEEN_WIDE.sub("", text)
    return " ".join(text.split())


def heading_currency(header: str) -> str:
    """Return the currency a heading names: "Amount (EUR)", "Betrag (€)", "Maara EUR"."""
    for piece in re.findall(r"\(([^)]{1,8})\)|\[([^\]]{1,8})\]|\b([A-Z]{3})\b", header):
        code = numbers.code_of("".join(piece))
        if code:
            return code
    return ""


def _bare(header: str) -> str:
    """Return the heading without a bracket that holds only a currency."""

    def kept(found: re.Match[str]) -> str:
        inner = found.group(1)
        return " " if numbers.code_of(inner) or inner in numbers.SHARED else f" {inner} "

    return re.sub(r"[(\[]([^)\]]{1,20})[)\]]", kept, header)


@cache
def role_of(header: str) -> tuple[Role, float] | None:
    """Return what a heading means and how well it fits (0 to 100), or None."""
    phrase = normalised(_bare(header))
    if not phrase or len(phrase) > 60:
        return None
    exact = _exact().get(phrase) or _exact().get(_without_currency(phrase))
    if exact:
        return exact[0], 100.0 - exact[1] * 0.1
    return _contained(phrase)


def _without_currency(phrase: str) -> str:
    words = [w for w in phrase.split() if not (len(w) == 3 and numbers.code_of(w))]
    return " ".join(word for word in words if word != "in") if words else phrase


def _contained(phrase: str) -> tuple[Role, float] | None:
    best: tuple[Role, float] | None = None
    padded = f" {phrase} "
    for known, (role, place) in _exact().items():
        if len(known) < 4 and known.isascii():
            continue
        wide = not known.isascii() and len(known) >= 2 and ord(known[0]) > 0x2E80
        if (known in phrase) if wide else (f" {known} " in padded):
            score = 40.0 + 30.0 * len(known) / len(phrase) - place * 0.05
            if best is None or score > best[1]:
                best = (role, score)
    if best and best[0] in (Role.AMOUNT, Role.CURRENCY) and EXCLUDED.search(phrase):
        foreign = Role.FOREIGN if best[0] == Role.AMOUNT else Role.OTHER_CURRENCY
        return foreign, best[1]
    return best


def familiar(text: str) -> int:
    """Count the headings a text holds in its first lines; tells code pages apart."""
    found = 0
    for line in text.split("\n")[:60]:
        cells = re.split(r"[;,\t|]", line)
        if len(cells) > 2:
            known = sum(1 for cell in cells if normalised(cell.strip('" ')) in _exact())
            found = max(found, known)
    return found


def is_heading(cell: str) -> bool:
    """Tell whether a cell is, word for word, something banks call a column."""
    phrase = normalised(_bare(cell)) if len(cell) < 50 else ""
    return bool(phrase) and (phrase in _exact() or _without_currency(phrase) in _exact())
