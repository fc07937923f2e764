"""A status as a coloured pill, outside of tables, and the words and tones of every status."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from invoicer.i18n import gettext as _
from invoicer.models.lifecycle import Status
from invoicer.ui.theme import Theme
from invoicer.ui.tokens import Tone
from invoicer.ui.widgets.cells import PILL_HEIGHT, PILL_PADDING, paint_pill

TONES = {
    Status.DRAFT: Tone.NEUTRAL,
    Status.ISSUED: Tone.BLUE,
    Status.SENT: Tone.BLUE,
    Status.DELIVERED: Tone.BLUE,
    Status.PARTLY_PAID: Tone.AMBER,
    Status.PAID: Tone.GREEN,
    Status.OVERDUE: Tone.RED,
    Status.CREDITED: Tone.NEUTRAL,
    Status.WRITTEN_OFF: Tone.NEUTRAL,
    Status.ACCEPTED: Tone.GREEN,
    Status.DECLINED: Tone.NEUTRAL,
    Status.EXPIRED: Tone.AMBER,
    Status.INVOICED: Tone.GREEN,
}


def status_word(status: Status) -> str:
    """Return the word for a status on the screen."""
    return {
        Status.DRAFT: _("Draft"),
        Status.ISSUED: _("Issued"),
        Status.SENT: _("Sent"),
        Status.DELIVERED: _("Delivered"),
        Status.PARTLY_PAID: _("Partly paid"),
        Status.PAID: _("Paid"),
        Status.OVERDUE: _("Overdue"),
        Status.CREDITED: _("Credited"),
        Status.WRITTEN_OFF: _("Written off"),
        Status.ACCEPTED: _("Accepted"),
        Status.DECLINED: _("Declined"),
        Status.EXPIRED: _("Expired"),
        Status.INVOICED: _("Invoiced"),
    }[status]


class Pill(QWidget):
    """A rounded word on its soft ground."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        self._tone = Tone.NEUTRAL
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_status(self, status: Status) -> None:
        """Show a document's status."""
        self.show_text(status_word(status), TONES[status])

    def show_text(self, text: str, tone: Tone) -> None:
        """Show any word."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        # The pill is painted a little smaller than the base font, so this is always enough.
        width = self.fontMetrics().horizontalAdvance(self._text) + 2 * PILL_PADDING + 4
        return QSize(width, PILL_HEIGHT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_pill(QPainter(self), self._theme, self.rect(), self._text, self._tone)
