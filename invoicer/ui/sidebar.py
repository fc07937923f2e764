"""The menu at the left."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.ui.pages import PageEntry, Section
from invoicer.ui.theme import Theme
from invoicer.ui.widgets.buttons import ICON
from invoicer.ui.widgets.look import label, name, set_look

WIDTH = 212


class Sidebar(QFrame):
    """One button a page, in sections; `chosen` carries the page's name."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, entries: Sequence[PageEntry], top: QWidget) -> None:
        """`top` stands above the pages: whose business this is."""
        super().__init__()
        set_look(self, "sidebar")
        self.setFixedWidth(WIDTH)
        name(self, _("Menu"))
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 16, 10, 10)
        layout.setSpacing(3)
        layout.addWidget(top)
        layout.addSpacing(8)
        headings = {Section.MONEY: _("MONEY"), Section.LOOK: _("LOOK")}
        for section in (Section.MAIN, Section.MONEY, Section.LOOK):
            self._add_section(theme, layout, entries, section, headings.get(section, ""))
        layout.addStretch(1)
        self._add_section(theme, layout, entries, Section.FOOT, "")
        self._group.buttonClicked.connect(self._clicked)

    def show_chosen(self, page: str) -> None:
        """Mark the page that is shown."""
        if page in self._buttons:
            self._buttons[page].setChecked(True)

    def button(self, page: str) -> QPushButton:
        """Return the button of a page."""
        return self._buttons[page]

    def _add_section(
        self,
        theme: Theme,
        layout: QVBoxLayout,
        entries: Sequence[PageEntry],
        section: Section,
        heading: str,
    ) -> None:
        own = [entry for entry in entries if entry.section == section]
        if own and heading:
            layout.addWidget(label(heading, "nav-section"))
        for entry in own:
            button = QPushButton("  " + entry.label)
            set_look(button, "nav")
            name(button, entry.label)
            button.setIcon(theme.icon(entry.icon, "neutral"))
            button.setIconSize(ICON)
            button.setCheckable(True)
            number = entries.index(entry) + 1
            if number <= 9:
                button.setToolTip(f"{entry.label} (Alt+{number})")
            button.setProperty("page", entry.name)
            self._group.addButton(button)
            self._buttons[entry.name] = button
            layout.addWidget(button)

    @Slot(QWidget)
    def _clicked(self, button: QWidget) -> None:
        self.chosen.emit(str(button.property("page")))
