"""What issuing or undoing one thing does to other documents: credits, corrections, quotes."""

from dataclasses import replace
from datetime import date

from invoicer.actions import naming
from invoicer.i18n import gettext as _
from invoicer.ledger import documents as kept
from invoicer.ledger import outbox, payments
from invoicer.ledger.ledger import Ledger
from invoicer.models import money
from invoicer.models.changes import Kind
from invoicer.models.document import Document, DocumentKind
from invoicer.models.money import Money
from invoicer.models.outbox import HELD_UNTIL
from invoicer.models.payment import Allocation, AllocationKind
from invoicer.models.stored import MailState

_WHOLE = (DocumentKind.INVOICE, DocumentKind.FINAL_INVOICE)
# What came from the client, or was lost on the way here: a credit note gives back no more.
_RECEIVED = (
    AllocationKind.PAYMENT,
    AllocationKind.BANK_CHARGE,
    AllocationKind.EXCHANGE_DIFFERENCE,
)


def take_effect(ledger: Ledger, document_id: int, document: Document, on: date) -> None:
    """Do what issuing this document does to those it names."""
    if document.kind in _WHOLE:
        quote = naming.quote_of(ledger, document)
        if quote is not None:
            kept.mark_invoiced(ledger, quote.id)
    for preceding in document.preceding:
        if preceding.document_id is None:
            continue
        if document.kind == DocumentKind.CREDIT_NOTE:
            _credit(ledger, document_id, preceding.document_id, on)
            _free_quote(ledger, preceding.document_id)
        elif document.kind == DocumentKind.CORRECTED_INVOICE:
            _supersede(ledger, document_id, preceding.document_id, on)
        _hold_mails(ledger, document_id, preceding.document_id)
        ledger.touch(Kind.DOCUMENT, preceding.document_id)


def set_off(ledger: Ledger, invoice_id: int, *, on: date) -> None:
    """Settle what is open of an invoice by what its credit notes still give."""
    for note in naming.corrections_of(ledger, invoice_id):
        if note.document.kind == DocumentKind.CREDIT_NOTE:
            _set_off(ledger, note.id, invoice_id, on)


def revive(ledger: Ledger, document_id: int, wanted: Money, *, on: date) -> None:
    """Open again what was given up of an invoice, as far as `wanted` settles it after all."""
    given_up = payments.take_back(ledger, document_id, (AllocationKind.WRITE_OFF,), on=on)
    if not given_up:
        return
    before = sum(share.amount.minor for share in given_up)
    left = kept.open_amount(ledger, document_id)
    rest = Money(min(before, left.minor - wanted.minor), left.currency)
    if rest.minor > 0:
        share = Allocation(document_id=document_id, amount=rest, kind=AllocationKind.WRITE_OFF)
        payments.allocate(ledger, (share,), on=on)


def _credit(ledger: Ledger, note_id: int, invoice_id: int, on: date) -> None:
    """Settle what is open of the invoice; what the client had paid is then to be given back."""
    revive(ledger, invoice_id, kept.open_amount(ledger, note_id), on=on)
    _set_off(ledger, note_id, invoice_id, on)
    _take_back_discount(ledger, invoice_id, on)
    _set_off(ledger, note_id, invoice_id, on)


def _set_off(ledger: Ledger, note_id: int, invoice_id: int, on: date) -> None:
    note, invoice = kept.open_amount(ledger, note_id), kept.open_amount(ledger, invoice_id)
    share = min(note, invoice)
    if share.minor > 0:
        allocation = Allocation(
            document_id=invoice_id,
            amount=share,
            kind=AllocationKind.CREDIT,
            credit_note_id=note_id,
        )
        payments.allocate(ledger, (allocation,), on=on)


def _take_back_discount(ledger: Ledger, invoice_id: int, on: date) -> None:
    """Take back early-payment discount by which more would be given back than was received."""
    left = kept.open_amount(ledger, invoice_id)
    received = money.total(
        (
            share.amount
            for share in payments.settlements(ledger, invoice_id)
            if share.kind in _RECEIVED
        ),
        left.currency,
    )
    given_back = money.total(
        (
            note.facts.payable - note.facts.credited
            for note in naming.corrections_of(ledger, invoice_id)
        ),
        left.currency,
    )
    too_much = given_back - received
    if too_much.minor <= 0:
        return
    granted = payments.take_back(ledger, invoice_id, (AllocationKind.EARLY_DISCOUNT,), on=on)
    for share in granted:
        taken = min(share.amount, too_much)
        too_much = too_much - taken
        if share.amount > taken:
            rest = replace(share, amount=share.amount - taken)
            payments.allocate(ledger, (rest,), payment_id=share.payment_id, on=on)


def _free_quote(ledger: Ledger, invoice_id: int) -> None:
    """Let a quote be invoiced again where its invoice, or what replaced it, is wholly credited."""
    invoice = kept.get(ledger, invoice_id)
    if not naming.cancelled(ledger, invoice):
        return
    invoice = naming.first_of(ledger, invoice)
    quote = naming.quote_of(ledger, invoice.document)
    if quote is not None and invoice.document.kind in _WHOLE and quote.facts.invoiced:
        kept.mark_invoiced(ledger, quote.id, False)


def _hold_mails(ledger: Ledger, new_id: int, old_id: int) -> None:
    """Keep an invoice that counts no more from going out without a word, where its mail waits."""
    mails = outbox.of_document(ledger, old_id)
    waiting = [mail for mail in mails if mail.state == MailState.QUEUED]
    if not waiting or not naming.cancelled(ledger, kept.get(ledger, old_id)):
        return
    new = kept.get(ledger, new_id)
    if new.document.kind == DocumentKind.CREDIT_NOTE:
        sentence = _("Held back: the invoice was credited by {number}.")
    else:
        sentence = _("Held back: the invoice was corrected by {number}.")
    for mail in waiting:
        outbox.retry_at(ledger, mail.id, sentence.format(number=new.number), HELD_UNTIL)


def _supersede(ledger: Ledger, new_id: int, old_id: int, on: date) -> None:
    """Close the old invoice and let what was paid on it count for the corrected one."""
    released = payments.release(ledger, old_id, on=on)
    payments.take_back(ledger, old_id, (AllocationKind.WRITE_OFF,), on=on)
    whole = kept.open_amount(ledger, old_id)
    if whole.minor > 0:
        closed = Allocation(document_id=old_id, amount=whole, kind=AllocationKind.REPLACED)
        payments.allocate(ledger, (closed,), on=on)
    for allocation in released:
        left = kept.open_amount(ledger, new_id)
        # In another currency the money stays the client's credit.
        if left.currency == allocation.amount.currency and left.minor > 0:
            share = min(left, allocation.amount)
            moved = replace(allocation, document_id=new_id, amount=share)
            payments.allocate(ledger, (moved,), payment_id=allocation.payment_id, on=on)
