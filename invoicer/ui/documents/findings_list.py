"""What is still missing or doubtful, one sentence a row, each with a way to its field."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout

from invoicer.i18n import gettext as _
from invoicer.i18n import ngettext
from invoicer.models.finding import Finding, Severity
from invoicer.ui.theme import Theme
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.look import label, name, set_look


class FindingsList(QFrame):
    """Hidden when there is nothing to say; `chosen` carries the field of a finding."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, *, most: int = 8) -> None:
        super().__init__()
        self._theme = theme
        self._most = most
        self._shown: tuple[Finding, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 8, 8)
        outer.setSpacing(6)
        self.heading = label("", "strong")
        outer.addWidget(self.heading)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        outer.addLayout(self._grid)
        name(self, _("What is still missing"))
        self.hide()

    def show_findings(self, findings: Sequence[Finding], heading: str) -> None:
        """Show the findings, errors first."""
        ordered = tuple(sorted(findings, key=lambda one: one.severity != Severity.ERROR))
        if ordered == self._shown:
            return
        self._shown = ordered
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        wrong = any(one.severity == Severity.ERROR for one in ordered)
        set_look(self, "notice-red" if wrong else "notice-amber")
        self.heading.setText(heading)
        for row, finding in enumerate(ordered[: self._most]):
            self._add(row, finding)
        more = len(ordered) - self._most
        if more > 0:
            said = ngettext("and {n} more", "and {n} more", more).format(n=more)
            self._grid.addWidget(label(said, "muted"), self._most, 1)
        self.setVisible(bool(ordered))

    def sentences(self) -> list[str]:
        """Return what is said."""
        return [one.sentence for one in self._shown]

    def _add(self, row: int, finding: Finding) -> None:
        wrong = finding.severity == Severity.ERROR
        picture = QLabel()
        icon = self._theme.icon("x-circle" if wrong else "warning", "red" if wrong else "amber")
        picture.setPixmap(icon.pixmap(16, 16))
        self._grid.addWidget(picture, row, 0)
        self._grid.addWidget(label(finding.sentence, wrap=True), row, 1)
        link = buttons.link(self._theme, _("Go to field"))
        link.setProperty("field", finding.field)
        link.setAccessibleName(_("Go to the field: {sentence}").format(sentence=finding.sentence))
        link.clicked.connect(self._clicked)
        self._grid.addWidget(link, row, 2)

    @Slot()
    def _clicked(self) -> None:
        self.chosen.emit(str(self.sender().property("field")))
