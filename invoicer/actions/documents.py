"""Writing, issuing and correcting documents."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Protocol

from invoicer.actions import effects, naming
from invoicer.i18n import gettext as _
from invoicer.ledger import audit, clients, files, settings
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import payment_terms, requirements, totals
from invoicer.models.changes import Kind
from invoicer.models.document import Document, DocumentKind, Snapshot
from invoicer.models.errors import BadDate, CannotIssue, NotAllowed
from invoicer.models.finding import Finding, Severity
from invoicer.models.party import Business, TaxTreatment
from invoicer.models.stored import StoredDocument
from invoicer.models.taxing import Taxing
from invoicer.models.totals import Totals

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)


class Render(Protocol):
    """Makes the PDF of a document (`documents.render.pdf`)."""

    def __call__(self, snapshot: Snapshot, totals: Totals, /, *, logo: bytes | None) -> bytes:
        """Return the PDF's bytes; the same bytes for the same snapshot."""


def new(ledger: Ledger, kind: DocumentKind, client_id: int | None) -> Document:
    """Return an unsaved document with the defaults of the business and the client.

    Raises NotFound.
    """
    business = settings.business(ledger)
    document = Document(
        kind=kind,
        currency=business.currency,
        language=business.language,
        terms=business.terms,
        prices_include_tax=business.prices_include_tax,
        intro=business.intro,
        note=business.closing,
    )
    return document if client_id is None else for_client(ledger, document, client_id)


def for_client(ledger: Ledger, document: Document, client_id: int) -> Document:
    """Return the document addressed to the client, with the client's own language, currency and
    terms where it has any. Raises NotFound."""
    client = clients.get(ledger, client_id).client
    return replace(
        document,
        client_id=client_id,
        buyer=client.party,
        client_number=client.number,
        language=client.language or document.language,
        currency=client.currency or document.currency,
        terms=client.terms or document.terms,
        buyer_reference=document.buyer_reference or client.buyer_reference,
    )


def taxing_of(ledger: Ledger, document: Document) -> Taxing:
    """Return how the document's lines are taxed: by the business, its client and its language."""
    return Taxing(
        business=settings.business(ledger),
        treatment=_treatment(ledger, document) or TaxTreatment.DOMESTIC,
        language=document.language,
    )


def save_draft(ledger: Ledger, document: Document) -> int:
    """Keep a new draft and return its id; a draft may be incomplete and has no number."""
    with ledger.atomic():
        document_id = kept.add(ledger, document)
        ledger.touch(Kind.DOCUMENT, document_id)
    return document_id


def change_draft(ledger: Ledger, document_id: int, document: Document) -> None:
    """Replace what a draft says. Raises NotAllowed where it has been issued, NotFound."""
    with ledger.atomic():
        kept.update(ledger, document_id, document)
        ledger.touch(Kind.DOCUMENT, document_id)


def delete_draft(ledger: Ledger, document_id: int) -> Document:
    """Delete a draft, which costs no number, and return it so that it can be brought back.

    Raises NotAllowed where it has been issued, NotFound.
    """
    with ledger.atomic():
        document = kept.get(ledger, document_id).document
        kept.delete(ledger, document_id)
        audit.record(ledger, "draft_deleted", "document", document_id, document.buyer.name)
        ledger.touch(Kind.DOCUMENT, document_id)
    return document


def findings(
    ledger: Ledger, document: Document, *, issued_on: date | None = None
) -> tuple[Finding, ...]:
    """Return what is missing or doubtful, as `models.requirements` tells it."""
    return requirements.findings(
        document,
        settings.business(ledger),
        _treatment(ledger, document),
        issued_on=issued_on,
    )


def snapshot_of_draft(ledger: Ledger, document: Document, *, today: date) -> Snapshot:
    """Return what a preview shows: the document as if issued today, with no number."""
    return _snapshot(document, settings.business(ledger), "", today)


def logo(ledger: Ledger, business: Business) -> bytes | None:
    """Return the picture on the documents, or None."""
    return files.get(ledger, business.logo_sha256) if business.logo_sha256 else None


def issue(ledger: Ledger, document_id: int, *, today: date, render: Render) -> str:
    """Issue a draft dated `today` and return its number.

    The PDF is made for the number to come before the ledger is locked, and again inside only if
    another issue took that number meanwhile; number, snapshot and PDF are kept in one transaction.

    Raises NotAllowed where it is issued already, CannotIssue with what is missing, BadDate,
    NotFound, and what `render` refuses.
    """
    if not FIRST_DAY <= today <= LAST_DAY:
        raise BadDate(_("Issue date"), today)
    stored = _draft(ledger, document_id)
    printed = _Printed(ledger, stored.document, today, render)
    printed.prepare(kept.next_number(ledger, stored.document.kind, today))
    with ledger.atomic():
        current = _draft(ledger, document_id)
        if current.revision != stored.revision:
            printed = _Printed(ledger, current.document, today, render)
        naming.still_allowed(ledger, current.document, printed.totals)
        number = kept.freeze(ledger, document_id, on=today, make=printed.make)
        effects.take_effect(ledger, document_id, current.document, today)
        ledger.touch(Kind.DOCUMENT, document_id)
    return number


class _Printed:
    """A document on its way to being issued: checked, calculated, and printed for a number."""

    def __init__(self, ledger: Ledger, document: Document, on: date, render: Render) -> None:
        wrong = tuple(
            finding.sentence
            for finding in findings(ledger, document, issued_on=on)
            if finding.severity == Severity.ERROR
        )
        if wrong:
            raise CannotIssue(wrong)
        self.document = document
        self.totals = totals.calculate(document)
        self.business = settings.business(ledger)
        self.on = on
        self.logo = logo(ledger, self.business)
        self.render: Callable[..., bytes] = render
        self.ready: dict[str, tuple[Snapshot, Totals, bytes]] = {}

    def prepare(self, number: str) -> None:
        snapshot = _snapshot(self.document, self.business, number, self.on)
        content = self.render(snapshot, self.totals, logo=self.logo)
        self.ready[number] = snapshot, self.totals, content

    def make(self, number: str) -> tuple[Snapshot, Totals, bytes]:
        if number not in self.ready:
            self.prepare(number)
        return self.ready[number]


def _draft(ledger: Ledger, document_id: int) -> StoredDocument:
    stored = kept.get(ledger, document_id)
    if stored.facts.issued_on is not None:
        raise NotAllowed(
            _(
                "This document was issued already, as {number}. To change it, write a credit note "
                "or a corrected invoice."
            ).format(number=stored.number)
        )
    return stored


def _snapshot(document: Document, business: Business, number: str, on: date) -> Snapshot:
    account = next(
        (a for a in business.accounts if a.currency == document.currency),
        next((a for a in business.accounts if not a.currency), None),
    )
    due_on = document.due_on or payment_terms.due_on(document.terms, on)
    owed = document.kind not in (DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE)
    return Snapshot(
        document=document,
        seller=business,
        number=number,
        issued_on=on,
        due_on=due_on if owed else None,
        account=account if owed else None,
    )


def _treatment(ledger: Ledger, document: Document) -> TaxTreatment | None:
    if document.client_id is None:
        return None
    return clients.get(ledger, document.client_id).client.treatment
