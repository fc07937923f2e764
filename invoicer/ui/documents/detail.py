"""Beside the list: the chosen document, what can be done with it, its page and its history."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models.kinds import DocumentKind
from invoicer.models.lifecycle import Act
from invoicer.models.rows import DocumentRow
from invoicer.ui.context import Context
from invoicer.ui.documents import words
from invoicer.ui.documents.parts import Part, part_label
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.look import label, name
from invoicer.ui.widgets.pdf_view import PdfView
from invoicer.ui.widgets.pill import Pill

if TYPE_CHECKING:
    from invoicer.models.stored import AuditEntry

MOST_ENTRIES = 5

# A narrower pane has no room for icons on its large buttons.
ICONS_PX = 290

# The acts that may stand as large buttons, the likeliest first.
FRONT = (
    Act.RECORD_PAYMENT,
    Act.ISSUE,
    Act.INVOICE,
    Act.REFUND,
    Act.SEND,
    Act.EDIT,
    Act.DUPLICATE,
)
# The order of the menu; None is a line.
MENU = (
    Act.EDIT,
    Act.ISSUE,
    Act.RECORD_PAYMENT,
    Act.REFUND,
    Act.SEND,
    None,
    Act.ACCEPT,
    Act.DECLINE,
    Act.INVOICE,
    None,
    Act.CREDIT,
    Act.CORRECT,
    Act.WRITE_OFF,
    Act.DUPLICATE,
    None,
    Act.DELETE,
)


def act_label(act: Act) -> tuple[str, str]:
    """Return (text, icon) of an act."""
    return {
        Act.EDIT: (_("Edit"), "pencil-simple"),
        Act.DELETE: (_("Delete draft"), "trash"),
        Act.ISSUE: (_("Issue…"), "paper-plane-tilt"),
        Act.SEND: (_("Send…"), "paper-plane-tilt"),
        Act.RECORD_PAYMENT: (_("Record payment"), "check-circle"),
        Act.REFUND: (_("Record refund"), "arrow-u-up-left"),
        Act.WRITE_OFF: (_("Write off the rest"), "eraser"),
        Act.CREDIT: (_("Credit note"), "arrow-u-up-left"),
        Act.CORRECT: (_("Corrected invoice"), "note-pencil"),
        Act.DUPLICATE: (_("Duplicate"), "copy"),
        Act.INVOICE: (_("Turn into invoice"), "receipt"),
        Act.ACCEPT: (_("Accepted by the client"), "check"),
        Act.DECLINE: (_("Declined by the client"), "x"),
    }[act]


class Detail(Card):
    """What is known of one document; `asked` carries an Act, `part_asked` a Part of a quote to be
    billed, the others speak for themselves."""

    asked = Signal(object)
    part_asked = Signal(object)
    save_asked = Signal()
    print_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(margin=14)
        self._context = context
        theme = context.theme
        self.body.setSpacing(10)
        self.title = label("", "section")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.pill = Pill(theme)
        self.save = buttons.tool(theme, "download-simple", _("Save PDF…"))
        self.print = buttons.tool(theme, "printer", _("Print…") + " (Ctrl+P)")
        self.more = buttons.tool(theme, "dots-three", _("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.more.setMenu(self.menu)
        self.client = label("", wrap=True)
        self.line = label("", "muted", wrap=True)
        self.first = buttons.primary(theme, _("Record payment"), "check-circle")
        self.second = buttons.plain(theme, _("Send…"), "paper-plane-tilt")
        self.paper = PdfView(theme, context.bridge)
        self.history = History(context)
        self._acts: frozenset[Act] = frozenset()
        self._build()
        self.save.clicked.connect(self.save_asked)
        self.print.clicked.connect(self.print_asked)
        for button in (self.first, self.second):
            button.clicked.connect(self._clicked)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.title, 1)
        for tool in (self.save, self.print, self.more):
            top.addWidget(tool)
        self.body.addLayout(top)
        second = QHBoxLayout()
        second.setSpacing(10)
        second.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.client, 1)
        self.body.addLayout(second)
        self.body.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.first, 1)
        row.addWidget(self.second, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.paper, 1)
        self.body.addWidget(self.history)

    def show_row(self, row: DocumentRow, acts: frozenset[Act], today: date) -> None:
        """Show the head of a document and what may be done with it."""
        self._acts = acts
        self.title.setText(row.number or words.kind_word(row.kind))
        self.title.setToolTip(words.named(row.kind, row.number))
        self.pill.show_status(row.status)
        self.client.setText(row.client_name or _("No client yet"))
        self.line.setText(self._sentence(row, today))
        front = [act for act in FRONT if act in acts][:2]
        for button, act in zip((self.first, self.second), front, strict=False):
            self._dress(button, act, "on_accent" if button is self.first else "muted")
        self.second.setVisible(len(front) > 1)
        self.fill(self.menu)

    def _sentence(self, row: DocumentRow, today: date) -> str:
        locale = self._context.locale
        parts = [texts.money(words.signed(row.payable, row.kind), locale)]
        due = words.due_text(row, today, locale)
        if row.due_on is not None and due != words.NONE:
            day = texts.near_day(row.due_on, today, locale)
            quote = row.kind == DocumentKind.QUOTE
            said = _("valid until {day}") if quote else _("due {day} ({distance})")
            parts.append(said.format(day=day, distance=due))
        return " · ".join(parts)

    def _dress(self, button: QPushButton, act: Act, role: str) -> None:
        text, icon = act_label(act)
        button.setText(" " + text)
        button.setIcon(self._context.theme.icon(icon, role) if self._is_wide() else QIcon())
        button.setProperty("act", act.value)
        name(button, text)

    def _is_wide(self) -> bool:
        return self.width() >= ICONS_PX

    def fill(self, menu: QMenu) -> None:
        """Fill a menu with what may be done with the shown document."""
        menu.clear()
        for act in MENU:
            if act is None:
                menu.addSeparator()
            elif act in self._acts:
                text, icon = act_label(act)
                entry = menu.addAction(self._context.theme.icon(icon), text)
                entry.setData(act.value)
                entry.triggered.connect(self._chosen)
                if act == Act.INVOICE:
                    self._add_parts(menu)
        menu.addSeparator()
        theme = self._context.theme
        menu.addAction(theme.icon("download-simple"), _("Save PDF…")).triggered.connect(
            self.save_asked
        )
        menu.addAction(theme.icon("printer"), _("Print…")).triggered.connect(self.print_asked)

    def _add_parts(self, menu: QMenu) -> None:
        """What can be invoiced whole can be billed in parts."""
        for part in Part:
            text, icon = part_label(part)
            entry = menu.addAction(self._context.theme.icon(icon), text)
            entry.setData(part.value)
            entry.triggered.connect(self._part_chosen)

    @Slot()
    def _part_chosen(self) -> None:
        entry = self.sender()
        assert isinstance(entry, QAction)
        self.part_asked.emit(Part(entry.data()))

    @Slot()
    def _chosen(self) -> None:
        entry = self.sender()
        assert isinstance(entry, QAction)
        self.asked.emit(Act(entry.data()))

    @Slot()
    def _clicked(self) -> None:
        self.asked.emit(Act(self.sender().property("act")))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button, role in ((self.first, "on_accent"), (self.second, "muted")):
            if (act := button.property("act")) is not None:
                self._dress(button, Act(act), role)


class History(QWidget):
    """The last things that happened to a document."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        name(self, _("History"))

    def show_entries(self, entries: Sequence["AuditEntry"]) -> None:
        """Show the newest entries, newest first."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not entries:
            return
        self._grid.addWidget(label(_("History"), "strong"), 0, 0, 1, 3)
        newest = list(reversed(entries))[:MOST_ENTRIES]
        for place, entry in enumerate(newest, 1):
            self._add(place, entry)

    def _add(self, place: int, entry: "AuditEntry") -> None:
        picture = QLabel()
        picture.setPixmap(self._context.theme.icon(words.act_icon(entry)).pixmap(16, 16))
        self._grid.addWidget(picture, place, 0)
        said = words.act_sentence(entry, self._context.locale)
        # An address may be wider than the pane: it is broken after its @ (a space of no width).
        sentence = label(said.replace("@", "@\N{ZERO WIDTH SPACE}"), wrap=True)
        name(sentence, said)
        self._grid.addWidget(sentence, place, 1)
        when = label(words.moment_text(entry.at, self._context.locale), "small")
        self._grid.addWidget(when, place, 2, Qt.AlignmentFlag.AlignRight)
