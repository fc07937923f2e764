"""What a document lacks before it can be issued, and what looks doubtful in it.

Errors are what Art. 226 of Directive 2006/112/EC (Art. 219 for corrections), the country's preset
and EN 16931 want; warnings are for a second look. A quote needs only what makes it readable.
"""

from collections.abc import Iterator
from datetime import date

from invoicer.models import (
    presets,
    requirements_amounts,
    requirements_dates,
    requirements_lines,
    requirements_parties,
    requirements_tax,
    requirements_texts,
)
from invoicer.models.document import Document, DocumentKind
from invoicer.models.finding import Finding, Severity
from invoicer.models.party import Business, TaxTreatment


def findings(
    document: Document,
    business: Business,
    client_treatment: TaxTreatment | None = None,
    *,
    issued_on: date | None = None,
) -> tuple[Finding, ...]:
    """Return everything that is missing or doubtful, errors first, each said beside its field.

    `client_treatment` is how sales to the client are taxed, where a client is known. Dates are
    compared with `issued_on`, or else with the date the draft is meant to bear. It never raises:
    what `calculate` refuses becomes a finding.
    """
    found = tuple(_all(document, business, client_treatment, issued_on))
    errors = (finding for finding in found if finding.severity == Severity.ERROR)
    warnings = (finding for finding in found if finding.severity == Severity.WARNING)
    return (*errors, *warnings)


def _all(
    document: Document,
    business: Business,
    treatment: TaxTreatment | None,
    issued_on: date | None,
) -> Iterator[Finding]:
    preset = presets.of(country_of(business))
    figures, refusals = requirements_amounts.figures(document)
    yield from requirements_parties.buyer(document, preset)
    yield from requirements_parties.seller(document, business, preset)
    yield from requirements_lines.lines(document, preset)
    yield from refusals
    yield from requirements_dates.dates(document, issued_on or document.issue_on)
    yield from requirements_texts.texts(document, business)
    yield from requirements_dates.references(document)
    if figures is None:
        # Numbers that can't be calculated with can't be compared either.
        return
    yield from requirements_amounts.signs(document, figures)
    yield from requirements_lines.doubtful(document)
    if document.kind != DocumentKind.QUOTE:
        yield from requirements_tax.taxes(document, business, preset, treatment)
        yield from requirements_tax.currency(document, preset, figures)


def country_of(business: Business) -> str:
    """Return the country whose rules hold for the business."""
    return business.country or business.party.address.country
