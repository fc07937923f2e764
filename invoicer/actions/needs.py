"""Finds what asks for the user: what is missing, refused, overdue, unmatched, left lying."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from invoicer.ledger import backup, outbox, reports, settings, statement_lists
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import forecast, presets, requirements, requirements_parties
from invoicer.models.document import INVOICES, Document, DocumentKind
from invoicer.models.finding import Severity
from invoicer.models.needs import BACKUP_DAYS, DRAFT_DAYS, LAPSE_DAYS, Need, What
from invoicer.models.report import Owed
from invoicer.models.stored import Chip, DocumentFilter, LineGroup, MailState, Order

_MAILS = (MailState.REFUSED, MailState.UNKNOWN)
_DRAFTS = {
    What.DRAFTS: tuple(kind for kind in DocumentKind if kind != DocumentKind.QUOTE),
    What.QUOTE_DRAFTS: (DocumentKind.QUOTE,),
}


def needs(ledger: Ledger, owed: Sequence[Owed], *, today: date, now: datetime) -> tuple[Need, ...]:
    """Return what asks for the user, the most pressing first."""
    return (
        *_business(ledger),
        *_mails(ledger),
        *_overdue(ledger, owed, today),
        *_bank_lines(ledger),
        *_quotes(ledger, today),
        *_drafts(ledger, now),
        *_backup(ledger, now),
    )


def _business(ledger: Ledger) -> Iterator[Need]:
    """What keeps every invoice from being issued."""
    business = settings.business(ledger)
    preset = presets.of(requirements.country_of(business))
    missing = [
        finding
        for finding in requirements_parties.seller(Document(), business, preset)
        if finding.severity == Severity.ERROR
    ]
    if missing:
        yield Need(what=What.BUSINESS, count=len(missing), sentence=missing[0].sentence)


def _mails(ledger: Ledger) -> Iterator[Need]:
    mails = outbox.rows(ledger, states=_MAILS)
    if mails:
        first = mails[0]
        refused = first.state == MailState.REFUSED
        yield Need(
            what=What.MAILS,
            count=len(mails),
            id=first.id,
            name=first.mail.to,
            title=first.mail.subject,
            sentence=first.server_reply if refused else "",
            on=None if refused else first.created_at.date(),
        )


def _overdue(ledger: Ledger, owed: Sequence[Owed], today: date) -> Iterator[Need]:
    count = sum(one.late_count for one in owed)
    if not count:
        return
    wanted = DocumentFilter(
        kinds=tuple(sorted(INVOICES)), chip=Chip.OVERDUE, order=Order.DUE, descending=False
    )
    oldest = kept.rows(ledger, wanted, today, limit=1)[0]
    yield Need(
        what=What.OVERDUE,
        count=count,
        id=oldest.id,
        title=oldest.number,
        name=oldest.client_name,
        amounts=tuple(one.late for one in owed if one.late),
        days=forecast.days_late(oldest.due_on, today),
    )


def _bank_lines(ledger: Ledger) -> Iterator[Need]:
    count = statement_lists.counts(ledger)[LineGroup.TO_DO]
    if count:
        yield Need(what=What.BANK_LINES, count=count)


def _quotes(ledger: Ledger, today: date) -> Iterator[Need]:
    count, first = reports.lapsing_quotes(ledger, today, today + LAPSE_DAYS)
    if first is not None:
        stored = kept.get(ledger, first)
        yield Need(
            what=What.QUOTES,
            count=count,
            id=first,
            title=stored.number,
            name=stored.document.buyer.name,
            on=stored.facts.valid_until,
        )


def _drafts(ledger: Ledger, now: datetime) -> Iterator[Need]:
    for what, kinds in _DRAFTS.items():
        count, oldest = reports.drafts_before(ledger, kinds, now - DRAFT_DAYS)
        if oldest is not None:
            stored = kept.get(ledger, oldest)
            began = stored.created_at or now
            yield Need(
                what=what,
                count=count,
                id=oldest,
                name=stored.document.buyer.name,
                days=(now - began).days,
            )


def _backup(ledger: Ledger, now: datetime) -> Iterator[Need]:
    """Books nobody wrote in yet need no copy."""
    last, begun = backup.last_backup_at(ledger), reports.begun_at(ledger)
    since = last or begun
    if begun is not None and since is not None and now - since > BACKUP_DAYS:
        yield Need(what=What.BACKUP, count=0 if last is None else 1, days=(now - since).days)
