"""How a document asks to be paid: the sentence, the account, the terms, the code to scan."""

from decimal import Decimal

from invoicer.documents import qr
from invoicer.documents.parts import Pair, PaymentBox
from invoicer.documents.text import clean
from invoicer.documents.wording import Wording
from invoicer.models import identifiers, payment_terms
from invoicer.models.document import INVOICES, Snapshot
from invoicer.models.party import BankAccount
from invoicer.models.payment_terms import EarlyDiscount
from invoicer.models.totals import Totals


def box(snapshot: Snapshot, totals: Totals, wording: Wording) -> PaymentBox | None:
    """Return how to pay, or None where nothing is to be paid."""
    document = snapshot.document
    if document.kind not in INVOICES or totals.payable.minor <= 0:
        return None
    _ = wording.gettext
    account = snapshot.account
    payload = _payload(snapshot, totals) if account is not None else None
    return PaymentBox(
        request=_request(snapshot, totals, wording),
        account=_account(account, snapshot, wording) if account is not None else (),
        terms=tuple(terms(snapshot, totals, wording)),
        code=qr.data_uri(payload) if payload else "",
        code_caption=_("Scan to pay"),
    )


def terms(snapshot: Snapshot, totals: Totals, wording: Wording) -> list[str]:
    """Return a sentence per early-payment discount (its date and amounts), and further terms."""
    found = [
        _discount(discount, snapshot, totals, wording)
        for discount in snapshot.document.terms.discounts
    ]
    if clean(snapshot.document.terms.text):
        found.append(clean(snapshot.document.terms.text))
    return found


def _discount(discount: EarlyDiscount, snapshot: Snapshot, totals: Totals, wording: Wording) -> str:
    taken_off = payment_terms.discount_amount(discount, totals.payable)
    return wording.gettext(
        "If you pay by {date}, you may deduct {percentage} ({discount}) and pay {amount}."
    ).format(
        date=wording.day(payment_terms.discount_on(discount, snapshot.issued_on)),
        percentage=wording.percent(discount.percentage),
        discount=wording.money(taken_off),
        amount=wording.money(totals.payable - taken_off),
    )


def _request(snapshot: Snapshot, totals: Totals, wording: Wording) -> str:
    _ = wording.gettext
    amount = wording.money(totals.payable)
    if snapshot.due_on is None:
        return _("Please pay {amount}.").format(amount=amount)
    if snapshot.due_on <= snapshot.issued_on:
        return _("Please pay {amount} on receipt.").format(amount=amount)
    return _("Please pay {amount} by {date}.").format(
        amount=amount, date=wording.day(snapshot.due_on)
    )


def _account(account: BankAccount, snapshot: Snapshot, wording: Wording) -> tuple[Pair, ...]:
    _ = wording.gettext
    iban = identifiers.looks_like_iban(account.account)
    found = (
        Pair(_("Account holder"), clean(account.holder) or clean(snapshot.seller.party.name)),
        Pair(
            _("IBAN") if iban else _("Account number"),
            identifiers.format_iban(account.account),
            strong=True,
        ),
        Pair(_("BIC") if account.bic else _("Bank"), _bank(account)),
        Pair(_("Payment reference"), clean(snapshot.number), strong=True),
    )
    return tuple(pair for pair in found if pair.value)


def _bank(account: BankAccount) -> str:
    parts = (identifiers.compact(account.bic), clean(account.bank))
    return " · ".join(part for part in parts if part)


def _payload(snapshot: Snapshot, totals: Totals) -> str | None:
    # A draft has no number to quote, and must not be paid.
    if snapshot.account is None or not snapshot.number or totals.payable.amount <= Decimal(0):
        return None
    return qr.epc(
        name=clean(snapshot.account.holder) or clean(snapshot.seller.party.name),
        iban=snapshot.account.account,
        bic=snapshot.account.bic,
        amount=totals.payable,
        text=clean(snapshot.number),
    )
