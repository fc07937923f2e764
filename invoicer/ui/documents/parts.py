"""The ways of billing a quote in parts, as a menu offers them."""

from enum import StrEnum

from invoicer.i18n import gettext as _


class Part(StrEnum):
    """The two ways of billing a quote in parts."""

    DEPOSIT = "deposit"
    FINAL = "final"


def part_label(part: Part) -> tuple[str, str]:
    """Return (text, icon) of a way."""
    return {
        Part.DEPOSIT: (_("Deposit invoice…"), "percent"),
        Part.FINAL: (_("Final invoice…"), "receipt"),
    }[part]
