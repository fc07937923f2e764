"""What the document comes to, row by row, as `models.totals` calculates it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models.document import DocumentReference
from invoicer.models.money import Money, total
from invoicer.models.totals import Totals
from invoicer.ui.documents import line_cells
from invoicer.ui.widgets.look import label, name

Rows = list[tuple[str, Money]]


def rows_of(figures: Totals, locale: str, deposits: Sequence[DocumentReference] = ()) -> Rows:
    """Return (text, amount) of every row above the total; each deposit is one that is deducted."""
    rows: Rows = []
    if figures.adjustments:
        rows.append((_("Sum of the lines"), figures.line_total))
        if figures.allowances:
            rows.append((_("Discount"), -figures.allowances))
        if figures.charges:
            rows.append((_("Charge"), figures.charges))
    rows.append((_("Net"), figures.net))
    rows += [
        (
            _("{tax} on {base}").format(
                tax=line_cells.tax_label((one.tax,), locale), base=texts.amount(one.base, locale)
            ),
            one.amount,
        )
        for one in figures.taxes
    ]
    deducted = _deducted(figures, deposits)
    before = figures.prepaid - total((amount for _text, amount in deducted), figures.currency)
    more = (
        *((text, -amount) for text, amount in deducted),
        (_("Paid already"), -before),
        (_("Rounding"), figures.rounding),
    )
    if any(amount for _text, amount in more) or figures.withheld:
        rows.append((_("With tax"), figures.gross))
    rows += [(text, amount) for text, amount in more if amount]
    rows += [(one.name, -one.amount) for one in figures.withholdings if one.amount]
    return rows


def _deducted(figures: Totals, deposits: Sequence[DocumentReference]) -> Rows:
    return [
        (_("Deposit {number}").format(number=one.number), Money.of(one.amount, figures.currency))
        for one in deposits
        if one.amount is not None
    ]


class TotalsBox(QWidget):
    """Shows totals; keeps the last ones, dimmed, while a figure can't be calculated."""

    def __init__(self, locale: str) -> None:
        super().__init__()
        self._locale = locale
        self._texts: list[str] = []
        self._amounts: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        name(self, _("Totals"))

    def show_totals(self, figures: Totals, deposits: Sequence[DocumentReference] = ()) -> None:
        """Show these totals, and which deposits they deduct."""
        last = _("Amount payable") if deposits else _("Total")
        rows = [*rows_of(figures, self._locale, deposits), (last, figures.payable)]
        if [text for text, _amount in rows] != self._texts:
            self._build([text for text, _amount in rows])
        for (_text, amount), shown in zip(rows, self._amounts, strict=True):
            shown.setText(texts.money(amount, self._locale))
        self.setEnabled(True)
        name(self, _("Totals"), "; ".join(self.spoken()))

    def spoken(self) -> list[str]:
        """Return every row as text."""
        return [
            f"{text} {shown.text()}" for text, shown in zip(self._texts, self._amounts, strict=True)
        ]

    def _build(self, rows: list[str]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._texts, self._amounts = rows, []
        for row, text in enumerate(rows):
            last = row == len(rows) - 1
            self._grid.addWidget(label(text, "total" if last else "muted"), row, 0)
            amount = label("", "total" if last else "")
            amount.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(amount, row, 1)
            self._amounts.append(amount)
