"""The words and figures of one document, in its client's language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from invoicer import format as text_of
from invoicer import i18n
from invoicer.documents import glyphs
from invoicer.models.document import Period, Snapshot
from invoicer.models.money import Money


@dataclass(frozen=True, slots=True)
class Wording:
    """A document's language and locale, and the sentences and figures in them."""

    language: str
    locale: str
    currency: str
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]

    def money(self, value: Money) -> str:
        """Return an amount with its currency: its sign, or where the fonts lack that its code."""
        shown = text_of.money(value, self.locale)
        if glyphs.missing(shown):
            return f"{self.amount(value)}{text_of.NO_BREAK_SPACE}{value.currency}"
        return shown

    def amount(self, value: Money) -> str:
        """Return an amount without its currency."""
        return text_of.amount(value, self.locale)

    def price(self, value: Decimal) -> str:
        """Return a unit price without its currency."""
        return text_of.price(value, self.currency, self.locale)

    def percent(self, value: Decimal) -> str:
        """Return a percentage."""
        return text_of.percent(value, self.locale)

    def number(self, value: Decimal) -> str:
        """Return a number with the decimals it needs."""
        return text_of.quantity(value, self.locale)

    def day(self, on: date, style: text_of.DayStyle = "medium") -> str:
        """Return a date."""
        return text_of.day(on, self.locale, style)

    def period(self, period: Period) -> str:
        """Return a period from its first to its last day."""
        if period.start_on == period.end_on:
            return self.day(period.start_on)
        return f"{self.day(period.start_on)} – {self.day(period.end_on)}"


def of(snapshot: Snapshot, language: str = "") -> Wording:
    """Return the words of a document: its own language, in the manner of the seller's country."""
    language = language or snapshot.document.language or snapshot.seller.language or "en"
    country = snapshot.seller.party.address.country or snapshot.seller.country
    translations = i18n.catalogue(language)
    return Wording(
        language=language,
        locale=text_of.document_locale(language, country),
        currency=snapshot.document.currency,
        gettext=translations.gettext,
        ngettext=translations.ngettext,
    )
