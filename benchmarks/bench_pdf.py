"""The PDF of an invoice of ten lines, against xhtml2pdf alone on the same HTML."""

import io
import logging
import random
from dataclasses import replace
from pathlib import Path

from xhtml2pdf.document import pisaDocument

from benchmarks import generate, measure
from invoicer.actions.demo_data import CLIENTS
from invoicer.documents import render
from invoicer.models.document import DocumentKind
from invoicer.models.totals import calculate

ROUNDS = 15


def main() -> None:
    """Print the ratio."""
    chance = random.Random(1)
    five = generate.draft(1, CLIENTS[0].party, DocumentKind.INVOICE, chance)
    document = replace(five, lines=five.lines * 2)
    figures = calculate(document)
    snapshot = generate.snapshot(document, "2026-0001", generate.TODAY)
    page = render.html(snapshot, figures)
    address = str(Path(render.fonts_folder()) / "document.html")
    logging.getLogger("xhtml2pdf").setLevel(logging.ERROR)
    ours, bare = measure.turn_by_turn(
        lambda: render.pdf(snapshot, figures),
        lambda: pisaDocument(page, io.BytesIO(), path=address),
        rounds=ROUNDS,
    )
    name = f"PDF of {len(document.lines)} lines, over xhtml2pdf"
    print(measure.Ratio(name=name, ours=ours, bare=bare, times=1.3))


if __name__ == "__main__":
    main()
