"""The page as it will be printed, a moment after the last keystroke."""

from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.models.document import Document
from invoicer.models.errors import Refusal, Trouble
from invoicer.ui.context import Context
from invoicer.ui.documents import papers
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.look import label
from invoicer.ui.widgets.pdf_view import PdfView

QUIET_MS = 300
REMARK_PX = 320


class LivePreview(Card):
    """Renders off the Qt thread; only the newest state is rendered, a stale result is dropped."""

    def __init__(self, context: Context) -> None:
        super().__init__(margin=14)
        self._context = context
        self._document: Document | None = None
        self._turn = 0
        self.body.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(label(_("Preview"), "section"))
        row.addStretch(1)
        self.remark = label("", "small")
        row.addWidget(self.remark)
        self.body.addLayout(row)
        self.paper = PdfView(context.theme, context.bridge)
        self.body.addWidget(self.paper, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._render)

    def show_document(self, document: Document) -> None:
        """Show this state as soon as typing pauses."""
        if document != self._document:
            self._document = document
            self._turn += 1
            self._timer.start()

    def add_below(self, widget: QWidget) -> None:
        """Put something below the page."""
        self.body.addWidget(widget)

    def stop(self) -> None:
        """Show nothing any more."""
        self._timer.stop()
        self._document = None
        self._turn += 1
        self.paper.show_sentence("")

    def _say(self, remark: str) -> None:
        self.remark.setText(remark)

    @Slot()
    def _render(self) -> None:
        if self._document is None or not self.isVisible():
            return
        try:
            paper = papers.of_draft(self._context.reader, self._document, self._context.today())
        except Refusal as refusal:
            self._say("")
            self.paper.show_sentence(str(refusal))
            return
        self._context.bridge.outside(
            partial(_with_turn, self._turn, paper),
            self._rendered,
            self._failed,
            replacing="preview of a draft",
        )

    def _rendered(self, result: tuple[int, bytes]) -> None:
        turn, content = result
        if turn == self._turn:
            self._say(_("the number is given when issued"))
            self.paper.show_pdf(content)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Refusal | Trouble):
            self._say("")
            self.paper.show_sentence(str(error))
        else:
            self._context.messages.report(error)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a narrow window the page itself matters more.
        self.remark.setVisible(self.width() > REMARK_PX)


def _with_turn(turn: int, paper: papers.Paper) -> tuple[int, bytes]:
    return turn, paper.make()
