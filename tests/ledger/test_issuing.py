from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from invoicer.ledger import documents, issuing, items, settings
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import Document, DocumentKind, DocumentReference, Line, Snapshot
from invoicer.models.errors import AmountTooLarge, BadField, NotAllowed, NotFound
from invoicer.models.lifecycle import Status, status
from invoicer.models.numbering import DEFAULT_SERIES, Series
from invoicer.models.party import Item
from invoicer.models.payment_terms import EarlyDiscount, PaymentTerms
from invoicer.models.totals import Totals
from tests.ledger.makers import ON, VAT, document, eur, issue, snapshot


def test_issuing_keeps_snapshot_totals_and_pdf(ledger: Ledger) -> None:
    with ledger.atomic():
        draft_id = documents.add(ledger, document())
        number = documents.freeze(
            ledger, draft_id, on=ON, make=lambda number: snapshot(document(), number)
        )
    kept, totals, pdf = snapshot(document(), number)
    stored = documents.get(ledger, draft_id)
    assert number == stored.number == "2026-0001"
    assert stored.snapshot == kept
    assert stored.totals == totals
    assert stored.document == document()
    assert documents.file(ledger, draft_id) == ("2026-0001.pdf", pdf)
    assert status(stored.facts, ON) == Status.ISSUED
    assert stored.facts.payable == documents.open_amount(ledger, draft_id) == eur(11900)


def test_a_number_is_free_of_signs_no_file_system_likes() -> None:
    assert issuing.file_name("RE/2026:1?") == "RE-2026-1-.pdf"


def test_each_series_counts_for_itself_and_anew_each_year(ledger: Ledger) -> None:
    numbers = [
        documents.get(ledger, issue(ledger, document(kind), on)).number
        for kind, on in (
            (DocumentKind.INVOICE, date(2026, 12, 31)),
            (DocumentKind.QUOTE, date(2026, 12, 31)),
            (DocumentKind.DEPOSIT_INVOICE, date(2026, 12, 31)),
            (DocumentKind.INVOICE, date(2027, 1, 1)),
            (DocumentKind.INVOICE, date(2026, 12, 31)),
            (DocumentKind.CREDIT_NOTE, date(2027, 1, 1)),
        )
    ]
    assert numbers == [
        "2026-0001",
        "Q-2026-0001",
        "2026-0002",
        "2027-0001",
        "2026-0003",
        "CN-2027-0001",
    ]
    assert documents.next_number(ledger, DocumentKind.INVOICE, date(2026, 6, 1)) == "2026-0004"


def test_looking_at_the_next_number_takes_none(ledger: Ledger) -> None:
    assert documents.next_number(ledger, DocumentKind.INVOICE, ON) == "2026-0001"
    assert documents.next_number(ledger, DocumentKind.INVOICE, ON) == "2026-0001"


def test_a_document_is_issued_once(ledger: Ledger) -> None:
    issued_id = issue(ledger, document())
    with pytest.raises(NotAllowed, match="issued already, as 2026-0001"), ledger.atomic():
        documents.freeze(ledger, issued_id, on=ON, make=lambda n: snapshot(document(), n))
    assert documents.next_number(ledger, DocumentKind.INVOICE, ON) == "2026-0002"


def test_only_what_is_there_is_issued(ledger: Ledger) -> None:
    with pytest.raises(NotFound), ledger.atomic():
        documents.freeze(ledger, 99, on=ON, make=lambda n: snapshot(document(), n))


def test_a_failing_pdf_costs_no_number(ledger: Ledger) -> None:
    with ledger.atomic():
        draft_id = documents.add(ledger, document())

    def fail(number: str) -> tuple[Snapshot, Totals, bytes]:
        raise NotAllowed("No glyph for that.")

    with pytest.raises(NotAllowed), ledger.atomic():
        documents.freeze(ledger, draft_id, on=ON, make=fail)
    assert documents.get(ledger, draft_id).number == ""
    assert documents.next_number(ledger, DocumentKind.INVOICE, ON) == "2026-0001"


def test_an_amount_no_list_can_hold_is_not_issued(ledger: Ledger) -> None:
    line = Line(name="x", quantity=Decimal("9" * 11), price=Decimal(99), taxes=VAT)
    with pytest.raises(AmountTooLarge):
        issue(ledger, Document(lines=(line,) * 12))


def test_lines_are_kept_with_their_nets_and_known_items(ledger: Ledger) -> None:
    with ledger.atomic():
        item_id = items.add(ledger, Item(name="Advice"))
    lines = (
        Line(name="a", item_id=item_id, quantity=Decimal("1.50"), price=Decimal(3), taxes=VAT),
        Line(name="b", item_id=4711, unit="HUR", price=Decimal(2), taxes=VAT),
    )
    issued_id = issue(ledger, Document(lines=lines))
    assert ledger.select(
        "SELECT position, name, item_id, quantity, unit, net_minor FROM document_lines"
        " WHERE document_id = ?",
        (issued_id,),
    ) == [(1, "a", item_id, "1.50", "C62", 450), (2, "b", None, "1", "HUR", 200)]


def test_what_paying_early_earns_is_kept_for_matching(ledger: Ledger) -> None:
    terms = PaymentTerms(days=30, discounts=(EarlyDiscount(Decimal(2), 7),))
    issue(ledger, replace(document(), terms=terms, order_number="PO 1", project="PO 1"))
    (waiting,) = documents.open_documents(ledger)
    assert waiting.discounts == ((date(2026, 3, 9), eur(238)),)
    assert waiting.references == ("PO 1",)


def test_links_of_the_draft_are_those_of_the_issued_document(ledger: Ledger) -> None:
    first_id, second_id = issue(ledger, document()), issue(ledger, document())
    with ledger.atomic():
        reference = DocumentReference(document_id=first_id)
        draft_id = documents.add(ledger, replace(document(), origin=reference))
        changed = replace(document(), origin=DocumentReference(document_id=second_id))
        documents.freeze(ledger, draft_id, on=ON, make=lambda n: snapshot(changed, n))
    assert documents.derived(ledger, first_id) == []
    assert [stored.id for stored in documents.derived(ledger, second_id)] == [draft_id]


def test_an_existing_business_goes_on_from_its_last_number(ledger: Ledger) -> None:
    with ledger.atomic():
        documents.go_on_from(ledger, "invoices", "2026-0141")
        documents.go_on_from(ledger, "invoices", " 2026-0041 ")
    assert documents.next_number(ledger, DocumentKind.INVOICE, ON) == "2026-0042"
    assert documents.get(ledger, issue(ledger, document())).number == "2026-0042"
    with pytest.raises(NotAllowed, match="leave a gap"), ledger.atomic():
        documents.go_on_from(ledger, "invoices", "2026-0100")


def test_a_series_that_never_restarts_goes_on_too(ledger: Ledger) -> None:
    whole = (Series("all", "R{seq:03}", tuple(DocumentKind), restarts_yearly=False),)
    with ledger.atomic():
        settings.set_series(ledger, whole)
        documents.go_on_from(ledger, "all", "R007")
    assert documents.get(ledger, issue(ledger, document(), date(2031, 1, 1))).number == "R008"


@pytest.mark.parametrize(
    ("series", "number", "said"),
    [("invoices", "RE-1", "not written like"), ("letters", "1", "none called")],
)
def test_a_last_number_that_does_not_fit_is_refused(
    ledger: Ledger, series: str, number: str, said: str
) -> None:
    with pytest.raises(BadField, match=said), ledger.atomic():
        documents.go_on_from(ledger, series, number)


def test_a_pattern_that_gives_an_old_number_again_is_refused(ledger: Ledger) -> None:
    once = replace(DEFAULT_SERIES[0], pattern="{year}-{seq:04}")
    again = replace(DEFAULT_SERIES[0], pattern="2026-{seq:04}", restarts_yearly=False)
    with ledger.atomic():
        settings.set_series(ledger, (once, *DEFAULT_SERIES[1:]))
    issue(ledger, document())
    with ledger.atomic():
        settings.set_series(ledger, (again, *DEFAULT_SERIES[1:]))
    with pytest.raises(NotAllowed, match="2026-0001 was used before"):
        issue(ledger, document())
