"""Typed text made fit for print."""

import unicodedata

# They have no shape of their own and would come out as boxes: soft hyphen, zero-width characters,
# direction marks, byte order mark, and the selectors that turn a sign into a picture.
MARKS = (0x00AD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
VARIATION_SELECTORS = range(0xFE00, 0xFE10)
INVISIBLE = dict.fromkeys((*MARKS, *VARIATION_SELECTORS))


def clean(text: str) -> str:
    """Return one line of text, composed (NFC), without control and invisible characters."""
    return " ".join(_printable(text).split())


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a longer text, cleaned; empty lines stay, but not at either end."""
    found = [clean(line) for line in _printable(text).split("\n")]
    while found and not found[-1]:
        found.pop()
    while found and not found[0]:
        found.pop(0)
    return tuple(found)


def _printable(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(INVISIBLE).replace("\t", " ").replace("\u2028", "\n")
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
