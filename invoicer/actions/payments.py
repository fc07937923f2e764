"""Recording what was paid, by whom and for what; nothing is ever erased, only reversed."""

from collections.abc import Sequence
from datetime import date

from invoicer.actions import effects
from invoicer.actions.documents import FIRST_DAY, LAST_DAY
from invoicer.i18n import gettext as _
from invoicer.ledger import audit, statements
from invoicer.ledger import documents as kept
from invoicer.ledger import payments as booked
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Kind
from invoicer.models.document import DocumentKind
from invoicer.models.errors import BadDate, BadField, CurrencyMismatch, NotAllowed
from invoicer.models.money import Money
from invoicer.models.payment import Allocation, AllocationKind, Payment, PaymentMethod
from invoicer.models.stored import LineState, StoredDocument


def record(
    ledger: Ledger,
    document_id: int,
    amount: Money,
    *,
    on: date,
    method: PaymentMethod = PaymentMethod.TRANSFER,
    reference: str = "",
    discount: Money | None = None,
) -> int:
    """Record money received for an invoice and return the payment's id.

    What is more than the invoice still asks for stays as the client's credit. `discount` is what is
    granted for paying early and settles the invoice along with the money.

    Raises NotAllowed for a draft or quote, BadField for an amount of zero or less,
    CurrencyMismatch, BadDate, NotFound.
    """
    if amount.minor <= 0:
        raise BadField(_("Amount"), _("write what came in, above zero."))
    with ledger.atomic():
        stored = _payable(ledger, document_id, amount)
        if stored.document.kind == DocumentKind.CREDIT_NOTE:
            raise NotAllowed(_("A credit note is not paid by the client; record a refund instead."))
        effects.revive(
            ledger, document_id, amount if discount is None else amount + discount, on=on
        )
        allocations = _shares(stored, amount, kept.open_amount(ledger, document_id), discount)
        payment = Payment(
            amount=amount,
            received_on=on,
            client_id=stored.document.client_id,
            method=method,
            reference=reference,
        )
        return book(ledger, payment, allocations)


def refund(ledger: Ledger, credit_note_id: int, amount: Money, *, on: date) -> int:
    """Record money given back for a credit note and return the payment's id.

    Raises NotAllowed where it is more than the credit note still gives, BadField, BadDate.
    """
    if amount.minor <= 0:
        raise BadField(_("Amount"), _("write what was given back, above zero."))
    with ledger.atomic():
        stored = _payable(ledger, credit_note_id, amount)
        if stored.document.kind != DocumentKind.CREDIT_NOTE:
            raise NotAllowed(_("Only a credit note is refunded; write one for the invoice first."))
        left = kept.open_amount(ledger, credit_note_id)
        if amount > left:
            raise NotAllowed(
                _("{number} has only {left} left to give back.").format(
                    number=stored.number, left=left
                )
            )
        payment = Payment(amount=-amount, received_on=on, client_id=stored.document.client_id)
        return book(ledger, payment, (Allocation(document_id=credit_note_id, amount=amount),))


def book(
    ledger: Ledger,
    payment: Payment,
    allocations: Sequence[Allocation],
    *,
    statement_line_id: int | None = None,
) -> int:
    """Book a payment over any number of documents and return its id.

    Raises NotAllowed where a share is more than its document asks for, or the shares more than the
    payment; BadDate.
    """
    if not FIRST_DAY <= payment.received_on <= LAST_DAY:
        raise BadDate(_("Payment date"), payment.received_on)
    with ledger.atomic():
        _check_shares(ledger, payment, allocations)
        payment_id = booked.add(
            ledger, payment, tuple(allocations), statement_line_id=statement_line_id
        )
        numbers = ", ".join(kept.get(ledger, a.document_id).number for a in allocations)
        audit.record(
            ledger, "payment_booked", "payment", payment_id, f"{payment.amount} · {numbers}"
        )
        _tell(ledger, payment_id, allocations)
    return payment_id


def undo(ledger: Ledger, payment_id: int, *, on: date) -> None:
    """Take a payment back by reversing entries; what it settled is open again.

    What credit notes of an invoice still give is set off against it, and a bank line that was
    booked so waits again. Raises NotAllowed where it was taken back before, BadDate, NotFound.
    """
    if not FIRST_DAY <= on <= LAST_DAY:
        raise BadDate(_("Date"), on)
    with ledger.atomic():
        stored = booked.get(ledger, payment_id)
        if stored.reversed:
            raise NotAllowed(_("This payment was taken back already."))
        booked.reverse(ledger, payment_id, on=on)
        for document_id in dict.fromkeys(share.document_id for share in stored.allocations):
            effects.set_off(ledger, document_id, on=on)
        if stored.statement_line_id is not None:
            _reopen_line(ledger, stored.statement_line_id, payment_id)
        audit.record(ledger, "payment_reversed", "payment", payment_id, str(stored.payment.amount))
        _tell(ledger, payment_id, stored.allocations)


def _reopen_line(ledger: Ledger, line_id: int, payment_id: int) -> None:
    line = statements.get(ledger, line_id)
    if line.payment_id == payment_id:
        state = LineState.SUGGESTED if line.proposals else LineState.OPEN
        statements.set_state(ledger, line_id, state)


def write_off(ledger: Ledger, document_id: int, *, on: date) -> Money:
    """Give up what an invoice still asks for and return that amount. Raises NotAllowed."""
    with ledger.atomic():
        stored = kept.get(ledger, document_id)
        left = kept.open_amount(ledger, document_id)
        if stored.document.kind == DocumentKind.CREDIT_NOTE or left.minor <= 0:
            raise NotAllowed(_("There is nothing open on this document to write off."))
        allocation = Allocation(document_id=document_id, amount=left, kind=AllocationKind.WRITE_OFF)
        booked.allocate(ledger, (allocation,), on=on)
        audit.record(ledger, "written_off", "document", document_id, str(left))
        ledger.touch(Kind.DOCUMENT, document_id)
    return left


def use_credit(ledger: Ledger, payment_id: int, document_id: int, *, on: date) -> Money:
    """Use what is left of an earlier payment for an invoice; returns the share.

    Raises NotAllowed, NotFound.
    """
    with ledger.atomic():
        stored = booked.get(ledger, payment_id)
        document = _payable(ledger, document_id, stored.unallocated)
        effects.revive(ledger, document_id, stored.unallocated, on=on)
        left = kept.open_amount(ledger, document_id)
        share = Money(min(left.minor, stored.unallocated.minor), left.currency)
        if share.minor <= 0 or document.document.kind == DocumentKind.CREDIT_NOTE:
            raise NotAllowed(_("There is no credit left to use, or nothing open to use it for."))
        allocation = Allocation(document_id=document_id, amount=share)
        booked.allocate(ledger, (allocation,), payment_id=payment_id, on=on)
        audit.record(ledger, "credit_used", "payment", payment_id, f"{share} · {document.number}")
        _tell(ledger, payment_id, (allocation,))
    return share


def _payable(ledger: Ledger, document_id: int, amount: Money) -> StoredDocument:
    stored = kept.get(ledger, document_id)
    if stored.facts.issued_on is None:
        raise NotAllowed(_("A draft can't be paid; issue it first."))
    if stored.document.kind == DocumentKind.QUOTE:
        raise NotAllowed(_("A quote can't be paid; turn it into an invoice first."))
    if stored.document.currency != amount.currency:
        raise CurrencyMismatch(stored.document.currency, amount.currency)
    return stored


def _shares(
    stored: StoredDocument, amount: Money, left: Money, discount: Money | None
) -> tuple[Allocation, ...]:
    shares = []
    if discount is not None and discount:
        if discount.minor < 0 or discount > left:
            raise BadField(_("Discount"), _("it can't be below zero or above what is open."))
        shares.append(
            Allocation(document_id=stored.id, amount=discount, kind=AllocationKind.EARLY_DISCOUNT)
        )
        left = left - discount
    paid = Money(min(amount.minor, left.minor), amount.currency)
    if paid.minor > 0:
        shares.insert(0, Allocation(document_id=stored.id, amount=paid))
    return tuple(shares)


def _check_shares(ledger: Ledger, payment: Payment, allocations: Sequence[Allocation]) -> None:
    wanted: dict[int, Money] = {}
    used = Money.zero(payment.amount.currency)
    for allocation in allocations:
        stored = _payable(ledger, allocation.document_id, payment.amount)
        if allocation.amount.minor <= 0:
            raise BadField(_("Amount"), _("each share must be above zero."))
        so_far = wanted.get(allocation.document_id, Money.zero(payment.amount.currency))
        wanted[allocation.document_id] = so_far + allocation.amount
        if wanted[allocation.document_id] > kept.open_amount(ledger, allocation.document_id):
            raise NotAllowed(
                _("{number} does not ask for that much any more.").format(number=stored.number)
            )
        if allocation.kind == AllocationKind.PAYMENT:
            credit = stored.document.kind == DocumentKind.CREDIT_NOTE
            used = used - allocation.amount if credit else used + allocation.amount
    within = (
        used <= payment.amount and used.minor >= 0
        if payment.amount.minor >= 0
        else payment.amount <= used
    )
    if not within:
        raise NotAllowed(
            _("The shares are more than the payment of {amount}.").format(amount=payment.amount)
        )


def _tell(ledger: Ledger, payment_id: int, allocations: Sequence[Allocation]) -> None:
    ledger.touch(Kind.PAYMENT, payment_id)
    for allocation in allocations:
        ledger.touch(Kind.DOCUMENT, allocation.document_id)
