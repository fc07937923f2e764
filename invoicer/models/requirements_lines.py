"""Findings on lines: what each must have, and what looks forgotten or doubled."""

from collections.abc import Iterator

from invoicer.i18n import gettext as _
from invoicer.models.document import Document, DocumentKind, Line
from invoicer.models.finding import Finding, error, warning
from invoicer.models.preset import Preset


def lines(document: Document, preset: Preset) -> Iterator[Finding]:
    """Find lines without what Art. 226 (6) to (10) and BR-16, BR-23, BR-25, BR-CO-4 want."""
    if not document.lines:
        yield error("lines", _("There is nothing on the document yet. Add at least one line."))
    for i, line in enumerate(document.lines):
        if not line.name.strip():
            yield error(
                f"lines[{i}].name",
                _("Line {number} has no name. Say what is sold.").format(number=i + 1),
            )
        if not line.unit.strip():
            yield error(
                f"lines[{i}].unit",
                _("Line {number} has no unit. Choose one, such as piece or hour.").format(
                    number=i + 1
                ),
            )
        if document.kind != DocumentKind.QUOTE:
            yield from _taxes(i, line, preset)


def _taxes(i: int, line: Line, preset: Preset) -> Iterator[Finding]:
    if not line.taxes and preset.every_line_taxed:
        yield error(
            f"lines[{i}].taxes",
            _("Line {number} has no tax. Choose its rate, or why no tax is charged.").format(
                number=i + 1
            ),
        )
    if len(line.taxes) > 1 and preset.one_tax:
        yield error(
            f"lines[{i}].taxes",
            _("Line {number} has several taxes, but only one is possible. Keep one.").format(
                number=i + 1
            ),
        )


def doubtful(document: Document) -> Iterator[Finding]:
    """Find prices and quantities of zero, and lines that are there twice."""
    first_seen: dict[Line, int] = {}
    for i, line in enumerate(document.lines):
        if not line.price:
            yield warning(
                f"lines[{i}].price",
                _("Line {number} costs nothing. Is the price still missing?").format(number=i + 1),
            )
        if not line.quantity:
            yield warning(
                f"lines[{i}].quantity",
                _("Line {number} has the quantity 0. Is it still missing?").format(number=i + 1),
            )
        earlier = first_seen.setdefault(line, i)
        if earlier != i:
            yield warning(
                f"lines[{i}]",
                _("Lines {first} and {second} are the same. Is one of them too many?").format(
                    first=earlier + 1, second=i + 1
                ),
            )
