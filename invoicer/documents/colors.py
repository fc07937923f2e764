"""The colours of a document, worked out of the one colour a business chose.

Whole-number arithmetic on sRGB; contrast follows the luminance weights of WCAG 2.
"""

import re

from invoicer.documents.parts import Palette

DEFAULT = "#0F766E"
WHITE = (255, 255, 255)
INK = (17, 24, 39)

Color = tuple[int, int, int]


def palette(chosen: str) -> Palette:
    """Return readable colours around the chosen one; a colour that is none gives the default."""
    accent = _parse(chosen if re.fullmatch(r"#[0-9A-Fa-f]{6}", chosen) else DEFAULT)
    dark = _lightness(accent) < 150
    text = accent
    while _lightness(text) > 125:
        text = _mix(text, INK, 85)
    on_accent = WHITE if dark else INK
    return Palette(
        accent=_hex(accent),
        on_accent=_hex(on_accent),
        on_accent_soft=_hex(_mix(on_accent, accent, 80)),
        accent_text=_hex(text),
        tint=_hex(_mix(accent, WHITE, 7)),
        rule=_hex(_mix(accent, (214, 219, 226), 15)),
    )


def _parse(text: str) -> Color:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _hex(color: Color) -> str:
    return "#{:02X}{:02X}{:02X}".format(*color)


def _mix(first: Color, second: Color, percent: int) -> Color:
    mixed = [(a * percent + b * (100 - percent)) // 100 for a, b in zip(first, second, strict=True)]
    return mixed[0], mixed[1], mixed[2]


def _lightness(color: Color) -> int:
    red, green, blue = color
    return (2126 * red + 7152 * green + 722 * blue) // 10000
