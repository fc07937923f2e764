"""The line at the foot of the window: online or offline, what waits, backup, encryption."""

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from invoicer.i18n import gettext as _
from invoicer.i18n import ngettext
from invoicer.models.changes import Change, Kind
from invoicer.ui.context import Context
from invoicer.ui.widgets.look import label, name, set_look


class Dot(QWidget):
    """A small disc in a token's colour."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.role = "muted"
        self.setFixedSize(12, 12)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.color(self.role)))
        painter.drawEllipse(1, 2, 9, 9)


class StatusBar(QFrame):
    """Refreshes itself; a click on what waits leads to the outbox."""

    outbox_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        set_look(self, "status-bar")
        self.setFixedHeight(30)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(6)
        self._dot = Dot(context)
        row.addWidget(self._dot)
        self.connection = QPushButton()
        set_look(self.connection, "status")
        self.connection.clicked.connect(self.outbox_asked)
        row.addWidget(self.connection)
        row.addStretch(1)
        self.backup = label()
        self.encryption = label()
        row.addWidget(self.backup)
        row.addSpacing(20)
        row.addWidget(self.encryption)
        self._online: bool | None = None
        context.bridge.changed.connect(self._committed)

    @Slot(bool)
    def set_online(self, online: bool) -> None:
        """Show whether the network can be reached."""
        self._online = online
        self.refresh()

    @Slot(object)
    def _committed(self, changes: frozenset[Change]) -> None:
        if any(change.kind in (Kind.OUTBOX, Kind.SETTINGS) for change in changes):
            self.refresh()

    def refresh(self) -> None:
        """Read and show everything."""
        # Imported only here: the line is filled once the window is there.
        from invoicer.ledger import backup, outbox
        from invoicer.models.stored import MailState

        reader = self._context.reader
        waiting = len(outbox.rows(reader, (MailState.QUEUED, MailState.SENDING)))
        text = connection_text(self._online, waiting)
        self.connection.setText(text)
        name(self.connection, text, _("Opens the outbox"))
        offline = self._online is False
        self._dot.role = "amber" if offline and waiting else "muted" if offline else "green"
        self._dot.update()
        last = backup.last_backup_at(reader)
        if last is None:
            self.backup.setText(_("No backup yet"))
        else:
            at = QDateTime.fromSecsSinceEpoch(int(last.timestamp()))
            day = QLocale(self._context.locale).toString(at, QLocale.FormatType.ShortFormat)
            self.backup.setText(_("Last backup {when}").format(when=day))
        self.encryption.setText(_("Ledger not encrypted"))


def connection_text(online: bool | None, waiting: int) -> str:
    """Return the state of the connection and what waits for it; None counts as online."""
    state = _("Offline") if online is False else _("Online")
    if not waiting:
        return state
    mails = ngettext(
        "{count} mail waits in the outbox", "{count} mails wait in the outbox", waiting
    ).format(count=waiting)
    return f"{state} — {mails}"
