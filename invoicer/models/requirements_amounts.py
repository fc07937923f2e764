"""Findings on amounts: what can't be calculated, told at its place, and what comes out negative."""

from collections.abc import Iterator
from dataclasses import replace

from invoicer.i18n import gettext as _
from invoicer.models import totals
from invoicer.models.document import Document, DocumentKind, Line
from invoicer.models.errors import Refusal
from invoicer.models.finding import Finding, error
from invoicer.models.totals import Totals


def figures(document: Document) -> tuple[Totals | None, tuple[Finding, ...]]:
    """Return the totals, or None and where the calculation is refused and why."""
    try:
        return totals.calculate(document), ()
    except Refusal as refusal:
        return None, tuple(_places(document)) or (error("lines", str(refusal)),)


def signs(document: Document, figures: Totals) -> Iterator[Finding]:
    """Find totals below zero: a document asks for money or gives it back, never both."""
    if figures.payable.minor >= 0 and figures.gross.minor >= 0:
        return
    if document.kind == DocumentKind.CREDIT_NOTE:
        sentence = _(
            "The credit note comes to less than nothing. Its amounts are written without a minus: "
            "what is given back is positive."
        )
    elif figures.gross.minor >= 0 and figures.prepaid:
        sentence = _(
            "More was paid before than the document comes to. Deduct less, or write a credit note "
            "for the difference."
        )
    else:
        sentence = _("The total is below zero. Write a credit note instead.")
    yield error("payable", sentence)


def _places(document: Document) -> Iterator[Finding]:
    """Try each part of the document alone, so that the refusal is told where it belongs."""
    blank = Document(currency=document.currency)
    refusal = _refusal(blank)
    if refusal is not None:
        yield error("currency", str(refusal))
        return
    for i, line in enumerate(document.lines):
        yield from _line_places(blank, i, line)
    for field, probe in _probes(document, blank):
        refusal = _refusal(probe)
        if refusal is not None:
            yield error(field, str(refusal))


def _line_places(blank: Document, i: int, line: Line) -> Iterator[Finding]:
    alone = {
        "quantity": Line(quantity=line.quantity),
        "price": Line(price=line.price),
        "base_quantity": Line(base_quantity=line.base_quantity),
        "taxes": Line(taxes=line.taxes),
        **{
            f"adjustments[{j}]": Line(adjustments=(adjustment,))
            for j, adjustment in enumerate(line.adjustments)
        },
    }
    refused = False
    for part, probe in alone.items():
        refusal = _refusal(replace(blank, lines=(probe,)))
        if refusal is not None:
            refused = True
            yield error(f"lines[{i}].{part}", _on_line(i, refusal))
    refusal = None if refused else _refusal(replace(blank, lines=(line,)))
    if refusal is not None:
        yield error(f"lines[{i}]", _on_line(i, refusal))


def _probes(document: Document, blank: Document) -> Iterator[tuple[str, Document]]:
    for i, adjustment in enumerate(document.adjustments):
        yield f"adjustments[{i}]", replace(blank, adjustments=(adjustment,))
    for i, withholding in enumerate(document.withholdings):
        yield f"withholdings[{i}]", replace(blank, withholdings=(withholding,))
    for i, deposit in enumerate(document.deposits):
        yield f"deposits[{i}]", replace(blank, deposits=(deposit,))
    yield "prepaid", replace(blank, prepaid=document.prepaid)
    yield "round_to", replace(blank, round_to=document.round_to)


def _refusal(document: Document) -> Refusal | None:
    try:
        totals.calculate(document)
    except Refusal as refusal:
        return refusal
    return None


def _on_line(i: int, refusal: Refusal) -> str:
    return _("Line {number}: {refusal}").format(number=i + 1, refusal=refusal)
