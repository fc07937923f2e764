"""A document's snapshot as HTML and as PDF; the same snapshot always gives the same bytes."""

import io
import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from invoicer import paths
from invoicer.documents import glyphs, sheet, view
from invoicer.documents import logo as pictures
from invoicer.models.document import Snapshot
from invoicer.models.errors import PrintTrouble
from invoicer.models.totals import Totals

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

TEMPLATE = "modern.html.j2"
# Not the name of the family in the style sheet: xhtml2pdf maps those anew for each document.
BASE_FONT, BASE_FONT_FILE = "page", "Inter-Regular.ttf"
# An address too long for its window is set smaller until it fits: nothing is lost by that.
FITTED = re.compile("fitted with -pdf-keep-in-frame-mode: shrink")
# Beyond this many bytes of HTML xhtml2pdf leaves a temporary file open; no document is so long.
MOST_IN_MEMORY = 64 * 2**20
# What reportlab writes as the date of creation once it may not read the clock.
FIXED_DATE = re.compile(rb"\(D:20000101000000\+00'00'\)")

# xhtml2pdf renders one at a time anyway, and its complaints must reach the one they are about.
_ONE_AT_A_TIME = threading.Lock()


def html(snapshot: Snapshot, totals: Totals, *, logo: bytes | None = None) -> str:
    """Return the document as HTML, whose fonts lie in `fonts_folder`.

    Raises MissingGlyphs for characters that the fonts lack, BadFile for a broken logo.
    """
    glyphs.check(snapshot)
    picture = pictures.prepare(logo) if logo else None
    shown = view.build(snapshot, totals, picture)
    page = _environment().get_template(TEMPLATE).render(view=shown, sheet=sheet.of(shown))
    glyphs.check_text(unescape(page))
    return page


def pdf(snapshot: Snapshot, totals: Totals, *, logo: bytes | None = None) -> bytes:
    """Return the document as PDF with embedded fonts.

    Raises MissingGlyphs, BadFile, and PrintTrouble for anything the PDF writer warns about.
    """
    page = html(snapshot, totals, logo=logo)
    made_on = snapshot.issued_on.strftime("%Y%m%d").encode("ascii")
    # The same number of bytes, so every offset in the file stays right.
    return FIXED_DATE.sub(b"(D:" + made_on + b"000000+00'00')", _printed(page))


def fonts_folder() -> str:
    """Return the folder that the font addresses in the HTML are relative to."""
    return str(paths.resources() / "fonts")


@cache
def _environment() -> "SandboxedEnvironment":
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(
        loader=FileSystemLoader(paths.templates() / "documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


class _Complaints(logging.Handler):
    """Keeps what xhtml2pdf only logs: it goes on without a font or picture it can't find."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        sentence = record.getMessage().splitlines()[0]
        if not FITTED.search(sentence):
            self.sentences.append(sentence)


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collect xhtml2pdf's warnings, of this rendering alone, instead of logging them."""
    complaints = _Complaints()
    log = logging.getLogger("xhtml2pdf")
    with _ONE_AT_A_TIME:
        log.addHandler(complaints)
        log.propagate = False
        try:
            yield complaints.sentences
        finally:
            log.propagate = True
            log.removeHandler(complaints)


@cache
def _set_up() -> None:
    """Make reportlab deterministic, and ours the font it starts each page and empty cell with.

    Otherwise every page would name Helvetica, which is not embedded. Must come before the first
    import of reportlab.lib.styles, which reads the name once.
    """
    from reportlab import rl_config
    from reportlab.lib import fonts
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    rl_config.invariant = 1
    pdfmetrics.registerFont(TTFont(BASE_FONT, str(paths.resources() / "fonts" / BASE_FONT_FILE)))
    pdfmetrics.registerFontFamily(BASE_FONT, normal=BASE_FONT, baseFontFor="all")
    # The family's last word was "bold italic"; a text without a style of its own is neither.
    fonts.addMapping(BASE_FONT, 0, 0, BASE_FONT)


def _printed(page: str) -> bytes:
    _set_up()
    from reportlab.platypus.doctemplate import LayoutError
    from xhtml2pdf.config.resources import ResourceAccessPolicy
    from xhtml2pdf.document import pisaDocument

    folder = paths.resources() / "fonts"
    out = io.BytesIO()
    with _listening() as complaints:
        try:
            result = pisaDocument(
                page,
                out,
                capacity=MOST_IN_MEMORY,
                path=str(folder / "document.html"),
                resource_policy=ResourceAccessPolicy(allow_remote=False, base_dir=folder),
            )
        except LayoutError as error:
            raise PrintTrouble(str(error)) from error
        if result.err or complaints:
            raise PrintTrouble("; ".join(complaints) or f"{result.err} errors")
    return out.getvalue()
