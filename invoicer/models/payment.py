"""Money received or given back, and what it settles."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from invoicer.models.money import Money


class AllocationKind(StrEnum):
    """Why part of a document is settled; `replaced` closes one that a corrected one replaces."""

    PAYMENT = "payment"
    CREDIT = "credit"
    EARLY_DISCOUNT = "early_discount"
    BANK_CHARGE = "bank_charge"
    EXCHANGE_DIFFERENCE = "exchange_difference"
    WRITE_OFF = "write_off"
    REPLACED = "replaced"


class PaymentMethod(StrEnum):
    """How money came (UNTDID 4461 gives each its code)."""

    TRANSFER = "transfer"
    CASH = "cash"
    CARD = "card"
    DIRECT_DEBIT = "direct_debit"
    ONLINE = "online"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money that came in (positive) or was refunded (negative), for one client or none yet."""

    amount: Money
    received_on: date
    client_id: int | None = None
    method: PaymentMethod = PaymentMethod.TRANSFER
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """What settles part of a document's open amount; `amount` positive reduces it.

    A payment's share names its `payment_id` (set when stored), a credit its `credit_note_id`.
    """

    document_id: int
    amount: Money
    kind: AllocationKind = AllocationKind.PAYMENT
    payment_id: int | None = None
    credit_note_id: int | None = None
