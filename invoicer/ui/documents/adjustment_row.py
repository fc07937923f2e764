"""A discount or charge on the whole document, in one row."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models.document import Adjustment
from invoicer.models.errors import Refusal
from invoicer.ui.documents import line_cells
from invoicer.ui.documents.line_cells import Ground
from invoicer.ui.theme import Theme
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.fields import ChoiceField, line
from invoicer.ui.widgets.look import name, set_style

DISCOUNT, CHARGE = "discount", "charge"


class AdjustmentRow(QWidget):
    """Edits the first adjustment that is spread over all taxes; all others stay as they are."""

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._ground: Ground | None = None
        self._stored: tuple[Adjustment, ...] = ()
        self.kind = ChoiceField([(DISCOUNT, _("Discount")), (CHARGE, _("Charge"))])
        name(self.kind, _("Discount or charge"))
        self.value = line(_("10 % or 50 EUR"), longest=40)
        name(self.value, _("How much, in percent or as an amount"))
        self.reason = line(_("Reason, as printed"))
        name(self.reason, _("Reason of the discount or charge"))
        self.remove = buttons.tool(theme, "x", _("Remove the discount or charge"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.kind)
        row.addWidget(self.value, 1)
        row.addWidget(self.reason, 2)
        row.addWidget(self.remove)
        self.kind.changed.connect(self.changed)
        self.value.textEdited.connect(self._edited)
        self.value.editingFinished.connect(self._tidy)
        self.reason.textEdited.connect(self.changed)
        self.remove.clicked.connect(self._clear)

    def show_adjustments(self, adjustments: tuple[Adjustment, ...], ground: Ground) -> None:
        """Show the first general adjustment of a document."""
        self._ground = ground
        first = next((one for one in adjustments if one.taxes is None), None)
        self._stored = tuple(one for one in adjustments if one is not first)
        first = first or Adjustment()
        self.kind.blockSignals(True)
        self.kind.set_value(CHARGE if first.charge else DISCOUNT)
        self.kind.blockSignals(False)
        self.value.setText(self._written(first, ground))
        self.reason.setText(first.reason)
        set_style(self.value, "invalid", False)

    def adjustments(self) -> tuple[Adjustment, ...]:
        """Return all adjustments of the document. Raises BadAmount for a value that is none."""
        assert self._ground is not None, "shown before it is asked"
        typed = line_cells.discount(self.value.text().strip(), self._ground)
        charge = self.kind.value() == CHARGE
        reason = self.reason.text().strip()
        return (*(replace(one, charge=charge, reason=reason) for one in typed), *self._stored)

    def is_used(self) -> bool:
        """Tell whether something is written."""
        return bool(self.value.text().strip() or self.reason.text().strip())

    def _written(self, one: Adjustment, ground: Ground) -> str:
        if one.percentage is not None:
            return texts.percent(one.percentage, ground.locale)
        if one.amount is None:
            return ""
        amount = texts.price(one.amount or Decimal(0), ground.currency, ground.locale)
        return f"{amount} {ground.currency}"

    @Slot()
    def _edited(self) -> None:
        set_style(self.value, "invalid", False)
        self.changed.emit()

    @Slot()
    def _tidy(self) -> None:
        try:
            typed = self.adjustments()
        except Refusal:
            set_style(self.value, "invalid", True)
            return
        if len(typed) > len(self._stored) and self._ground is not None:
            self.value.setText(self._written(typed[0], self._ground))

    @Slot()
    def _clear(self) -> None:
        self.value.clear()
        self.reason.clear()
        self.changed.emit()
        self.removed.emit()
