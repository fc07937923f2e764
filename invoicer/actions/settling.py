"""Bank lines become payments: the certain ones unasked, the rest as proposals."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from invoicer.actions import payments
from invoicer.actions.documents import FIRST_DAY, LAST_DAY
from invoicer.i18n import gettext as _
from invoicer.ledger import audit, documents, open_documents, statement_repeats, statements
from invoicer.ledger import payments as booked
from invoicer.ledger.ledger import Ledger
from invoicer.models import matching
from invoicer.models.errors import NotAllowed
from invoicer.models.matching import OpenDocument, Proposal, Share
from invoicer.models.payment import Allocation, AllocationKind, Payment
from invoicer.models.statement import StatementLine
from invoicer.models.stored import LineState, StoredLine

# Money dated further ahead can't have come: the day was read wrongly.
_FAR_AHEAD = timedelta(days=366)
_REFERENCE_LENGTH = 200


def match(ledger: Ledger, lines: Sequence[StoredLine], today: date) -> None:
    """Book what is certain, oldest first; then propose for the rest from what is still open."""
    if not lines:
        return
    waiting = open_documents.open_documents(ledger)
    known = {document.document_id: document for document in waiting}
    index = matching.index(waiting)
    ids = [stored.id for stored in lines]
    repeated = statement_repeats.repeated(ledger, min(ids), max(ids))
    taken: set[int] = set()
    rest: list[StoredLine] = []
    for stored in sorted(lines, key=lambda stored: (stored.line.booked_on, stored.id)):
        proposals = matching.propose(stored.line, index)
        best = proposals[0] if proposals and proposals[0].certain else None
        if stored.id in repeated:
            # It may be the same movement from another export of the account.
            best = None
        wanted = {share.document_id for share in best.shares} if best else set()
        # Of two payments for one invoice the second is for the user to judge.
        if best is None or taken & wanted or not _booked(ledger, stored, best, known, today):
            rest.append(stored)
        else:
            taken |= wanted
    if taken and rest:
        index = matching.index(open_documents.open_documents(ledger))
    for stored in rest:
        put_proposals(ledger, stored, index, repeated=stored.id in repeated)


def _booked(
    ledger: Ledger,
    stored: StoredLine,
    proposal: Proposal,
    known: Mapping[int, OpenDocument],
    today: date,
) -> bool:
    """Book a certain match; one whose day can't be right is left to the user.

    Does what `payments.book` does, without reading again what was read for the whole file. The
    amounts were open a moment ago in this very transaction, so the ledger has nothing to refuse,
    and no savepoint is needed for each line.
    """
    paid = [known[share.document_id] for share in proposal.shares]
    if not FIRST_DAY <= stored.line.booked_on <= min(LAST_DAY, today + _FAR_AHEAD):
        return False
    payment = payment_of(stored.line, _only({d.client_id for d in paid}), today)
    payment_id = booked.add(
        ledger, payment, allocations_of(proposal.shares), statement_line_id=stored.id
    )
    numbers = ", ".join(document.number for document in paid)
    audit.record(ledger, "payment_booked", "payment", payment_id, f"{payment.amount} · {numbers}")
    statements.settle(ledger, stored.id, LineState.BOOKED, (proposal,), payment_id)
    return True


def put_proposals(
    ledger: Ledger, stored: StoredLine, index: matching.Index, *, repeated: bool
) -> None:
    """Keep the ways a line might be booked; none of them is booked unasked any more.

    `repeated` lines look imported before, and each proposal says so.
    """
    warning = (_("same date, amount and text as a line imported before"),) if repeated else ()
    proposals = tuple(
        replace(proposal, certain=False, reasons=(*proposal.reasons, *warning))
        for proposal in matching.propose(stored.line, index)
    )
    state = LineState.SUGGESTED if proposals else LineState.OPEN
    if proposals != stored.proposals or state != stored.state:
        statements.settle(ledger, stored.id, state, proposals)


def settle(ledger: Ledger, stored: StoredLine, shares: Sequence[Share], today: date) -> int:
    """Book a line over documents and return the payment's id. Raises NotAllowed, BadDate."""
    owners = {documents.get(ledger, share.document_id).document.client_id for share in shares}
    payment = payment_of(stored.line, _only(owners), today)
    payment_id = payments.book(ledger, payment, allocations_of(shares), statement_line_id=stored.id)
    statements.set_state(ledger, stored.id, LineState.BOOKED, payment_id)
    return payment_id


def _only(owners: set[int | None]) -> int | None:
    return owners.pop() if len(owners) == 1 else None


def allocations_of(shares: Sequence[Share]) -> tuple[Allocation, ...]:
    """Return what a line settles of its documents: money first, then discounts."""
    money = [
        Allocation(document_id=share.document_id, amount=share.amount)
        for share in shares
        if share.amount
    ]
    discounts = [
        Allocation(
            document_id=share.document_id,
            amount=share.discount,
            kind=AllocationKind.EARLY_DISCOUNT,
        )
        for share in shares
        if share.discount
    ]
    return (*money, *discounts)


def payment_of(line: StatementLine, client_id: int | None, today: date) -> Payment:
    """Return the payment a line is. Raises NotAllowed where its day was plainly read wrongly."""
    if line.booked_on > today + _FAR_AHEAD:
        raise NotAllowed(
            _("This line is dated {day}. Check the order of day and month in the file.").format(
                day=line.booked_on.isoformat()
            )
        )
    return Payment(
        amount=line.amount,
        received_on=line.booked_on,
        client_id=client_id,
        reference=line.purpose[:_REFERENCE_LENGTH],
    )
