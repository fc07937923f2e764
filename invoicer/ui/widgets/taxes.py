"""Which tax: the rates of the business's country, or one that is typed."""

from decimal import Decimal

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models import presets
from invoicer.models.errors import Refusal
from invoicer.models.preset import Preset
from invoicer.models.tax import Tax
from invoicer.ui.widgets.look import set_style

HIGHEST = 100


def taxes_sentence(taxes: tuple[Tax, ...], locale: str) -> str:
    """Return the taxes of a line or item in words: "19% VAT", "5% GST + 9.975% QST"."""
    return " + ".join(f"{texts.percent(tax.rate, locale)} {tax.name}".strip() for tax in taxes)


class TaxField(QComboBox):
    """The rates of a country by name; another percentage can be typed."""

    changed = Signal()

    def __init__(self, locale: str) -> None:
        super().__init__()
        self._locale = locale
        self._preset: Preset = presets.of("")
        self._choices: list[tuple[str, tuple[Tax, ...]]] = []
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._line = QLineEdit()
        self.setLineEdit(self._line)
        self.setMinimumContentsLength(8)
        self._line.editingFinished.connect(self._typed)
        self.currentIndexChanged.connect(self.changed)

    def show_preset(self, preset: Preset) -> None:
        """Offer the rates of a country."""
        self._preset = preset
        self._fill([])

    def show_taxes(self, taxes: tuple[Tax, ...]) -> None:
        """Choose these; taxes the country doesn't know are added to the choices. () is default."""
        blocker = QSignalBlocker(self)
        known = [choice for _text, choice in self._choices]
        if taxes not in known:
            self._fill([taxes])
        place = next(i for i, (_text, choice) in enumerate(self._choices) if choice == taxes)
        self.setCurrentIndex(place)
        self._line.setCursorPosition(0)
        blocker.unblock()
        set_style(self, "invalid", False)

    def taxes(self) -> tuple[Tax, ...]:
        """Return the chosen taxes; () for the default of each document."""
        self._typed()
        return self._choices[self.currentIndex()][1]

    def _fill(self, others: list[tuple[Tax, ...]]) -> None:
        blocker = QSignalBlocker(self)
        self._choices = [(_("Usual rate of the document"), ())]
        for rate in self._preset.rates:
            percent = taxes_sentence(rate.taxes, self._locale)
            self._choices.append((f"{percent} – {presets.rate_label(rate)}", rate.taxes))
        self._choices += [(taxes_sentence(taxes, self._locale), taxes) for taxes in others]
        self.clear()
        self.addItems([text for text, _taxes in self._choices])
        blocker.unblock()

    @Slot()
    def _typed(self) -> None:
        text = self._line.text().strip()
        if text == self.itemText(self.currentIndex()):
            return
        number = text.split("%")[0].strip()
        try:
            percent = texts.parse_quantity(number, self._locale)
        except Refusal:
            percent = Decimal(-1)
        if 0 <= percent <= HIGHEST:
            rates = (r.taxes for r in self._preset.rates if len(r.taxes) == 1)
            known = next((taxes for taxes in rates if taxes[0].rate == percent), None)
            self.show_taxes(known or presets.own_rate(self._preset, percent).taxes)
            self.changed.emit()
        else:
            self.setEditText(self.itemText(self.currentIndex()))

    # Qt overrides

    def wheelEvent(self, event):  # type: ignore[no-untyped-def]
        # Scrolling a form must not change what is chosen.
        event.ignore()
