"""Documents and payments in any order: after every act the books balance."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

import pytest

from invoicer.actions import checking, corrections, payments
from invoicer.actions import documents as acts
from invoicer.ledger import documents as kept
from invoicer.ledger import payments as booked
from invoicer.ledger.ledger import Ledger
from invoicer.models import lifecycle
from invoicer.models.document import DocumentKind
from invoicer.models.errors import Refusal
from invoicer.models.money import Money
from invoicer.models.payment import AllocationKind
from tests.actions.conftest import TODAY, invoice, render


class Life:
    """A business that does things at random; what is refused changes nothing."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self.ledger = ledger
        self.chance = random.Random(seed)
        self.documents: list[int] = []
        self.payments: list[int] = []
        self.acts: tuple[Callable[[int], object], ...] = (
            *(self.write, self.write, self.quote, self.issue, self.issue, self.credit),
            *(self.correct, self.to_invoice, self.deposit, self.final, self.pay, self.pay),
            *(self.take_back, self.give_up, self.use_credit, self.refund, self.delete),
        )

    def step(self) -> None:
        one = self.chance.choice(self.documents or [0])
        with suppress(Refusal), self.ledger.atomic():
            self.chance.choice(self.acts)(one)

    def keep(self, document_id: int) -> None:
        self.documents.append(document_id)
        if self.chance.random() < 0.7:
            self.issue(document_id)

    def issue(self, one: int) -> None:
        acts.issue(self.ledger, one, today=TODAY, render=render)

    def write(self, _one: int) -> None:
        draft = invoice(self.ledger)
        rounded = self.chance.choice([None, Decimal("0.05")])
        self.keep(
            acts.save_draft(self.ledger, replace(draft, lines=draft.lines[:2], round_to=rounded))
        )

    def quote(self, _one: int) -> None:
        self.keep(acts.save_draft(self.ledger, invoice(self.ledger, kind=DocumentKind.QUOTE)))

    def credit(self, one: int) -> None:
        draft = corrections.credit_note_of(self.ledger, one)
        lines = draft.lines[: self.chance.randint(1, 3)]
        self.keep(acts.save_draft(self.ledger, replace(draft, lines=lines)))

    def correct(self, one: int) -> None:
        self.keep(corrections.correct(self.ledger, one))

    def to_invoice(self, one: int) -> None:
        self.keep(corrections.to_invoice(self.ledger, one))

    def deposit(self, one: int) -> None:
        self.keep(corrections.deposit(self.ledger, one, Decimal(30)))

    def final(self, one: int) -> None:
        named = [
            other.id
            for other in kept.derived(self.ledger, one)
            if other.document.kind == DocumentKind.DEPOSIT_INVOICE
        ]
        self.keep(corrections.final(self.ledger, one, named))

    def pay(self, one: int) -> None:
        left = kept.open_amount(self.ledger, one).minor or 5000
        discount = self.chance.choice([0, left // 50])
        amount = self.chance.choice([left - discount, left // 2 + 1, left + 5000])
        self.payments.append(
            payments.record(
                self.ledger,
                one,
                Money(amount, "EUR"),
                on=TODAY,
                discount=Money(discount, "EUR"),
            )
        )

    def take_back(self, _one: int) -> None:
        payments.undo(self.ledger, self.chance.choice(self.payments or [0]), on=TODAY)

    def give_up(self, one: int) -> None:
        payments.write_off(self.ledger, one, on=TODAY)

    def use_credit(self, one: int) -> None:
        payments.use_credit(self.ledger, self.chance.choice(self.payments or [0]), one, on=TODAY)

    def refund(self, one: int) -> None:
        left = kept.open_amount(self.ledger, one)
        self.payments.append(payments.refund(self.ledger, one, left, on=TODAY))

    def delete(self, one: int) -> None:
        acts.delete_draft(self.ledger, one)
        self.documents.remove(one)


def owed_by_documents(ledger: Ledger) -> int:
    """Return what is open and in hand, as the documents and payments tell it one by one."""
    owed = 0
    for stored in kept.issued(ledger):
        left = lifecycle.open_amount(stored.facts).minor
        assert left >= 0, stored.number
        note = stored.document.kind == DocumentKind.CREDIT_NOTE
        owed += -left if note else left
        for preceding in stored.document.preceding if note and left else ():
            assert preceding.document_id is not None
            # Nobody gets money back for an invoice that still asks for some.
            assert kept.open_amount(ledger, preceding.document_id).minor == 0, stored.number
    return owed - sum(one.unallocated.minor for one in booked.rows(ledger, limit=1000))


def owed_by_the_books(ledger: Ledger) -> int:
    """Return what was invoiced, less what was credited, paid, granted and given up."""
    documents = [one for one in kept.issued(ledger) if one.document.kind != DocumentKind.QUOTE]
    replaced = {
        preceding.document_id
        for one in documents
        if one.document.kind == DocumentKind.CORRECTED_INVOICE
        for preceding in one.document.preceding
    }
    owed = 0
    for one in documents:
        assert one.totals is not None
        note = one.document.kind == DocumentKind.CREDIT_NOTE
        if one.id not in replaced:
            owed += -one.totals.payable.minor if note else one.totals.payable.minor
        for share in booked.settlements(ledger, one.id):
            if share.kind in (AllocationKind.EARLY_DISCOUNT, AllocationKind.WRITE_OFF):
                owed -= share.amount.minor
    rows = booked.rows(ledger, limit=1000)
    return owed - sum(one.payment.amount.minor for one in rows if not one.reversed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_books_balance_after_every_act(ledger: Ledger, seed: int) -> None:
    life = Life(ledger, seed)
    for _ in range(150):
        life.step()
        assert owed_by_documents(ledger) == owed_by_the_books(ledger)
    assert checking.check(ledger) == []
