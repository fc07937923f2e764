"""Payment terms in three small fields: days, and a discount for paying early."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from invoicer.i18n import gettext as _
from invoicer.models.errors import Refusal
from invoicer.models.payment_terms import EarlyDiscount, PaymentTerms
from invoicer.ui.widgets.fields import NumberField
from invoicer.ui.widgets.form import Form

LONGEST_DAYS = 3650


class TermsFields(QObject):
    """Adds the fields to a form. Further discounts that were stored are kept untouched."""

    changed = Signal()

    def __init__(self, form: Form, locale: str, *, placeholder: str = "") -> None:
        super().__init__(form)
        self._stored = PaymentTerms()
        self.days = NumberField(locale, placeholder=placeholder)
        self.percentage = NumberField(locale)
        self.discount_days = NumberField(locale)
        form.add("terms_days", _("Due after (days)"), self.days, columns=4)
        form.add("terms_percentage", _("Discount (%)"), self.percentage, columns=4)
        form.add("terms_discount_days", _("… if paid within (days)"), self.discount_days, columns=4)
        for field in (self.days, self.percentage, self.discount_days):
            field.changed.connect(self.changed)

    def show_terms(self, terms: PaymentTerms | None) -> None:
        """Show terms; None leaves the fields empty."""
        self._stored = terms or PaymentTerms()
        discount = terms.discounts[0] if terms and terms.discounts else None
        self.days.set_value(Decimal(terms.days) if terms else None)
        self.percentage.set_value(discount.percentage if discount else None)
        self.discount_days.set_value(Decimal(discount.days) if discount else None)

    def errors(self) -> dict[str, str]:
        """Return what is wrong, by the form's keys."""
        found: dict[str, str] = {}
        checks = (
            ("terms_days", self.days, LONGEST_DAYS),
            ("terms_discount_days", self.discount_days, LONGEST_DAYS),
        )
        for key, field, longest in checks:
            try:
                value = field.value()
            except Refusal as refusal:
                found[key] = str(refusal)
                continue
            if value is not None and (value != int(value) or not 0 <= value <= longest):
                found[key] = _("Write a whole number of days.")
        try:
            percentage = self.percentage.value()
        except Refusal as refusal:
            found["terms_percentage"] = str(refusal)
        else:
            if percentage is not None and not 0 < percentage < 100:
                found["terms_percentage"] = _("Write a percentage between 0 and 100.")
            elif percentage is not None and not self.discount_days.text().strip():
                found["terms_discount_days"] = _("Within how many days?")
        return found

    def terms(self) -> PaymentTerms | None:
        """Return the terms, or None where no days are given; call it when `errors` is empty."""
        days = self.days.value()
        if days is None:
            return None
        percentage, within = self.percentage.value(), self.discount_days.value()
        rest = self._stored.discounts[1:]
        first: tuple[EarlyDiscount, ...] = ()
        if percentage is not None and within is not None:
            first = (EarlyDiscount(percentage, int(within)),)
        return replace(self._stored, days=int(days), discounts=(*first, *rest))
