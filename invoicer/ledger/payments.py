"""Payments and what is left of each.

Amounts never change: a payment is taken back by one of the opposite amount that reverses all it
settled. `unallocated_minor` is the amount less its shares, kept up to date here and proven by
`check`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from invoicer.i18n import gettext as _
from invoicer.ledger import allocations as entries
from invoicer.ledger import document_facts, words
from invoicer.ledger.allocations import Targets
from invoicer.ledger.ledger import Ledger, Row
from invoicer.ledger.moments import moment_text
from invoicer.models.changes import Kind
from invoicer.models.errors import CurrencyMismatch, NotAllowed, NotFound
from invoicer.models.money import Money
from invoicer.models.payment import Allocation, AllocationKind, Payment, PaymentMethod
from invoicer.models.stored import StoredPayment

_SELECT = (
    "SELECT id, client_id, amount_minor, currency, received_on, method, reference, note,"
    " statement_line_id, unallocated_minor, reversed FROM payments"
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
    the payment; CurrencyMismatch, NotFound.
    """
    targets = entries.targets(ledger, allocations)
    rest = payment.amount.minor - entries.taken(allocations, targets)
    _must_fit(payment.amount, rest, targets)
    client_name = "" if payment.client_id is None else _client_name(ledger, payment.client_id)
    payment_id = _insert(ledger, payment, rest, statement_line_id)
    entries.settle(ledger, allocations, targets, payment_id=payment_id, on=payment.received_on)
    words.put(ledger, "payment", payment_id, _texts(payment, client_name, targets))
    return payment_id


def _must_fit(amount: Money, rest: int, targets: Targets) -> None:
    for target in targets.values():
        if target.currency != amount.currency:
            raise CurrencyMismatch(target.currency, amount.currency)
    if not min(0, amount.minor) <= rest <= max(0, amount.minor):
        raise NotAllowed(
            _("The shares come to more than the payment of {amount}.").format(amount=amount)
        )


def _insert(
    ledger: Ledger,
    payment: Payment,
    rest: int,
    statement_line_id: int | None = None,
    reverses_id: int | None = None,
) -> int:
    if payment.client_id is not None:
        ledger.touch(Kind.CLIENT, payment.client_id)
    payment_id = ledger.write(
        "INSERT INTO payments (client_id, amount_minor, currency, received_on, method, reference,"
        " note, statement_line_id, reverses_id, unallocated_minor, reversed, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            rest,
            int(reverses_id is not None),
            moment_text(ledger.clock()),
        ),
    )
    ledger.touch(Kind.PAYMENT, payment_id)
    return payment_id


def _client_name(ledger: Ledger, client_id: int) -> str:
    name = ledger.value("SELECT name FROM clients WHERE id = ?", (client_id,))
    if name is None:
        raise NotFound(_("client"), str(client_id))
    return str(name)


def _texts(payment: Payment, client_name: str, targets: Targets) -> list[str]:
    texts = [payment.reference, payment.note, str(payment.amount.amount), client_name]
    for target in targets.values():
        texts += (target.number, target.client_name)
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
    targets = entries.targets(ledger, allocations)
    if payment_id is not None:
        _use(ledger, payment_id, entries.taken(allocations, targets), targets)
    entries.settle(ledger, allocations, targets, payment_id=payment_id, on=on)


def _use(ledger: Ledger, payment_id: int, taken: int, targets: Targets) -> None:
    """Take shares out of what is left of a payment."""
    stored = get(ledger, payment_id)
    if stored.reversed:
        raise NotAllowed(_("This payment was taken back, so nothing is left of it to use."))
    _must_fit(stored.payment.amount, stored.unallocated.minor - taken, targets)
    _take(ledger, payment_id, taken)
    if stored.payment.client_id is not None:
        ledger.touch(Kind.CLIENT, stored.payment.client_id)


def _take(ledger: Ledger, payment_id: int, minor: int) -> None:
    ledger.write(
        "UPDATE payments SET unallocated_minor = unallocated_minor - ? WHERE id = ?",
        (minor, payment_id),
    )
    ledger.touch(Kind.PAYMENT, payment_id)


def reverse(ledger: Ledger, payment_id: int, on: date) -> None:
    """Take a payment back by entries that reverse it and all it settled.

    Raises NotAllowed where that was done before, NotFound.
    """
    stored = get(ledger, payment_id)
    if stored.reversed:
        raise NotAllowed(_("This payment was taken back already."))
    payment = replace(stored.payment, amount=-stored.payment.amount, received_on=on)
    mirror_id = _insert(ledger, payment, 0, reverses_id=payment_id)
    settled = entries.live(ledger, payment_id=payment_id)
    entries.reverse(ledger, settled, on=on, mirror_id=mirror_id)
    ledger.write(
        "UPDATE payments SET reversed = 1, unallocated_minor = 0 WHERE id = ?", (payment_id,)
    )
    ledger.touch(Kind.PAYMENT, payment_id)


def release(ledger: Ledger, document_id: int, *, on: date) -> tuple[Allocation, ...]:
    """Free all that payments settled of a document, and return it; the payments' rests grow.

    Raises NotAllowed for a draft, NotFound.
    """
    document_facts.issued_kind(ledger, document_id)
    settled = [
        row
        for row in entries.live(ledger, document_id=document_id)
        if entries.allocation(row).payment_id is not None
    ]
    freed = entries.reverse(ledger, settled, on=on)
    for share in freed:
        assert share.payment_id is not None
        taken = entries.taken((share,), entries.targets(ledger, (share,)))
        _take(ledger, share.payment_id, -taken)
    return freed


def take_back(
    ledger: Ledger, document_id: int, kinds: Iterable[AllocationKind], *, on: date
) -> tuple[Allocation, ...]:
    """Undo what settled a document without money (a write-off, a credit, a discount); return it.

    Raises NotAllowed for a draft, NotFound.
    """
    document_facts.issued_kind(ledger, document_id)
    wanted = set(kinds) - {AllocationKind.PAYMENT}
    settled = [
        row
        for row in entries.live(ledger, document_id=document_id)
        if entries.allocation(row).kind in wanted
    ]
    return entries.reverse(ledger, settled, on=on)


def get(ledger: Ledger, id: int) -> StoredPayment:  # noqa: A002
    """Return a payment with what it settles. Raises NotFound."""
    row = ledger.first(f"{_SELECT} WHERE id = ?", (id,))
    if row is None:
        raise NotFound(_("payment"), str(id))
    return _stored(ledger, row)


def rows(ledger: Ledger, text: str = "", limit: int = 100, offset: int = 0) -> list[StoredPayment]:
    """Return payments, newest first; `text` keeps those with words that begin so."""
    wanted = words.query(text)
    matching = " AND id IN (SELECT rowid FROM payment_words WHERE payment_words MATCH ?)"
    found = ledger.select(
        f"{_SELECT} WHERE reverses_id IS NULL{matching if wanted else ''}"
        " ORDER BY received_on DESC, id DESC LIMIT ? OFFSET ?",
        (*([wanted] if wanted else []), limit, offset),
    )
    return [_stored(ledger, row) for row in found]


def of_document(ledger: Ledger, document_id: int) -> list[StoredPayment]:
    """Return the payments that settled part of a document, also those taken back, oldest first."""
    found = ledger.select(
        f"{_SELECT} WHERE reverses_id IS NULL AND id IN"
        " (SELECT payment_id FROM allocations WHERE document_id = ?) ORDER BY received_on, id",
        (document_id,),
    )
    return [_stored(ledger, row) for row in found]


def settlements(ledger: Ledger, document_id: int) -> tuple[Allocation, ...]:
    """Return all that settles a document now, payments or not, in the order it was done."""
    return tuple(entries.allocation(row) for row in entries.live(ledger, document_id=document_id))


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
        f"{_SELECT} WHERE client_id = ? AND unallocated_minor <> 0 ORDER BY received_on, id",
        (client_id,),
    )
    return [_stored(ledger, row) for row in found]


def set_client(ledger: Ledger, payment_id: int, client_id: int) -> None:
    """Note whose payment it is. Raises NotFound."""
    get(ledger, payment_id)
    _client_name(ledger, client_id)
    ledger.write("UPDATE payments SET client_id = ? WHERE id = ?", (client_id, payment_id))
    ledger.touch(Kind.PAYMENT, payment_id)
    ledger.touch(Kind.CLIENT, client_id)


def _stored(ledger: Ledger, row: Row) -> StoredPayment:
    payment_id, client_id, minor, currency, received_on, method, reference, note = row[:8]
    line_id, unallocated, taken_back = row[8:]
    shares = (
        entries.had_settled(ledger, payment_id)
        if taken_back
        else entries.live(ledger, payment_id=payment_id)
    )
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
        allocations=tuple(entries.allocation(share) for share in shares),
        unallocated=Money(unallocated, currency),
        statement_line_id=line_id,
        reversed=bool(taken_back),
    )
