"""Findings on taxes: categories, reasons, and whom they may be used for (EN 16931, Art. 226)."""

from collections.abc import Iterator

from invoicer.i18n import gettext as _
from invoicer.models import breakdown, presets
from invoicer.models.document import Document
from invoicer.models.finding import Finding, error, warning
from invoicer.models.party import Business, TaxScheme, TaxTreatment
from invoicer.models.preset import EU, Preset
from invoicer.models.tax import NEED_REASON, Tax, TaxCategory
from invoicer.models.totals import Totals


def taxes(
    document: Document, business: Business, preset: Preset, treatment: TaxTreatment | None
) -> Iterator[Finding]:
    """Find taxes that contradict the seller, the buyer, each other, or the rules of a category."""
    for field, tax in _used(document):
        yield from _one(field, tax, business, preset)
    if preset.one_tax:
        yield from _together(document)
    yield from _buyer(document, preset)
    yield from _adjustments(document)
    charged = any(tax.rate for _field, tax in _used(document))
    if charged and treatment not in (None, TaxTreatment.DOMESTIC):
        yield warning(
            "lines",
            _("Tax is charged, though this client is set up as not taxed. Check the lines’ tax."),
        )


def currency(document: Document, preset: Preset, figures: Totals) -> Iterator[Finding]:
    """Find tax in a foreign currency: the law wants it in the country's own too (Art. 230)."""
    own = preset.country in EU or preset.tax_in_own_currency
    if figures.tax and own and document.currency != preset.currency:
        known = preset.country in presets.PRESETS
        yield warning(
            "currency",
            _("The tax must be stated in {currency} as well. Add it to the note.").format(
                currency=preset.currency if known else _("your country’s currency")
            ),
        )


def _used(document: Document) -> Iterator[tuple[str, Tax]]:
    for i, line in enumerate(document.lines):
        for tax in line.taxes:
            yield f"lines[{i}].taxes", tax
    for i, adjustment in enumerate(document.adjustments):
        for tax in adjustment.taxes or ():
            yield f"adjustments[{i}].taxes", tax


def _one(field: str, tax: Tax, business: Business, preset: Preset) -> Iterator[Finding]:
    if tax.rate and business.scheme == TaxScheme.SMALL_BUSINESS:
        yield error(
            field,
            _("As an exempt small business you may not charge tax. Choose “exempt” instead."),
        )
    if tax.category == TaxCategory.STANDARD and not tax.rate and preset.one_tax:
        # BR-S-05
        yield error(field, _("The rate is 0 %. Choose the zero rate, or why no tax is charged."))
    if tax.category in NEED_REASON and not (tax.reason.strip() or tax.reason_code.strip()):
        # BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10
        yield error(field, _("No tax is charged, but the reason isn’t given. Add the wording."))


def _together(document: Document) -> Iterator[Finding]:
    categories = {tax.category for _field, tax in _used(document)}
    if TaxCategory.OUTSIDE_SCOPE in categories and len(categories) > 1:
        # BR-O-11 to BR-O-14
        yield error(
            "lines",
            _(
                "Lines outside the scope of tax can’t stand with others on one document. "
                "Write two documents."
            ),
        )
    names: dict[tuple[TaxCategory, str], str] = {}
    for field, tax in _used(document):
        rate = f"{tax.rate.normalize():f}"
        first = names.setdefault((tax.category, rate), tax.name)
        if first != tax.name:
            # BR-S-08 and its like want one row for a category and rate.
            yield error(
                field,
                _(
                    "{rate} % is called “{first}” on one line, “{second}” here. Use one name."
                ).format(rate=rate, first=first, second=tax.name),
            )


def _buyer(document: Document, preset: Preset) -> Iterator[Finding]:
    categories = {tax.category for _field, tax in _used(document)}
    party = document.buyer
    country = party.address.country
    if TaxCategory.REVERSE_CHARGE in categories and not party.vat_id.strip():
        # Art. 226 (4), BR-AE-02
        yield error("client.vat_id", _("Reverse charge needs the client’s VAT id. Add it."))
    if TaxCategory.INTRA_COMMUNITY in categories:
        if not party.vat_id.strip():
            yield error(
                "client.vat_id", _("An intra-Community supply needs the client’s VAT id. Add it.")
            )
        if country not in EU and not party.vat_id.startswith("XI"):
            yield warning(
                "client.address",
                _("An intra-Community supply goes to another EU country; this address is in none."),
            )
        elif country == preset.country:
            yield warning(
                "client.address",
                _("An intra-Community supply goes to another country; this address is in yours."),
            )
        if document.delivered_on is None and document.period is None:
            # BR-IC-11
            yield error(
                "delivered_on",
                _("An intra-Community supply needs its delivery date or period. Add it."),
            )
    if TaxCategory.EXPORT in categories and {country, preset.country} <= EU:
        yield warning(
            "client.address",
            _("An export leaves the EU, but this address is in it. Check the lines’ tax."),
        )


def _adjustments(document: Document) -> Iterator[Finding]:
    groups = {breakdown.sort_key(line.taxes) for line in document.lines}
    for i, adjustment in enumerate(document.adjustments):
        if adjustment.taxes is not None and breakdown.sort_key(adjustment.taxes) not in groups:
            yield error(
                f"adjustments[{i}].taxes",
                _("A discount or charge has a tax no line has. Choose that of one of the lines."),
            )
