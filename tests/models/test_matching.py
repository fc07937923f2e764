"""Which open documents a bank line pays; what is certain, and what never is."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invoicer.models import matching, names
from invoicer.models.matching import OpenDocument, Proposal
from invoicer.models.money import Money
from invoicer.models.statement import StatementLine

DAY = date(2026, 5, 1)


def euro(minor: int) -> Money:
    return Money(minor, "EUR")


def document(
    id: int,  # noqa: A002
    number: str,
    minor: int,
    client: str = "Kessler & Söhne GmbH",
    *,
    client_id: int = 1,
    discount: int = 0,
    accounts: tuple[str, ...] = (),
    references: tuple[str, ...] = (),
    currency: str = "EUR",
) -> OpenDocument:
    return OpenDocument(
        document_id=id,
        number=number,
        client_id=client_id,
        client_name=client,
        open=Money(minor, currency),
        issued_on=DAY,
        discounts=((DAY + timedelta(days=7), euro(discount)),) if discount else (),
        known_accounts=accounts,
        references=references,
    )


def line(
    minor: int, purpose: str = "", name: str = "", *, account: str = "", day: int = 3
) -> StatementLine:
    return StatementLine(
        row=2,
        booked_on=DAY + timedelta(days=day - 1),
        amount=euro(minor),
        name=name,
        purpose=purpose,
        account=account,
    )


def proposed(bank_line: StatementLine, *documents: OpenDocument) -> tuple[Proposal, ...]:
    return matching.propose(bank_line, matching.index(documents))


def certain(bank_line: StatementLine, *documents: OpenDocument) -> list[int]:
    """Return the documents that would be booked unasked."""
    found = proposed(bank_line, *documents)
    assert not any(proposal.certain for proposal in found[1:])
    if not found or not found[0].certain:
        return []
    return [share.document_id for share in found[0].shares]


def first(bank_line: StatementLine, *documents: OpenDocument) -> list[int]:
    found = proposed(bank_line, *documents)
    return [share.document_id for share in found[0].shares] if found else []


INVOICE = document(1, "RE-2026-0128", 119000)


@pytest.mark.parametrize(
    "text",
    [
        "RE-2026-0128",
        "re 2026 128",
        "Rechnung RE2026-0128 vom 01.05.2026",
        "RE/2026/128",
        "RECHNUNGSNR. 2026-128, KD 4711",
        "Invoice no. 2026 0128",
        "SVWZ+RE-2026-0128 EREF+NOTPROVIDED",
        "re-2026-0128/vielen dank",
        "RE20260128",
        "#2026-128",
    ],
)
def test_a_number_is_known_however_it_is_written(text: str) -> None:
    assert certain(line(119000, text), INVOICE) == [1]


@pytest.mark.parametrize(
    "text",
    [
        "2026-1283",
        "12026-128",
        "2026-128-3",
        "AN-2026-128",
        "20260128",
        "28.01.2026",
        "Kunde 128",
        "128",
        "Miete Januar 2026",
        "2026-12 8 Stück",
        "RE-2026-0128b",
    ],
)
def test_what_only_looks_like_the_number_is_never_certain(text: str) -> None:
    assert certain(line(119000, text, "KESSLER U SOEHNE GMBH"), INVOICE) == []


def test_a_number_inside_a_longer_one_means_the_longer() -> None:
    longer = document(2, "RE-2026-1283", 119000, "Bau AG", client_id=2)
    assert certain(line(119000, "RE-2026-1283"), INVOICE, longer) == [2]
    assert certain(line(119000, "RE-2026-128"), INVOICE, longer) == [1]


def test_of_two_invoices_with_one_amount_the_named_one_is_booked() -> None:
    twin = document(2, "RE-2026-0129", 119000)
    assert certain(line(119000, "RE-2026-0129"), INVOICE, twin) == [2]
    assert certain(line(119000, "danke", "Kessler & Söhne"), INVOICE, twin) == []


def test_two_series_with_one_number_need_their_letters() -> None:
    other = document(2, "GS-2026-0128", 119000)
    assert certain(line(119000, "2026-0128"), INVOICE, other) == []
    assert certain(line(119000, "GS-2026-0128"), INVOICE, other) == [2]


def test_leading_zeros_decide_between_numbers_that_differ_by_nothing_else() -> None:
    short = document(1, "2026-128", 119000)
    long = document(2, "2026-0128", 119000)
    assert certain(line(119000, "Rechnung 2026-0128"), short, long) == [2]
    assert certain(line(119000, "Rechnung 2026-128"), short, long) == [1]


def test_a_month_is_not_taken_for_a_number() -> None:
    march = document(1, "2026-3", 5000)
    assert certain(line(5000, "Abo 03/2026"), march) == []
    assert certain(line(5000, "Rechnung 2026-3"), march) == [1]


def test_another_currency_is_never_proposed() -> None:
    dollars = document(1, "RE-2026-0128", 119000, currency="USD")
    assert proposed(line(119000, "RE-2026-0128", "Kessler & Söhne"), dollars) == ()


def test_money_out_is_never_proposed() -> None:
    assert proposed(line(-119000, "RE-2026-0128"), INVOICE) == ()


def test_an_earned_discount_is_certain_and_a_late_one_is_not() -> None:
    invoice = document(1, "RE-2026-0128", 119000, discount=2380)
    early = proposed(line(116620, "RE-2026-0128", day=8), invoice)[0]
    assert early.certain
    assert early.shares[0].discount == euro(2380)
    late = proposed(line(116620, "RE-2026-0128", day=9), invoice)[0]
    assert not late.certain
    assert late.shares[0].discount == euro(2380)
    assert any("ended on 2026-05-08" in reason for reason in late.reasons)


@pytest.mark.parametrize(("minor", "share"), [(50000, 50000), (130000, 119000)])
def test_part_and_overpayment_are_proposed_for_no_more_than_is_open(minor: int, share: int) -> None:
    best = proposed(line(minor, "RE-2026-0128", "Kessler"), INVOICE)[0]
    assert (best.certain, best.shares[0].amount) == (False, euro(share))


def test_several_named_invoices_that_add_up_are_certain() -> None:
    second = document(2, "RE-2026-0130", 1000)
    assert certain(line(120000, "RE-2026-0128 und 2026-0130"), INVOICE, second) == [1, 2]
    assert certain(line(120000, "RE-2026-0128/2026-0130"), INVOICE, second) == [1, 2]
    assert certain(line(119500, "RE-2026-0128, RE-2026-0130"), INVOICE, second) == []


def test_several_invoices_may_each_take_their_discount() -> None:
    one = document(1, "RE-2026-0128", 100000, discount=2000)
    two = document(2, "RE-2026-0129", 50000, discount=1000)
    best = proposed(line(147000, "RE-2026-0128, RE-2026-0129"), one, two)[0]
    assert best.certain
    assert [share.discount.minor for share in best.shares] == [2000, 1000]


def test_two_named_invoices_and_the_amount_of_one_are_left_to_the_user() -> None:
    second = document(2, "RE-2026-0130", 1000)
    found = proposed(line(119000, "RE-2026-0128, RE-2026-0130"), INVOICE, second)
    assert [share.document_id for share in found[0].shares] == [1]
    assert not found[0].certain


def test_a_name_that_contradicts_the_number_is_never_certain() -> None:
    assert certain(line(119000, "RE-2026-0128", "Nordlicht Verlag AG"), INVOICE) == []
    assert first(line(119000, "RE-2026-0128", "Nordlicht Verlag AG"), INVOICE) == [1]


def test_a_name_that_fits_another_client_better_is_never_certain() -> None:
    north = document(1, "2026-0007", 5000, "Schneider Nord GmbH")
    south = document(2, "2026-0008", 9000, "Schneider Süd GmbH", client_id=2)
    assert certain(line(5000, "Rechnung 2026-0007", "SCHNEIDER SUED GMBH"), north, south) == []
    assert certain(line(5000, "Rechnung 2026-0007", "SCHNEIDER NORD GMBH"), north, south) == [1]


def test_the_account_of_another_client_contradicts_the_number() -> None:
    other = document(
        2, "2026-9", 1, "Bau AG", client_id=2, accounts=("DE89 3704 0044 0532 0130 00",)
    )
    paid = line(119000, "RE-2026-0128", account="DE89370400440532013000")
    assert certain(paid, INVOICE, other) == []


def test_without_a_number_the_known_account_or_the_name_proposes_with_reasons() -> None:
    known = document(1, "RE-2026-0128", 119000, accounts=("DE89370400440532013000",))
    by_account = proposed(line(119000, "danke", account="DE89370400440532013000"), known)[0]
    by_name = proposed(line(119000, "danke", "KESSLER U SOEHNE GMBH"), INVOICE)[0]
    by_amount = proposed(line(119000, "danke"), INVOICE)[0]
    assert by_account.confidence > by_name.confidence > by_amount.confidence
    assert not any(proposal.certain for proposal in (by_account, by_name, by_amount))
    assert any("account" in reason for reason in by_account.reasons)
    assert any("name" in reason for reason in by_name.reasons)


def test_the_name_may_stand_in_the_text() -> None:
    best = proposed(line(119000, "Gutschrift von Kessler Söhne"), INVOICE)[0]
    assert any("name" in reason for reason in best.reasons)


def test_unnamed_invoices_of_one_payer_that_add_up_are_proposed_together() -> None:
    documents = [document(n, f"RE-2026-{n:04}", 10000 + 700 * n) for n in (1, 2, 3)]
    assert first(line(22100, "danke", "Kessler & Söhne"), *documents) == [1, 2]
    assert first(line(23500, "danke", "Kessler & Söhne"), *documents) == [2, 3]
    assert first(line(34200, "danke", "Kessler & Söhne"), *documents) == [1, 2, 3]


def test_what_adds_up_to_nothing_is_proposed_for_the_oldest() -> None:
    documents = [document(n, f"RE-2026-{n:04}", 10000) for n in (1, 2)]
    best = proposed(line(777, "danke", "Kessler & Söhne"), *documents)[0]
    assert best.shares[0].document_id == 1
    assert best.confidence < 50


def test_an_amount_many_invoices_ask_for_proposes_none_of_them() -> None:
    documents = [
        document(n, f"RE-2026-{n:04}", 5000, f"Client{n}", client_id=n) for n in range(1, 9)
    ]
    assert proposed(line(5000, "danke"), *documents) == ()


def test_the_order_number_of_the_client_proposes_its_invoice() -> None:
    ordered = document(1, "RE-2026-0128", 119000, references=("PO 4500012345",))
    best = proposed(line(119000, "PO4500012345", "Kessler & Söhne"), ordered)[0]
    assert any("reference" in reason for reason in best.reasons)
    assert not best.certain


def test_a_pending_line_is_never_certain() -> None:
    pending = StatementLine(
        row=2, booked_on=DAY, amount=euro(119000), purpose="RE-2026-0128", pending=True
    )
    assert certain(pending, INVOICE) == []
    assert first(pending, INVOICE) == [1]


def test_documents_with_nothing_open_are_left_aside() -> None:
    assert proposed(line(119000, "RE-2026-0128"), document(1, "RE-2026-0128", 0)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KESSLER U SOEHNE GMBH", "Kessler & Söhne GmbH"),
        ("MUELLER", "Müller e.K."),
        ("Łódź Design Sp. z o.o.", "LODZ DESIGN"),
        ("SMITH, JOHN", "John Smith"),
        ("Dr. Anna Weiß", "ANNA WEISS"),
        ("NORTHWIND LIGHTING TECHN", "Northwind Lighting Technologies Ltd"),
        ("Société Générale SA", "SOCIETE GENERALE"),
    ],
)
def test_names_are_the_same_however_banks_write_them(one: str, other: str) -> None:
    assert names.likeness(names.words(one), names.words(other)) == 100


def test_names_without_common_words_are_not_alike() -> None:
    assert names.likeness(names.words("Bau AG"), names.words("Verlag Nord")) == 0
    assert names.likeness((), ()) == 0
    assert names.words("GmbH") == ("gmbh",)


@pytest.mark.parametrize(
    ("number", "text", "sure"),
    [
        ("128", "order #128", True),
        ("128", "Rechnung 128", True),
        ("128", "128 Stück", False),
        ("2026", "Rechnung 2026", False),
        ("01052026", "am 01052026", False),
        ("010526", "am 010526", False),
        ("99052026", "zu 99052026", True),
        ("20269901", "zu 20269901", True),
        ("1-5-2026", "am 1.5.2026", False),
        ("1-2-3-4", "Rechnung 1-2-3-4", True),
        ("2026-00029", "Rechnung 2026-0029", True),
        ("2026-0029", "Rechnung 2026-00029", False),
        ("no digits", "no digits", False),
    ],
)
def test_short_and_date_like_numbers_need_a_word_that_announces_them(
    number: str, text: str, sure: bool
) -> None:
    assert bool(certain(line(5000, text), document(1, number, 5000))) == sure


def test_a_name_of_common_words_only_speaks_for_nobody() -> None:
    crowd = [document(n, f"RE-2026-{n:04}", 100 + n, "Bau GmbH", client_id=n) for n in range(1, 60)]
    best = proposed(line(107, "danke", "Bau"), *crowd)[0]
    assert best.shares[0].document_id == 7
    assert best.confidence < 50


def test_many_named_invoices_with_some_discounts_are_not_puzzled_out() -> None:
    documents = [document(n, f"RE-2026-{n:04}", 10000, discount=100 + n) for n in range(1, 8)]
    text = " ".join(d.number for d in documents)
    assert certain(line(70000 - 101, text), *documents) == []
    assert certain(line(70000, text), *documents) == [1, 2, 3, 4, 5, 6, 7]


def test_a_reference_proposes_only_where_the_amount_fits() -> None:
    ordered = document(1, "RE-2026-0128", 119000, references=("PO 4500012345",))
    again = document(2, "RE-2026-0129", 119000, references=("RE-2026-0129",))
    weak = document(3, "RE-2026-0130", 119000, references=("17",))
    assert proposed(line(500, "PO4500012345"), ordered) == ()
    found = proposed(line(119000, "RE-2026-0129 17", "Kessler & Söhne"), ordered, again, weak)
    assert [share.document_id for share in found[0].shares] == [2]


def test_what_a_client_owes_in_another_currency_is_passed_over() -> None:
    dollars = document(1, "RE-2026-0001", 5000, currency="USD")
    euros = document(2, "RE-2026-0002", 7000)
    others = [document(n, f"RE-2026-{n:04}", 5000, "Bau AG", client_id=2) for n in range(3, 8)]
    assert first(line(5000, "danke", "Kessler & Söhne"), dollars, euros, *others) == [2]


CLIENTS = (
    "Kessler & Söhne GmbH",
    "Schneider Nord GmbH",
    "Schneider Süd GmbH",
    "Bau AG",
    "Anna Weiß",
)
PATTERNS = ("{year}-{n}", "{year}-{n:04}", "RE-{year}-{n:03}", "RE{n:05}", "{n:04}/{year}")


@st.composite
def ledgers(
    draw: st.DrawFn,
) -> tuple[list[OpenDocument], list[tuple[StatementLine, frozenset[int]]]]:
    """Make open invoices with look-alikes, and lines whose only right booking is known.

    The right set is empty where the line pays nothing of the ledger: numbers of other people's
    invoices, dates, longer and shorter numbers.
    """
    pattern = draw(st.sampled_from(PATTERNS))
    numbers = draw(
        st.lists(
            st.one_of(st.integers(1, 40), st.sampled_from((128, 1283, 12, 8, 2026, 10128))),
            min_size=2, max_size=12, unique=True,
        )
    )  # fmt: skip
    amounts = st.sampled_from((5000, 10000, 11900, 119000))
    documents = []
    for place, number in enumerate(numbers, start=1):
        client = draw(st.integers(0, len(CLIENTS) - 1))
        documents.append(
            document(
                place,
                pattern.format(year=2026, n=number),
                draw(amounts),
                CLIENTS[client],
                client_id=client + 1,
                discount=draw(st.sampled_from((0, 0, 100))),
            )
        )
    count = draw(st.integers(1, 6))
    return documents, [_line(draw, documents, numbers, pattern) for _ in range(count)]


def _line(
    draw: st.DrawFn, documents: list[OpenDocument], numbers: list[int], pattern: str
) -> tuple[StatementLine, frozenset[int]]:
    meant = draw(st.sampled_from(documents))
    kind = draw(st.sampled_from(("right", "stranger", "date", "inside", "other client")))
    text, right, name = meant.number, frozenset((meant.document_id,)), meant.client_name
    if kind == "stranger":
        other = draw(st.integers(1, 20_000).filter(lambda n: n not in numbers))
        text, right = pattern.format(year=2026, n=other), frozenset[int]()
    elif kind == "date":
        text, right = draw(st.dates(date(2025, 1, 1), date(2026, 12, 31))).strftime(
            draw(st.sampled_from(("%d.%m.%Y", "%Y%m%d", "%m/%Y", "%Y-%m-%d")))
        ), frozenset[int]()  # fmt: skip
    elif kind == "inside":
        text = draw(st.sampled_from(("{}9", "9{}", "{}-7", "7-{}", "XY{}"))).format(meant.number)
        # By chance that may be the number of another invoice here.
        right = frozenset(d.document_id for d in documents if d.number == text)
        name = next((d.client_name for d in documents if d.number == text), name)
    elif kind == "other client":
        name = draw(st.sampled_from([c for c in CLIENTS if c != meant.client_name]))
        right = frozenset()
    around = draw(st.sampled_from(("{}", "Danke {}", "Zahlung {} Kunde 4711", "EREF+77 SVWZ+{}")))
    return line(meant.open.minor, around.format(text), name), right


@settings(max_examples=200)
@given(ledgers())
def test_no_line_is_booked_wrongly_among_look_alikes(
    ledger: tuple[list[OpenDocument], list[tuple[StatementLine, frozenset[int]]]],
) -> None:
    documents, lines = ledger
    index = matching.index(documents)
    for bank_line, right in lines:
        found = matching.propose(bank_line, index)
        if found and found[0].certain:
            booked = {share.document_id for share in found[0].shares}
            assert booked == right, (bank_line, found[0])


@settings(max_examples=100)
@given(st.text(max_size=200), st.text(max_size=60), st.integers(-(10**9), 10**9))
def test_any_text_gives_proposals_in_order_and_no_more_than_the_line_holds(
    purpose: str, name: str, minor: int
) -> None:
    documents = [INVOICE, document(2, "2026-7", 500, "Bau AG", client_id=2)]
    found = proposed(line(minor, purpose, name), *documents)
    assert [p.confidence for p in found] == sorted((p.confidence for p in found), reverse=True)
    for proposal in found:
        assert sum(share.amount.minor for share in proposal.shares) <= minor
        assert 0 < proposal.confidence < 100
        assert proposal.reasons
