"""From the bytes of a file to its text, whichever way the bank wrote it down.

Byte order marks and UTF-8 decide by themselves. Old single- and double-byte code pages can't be
told apart by their bytes alone, so each candidate is read and the one whose words make sense wins.
"""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from charset_normalizer import from_bytes

# Ordered by how often banks use them: with equal evidence the earlier one is taken.
LEGACY = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1257",
    "cp1254",
    "cp1253",
    "gb18030",
    "cp932",
    "big5",
    "cp949",
    "cp1255",
    "cp1256",
    "koi8_r",
    "cp850",
    "cp852",
    "cp866",
    "mac_roman",
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8 with BOM"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16le with BOM"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16be with BOM"),
)
# Signs that stand in a wrongly read text far more often than in a bank's file.
_ODD = re.compile(r"[\x80-\x9f¤¦¨¬¯´¸¹²³¼½¾×÷‡†ˆ‰¡¿ªº\ue000-\uf8ff]")
# A capital in the middle of a small word: "eÈ", what a wrong code page makes of accents.
_BROKEN_WORD = re.compile(r"[a-z\u00e0-\u00ff][A-Z\u00c0-\u00de]|[^\W\d_][µ¹²³ºª©®§¶°][^\W\d_]")
_SAMPLE = 60_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, line ends made `\\n`, and how it was encoded."""

    text: str
    encoding: str


def decode(content: bytes, familiar: Callable[[str], int]) -> Decoded | None:
    """Return the text, or None where the bytes are no text at all.

    `familiar` counts the words of a text that banks use; it tells code pages apart.
    """
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return _made(content, codec, name)
    wide = _wide(content)
    if wide:
        return _made(content, wide, wide.replace("_", ""))
    if b"\0" in content:
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(content, familiar)
    return Decoded(_lines(text), "ascii" if text.isascii() else "utf-8")


def _made(content: bytes, codec: str, name: str) -> Decoded | None:
    # A cut last character must not lose the file: it becomes a visible replacement character.
    text = content.decode(codec, errors="replace")
    if text.count("\ufffd") * 50 > len(text):
        return None
    return Decoded(_lines(text.removeprefix("\ufeff")), name)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _wide(content: bytes) -> str:
    """Tell UTF-16 without a mark by where its zero bytes stand."""
    sample = content[:_SAMPLE]
    if len(sample) < 8:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half // 3 and even < half // 20:
        return "utf-16le"
    if even > half // 3 and odd < half // 20:
        return "utf-16be"
    return ""


def _legacy(content: bytes, familiar: Callable[[str], int]) -> Decoded | None:
    sample = content[:_SAMPLE]
    best: tuple[float, str, str] | None = None
    liked = from_bytes(sample, cp_isolation=list(LEGACY)).best()
    favourite = liked.encoding if liked is not None else ""
    for place, codec in enumerate(LEGACY):
        # A double-byte character may be cut at the end of the sample.
        text = _strict(content if len(content) <= _SAMPLE else sample[:-1], codec)
        if text is None or (best is not None and text == best[2]):
            continue
        score = 12.0 * familiar(text) - _oddness(text) - place * 0.05
        score += 3.0 if codec == favourite else 0.0
        if best is None or score > best[0]:
            best = (score, codec, text)
    if best is None:
        return None
    text = content.decode(best[1], errors="replace")
    return Decoded(_lines(text), best[1])


def _strict(sample: bytes, codec: str) -> str | None:
    for cut in (0, 1, 2, 3):
        try:
            return sample[: len(sample) - cut].decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def _oddness(text: str) -> float:
    """Return how much of the text looks as if it was read with the wrong code page."""
    beyond = sum(1 for sign in text if not sign.isascii())
    broken = len(_ODD.findall(text)) + len(_BROKEN_WORD.findall(text))
    controls = sum(1 for sign in text if sign < " " and sign not in "\t\n\r\f")
    return 30.0 * (broken + controls) / max(beyond, 1)
