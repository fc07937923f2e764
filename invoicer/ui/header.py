"""Above each page: its title, the search over everything, and the page's buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from invoicer.i18n import gettext as _
from invoicer.ui.theme import Theme
from invoicer.ui.widgets.buttons import ICON
from invoicer.ui.widgets.look import label, name, set_look


class Header(QWidget):
    """Shows what the current page gives it; the widgets stay the page's own."""

    search_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self.title = label("", "title")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row.addWidget(self.title, 1)
        # A button that looks like a field: typing happens in the palette it opens.
        self.search = QPushButton("  " + _("Search everything") + "    Ctrl+K")
        self.search.setIcon(theme.icon("magnifying-glass"))
        self.search.setIconSize(ICON)
        set_look(self.search, "search")
        name(self.search, _("Search everything"), _("Ctrl+K opens it too"))
        self.search.clicked.connect(self.search_asked)
        self._row.addWidget(self.search)
        self._shown: list[QWidget] = []

    def show_page(self, title: str, widgets: Sequence[QWidget], *, search: bool) -> None:
        """Show a page's title and buttons in place of the last page's."""
        self.title.setText(title)
        self.search.setVisible(search)
        for widget in self._shown:
            if widget not in widgets:
                self._row.removeWidget(widget)
                widget.hide()
        for widget in widgets:
            self._row.removeWidget(widget)
            self._row.addWidget(widget)
            widget.show()
        self._shown = list(widgets)
