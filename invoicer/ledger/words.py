"""Words as the search index keeps them: folded, without accents, numbers whole and in parts."""

import re
import unicodedata

from invoicer.ledger.ledger import Ledger, Row

# Signs that hold a word together, as the index's tokenizer has them too.
_INSIDE = "-_./@+&#"
_WORD = re.compile(rf"[0-9a-z{re.escape(_INSIDE)}\x80-\U0010ffff]+")
_SEPARATOR = re.compile(rf"[{re.escape(_INSIDE)}]+")
_DIGITS = re.compile(r"\d+")
# Letters Unicode doesn't take apart, though people type them without their stroke.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "þ": "th"})
_PLAIN |= str.maketrans({"æ": "ae", "œ": "oe"})


def fold(text: str) -> str:
    """Return the text in lower case and without accents, for sorting and finding."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def natural(number: str) -> str:
    """Return a key by which 2026-9 stands before 2026-10."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(15), fold(number))


def _chunks(text: str) -> list[str]:
    folded = fold(text)
    if not folded.isascii():
        folded = "".join(
            letter if letter.isascii() or letter.isalnum() else _spaced(letter) for letter in folded
        )
    return [word for word in (chunk.strip(_INSIDE) for chunk in _WORD.findall(folded)) if word]


def _spaced(letter: str) -> str:
    # Vowel signs of Indian scripts are marks, not letters, yet part of the word.
    return letter if unicodedata.category(letter).startswith("M") else " "


def indexed(texts: list[str]) -> str:
    """Return what the index gets: each word once, "2026-0001" also as "2026" and "0001"."""
    words: dict[str, None] = {}
    for chunk in _chunks(" ".join(texts)):
        words[chunk] = None
        for part in _SEPARATOR.split(chunk):
            words[part] = None
    return " ".join(words)


def query(text: str) -> str:
    """Return what finds things that have a word beginning with each word typed; may be empty."""
    return " ".join(f'"{chunk}"*' for chunk in _chunks(text))


def put(ledger: Ledger, kind: str, id: int, texts: list[str]) -> None:  # noqa: A002
    """Make a thing findable by these texts instead of what it had before."""
    ledger.write(
        f"INSERT OR REPLACE INTO {kind}_words (rowid, words) VALUES (?, ?)", (id, indexed(texts))
    )


def remove(ledger: Ledger, kind: str, id: int) -> None:  # noqa: A002
    """Make a thing findable no more."""
    ledger.write(f"DELETE FROM {kind}_words WHERE rowid = ?", (id,))


def newest(ledger: Ledger, kind: str, text: str, limit: int) -> list[int]:
    """Return the ids of what the text finds, newest first."""
    wanted = query(text)
    if not wanted:
        return []
    rows: list[Row] = ledger.select(
        f"SELECT rowid FROM {kind}_words WHERE {kind}_words MATCH ? ORDER BY rowid DESC LIMIT ?",
        (wanted, limit),
    )
    return [row[0] for row in rows]
