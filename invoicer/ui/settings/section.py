"""What every section of the settings is, and what they edit together."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from invoicer.models.numbering import Series
from invoicer.models.outbox import MailSettings
from invoicer.models.party import Business
from invoicer.ui.context import Context
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.form import Form
from invoicer.ui.widgets.look import label

WIDEST = 760


@dataclass(frozen=True, slots=True)
class Draft:
    """All settings as they are on the screen. A logo of None is the one that is kept already."""

    business: Business
    series: tuple[Series, ...]
    mail: MailSettings
    password: str | None = None
    logo: bytes | None = None


class Section(QWidget):
    """One section: cards of forms. Tells `changed` when something was typed."""

    changed = Signal()
    # Whether `collect` takes whatever is written, or only what `errors` found nothing in.
    takes_anything = True

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setMaximumWidth(WIDEST)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(14)
        self.forms: list[Form] = []

    def add_card(self, heading: str, sentence: str = "") -> Form:
        """Add a card and return the form in it."""
        card = Card(heading)
        if sentence:
            card.body.addWidget(label(sentence, "muted", wrap=True))
        form = Form()
        card.body.addWidget(form)
        self.column.addWidget(card)
        self.forms.append(form)
        return form

    def show_draft(self, draft: Draft) -> None:
        """Show settings without telling `changed`."""
        raise NotImplementedError

    def collect(self, draft: Draft) -> Draft:
        """Return the draft with what is written here; called when `errors` found nothing."""
        raise NotImplementedError

    def errors(self) -> bool:
        """Say beside the fields what is wrong; True if something is."""
        return False
