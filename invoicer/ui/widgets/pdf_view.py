"""Pages of a PDF on the screen; rendered on the outside thread."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.i18n import ngettext
from invoicer.models.errors import BadFile, Refusal
from invoicer.ui.bridge import Bridge
from invoicer.ui.theme import Theme
from invoicer.ui.widgets.look import label, name, set_look

MOST_PAGES = 40
MARGIN = 2


@dataclass(frozen=True, slots=True)
class Pages:
    """The pictures of a document's pages, and how many pages it has in truth."""

    images: tuple[QImage, ...]
    count: int


def draw(content: bytes, width: int, ratio: float) -> Pages:
    """Return each page as a picture `width` points wide, for a screen of that pixel ratio.

    For the outside thread: pypdfium2 may only be used from one thread. Raises BadFile for bytes
    that are no PDF.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise BadFile(_("This file can't be shown: it is damaged, or no PDF.")) from None
    try:
        images = []
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            scale = max(0.05, width * ratio / page.get_width())
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            image = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGBX8888,
            ).copy()
            image.setDevicePixelRatio(ratio)
            images.append(image)
        return Pages(tuple(images), len(document))
    finally:
        document.close()


class Paper(QWidget):
    """One page with a thin line around it."""

    def __init__(self, theme: Theme, image: QImage, spoken: str) -> None:
        super().__init__()
        self._theme = theme
        self._pixmap = QPixmap.fromImage(image)
        size = self._pixmap.deviceIndependentSize().toSize()
        self.setFixedSize(size)
        name(self, spoken)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._pixmap)
        painter.setPen(self._theme.color("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PdfView(QScrollArea):
    """Shows a PDF as wide as it is itself; draws again, off the Qt thread, when resized.

    The old pages stay until the new ones are there, so a live preview doesn't flicker.
    """

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self._theme = theme
        self._bridge = bridge
        self._content = b""
        self._drawn_width = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        name(self, _("Preview of the document"))
        inner = QWidget()
        set_look(inner, "scrolled")
        self._layout = QVBoxLayout(inner)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)
        self._sentence = label("", "muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layout.addWidget(self._sentence)
        self._layout.addStretch(1)
        self.setWidget(inner)
        self._papers: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(120)
        self._timer.timeout.connect(self._draw)

    def show_pdf(self, content: bytes) -> None:
        """Show a document."""
        self._content = content
        self._draw()

    def show_sentence(self, sentence: str) -> None:
        """Show a sentence in place of a document (nothing chosen, or why there is no preview)."""
        self._content = b""
        self._clear()
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def page_count(self) -> int:
        """Return how many pages are shown."""
        return len([paper for paper in self._papers if isinstance(paper, Paper)])

    @Slot()
    def _draw(self) -> None:
        width = self.viewport().width() - MARGIN
        if not self._content or width < 60:
            return
        self._drawn_width = width
        self._bridge.outside(
            partial(draw, self._content, width, self.devicePixelRatioF()),
            self._drawn,
            self._not_drawn,
            replacing=f"draw {id(self)}",
        )

    def _not_drawn(self, error: BaseException) -> None:
        if not isinstance(error, Refusal):
            raise error
        self.show_sentence(str(error))

    def _drawn(self, pages: Pages) -> None:
        if not self._content:
            return
        scroll = self.verticalScrollBar().value()
        self._clear()
        self._sentence.hide()
        for number, image in enumerate(pages.images, 1):
            spoken = _("Page {number} of {count}").format(number=number, count=pages.count)
            self._add(Paper(self._theme, image, spoken))
        if pages.count > len(pages.images):
            more = pages.count - len(pages.images)
            self._add(label(ngettext("{n} more page", "{n} more pages", more).format(n=more)))
        self.verticalScrollBar().setValue(scroll)

    def _add(self, widget: QWidget) -> None:
        self._papers.append(widget)
        self._layout.insertWidget(
            self._layout.count() - 1, widget, 0, Qt.AlignmentFlag.AlignHCenter
        )

    def _clear(self) -> None:
        for paper in self._papers:
            self._layout.removeWidget(paper)
            paper.hide()
            paper.deleteLater()
        self._papers.clear()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._content and abs(self.viewport().width() - MARGIN - self._drawn_width) > 1:
            self._timer.start()


def caption(text: str) -> QLabel:
    """Return a small line to stand below a preview."""
    return label(text, "small", wrap=True)
