from dataclasses import replace
from datetime import UTC

import pytest

from invoicer.ledger import clients, items
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Change, Kind
from invoicer.models.errors import NotAllowed, NotFound
from invoicer.models.party import Client, Item, Party
from tests.ledger.makers import CLIENT, Clock, add_client, document, eur, for_client, issue


def named(name: str) -> Client:
    """Return a client of that name."""
    return Client(party=Party(name=name))


def test_a_client_comes_back_as_it_was_kept(ledger: Ledger) -> None:
    told: list[frozenset[Change]] = []
    ledger.subscribe(told.append)
    client_id = add_client(ledger)
    stored = clients.get(ledger, client_id)
    assert (stored.id, stored.client, stored.revision) == (client_id, CLIENT, 0)
    assert not stored.archived
    assert told == [frozenset({Change(Kind.CLIENT, client_id)})]


def test_a_client_changed_elsewhere_is_not_overwritten(ledger: Ledger) -> None:
    client_id = add_client(ledger)
    with ledger.atomic():
        clients.update(ledger, client_id, named("New"), revision=0)
        clients.update(ledger, client_id, named("Newer"))
    with pytest.raises(NotAllowed, match="changed elsewhere"), ledger.atomic():
        clients.update(ledger, client_id, named("Old"), revision=1)
    assert clients.get(ledger, client_id).client == named("Newer")
    assert clients.get(ledger, client_id).revision == 2


def test_clients_are_listed_by_name_and_found_by_its_beginnings(ledger: Ledger) -> None:
    for name in ("Zebra", "Émile & Fils", "edel AG", "Müller-Lüdenscheidt"):
        add_client(ledger, named(name))
    add_client(ledger)

    def shown(text: str = "", limit: int = 100, offset: int = 0) -> list[str]:
        return [
            row.client.party.name for row in clients.rows(ledger, text, limit=limit, offset=offset)
        ]

    assert shown() == [
        "edel AG",
        "Émile & Fils",
        "Łódź Traders GmbH",
        "Müller-Lüdenscheidt",
        "Zebra",
    ]
    assert shown(limit=2, offset=1) == ["Émile & Fils", "Łódź Traders GmbH"]
    assert shown("mull") == shown("Lüden") == shown("mueller"[:2]) == ["Müller-Lüdenscheidt"]
    assert shown("emi fil") == ["Émile & Fils"]
    assert shown("k-17") == shown("lodz") == shown("20095") == ["Łódź Traders GmbH"]
    assert shown("nobody") == []
    assert clients.count(ledger) == 5
    assert clients.count(ledger, "em") == 1


def test_an_archived_client_leaves_the_list_and_comes_back(ledger: Ledger) -> None:
    client_id = add_client(ledger)
    with ledger.atomic():
        clients.archive(ledger, client_id)
    assert clients.rows(ledger) == []
    assert [row.id for row in clients.rows(ledger, archived=True)] == [client_id]
    assert clients.get(ledger, client_id).archived
    with ledger.atomic():
        clients.archive(ledger, client_id, False)
    assert clients.count(ledger, archived=True) == 0


def test_a_client_is_found_by_its_whole_name_in_any_case(ledger: Ledger) -> None:
    first_id, exact_id = add_client(ledger, named("ACME")), add_client(ledger, named("Acme"))
    assert clients.find(ledger, "Acme ") == exact_id
    assert clients.find(ledger, "ACME") == first_id
    with pytest.raises(NotAllowed, match="There are two of “acme”"):
        clients.find(ledger, "acme")
    with pytest.raises(NotFound, match="There is no client “Acm”"):
        clients.find(ledger, "Acm")
    for act in (
        lambda: clients.get(ledger, 99),
        lambda: clients.update(ledger, 99, CLIENT),
        lambda: clients.archive(ledger, 99),
    ):
        with pytest.raises(NotFound), ledger.atomic():
            act()


def test_a_number_finds_its_client_before_any_name_does(ledger: Ledger) -> None:
    add_client(ledger, named("C-7"))
    numbered_id = add_client(ledger, replace(named("Acme"), number="C-7"))
    assert clients.find(ledger, "C-7") == numbered_id
    with pytest.raises(NotFound):
        clients.find(ledger, "")


def test_a_client_owes_what_is_open_per_currency(ledger: Ledger) -> None:
    client_id = add_client(ledger)
    issue(ledger, for_client(document(), client_id))
    issue(ledger, for_client(document(), client_id))
    issue(ledger, for_client(replace(document(), currency="CHF"), client_id))
    (row,) = clients.rows(ledger)
    assert [(money.currency, money.minor) for money in row.open] == [("CHF", 11900), ("EUR", 23800)]
    assert eur(23800) in row.open


def test_a_client_without_a_name_is_listed_by_what_it_has(ledger: Ledger) -> None:
    client_id = add_client(ledger, Client(party=Party(email="only@mail.example")))
    assert clients.find(ledger, "only@mail.example") == client_id


def test_items_are_kept_changed_found_and_archived(ledger: Ledger) -> None:
    item = Item(name="Beratung", number="B-1", description="je Stunde")
    with ledger.atomic():
        item_id = items.add(ledger, item)
        other_id = items.add(ledger, Item(name="Anfahrt"))
    assert items.get(ledger, item_id).item == item
    assert [row.item.name for row in items.rows(ledger)] == ["Anfahrt", "Beratung"]
    assert [row.id for row in items.rows(ledger, "stun")] == [item_id]
    assert (items.count(ledger), items.count(ledger, "b-1")) == (2, 1)
    assert items.find(ledger, "BERATUNG") == items.find(ledger, "B-1") == item_id
    with ledger.atomic():
        items.add(ledger, replace(item, number="B-2"))
    with pytest.raises(NotAllowed, match="There are two of “beratung”"):
        items.find(ledger, "beratung")
    with ledger.atomic():
        items.archive(ledger, items.find(ledger, "B-2"))
    with ledger.atomic():
        items.update(ledger, item_id, replace(item, name="Rat"), revision=0)
        items.update(ledger, item_id, replace(item, name="Rat und Tat"))
        items.archive(ledger, other_id)
    assert items.get(ledger, item_id).revision == 2
    assert [row.item.name for row in items.rows(ledger)] == ["Rat und Tat"]
    assert items.rows(ledger, archived=True)[0].archived
    with pytest.raises(NotAllowed, match="changed elsewhere"), ledger.atomic():
        items.update(ledger, item_id, item, revision=1)
    for act in (
        lambda: items.get(ledger, 99),
        lambda: items.find(ledger, "nothing"),
        lambda: items.update(ledger, 99, item),
        lambda: items.archive(ledger, 99, False),
    ):
        with pytest.raises(NotFound), ledger.atomic():
            act()


def test_moments_are_kept_in_utc(ledger: Ledger, clock: Clock) -> None:
    client_id = add_client(ledger)
    (text,) = ledger.select("SELECT created_at FROM clients WHERE id = ?", (client_id,))[0]
    assert text == clock.at.astimezone(UTC).isoformat(timespec="microseconds")
