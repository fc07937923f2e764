"""Figures over a ledger: owed, received, earned, how late clients pay, what lies about."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from invoicer.ledger import documents, payments, reports
from invoicer.ledger.ledger import Ledger
from invoicer.models import totals
from invoicer.models.document import Document, DocumentKind, DocumentReference
from invoicer.models.forecast import Age, Waiting
from invoicer.models.money import Money
from invoicer.models.party import Party
from invoicer.models.payment import Allocation, AllocationKind, Payment
from tests.ledger import makers
from tests.ledger.makers import document, eur

TODAY = date(2026, 11, 21)


def days(count: int) -> date:
    """Return the day so many days from today."""
    return TODAY + timedelta(days=count)


def due(
    ledger: Ledger,
    in_days: int,
    price: str = "100",
    *,
    client_id: int | None = None,
    currency: str = "EUR",
    kind: DocumentKind = DocumentKind.INVOICE,
) -> int:
    """Issue an invoice that is due so many days from today."""
    draft = replace(
        document(kind, price), due_on=days(in_days), client_id=client_id, currency=currency
    )
    return makers.issue(ledger, draft, days(min(0, in_days - 14)))


def pay(ledger: Ledger, document_id: int, on: date, client_id: int | None = None) -> int:
    """Pay all that is open of an invoice on that day."""
    left = documents.open_amount(ledger, document_id)
    payment = Payment(amount=left, received_on=on, client_id=client_id)
    with ledger.atomic():
        return payments.add(ledger, payment, [Allocation(document_id=document_id, amount=left)])


def test_an_empty_ledger_has_no_figures(ledger: Ledger) -> None:
    assert reports.owed(ledger, TODAY) == ()
    assert reports.received(ledger, TODAY) == ()
    assert reports.revenue(ledger, TODAY) == ()
    assert reports.debtors(ledger, 5) == {}
    assert reports.begun_at(ledger) is None


def test_what_is_owed_is_told_by_age_and_currency(ledger: Ledger) -> None:
    for late in (-5, 0, 1, 30, 31, 60, 61, 500):
        due(ledger, -late)
    due(ledger, -2, currency="USD")
    pay(ledger, due(ledger, -3), TODAY)
    due(ledger, -9, kind=DocumentKind.CREDIT_NOTE)
    due(ledger, -9, kind=DocumentKind.QUOTE)
    with ledger.atomic():
        documents.add(ledger, document())
    found = {one.currency: one for one in reports.owed(ledger, TODAY)}
    assert [(one.age, one.open.minor, one.count) for one in found["EUR"].ages] == [
        (age, 2 * 11900, 2) for age in Age
    ]
    assert found["EUR"].oldest_due_on == days(-500)
    assert (found["USD"].open, found["USD"].late_count) == (Money(11900, "USD"), 1)


def test_a_part_payment_leaves_the_rest_owed(ledger: Ledger) -> None:
    invoice = due(ledger, -10)
    makers.pay(ledger, 1900, (invoice, 1900))
    assert reports.owed(ledger, TODAY)[0].late == eur(10000)


def test_the_greatest_debtors_come_first_with_all_they_owe(ledger: Ledger) -> None:
    first, second = makers.add_client(ledger), makers.add_client(ledger)
    due(ledger, -10, "50", client_id=first)
    due(ledger, -20, "70", client_id=first)
    due(ledger, 5, "110", client_id=second)
    due(ledger, -1, "10")
    due(ledger, -1, "10")
    due(ledger, -1, "10", currency="USD", client_id=first)
    found = reports.debtors(ledger, 2)
    assert [(one.client_id, one.open, one.count) for one in found["EUR"]] == [
        (first, eur(14280), 2),
        (second, eur(13090), 1),
    ]
    assert found["EUR"][0].oldest_due_on == days(-20)
    assert len(found["USD"]) == 1
    assert [one.count for one in reports.debtors(ledger, 9)["EUR"]] == [2, 1, 2]


def test_a_client_that_changed_its_name_is_one_debtor(ledger: Ledger) -> None:
    client_id = makers.add_client(ledger)
    for name in ("Old Name", "Young Name"):
        draft = replace(document(), client_id=client_id, buyer=Party(name=name))
        makers.issue(ledger, draft, days(-20))
    (found,) = reports.debtors(ledger, 5)["EUR"]
    assert (found.open, found.count, found.client_id) == (eur(23800), 2, client_id)


def test_what_is_due_between_two_days_is_found_with_both(ledger: Ledger) -> None:
    client_id = makers.add_client(ledger)
    for in_days in (-11, -10, 3, 4):
        due(ledger, in_days, client_id=client_id)
    found = reports.waiting(ledger, days(-10), days(3))
    assert sorted(found, key=lambda one: one.due_on) == [
        Waiting(client_id, days(-10), eur(11900)),
        Waiting(client_id, days(3), eur(11900)),
    ]


def test_how_late_each_payment_was_is_told_early_ones_below_zero(ledger: Ledger) -> None:
    client_id = makers.add_client(ledger)
    for due_in, paid_in in ((-30, -10), (-5, -8), (-400, -390)):
        pay(ledger, due(ledger, due_in, client_id=client_id), days(paid_in))
    assert sorted(reports.punctuality(ledger, days(-365))) == [(client_id, -3), (client_id, 20)]


def test_payments_taken_back_write_offs_and_refunds_tell_no_habit(ledger: Ledger) -> None:
    client_id = makers.add_client(ledger)
    payment = pay(ledger, due(ledger, -30, client_id=client_id), days(-10))
    with ledger.atomic():
        payments.reverse(ledger, payment, days(-9))
    written_off = due(ledger, -30, client_id=client_id)
    makers.settle(ledger, written_off, 11900, AllocationKind.WRITE_OFF)
    note = due(ledger, -30, client_id=client_id, kind=DocumentKind.CREDIT_NOTE)
    with ledger.atomic():
        payments.add(
            ledger,
            Payment(amount=eur(-11900), received_on=days(-2)),
            [Allocation(document_id=note, amount=eur(11900))],
        )
    pay(ledger, due(ledger, -4), days(-1))
    assert reports.punctuality(ledger, days(-365)) == []


def test_what_came_in_is_compared_with_the_same_days_of_last_month(ledger: Ledger) -> None:
    for on in (date(2026, 11, 1), TODAY, date(2026, 10, 21), date(2026, 10, 22), days(3)):
        pay(ledger, due(ledger, -60), on)
    undone = pay(ledger, due(ledger, -60), TODAY)
    with ledger.atomic():
        payments.reverse(ledger, undone, TODAY)
    pay(ledger, due(ledger, -60, currency="USD"), date(2026, 10, 2))
    found = {one.now.currency: one for one in reports.received(ledger, TODAY)}
    assert (found["EUR"].now, found["EUR"].before) == (eur(23800), eur(11900))
    assert (found["USD"].now, found["USD"].before) == (Money(0, "USD"), Money(11900, "USD"))


def test_revenue_is_net_by_month_less_what_was_credited(ledger: Ledger) -> None:
    makers.issue(ledger, document(price="100"), date(2025, 11, 30))
    makers.issue(ledger, document(price="200"), date(2025, 12, 1))
    makers.issue(ledger, document(price="300"), date(2026, 11, 1))
    makers.issue(ledger, document(price="400"), date(2026, 11, 30))
    makers.issue(ledger, document(DocumentKind.CREDIT_NOTE, "50"), date(2026, 11, 3))
    makers.issue(ledger, document(DocumentKind.QUOTE, "999"), date(2026, 11, 3))
    with ledger.atomic():
        documents.add(ledger, document())
    usd = replace(document(price="7"), currency="USD")
    makers.issue(ledger, usd, date(2026, 11, 3))
    found = {one.currency: one.months for one in reports.revenue(ledger, TODAY)}
    assert found["EUR"] == (eur(20000), *[eur(0)] * 10, eur(65000))
    assert found["USD"][-1] == Money(700, "USD")


def named(document_id: int) -> DocumentReference:
    return DocumentReference(document_id=document_id)


def deposit(document_id: int, price: str) -> DocumentReference:
    net = Decimal(price)
    return DocumentReference(document_id=document_id, amount=net * Decimal("1.19"), net=net)


def of_november(ledger: Ledger) -> Money:
    return reports.revenue(ledger, TODAY)[0].months[-1]


def test_a_final_invoice_counts_without_its_deposits_and_so_does_its_credit_note(
    ledger: Ledger,
) -> None:
    paid = makers.issue(ledger, document(DocumentKind.DEPOSIT_INVOICE, "30"), date(2026, 10, 5))
    final = replace(document(DocumentKind.FINAL_INVOICE, "100"), deposits=(deposit(paid, "30"),))
    assert totals.calculate(final).net == eur(10000)
    final_id = makers.issue(ledger, final, date(2026, 11, 2))
    assert reports.revenue(ledger, TODAY)[0].months[-2:] == (eur(3000), eur(7000))
    note = replace(final, kind=DocumentKind.CREDIT_NOTE, preceding=(named(final_id),))
    makers.issue(ledger, note, date(2026, 11, 4))
    assert of_november(ledger) == eur(0)


def test_a_corrected_invoice_takes_the_place_of_what_it_corrects(ledger: Ledger) -> None:
    first = makers.issue(ledger, document(price="100"), date(2026, 11, 2))
    second = replace(document(DocumentKind.CORRECTED_INVOICE, "80"), preceding=(named(first),))
    second_id = makers.issue(ledger, second, date(2026, 11, 3))
    assert of_november(ledger) == eur(8000)
    third = replace(document(DocumentKind.CORRECTED_INVOICE, "90"), preceding=(named(second_id),))
    makers.issue(ledger, third, date(2026, 11, 4))
    assert of_november(ledger) == eur(9000)


def test_a_corrected_final_invoice_deducts_its_deposits_once(ledger: Ledger) -> None:
    paid = makers.issue(ledger, document(DocumentKind.DEPOSIT_INVOICE, "30"), date(2026, 11, 1))
    final = replace(document(DocumentKind.FINAL_INVOICE, "100"), deposits=(deposit(paid, "30"),))
    final_id = makers.issue(ledger, final, date(2026, 11, 2))
    corrected = replace(
        document(DocumentKind.CORRECTED_INVOICE, "90"),
        deposits=final.deposits,
        preceding=(named(final_id),),
    )
    makers.issue(ledger, corrected, date(2026, 11, 3))
    assert of_november(ledger) == eur(9000)


def test_old_drafts_are_counted_and_the_oldest_named(ledger: Ledger) -> None:
    with ledger.atomic():
        oldest = documents.add(ledger, document())
        documents.add(ledger, document(DocumentKind.CREDIT_NOTE))
        quote = documents.add(ledger, document(DocumentKind.QUOTE))
    makers.issue(ledger, document())
    later = datetime(2026, 3, 9, tzinfo=UTC)
    wanted = (DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE)
    assert reports.drafts_before(ledger, wanted, later) == (2, oldest)
    assert reports.drafts_before(ledger, (DocumentKind.QUOTE,), later) == (1, quote)
    assert reports.drafts_before(ledger, wanted, makers.AT) == (0, None)
    begun = reports.begun_at(ledger)
    assert begun is not None
    assert makers.AT < begun < later


def quote(ledger: Ledger, valid_in: int) -> int:
    draft: Document = replace(document(DocumentKind.QUOTE), valid_until=days(valid_in))
    return makers.issue(ledger, draft, days(-30))


def test_quotes_that_lapse_soon_are_counted_and_the_first_named(ledger: Ledger) -> None:
    quote(ledger, -1)
    quote(ledger, 8)
    assert reports.lapsing_quotes(ledger, TODAY, days(7)) == (0, None)
    quote(ledger, 7)
    first = quote(ledger, 0)
    answered = quote(ledger, 0)
    with ledger.atomic():
        documents.set_answer(ledger, answered, documents.get(ledger, first).facts.answer)
        documents.mark_invoiced(ledger, answered)
    assert reports.lapsing_quotes(ledger, TODAY, days(7)) == (2, first)


def test_no_figure_looks_up_single_documents(ledger: Ledger) -> None:
    due(ledger, 3)
    for sql in (
        f"SELECT currency, sum(open_minor), min(due_on) {reports._WAITING} GROUP BY currency",
        f"SELECT client_id, due_on, open_minor, currency {reports._WAITING}",
    ):
        plan = [str(row[-1]) for row in ledger.select(f"EXPLAIN QUERY PLAN {sql}")]
        assert all("documents_waiting" in line for line in plan), plan
