"""What settles documents: shares of payments, credits, and what was given up.

Nothing is settled beyond zero, and nothing is erased: undoing writes a reversing entry. The columns
paid, credited and written off of `documents` are the sums of these entries.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from invoicer.i18n import gettext as _
from invoicer.ledger import document_facts
from invoicer.ledger.ledger import Ledger, Row
from invoicer.models.changes import Kind
from invoicer.models.document import DocumentKind
from invoicer.models.errors import CurrencyMismatch, NotAllowed
from invoicer.models.money import Money
from invoicer.models.payment import Allocation, AllocationKind

_COLUMNS = {
    AllocationKind.PAYMENT: "paid_minor",
    AllocationKind.EARLY_DISCOUNT: "paid_minor",
    AllocationKind.BANK_CHARGE: "paid_minor",
    AllocationKind.EXCHANGE_DIFFERENCE: "paid_minor",
    AllocationKind.CREDIT: "credited_minor",
    AllocationKind.REPLACED: "credited_minor",
    AllocationKind.WRITE_OFF: "written_off_minor",
}

_SELECT = (
    "SELECT a.id, a.document_id, a.kind, a.amount_minor, d.currency, a.payment_id,"
    " a.credit_note_id FROM allocations AS a JOIN documents AS d ON d.id = a.document_id"
)


@dataclass(slots=True)
class Target:
    """A document about to be settled; `open_minor` goes along as it is."""

    id: int
    kind: DocumentKind
    number: str
    currency: str
    open_minor: int
    client_id: int | None
    client_name: str


Targets = dict[int, Target]


def targets(ledger: Ledger, allocations: Iterable[Allocation]) -> Targets:
    """Return the documents and credit notes these shares are for.

    Raises NotAllowed for drafts and quotes, CurrencyMismatch, NotFound.
    """
    found: Targets = {}
    for allocation in allocations:
        for document_id in (allocation.document_id, allocation.credit_note_id):
            if document_id is None:
                continue
            if document_id not in found:
                found[document_id] = _target(ledger, document_id)
            currency = found[document_id].currency
            if currency != allocation.amount.currency:
                raise CurrencyMismatch(currency, allocation.amount.currency)
    return found


def _target(ledger: Ledger, document_id: int) -> Target:
    row = ledger.first(
        "SELECT state, kind, number, currency, open_minor, client_id, client_name FROM documents"
        " WHERE id = ?",
        (document_id,),
    )
    if row is None:
        raise document_facts.not_found(document_id)
    if row[0] == "draft":
        raise NotAllowed(_("This is still a draft; issue it first."))
    kind = DocumentKind(row[1])
    if kind == DocumentKind.QUOTE:
        raise NotAllowed(_("A quote can't be paid; turn it into an invoice first."))
    return Target(document_id, kind, *row[2:])


def taken(allocations: Iterable[Allocation], found: Targets) -> int:
    """Return what these shares take of their payment, in minor units.

    Money for a credit note went the other way; discounts and charges are no money of the payment.
    """
    return sum(
        -share.amount.minor
        if found[share.document_id].kind == DocumentKind.CREDIT_NOTE
        else share.amount.minor
        for share in allocations
        if share.kind == AllocationKind.PAYMENT
    )


def settle(
    ledger: Ledger,
    allocations: Sequence[Allocation],
    found: Targets,
    *,
    payment_id: int | None,
    on: date,
) -> None:
    """Settle parts of documents. Raises NotAllowed where a share is more than what is open."""
    for share in allocations:
        target = found[share.document_id]
        if share.credit_note_id is not None:
            note = found[share.credit_note_id]
            if note.kind != DocumentKind.CREDIT_NOTE or target.kind == DocumentKind.CREDIT_NOTE:
                raise NotAllowed(
                    _("Only a credit note can be set off, and only against an invoice.")
                )
            _must_fit(note, share.amount)
            _move(ledger, note.id, note.client_id, "credited_minor", share.amount.minor)
        _must_fit(target, share.amount)
        column = _COLUMNS[share.kind]
        _move(ledger, target.id, target.client_id, column, share.amount.minor)
        _insert(ledger, share, payment_id, on, None)


def _must_fit(target: Target, amount: Money) -> None:
    """Settle part of what is open, never beyond zero."""
    before, after = target.open_minor, target.open_minor - amount.minor
    if not min(0, before) <= after <= max(0, before):
        raise NotAllowed(
            _("{number} is open with {open} only, so {amount} can't be settled of it.").format(
                number=target.number, open=Money(before, amount.currency), amount=amount
            )
        )
    target.open_minor = after


def _move(ledger: Ledger, document_id: int, client_id: int | None, column: str, minor: int) -> None:
    ledger.write(f"UPDATE documents SET {column} = {column} + ? WHERE id = ?", (minor, document_id))
    ledger.touch(Kind.DOCUMENT, document_id)
    if client_id is not None:
        ledger.touch(Kind.CLIENT, client_id)


def _insert(
    ledger: Ledger,
    share: Allocation,
    payment_id: int | None,
    on: date,
    reverses_id: int | None,
) -> None:
    ledger.write(
        "INSERT INTO allocations (document_id, kind, amount_minor, payment_id, credit_note_id,"
        " settled_on, reverses_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            share.document_id,
            share.kind.value,
            share.amount.minor if reverses_id is None else -share.amount.minor,
            payment_id,
            share.credit_note_id,
            on.isoformat(),
            reverses_id,
        ),
    )


def reverse(
    ledger: Ledger, live: Sequence[Row], *, on: date, mirror_id: int | None = None
) -> tuple[Allocation, ...]:
    """Write the entries that reverse these, and return what they undid.

    They belong to `mirror_id`, the payment that reverses another, or else to the same payment, of
    which the share is left again.
    """
    for row in live:
        share = allocation(row)
        for document_id, column in (
            (share.document_id, _COLUMNS[share.kind]),
            (share.credit_note_id, "credited_minor"),
        ):
            if document_id is not None:
                client = "SELECT client_id FROM documents WHERE id = ?"
                client_id = ledger.value(client, (document_id,))
                _move(ledger, document_id, client_id, column, -share.amount.minor)
        belongs_to = share.payment_id if mirror_id is None else mirror_id
        _insert(ledger, share, belongs_to, on, row[0])
    return tuple(allocation(row) for row in live)


def live(ledger: Ledger, *, document_id: int = 0, payment_id: int = 0) -> list[Row]:
    """Return the entries of a document or a payment that were not reversed, oldest first."""
    condition = "a.document_id = ?" if document_id else "a.payment_id = ?"
    return ledger.select(
        f"{_SELECT} WHERE {condition} AND a.reverses_id IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM allocations AS r WHERE r.reverses_id = a.id) ORDER BY a.id",
        (document_id or payment_id,),
    )


def had_settled(ledger: Ledger, payment_id: int) -> list[Row]:
    """Return what a payment that was taken back had settled: what its mirror reversed."""
    return ledger.select(
        f"{_SELECT} JOIN allocations AS r ON r.reverses_id = a.id"
        " WHERE a.payment_id = ? AND r.payment_id <> a.payment_id ORDER BY a.id",
        (payment_id,),
    )


def allocation(row: Row) -> Allocation:
    """Return the entry of a row of `live`."""
    _id, document_id, kind, minor, currency, payment_id, credit_note_id = row
    return Allocation(
        document_id=document_id,
        amount=Money(minor, currency),
        kind=AllocationKind(kind),
        payment_id=payment_id,
        credit_note_id=credit_note_id,
    )
