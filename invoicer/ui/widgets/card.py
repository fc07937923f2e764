"""Cards: white ground with a line around it, in which everything lives."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from invoicer.ui.widgets.look import label, set_look


class Card(QFrame):
    """A card with an optional heading; add to `body`, a vertical layout."""

    def __init__(self, heading: str = "", *, margin: int = 16, parent: QWidget | None = None):
        super().__init__(parent)
        set_look(self, "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(12)
        if heading:
            self.heading = label(heading, "section", wrap=True)
            self.body.addWidget(self.heading)
