"""The pane beside the list: one item at a glance."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models import units
from invoicer.models.stored import StoredItem
from invoicer.ui.context import Context
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.look import label, rule
from invoicer.ui.widgets.taxes import taxes_sentence


class ItemSummary(Card):
    """Name, price, tax and text; and what can be done."""

    edit_asked = Signal()
    archive_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._locale = context.locale
        top = QHBoxLayout()
        self.title = label("", "section", wrap=True)
        top.addWidget(self.title, 1)
        self.edit = buttons.tool(context.theme, "pencil-simple", _("Change this item"))
        self.edit.clicked.connect(self.edit_asked)
        top.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        self.archive = buttons.tool(context.theme, "archive", _("Hide this item from the list"))
        self.archive.clicked.connect(self.archive_asked)
        top.addWidget(self.archive, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.price = label("", "figure")
        self.per = label("", "muted", wrap=True)
        self.body.addWidget(self.price)
        self.body.addWidget(self.per)
        self.body.addWidget(rule())
        self.number = label("", "muted")
        self.body.addWidget(self.number)
        self.description = label("", wrap=True)
        self.body.addWidget(self.description)
        self.body.addStretch(1)

    def show_item(self, stored: StoredItem, price: str) -> None:
        """Show an item and its price as written in its currency."""
        item = stored.item
        self.title.setText(item.name)
        self.price.setText(price)
        quantity = texts.quantity(item.base_quantity, self._locale)
        unit = units.name(item.unit)
        per = _("per {unit}").format(unit=unit if item.base_quantity == 1 else f"{quantity} {unit}")
        taxes = taxes_sentence(item.taxes, self._locale) or _("the usual rate of the document")
        self.per.setText(_("{per}, tax: {taxes}").format(per=per, taxes=taxes))
        self.number.setText(_("Number {number}").format(number=item.number) if item.number else "")
        self.number.setVisible(bool(item.number))
        self.description.setText(item.description)
        self.description.setVisible(bool(item.description))
