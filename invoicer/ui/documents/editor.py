"""The editor: form and lines at the left, the page as it will be at the right."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from invoicer.actions import documents as acts
from invoicer.i18n import gettext as _
from invoicer.i18n import ngettext
from invoicer.models import totals
from invoicer.models.document import Document
from invoicer.models.errors import Refusal
from invoicer.models.finding import Finding, Severity
from invoicer.models.taxing import Taxing
from invoicer.ui.context import Context
from invoicer.ui.documents import finding_places, words
from invoicer.ui.documents.adjustment_row import AdjustmentRow
from invoicer.ui.documents.client_field import ClientDialog
from invoicer.ui.documents.findings_list import FindingsList
from invoicer.ui.documents.head_form import HeadForm
from invoicer.ui.documents.keeper import Keeper
from invoicer.ui.documents.line_cells import Cell, Ground
from invoicer.ui.documents.lines_model import LinesModel
from invoicer.ui.documents.lines_table import LinesTable
from invoicer.ui.documents.live_preview import LivePreview
from invoicer.ui.documents.totals_box import TotalsBox
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.fields import TextField
from invoicer.ui.widgets.form import Field, scrolled, tab_through
from invoicer.ui.widgets.look import label, set_look

# Room for the six short columns of the lines and a description that can be read.
NARROWEST_PX = 536


class Editor(QWidget):
    """Writes one draft at a time. `start` opens one; every change is kept by a Keeper.

    `title_changed` when the title is another, `saved` after each save with the draft's id,
    `not_saved` with the error where that failed; what was written is still here then.
    """

    title_changed = Signal()
    saved = Signal(int)
    waiting = Signal()
    not_saved = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._keeper: Keeper | None = None
        self._filling = False
        self._asked = False
        self._findings: tuple[Finding, ...] = ()
        self.document = Document()
        self.head = HeadForm(context)
        self.lines = LinesModel(self._ground(), self)
        self.table = LinesTable(context, self.lines)
        self.adjustment = AdjustmentRow(context.theme)
        self.note = TextField(_("Thank you for the pleasant work together."), lines=2)
        self.totals = TotalsBox(context.locale)
        self.problem = label("", "error", wrap=True)
        self.preview = LivePreview(context)
        self.verdict = buttons.link(context.theme, "")
        self.list = FindingsList(context.theme, most=4)
        self._make_buttons()
        self._build()
        self._connect()

    def _make_buttons(self) -> None:
        theme = self._context.theme
        self.add_line = buttons.plain(theme, _("Add line"), "plus")
        self.discount = buttons.plain(theme, _("Discount or charge"), "percent")
        self.more = buttons.plain(theme, _("More"), "sliders-horizontal")
        self.more.setAccessibleName(_("More fields"))
        self.more.setCheckable(True)

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(14)
        card = Card(margin=16)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        column.addLayout(self._button_row())
        column.addWidget(self.adjustment)
        card.body.addWidget(scrolled(inside), 1)
        # Below what scrolls, so that the total is always in sight.
        card.body.addLayout(self._foot())
        card.setMinimumWidth(NARROWEST_PX)
        split.addWidget(card)
        self.preview.add_below(self.list)
        self.preview.add_below(self.verdict)
        split.addWidget(self.preview)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([630, 376])
        self.preview.setMinimumWidth(200)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)
        tab_through((self.table, self.add_line, self.discount, self.more, self.note))

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.add_line, self.discount, self.more):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _foot(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 4)
        top = Qt.AlignmentFlag.AlignTop
        self.note_field = Field(_("Note on the document"), self.note)
        grid.addWidget(self.note_field, 0, 0, top)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.totals)
        right.addWidget(self.problem)
        right.addStretch(1)
        grid.addLayout(right, 0, 1)
        return grid

    def _connect(self) -> None:
        self.head.changed.connect(self._changed)
        self.head.client_chosen.connect(self.choose_client)
        self.head.new_client_asked.connect(self._new_client)
        self.lines.changed.connect(self._changed)
        self.adjustment.changed.connect(self._changed)
        self.adjustment.removed.connect(self.adjustment.hide)
        self.note.textChanged.connect(self._changed)
        self.add_line.clicked.connect(self._add_line)
        self.discount.clicked.connect(self._show_discount)
        self.more.toggled.connect(self.head.show_more)
        self.verdict.clicked.connect(self.show_what_is_missing)
        self.list.chosen.connect(self.go_to)
        undo, redo = self.lines.undo_stack.undo, self.lines.undo_stack.redo
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Redo), self).activated.connect(redo)

    def _ground(self) -> Ground:
        """What the lines stand on; without a reader's look before there is a document."""
        known = self._keeper is not None
        taxing = acts.taxing_of(self._context.reader, self.document) if known else Taxing()
        return Ground(locale=self._context.locale, currency=self.document.currency, taxing=taxing)

    @property
    def document_id(self) -> int:
        """The draft's id, 0 while it was never saved."""
        return self._keeper.document_id if self._keeper else 0

    def title(self) -> str:
        """Return what stands above the editor."""
        return words.editor_title(self.document)

    def start(self, document_id: int, document: Document) -> None:
        """Open a draft; id 0 is a new one."""
        self.leave()
        self._keeper = Keeper(self._context, document_id, document, self)
        self._keeper.saved.connect(self.saved)
        self._keeper.waiting.connect(self.waiting)
        self._keeper.failed.connect(self.not_saved)
        self._asked = False
        self.document = document
        self._filling = True
        self.head.show_document(document)
        self.lines.start(document.lines, self._ground())
        self.adjustment.show_adjustments(document.adjustments, self.lines.ground)
        self.adjustment.setVisible(self.adjustment.is_used())
        self.note.set_text(document.note)
        self._filling = False
        self._calculate()
        self._look_for_findings()
        self.preview.show_document(document)
        self.title_changed.emit()
        if document.client_id is None:
            self.head.client.setFocus()
        else:
            self.table.edit_cell(len(document.lines), Cell.DESCRIPTION)

    def leave(self) -> None:
        """Save, and be ready for another draft."""
        if self._keeper is not None:
            self.table.finish()
            self._keeper.close()
            self._keeper.deleteLater()
            self._keeper = None
        self.preview.stop()

    def forget(self) -> None:
        """Let go of a draft that was issued or deleted, without saving."""
        if self._keeper is not None:
            self._keeper.forget()
        self.leave()

    def save(self) -> None:
        """Save at once."""
        self.table.finish()
        if self._keeper is not None:
            self._keeper.save_now()

    def save_then(self, after: Callable[[int], None]) -> None:
        """Save, then call `after` with the draft's id."""
        self.table.finish()
        if self._keeper is not None:
            self._keeper.save_then(after)

    @Slot()
    def _changed(self) -> None:
        if self._filling or self._keeper is None:
            return
        before = self.document
        document = replace(
            self.head.filled(before), lines=self.lines.lines, note=self.note.text().rstrip()
        )
        try:
            document = replace(document, adjustments=self.adjustment.adjustments())
        except Refusal:
            # The field is marked; the discount that was there before stays until it can be read.
            document = replace(document, adjustments=before.adjustments)
        self._take(document)

    def _take(self, document: Document) -> None:
        """Let the editor, the ledger and the page follow the document."""
        before, self.document = self.document, document
        assert self._keeper is not None
        if (before.currency, before.language, before.client_id) != (
            document.currency,
            document.language,
            document.client_id,
        ):
            self._filling = True
            self.lines.stand_on(self._ground())
            self._filling = False
            self.document = replace(document, lines=self.lines.lines)
        self._calculate()
        self._look_for_findings()
        self._keeper.keep(self.document)
        self.preview.show_document(self.document)
        if words.editor_title(before) != words.editor_title(self.document):
            self.title_changed.emit()

    def _calculate(self) -> None:
        try:
            figures = totals.calculate(self.document)
        except Refusal as refusal:
            self.totals.setEnabled(False)
            self.problem.setText(str(refusal))
            self.problem.show()
            return
        self.problem.hide()
        self.totals.show_totals(figures, self.document.deposits)
        self.lines.show_amounts([line.entered for line in figures.lines])

    def _look_for_findings(self) -> None:
        found = acts.findings(self._context.reader, self.document)
        self._findings = finding_places.told((*self.lines.problems(), *found))
        wrong = [one for one in self._findings if one.severity == Severity.ERROR]
        if wrong:
            said = ngettext(
                "{n} thing is still missing", "{n} things are still missing", len(wrong)
            ).format(n=len(wrong))
        else:
            said = _("Ready to be issued")
        theme = self._context.theme
        self.verdict.setText(" " + said)
        self.verdict.setIcon(
            theme.icon("list-dashes" if wrong else "check-circle", "muted" if wrong else "green")
        )
        self.verdict.setAccessibleName(said)
        set_look(self.verdict, "verdict" if wrong else "verdict-good")
        self._show_findings()

    def _show_findings(self) -> None:
        """Say beside the fields what is missing, once somebody has asked for it."""
        shown: Sequence[Finding] = self._findings if self._asked else self.lines.problems()
        self.lines.show_findings(finding_places.cells(shown))
        self.head.show_sentences(finding_places.head(shown))
        wrong = [one for one in shown if one.severity == Severity.ERROR]
        self.list.show_findings(wrong, _("Before this can be issued:"))

    @Slot()
    def show_what_is_missing(self) -> None:
        """Say everything that is missing or doubtful, or stop saying it."""
        self._asked = not self._asked
        self._show_findings()

    @Slot(str)
    def go_to(self, field: str) -> None:
        """Put the keyboard where a finding points to."""
        self._asked = True
        self._show_findings()
        place = finding_places.cell(field)
        if place is not None:
            row, cell = place
            self.table.edit_cell(min(row, len(self.document.lines)), cell)
            return
        page = finding_places.page(field)
        if page and self.document.client_id is not None and page == "clients":
            self._context.navigation.go("clients", "open", self.document.client_id)
        elif page == "settings":
            self._context.navigation.go("settings", "business")
        else:
            self.more.setChecked(self.more.isChecked() or finding_places.is_more(field))
            self.head.go_to(finding_places.head_key(field))

    @Slot(int)
    def choose_client(self, client_id: int) -> None:
        """Address the document to a client, on its terms, in its language and currency."""
        if self._keeper is None or client_id == self.document.client_id:
            return
        self._changed()
        document = acts.for_client(self._context.reader, self.document, client_id)
        self._filling = True
        self.head.show_document(document)
        self._filling = False
        self._take(document)

    @Slot(str)
    def _new_client(self, typed: str) -> None:
        dialog = ClientDialog(self._context, typed, self)
        dialog.added.connect(self.choose_client)
        dialog.finished.connect(self._focus_client)
        dialog.open()

    @Slot()
    def _focus_client(self) -> None:
        self.head.client.setFocus()

    @Slot()
    def _add_line(self) -> None:
        self.table.edit_cell(len(self.lines.lines), Cell.DESCRIPTION)

    @Slot()
    def _show_discount(self) -> None:
        self.adjustment.show()
        self.adjustment.value.setFocus()
