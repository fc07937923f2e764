"""What a business in a country starts with, from the country's preset."""

from dataclasses import replace

from invoicer.models import presets
from invoicer.models.document import DocumentKind
from invoicer.models.numbering import Series
from invoicer.models.party import Business
from invoicer.models.payment_terms import PaymentTerms

# Where paper is Letter (CLDR supplemental data, paperSize US-Letter, of the countries we preset).
LETTER = frozenset({"CA", "US", "MX", "PH", "CL", "CO", "VE"})

# The languages documents can be written in.
LANGUAGES = frozenset({"en", "de", "fr", "es", "it", "nl"})


def business_in(business: Business, country: str) -> Business:
    """Return the business as one usually begins in that country: currency, language, terms, paper.

    Who it is and what it wrote itself stay as they are.
    """
    preset = presets.of(country)
    language = preset.language if preset.language in LANGUAGES else "en"
    return replace(
        business,
        country=country,
        party=replace(business.party, address=replace(business.party.address, country=country)),
        currency=preset.currency,
        language=language,
        terms=PaymentTerms(preset.payment_days),
        paper="Letter" if country in LETTER else "A4",
    )


def series_in(series: tuple[Series, ...], country: str) -> tuple[Series, ...]:
    """Return the series with invoices numbered as is usual in that country."""
    return invoices_numbered(series, presets.of(country).number_pattern)


def invoices_numbered(series: tuple[Series, ...], pattern: str) -> tuple[Series, ...]:
    """Return the series with invoices numbered by a pattern; without a year it never restarts."""
    yearly = "{year}" in pattern or "{yy}" in pattern
    return tuple(
        replace(one, pattern=pattern, restarts_yearly=yearly)
        if DocumentKind.INVOICE in one.kinds
        else one
        for one in series
    )
