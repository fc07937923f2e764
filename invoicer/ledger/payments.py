"""Payments, what they settle, and all else that settles a document.

Amounts never change: undoing writes a reversing entry. The columns paid, credited and written off
of `documents`, and what is left of a payment, are sums over the allocations, kept up to date here
and proven by `check`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from invoicer.i18n import gettext as _
from invoicer.ledger import document_facts, words
from invoicer.ledger.ledger import Ledger, Row
from invoicer.ledger.moments import moment_text
from invoicer.models.changes import Kind
from invoicer.models.document import DocumentKind
from invoicer.models.errors import CurrencyMismatch, NotAllowed, NotFound
from invoicer.models.money import Money
from invoicer.models.payment import Allocation, AllocationKind, Payment, PaymentMethod
from invoicer.models.stored import StoredPayment

_SETTLES = {
    AllocationKind.PAYMENT: "paid_minor",
    AllocationKind.EARLY_DISCOUNT: "paid_minor",
    AllocationKind.BANK_CHARGE: "paid_minor",
    AllocationKind.EXCHANGE_DIFFERENCE: "paid_minor",
    AllocationKind.CREDIT: "credited_minor",
    AllocationKind.REPLACED: "credited_minor",
    AllocationKind.WRITE_OFF: "written_off_minor",
}

_PAYMENT = (
    "id, client_id, amount_minor, currency, received_on, method, reference, note,"
    " statement_line_id, unallocated_minor, reversed"
)
_ALLOCATION = (
    "a.id, a.document_id, a.kind, a.amount_minor, d.currency, a.payment_id, a.credit_note_id"
)


def add(
    ledger: Ledger,
    payment: Payment,
    allocations: Sequence[Allocation] = (),
    *,
    statement_line_id: int | None = None,
) -> int:
    """Keep a payment with what it settles and return its id.

    Raises NotAllowed where a share is more than its document is open with, or all shares more than
    the payment; NotFound.
    """
    payment_id = _insert(ledger, payment, statement_line_id)
    allocate(ledger, allocations, payment_id=payment_id, on=payment.received_on)
    words.put(ledger, "payment", payment_id, _texts(ledger, payment, allocations))
    return payment_id


def _insert(
    ledger: Ledger,
    payment: Payment,
    statement_line_id: int | None,
    reverses_id: int | None = None,
) -> int:
    if payment.client_id is not None and not ledger.value(
        "SELECT 1 FROM clients WHERE id = ?", (payment.client_id,)
    ):
        raise NotFound(_("client"), str(payment.client_id))
    payment_id = ledger.write(
        "INSERT INTO payments (client_id, amount_minor, currency, received_on, method, reference,"
        " note, statement_line_id, reverses_id, unallocated_minor, reversed, created_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?2, ?10, ?11)",
        (
            payment.client_id,
            payment.amount.minor,
            payment.amount.currency,
            payment.received_on.isoformat(),
            payment.method.value,
            payment.reference,
            payment.note,
            statement_line_id,
            reverses_id,
            int(reverses_id is not None),
            moment_text(ledger.clock()),
        ),
    )
    ledger.touch(Kind.PAYMENT, payment_id)
    _touch_client(ledger, payment.client_id)
    return payment_id


def _texts(ledger: Ledger, payment: Payment, allocations: Sequence[Allocation]) -> list[str]:
    texts = [payment.reference, payment.note, str(payment.amount.amount)]
    if payment.client_id is not None:
        name = "SELECT name FROM clients WHERE id = ?"
        texts.append(ledger.value(name, (payment.client_id,)))
    for document_id in dict.fromkeys(allocation.document_id for allocation in allocations):
        about = "SELECT number, client_name FROM documents WHERE id = ?"
        texts += ledger.first(about, (document_id,)) or ()
    return texts


def allocate(
    ledger: Ledger,
    allocations: Sequence[Allocation],
    *,
    payment_id: int | None = None,
    on: date,
) -> None:
    """Settle parts of documents: of a payment's rest, of a credit note, or by giving up.

    Raises NotAllowed where a share is more than its document or credit note is open with, all
    shares more than the payment's rest, or a document is no issued invoice or credit note;
    CurrencyMismatch, NotFound.
    """
    for allocation in allocations:
        _settle(ledger, replace(allocation, payment_id=payment_id), on)
    if payment_id is not None:
        _must_fit(ledger, payment_id)
        ledger.touch(Kind.PAYMENT, payment_id)


def _settle(ledger: Ledger, allocation: Allocation, on: date) -> None:
    kind = _payable_kind(ledger, allocation.document_id, allocation.amount)
    if allocation.credit_note_id is not None:
        credited = _payable_kind(ledger, allocation.credit_note_id, allocation.amount)
        if credited != DocumentKind.CREDIT_NOTE or kind == DocumentKind.CREDIT_NOTE:
            raise NotAllowed(_("Only a credit note can be set off, and only against an invoice."))
        _move(ledger, allocation.credit_note_id, "credited_minor", allocation.amount)
    _move(ledger, allocation.document_id, _SETTLES[allocation.kind], allocation.amount)
    _insert_allocation(ledger, allocation, on, None)
    if allocation.kind == AllocationKind.PAYMENT and allocation.payment_id is not None:
        _take(ledger, allocation.payment_id, kind, allocation.amount)


def _payable_kind(ledger: Ledger, document_id: int, amount: Money) -> DocumentKind:
    kind = document_facts.issued_kind(ledger, document_id)
    if kind == DocumentKind.QUOTE:
        raise NotAllowed(_("A quote can't be paid; turn it into an invoice first."))
    currency = ledger.value("SELECT currency FROM documents WHERE id = ?", (document_id,))
    if currency != amount.currency:
        raise CurrencyMismatch(currency, amount.currency)
    return kind


def _move(ledger: Ledger, document_id: int, column: str, amount: Money) -> None:
    """Settle part of a document, never beyond zero."""
    before = document_facts.open_amount(ledger, document_id).minor
    after = before - amount.minor
    if not min(0, before) <= after <= max(0, before):
        number = ledger.value("SELECT number FROM documents WHERE id = ?", (document_id,))
        raise NotAllowed(
            _("{number} is open with {open} only, so {amount} can't be settled of it.").format(
                number=number, open=Money(before, amount.currency), amount=amount
            )
        )
    _put_back(ledger, document_id, column, amount.minor)


def _put_back(ledger: Ledger, document_id: int, column: str, minor: int) -> None:
    ledger.write(f"UPDATE documents SET {column} = {column} + ? WHERE id = ?", (minor, document_id))
    client_id = ledger.value("SELECT client_id FROM documents WHERE id = ?", (document_id,))
    ledger.touch(Kind.DOCUMENT, document_id)
    _touch_client(ledger, client_id)


def _touch_client(ledger: Ledger, client_id: int | None) -> None:
    if client_id is not None:
        ledger.touch(Kind.CLIENT, client_id)


def _insert_allocation(
    ledger: Ledger, allocation: Allocation, on: date, reverses_id: int | None
) -> None:
    ledger.write(
        "INSERT INTO allocations (document_id, kind, amount_minor, payment_id, credit_note_id,"
        " settled_on, reverses_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            allocation.document_id,
            allocation.kind.value,
            allocation.amount.minor,
            allocation.payment_id,
            allocation.credit_note_id,
            on.isoformat(),
            reverses_id,
        ),
    )


def _take(ledger: Ledger, payment_id: int, kind: DocumentKind, amount: Money) -> None:
    """Take a share out of a payment's rest; money for a credit note went the other way."""
    sign = -1 if kind == DocumentKind.CREDIT_NOTE else 1
    ledger.write(
        "UPDATE payments SET unallocated_minor = unallocated_minor - ? WHERE id = ?",
        (sign * amount.minor, payment_id),
    )


def _must_fit(ledger: Ledger, payment_id: int) -> None:
    stored = get(ledger, payment_id)
    if stored.reversed:
        raise NotAllowed(_("This payment was taken back, so nothing is left of it to use."))
    amount, rest = stored.payment.amount, stored.unallocated
    if any(share.amount.currency != amount.currency for share in stored.allocations):
        raise CurrencyMismatch(stored.allocations[-1].amount.currency, amount.currency)
    if not min(0, amount.minor) <= rest.minor <= max(0, amount.minor):
        raise NotAllowed(
            _("The shares come to more than the payment of {amount}.").format(amount=amount)
        )


def reverse(ledger: Ledger, payment_id: int, on: date) -> None:
    """Take a payment back by entries that reverse it and all it settled.

    Raises NotAllowed where that was done before, NotFound.
    """
    stored = get(ledger, payment_id)
    if stored.reversed:
        raise NotAllowed(_("This payment was taken back already."))
    payment = replace(stored.payment, amount=-stored.payment.amount, received_on=on)
    mirror_id = _insert(ledger, payment, None, reverses_id=payment_id)
    live = _live(ledger, "a.payment_id = ?", payment_id)
    _reverse_all(ledger, live, on, mirror_id)
    ledger.write(
        "UPDATE payments SET reversed = 1, unallocated_minor = 0 WHERE id = ?", (payment_id,)
    )
    ledger.write("UPDATE payments SET unallocated_minor = 0 WHERE id = ?", (mirror_id,))
    ledger.touch(Kind.PAYMENT, payment_id)


def release(ledger: Ledger, document_id: int, *, on: date) -> tuple[Allocation, ...]:
    """Free all that payments settled of a document, and return it; the payments' rests grow.

    Raises NotFound.
    """
    document_facts.issued_kind(ledger, document_id)
    live = _live(ledger, "a.document_id = ? AND a.payment_id IS NOT NULL", document_id)
    _reverse_all(ledger, live, on, None)
    return tuple(_allocation(row) for row in live)


def take_back(
    ledger: Ledger, document_id: int, kinds: Iterable[AllocationKind], *, on: date
) -> tuple[Allocation, ...]:
    """Undo what settled a document without a payment (a write-off, a credit), and return it."""
    document_facts.issued_kind(ledger, document_id)
    wanted = set(kinds)
    live = [
        row
        for row in _live(ledger, "a.document_id = ? AND a.payment_id IS NULL", document_id)
        if row[2] in wanted
    ]
    _reverse_all(ledger, live, on, None)
    return tuple(_allocation(row) for row in live)


def _live(ledger: Ledger, condition: str, id: int) -> list[Row]:  # noqa: A002
    """Return the allocations that were neither reversed nor reverse another."""
    return ledger.select(
        f"SELECT {_ALLOCATION} FROM allocations AS a JOIN documents AS d ON d.id = a.document_id"
        f" WHERE {condition} AND a.reverses_id IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM allocations AS r WHERE r.reverses_id = a.id) ORDER BY a.id",
        (id,),
    )


def _reverse_all(ledger: Ledger, live: list[Row], on: date, mirror_id: int | None) -> None:
    """Write the reversing entries; with a mirror payment they belong to it, else to the first."""
    for row in live:
        allocation = _allocation(row)
        _put_back(
            ledger, allocation.document_id, _SETTLES[allocation.kind], -allocation.amount.minor
        )
        if allocation.credit_note_id is not None:
            _put_back(ledger, allocation.credit_note_id, "credited_minor", -allocation.amount.minor)
        mirrored = replace(
            allocation,
            amount=-allocation.amount,
            payment_id=allocation.payment_id if mirror_id is None else mirror_id,
        )
        _insert_allocation(ledger, mirrored, on, row[0])
        if mirror_id is None and allocation.kind == AllocationKind.PAYMENT:
            assert allocation.payment_id is not None
            kind = document_facts.issued_kind(ledger, allocation.document_id)
            _take(ledger, allocation.payment_id, kind, -allocation.amount)
            ledger.touch(Kind.PAYMENT, allocation.payment_id)


def get(ledger: Ledger, id: int) -> StoredPayment:  # noqa: A002
    """Return a payment with what it settles. Raises NotFound."""
    row = ledger.first(f"SELECT {_PAYMENT} FROM payments WHERE id = ?", (id,))
    if row is None:
        raise NotFound(_("payment"), str(id))
    return _stored(ledger, row)


def rows(ledger: Ledger, text: str = "", limit: int = 100, offset: int = 0) -> list[StoredPayment]:
    """Return payments, newest first; `text` keeps those with words that begin so."""
    wanted = words.query(text)
    matching = " AND id IN (SELECT rowid FROM payment_words WHERE payment_words MATCH ?)"
    found = ledger.select(
        f"SELECT {_PAYMENT} FROM payments WHERE reverses_id IS NULL{matching if wanted else ''}"
        " ORDER BY received_on DESC, id DESC LIMIT ? OFFSET ?",
        (*([wanted] if wanted else []), limit, offset),
    )
    return [_stored(ledger, row) for row in found]


def of_document(ledger: Ledger, document_id: int) -> list[StoredPayment]:
    """Return the payments that settled part of a document, also those taken back, oldest first."""
    found = ledger.select(
        f"SELECT {_PAYMENT} FROM payments WHERE reverses_id IS NULL AND id IN"
        " (SELECT payment_id FROM allocations WHERE document_id = ?) ORDER BY received_on, id",
        (document_id,),
    )
    return [_stored(ledger, row) for row in found]


def settlements(ledger: Ledger, document_id: int) -> tuple[Allocation, ...]:
    """Return all that settles a document now, payments or not, in the order it was done."""
    return tuple(_allocation(row) for row in _live(ledger, "a.document_id = ?", document_id))


def credit_of(ledger: Ledger, client_id: int) -> tuple[Money, ...]:
    """Return what is left of a client's payments, per currency."""
    found = ledger.select(
        "SELECT sum(unallocated_minor), currency FROM payments"
        " WHERE client_id = ? AND unallocated_minor <> 0 GROUP BY currency",
        (client_id,),
    )
    return tuple(Money(minor, currency) for minor, currency in found if minor)


def with_credit(ledger: Ledger, client_id: int) -> list[StoredPayment]:
    """Return a client's payments of which something is left, oldest first."""
    found = ledger.select(
        f"SELECT {_PAYMENT} FROM payments WHERE client_id = ? AND unallocated_minor <> 0"
        " ORDER BY received_on, id",
        (client_id,),
    )
    return [_stored(ledger, row) for row in found]


def set_client(ledger: Ledger, payment_id: int, client_id: int) -> None:
    """Note whose payment it is. Raises NotFound."""
    get(ledger, payment_id)
    ledger.write("UPDATE payments SET client_id = ? WHERE id = ?", (client_id, payment_id))
    ledger.touch(Kind.PAYMENT, payment_id)
    _touch_client(ledger, client_id)


def _stored(ledger: Ledger, row: Row) -> StoredPayment:
    payment_id, client_id, minor, currency, received_on, method, reference, note = row[:8]
    line_id, unallocated, taken_back = row[8:]
    shares = (_had_settled if taken_back else _settles)(ledger, payment_id)
    return StoredPayment(
        id=payment_id,
        payment=Payment(
            amount=Money(minor, currency),
            received_on=date.fromisoformat(received_on),
            client_id=client_id,
            method=PaymentMethod(method),
            reference=reference,
            note=note,
        ),
        allocations=tuple(_allocation(share) for share in shares),
        unallocated=Money(unallocated, currency),
        statement_line_id=line_id,
        reversed=bool(taken_back),
    )


def _settles(ledger: Ledger, payment_id: int) -> list[Row]:
    return _live(ledger, "a.payment_id = ?", payment_id)


def _had_settled(ledger: Ledger, payment_id: int) -> list[Row]:
    """Return what a payment that was taken back had settled: what its mirror reversed."""
    return ledger.select(
        f"SELECT {_ALLOCATION} FROM allocations AS a JOIN documents AS d ON d.id = a.document_id"
        " JOIN allocations AS r ON r.reverses_id = a.id"
        " WHERE a.payment_id = ? AND r.payment_id <> a.payment_id ORDER BY a.id",
        (payment_id,),
    )


def _allocation(row: Row) -> Allocation:
    _allocation_id, document_id, kind, minor, currency, payment_id, credit_note_id = row
    return Allocation(
        document_id=document_id,
        amount=Money(minor, currency),
        kind=AllocationKind(kind),
        payment_id=payment_id,
        credit_note_id=credit_note_id,
    )
