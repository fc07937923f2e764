"""Names of people and firms as banks and invoices write them, made comparable.

"KESSLER U SOEHNE GMBH" is "Kessler & Söhne GmbH": umlauts are written in two letters or none,
legal forms come and go, banks cut names short and write capitals only.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "å": "aa",
        "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "&": " ", "+": " ", "'": "", "’": "",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
# What banks do to umlauts, folded to one letter on both sides.
_PAIRS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))
_DROPPED = frozenset(
    """
    gmbh mbh ag kg kgaa ohg ug haftungsbeschrankt ek ekfm efr gbr gesbr eg ev se co cie company
    ltd limited llc llp lp inc incorporated corp corporation plc pty sa sas sarl eurl sasu sci
    scop srl spa snc sapa bv nv vof cv bvba sprl ab hb kb as asa aps ivs oy oyj tmi sl slu slne
    sc lda unipessoal ltda sp zoo spzoo oo sk sro ks spol zrt kft bt nyrt doo dd ood eood ad uab
    sia ou ehf hf sr
    u und and et y e i og och en the der die das le la les el los de du von van der
    herr frau mr mrs ms dr prof
    """.split()
)


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it from others, folded; sorted, each once."""
    folded = plain(name)
    for pair, single in _PAIRS:
        folded = folded.replace(pair, single)
    found = dict.fromkeys(_WORD.findall(folded))
    kept = [word for word in found if word not in _DROPPED and len(word) > 1]
    # A name of legal forms and single letters only is still a name.
    return tuple(sorted(kept or found))


def plain(text: str) -> str:
    """Return a text in small letters, accents off and umlauts written out."""
    lowered = text.casefold().translate(_LETTERS)
    if lowered.isascii():
        return lowered
    spread = unicodedata.normalize("NFKD", lowered)
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


@lru_cache(maxsize=50_000)
def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how alike two names are, in whole percent of the letters of their words."""
    whole = sum(map(len, one)) + sum(map(len, other))
    if not whole:
        return 0
    shared = 0
    left = list(other)
    for word in one:
        match = _partner(word, left)
        if match is not None:
            left.remove(match)
            shared += min(len(word), len(match)) * 2
            # A word a bank cut short is taken as the whole word.
            whole -= abs(len(word) - len(match))
    return shared * 100 // whole


@lru_cache(maxsize=50_000)
def differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether each name has a word the other lacks: Schneider Nord is not Schneider Süd."""
    left = list(other)
    missing = False
    for word in one:
        match = _partner(word, left)
        if match is None:
            missing = True
        else:
            left.remove(match)
    return missing and bool(left)


def _partner(word: str, others: Iterable[str]) -> str | None:
    cut: str | None = None
    for other in others:
        if other == word:
            return other
        if min(len(word), len(other)) >= 4 and (other.startswith(word) or word.startswith(other)):
            cut = other
    return cut


def best_likeness(name: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> int:
    """Return the greatest likeness to any of several names."""
    return max((likeness(name, other) for other in others), default=0)
