"""Where a document stands, derived from what happened, and what may be done with it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from invoicer.models.kinds import DocumentKind
from invoicer.models.money import Money


class Status(StrEnum):
    """Where a document stands; never stored, always derived by `status`."""

    DRAFT = "draft"
    ISSUED = "issued"
    SENT = "sent"
    DELIVERED = "delivered"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    OVERDUE = "overdue"
    CREDITED = "credited"
    WRITTEN_OFF = "written_off"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    INVOICED = "invoiced"


class Answer(StrEnum):
    """What a client said to a quote."""

    NONE = ""
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What happened to a document; amounts are positive and reduce what is open.

    `paid` is money (with early-payment discount, bank charges and exchange differences, which a
    payment brings along), `credited` what credit notes or a corrected invoice took off,
    `written_off` what was given up. For a credit note `paid` is what was refunded and `credited`
    what it settled of invoices.
    """

    kind: DocumentKind
    issued_on: date | None
    due_on: date | None
    payable: Money
    paid: Money
    credited: Money
    written_off: Money
    sent: bool = False
    delivered: bool = False
    answer: Answer = Answer.NONE
    valid_until: date | None = None
    invoiced: bool = False


def open_amount(facts: Facts) -> Money:
    """Return what is still to be settled; below zero where too much was."""
    if facts.issued_on is None or facts.kind == DocumentKind.QUOTE:
        return Money.zero(facts.payable.currency)
    return facts.payable - facts.paid - facts.credited - facts.written_off


def status(facts: Facts, today: date) -> Status:
    """Return where the document stands on that day."""
    if facts.issued_on is None:
        return Status.DRAFT
    if facts.kind == DocumentKind.QUOTE:
        return _quote_status(facts, today)
    if open_amount(facts).minor <= 0:
        return _settled_status(facts)
    if facts.due_on is not None and facts.due_on < today and facts.kind != DocumentKind.CREDIT_NOTE:
        return Status.OVERDUE
    if facts.paid.minor > 0 or facts.credited.minor > 0:
        return Status.PARTLY_PAID
    return _delivery_status(facts)


def _settled_status(facts: Facts) -> Status:
    if facts.kind == DocumentKind.CREDIT_NOTE:
        return Status.PAID if facts.paid else Status.CREDITED
    if facts.written_off.minor > 0:
        return Status.WRITTEN_OFF
    if facts.credited.minor > 0 and facts.paid.minor <= 0:
        return Status.CREDITED
    return Status.PAID


def _quote_status(facts: Facts, today: date) -> Status:
    if facts.invoiced:
        return Status.INVOICED
    if facts.answer == Answer.ACCEPTED:
        return Status.ACCEPTED
    if facts.answer == Answer.DECLINED:
        return Status.DECLINED
    if facts.valid_until is not None and facts.valid_until < today:
        return Status.EXPIRED
    return _delivery_status(facts)


def _delivery_status(facts: Facts) -> Status:
    if facts.delivered:
        return Status.DELIVERED
    return Status.SENT if facts.sent else Status.ISSUED


class Act(StrEnum):
    """What a person may do with a document."""

    EDIT = "edit"
    DELETE = "delete"
    ISSUE = "issue"
    SEND = "send"
    RECORD_PAYMENT = "record_payment"
    REFUND = "refund"
    WRITE_OFF = "write_off"
    CREDIT = "credit"
    CORRECT = "correct"
    DUPLICATE = "duplicate"
    INVOICE = "invoice"
    ACCEPT = "accept"
    DECLINE = "decline"


def possible(kind: DocumentKind, status: Status, left: Money) -> frozenset[Act]:
    """Return what may be done with a document that stands so; `left` is what is open of it.

    It decides what is offered; the actions check again and refuse with the reason.
    """
    if status == Status.DRAFT:
        return frozenset({Act.EDIT, Act.DELETE, Act.ISSUE, Act.DUPLICATE})
    if kind == DocumentKind.QUOTE:
        return _possible_for_a_quote(status)
    if kind == DocumentKind.CREDIT_NOTE:
        return frozenset({Act.SEND, Act.REFUND} if left.minor > 0 else {Act.SEND})
    acts = {Act.SEND, Act.DUPLICATE}
    if status != Status.CREDITED:
        acts |= {Act.CREDIT, Act.CORRECT}
    if left.minor > 0:
        acts |= {Act.RECORD_PAYMENT, Act.WRITE_OFF}
    return frozenset(acts)


def _possible_for_a_quote(status: Status) -> frozenset[Act]:
    acts = {Act.SEND, Act.DUPLICATE}
    if status != Status.INVOICED:
        acts |= {Act.INVOICE, Act.ACCEPT, Act.DECLINE}
    answered = {Status.ACCEPTED: Act.ACCEPT, Status.DECLINED: Act.DECLINE}
    return frozenset(acts - {answered[status]}) if status in answered else frozenset(acts)
