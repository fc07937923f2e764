"""Payment terms in one field: usual ones to choose, others typed ("14, 2 % within 7")."""

import re
from decimal import Decimal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models.errors import BadField, Refusal
from invoicer.models.payment_terms import EarlyDiscount, PaymentTerms
from invoicer.ui.parties.texts import terms_sentence
from invoicer.ui.widgets.look import set_style

USUAL = (
    PaymentTerms(days=0),
    PaymentTerms(days=7),
    PaymentTerms(days=14),
    PaymentTerms(days=14, discounts=(EarlyDiscount(Decimal(2), 7),)),
    PaymentTerms(days=30),
    PaymentTerms(days=30, discounts=(EarlyDiscount(Decimal(2), 10),)),
    PaymentTerms(days=60),
)
LONGEST_DAYS = 3650

# "2 % within 7": a percentage, and the next number after it.
DISCOUNT = re.compile(r"(\d[\d.,]*)\s*%\D*(\d{1,4})")
DAYS = re.compile(r"\d{1,4}")


def read(text: str, locale: str) -> PaymentTerms:
    """Return the terms somebody typed. Raises BadField."""
    discounts = tuple(
        EarlyDiscount(texts.parse_quantity(percentage, locale), int(days))
        for percentage, days in DISCOUNT.findall(text)
    )
    found = DAYS.search(DISCOUNT.sub("", text))
    at_once = text.strip().casefold() == terms_sentence(PaymentTerms(days=0), locale).casefold()
    days = 0 if at_once else int(found[0]) if found else -1
    if not 0 <= days <= LONGEST_DAYS or any(d.percentage >= 100 for d in discounts):
        raise BadField(
            _("Payment terms"), _("write a number of days, such as “21” or “14, 2 % within 7”.")
        )
    return PaymentTerms(days=days, discounts=discounts)


class TermsField(QComboBox):
    """Offers usual terms and reads others; `changed` when other terms are there."""

    changed = Signal()

    def __init__(self, locale: str) -> None:
        super().__init__()
        self._locale = locale
        self._terms = PaymentTerms()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._field = QLineEdit()
        self.setLineEdit(self._field)
        for terms in USUAL:
            self.addItem(terms_sentence(terms, locale))
        self.activated.connect(self._read)
        self._field.editingFinished.connect(self._read)

    def show_terms(self, terms: PaymentTerms) -> None:
        """Show the terms of a document."""
        self._terms = terms
        self.setEditText(terms_sentence(terms, self._locale))
        self._field.setCursorPosition(0)
        set_style(self, "invalid", False)

    def terms(self) -> PaymentTerms:
        """Return the terms that were read last."""
        return self._terms

    @Slot()
    def _read(self) -> None:
        if self.currentText() == terms_sentence(self._terms, self._locale):
            return
        try:
            terms = read(self.currentText(), self._locale)
        except Refusal as refusal:
            set_style(self, "invalid", True)
            self.setToolTip(str(refusal))
            return
        self.setToolTip("")
        self.show_terms(PaymentTerms(terms.days, terms.discounts, self._terms.text))
        self.changed.emit()

    # Qt overrides

    def wheelEvent(self, event):  # type: ignore[no-untyped-def]
        # Scrolling a form must not change what is chosen.
        event.ignore()
