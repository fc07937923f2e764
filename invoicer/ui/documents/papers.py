"""The PDF of a document for the screen, the printer and a file. The PDF library is loaded late."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from invoicer.actions import documents as acts
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import totals
from invoicer.models.document import Document, Snapshot
from invoicer.models.stored import StoredDocument
from invoicer.models.totals import Totals
from invoicer.ui.documents import words
from invoicer.ui.widgets import pdf_view

PRINT_DPI = 300
POINTS_PER_INCH = 72


def render(snapshot: Snapshot, figures: Totals, *, logo: bytes | None) -> bytes:
    """Make the PDF. For the ledger thread (issuing) and the outside thread (previews)."""
    from invoicer.documents import render as printing

    return printing.pdf(snapshot, figures, logo=logo)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to be shown, printed or saved: a name for its file, and how to get its bytes.

    `make` may be called on any thread.
    """

    file_name: str
    make: Callable[[], bytes]


def of_stored(reader: Ledger, stored: StoredDocument, today: date) -> Paper:
    """Return the paper of a document: the archived bytes once issued, else as a draft."""
    if stored.snapshot is None:
        return of_draft(reader, stored.document, today)
    name, content = kept.file(reader, stored.id)
    return Paper(name, partial(bytes, content))


def of_draft(reader: Ledger, document: Document, today: date) -> Paper:
    """Return the paper of a draft. Raises what `totals.calculate` refuses."""
    snapshot = acts.snapshot_of_draft(reader, document, today=document.issue_on or today)
    figures = totals.calculate(document)
    logo = acts.logo(reader, snapshot.seller)
    name = words.named(document.kind, "").replace(",", "").replace(" ", "-") + ".pdf"
    return Paper(name, partial(render, snapshot, figures, logo=logo))


def pages_for_print(make: Callable[[], bytes]) -> pdf_view.Pages:
    """Return the pages as pictures fine enough for paper. For the outside thread."""
    a4_width_points = 595
    return pdf_view.draw(make(), a4_width_points * PRINT_DPI // POINTS_PER_INCH, 1.0)


def put_on_paper(pages: pdf_view.Pages, printer: QPrinter) -> None:
    """Print pages, each as large as the sheet allows."""
    printer.setFullPage(True)
    first = pages.images[0]
    upright = first.height() >= first.width()
    printer.setPageOrientation(
        QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    )
    painter = QPainter(printer)
    try:
        for number, image in enumerate(pages.images):
            if number:
                printer.newPage()
            room = printer.pageLayout().fullRectPixels(printer.resolution())
            size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRect(0, 0, size.width(), size.height()), image)
    finally:
        painter.end()


def page_size(paper: str) -> QPageSize:
    """Return the sheet a document is meant for."""
    letter = paper.casefold() == "letter"
    return QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)
