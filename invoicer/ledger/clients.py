"""Clients, with what they owe and what they have in hand."""

from collections import defaultdict
from typing import Any

from invoicer.i18n import gettext as _
from invoicer.ledger import codec, words
from invoicer.ledger.ledger import Ledger, Row
from invoicer.ledger.moments import moment_text
from invoicer.models.changes import Kind
from invoicer.models.errors import NotAllowed, NotFound
from invoicer.models.money import Money
from invoicer.models.party import Client
from invoicer.models.stored import StoredClient

_COLUMNS = "id, content, archived, revision"


def add(ledger: Ledger, client: Client) -> int:
    """Keep a new client and return its id."""
    client_id = ledger.write(
        "INSERT INTO clients (name, name_key, created_at, content) VALUES (?, ?, ?, ?)",
        (*_names(client), moment_text(ledger.clock()), codec.to_json(client)),
    )
    words.put(ledger, "client", client_id, _texts(client))
    ledger.touch(Kind.CLIENT, client_id)
    return client_id


def update(ledger: Ledger, id: int, client: Client, *, revision: int | None = None) -> None:  # noqa: A002
    """Keep a changed client.

    Raises NotFound, and NotAllowed where somebody else changed it since that revision was read.
    """
    before = get(ledger, id)
    if revision is not None and revision != before.revision:
        raise NotAllowed(
            _("This client was changed elsewhere meanwhile. Look at it again, then change it.")
        )
    ledger.write(
        "UPDATE clients SET name = ?, name_key = ?, content = ?, revision = revision + 1"
        " WHERE id = ?",
        (*_names(client), codec.to_json(client), id),
    )
    words.put(ledger, "client", id, _texts(client))
    ledger.touch(Kind.CLIENT, id)


def archive(ledger: Ledger, id: int, archived: bool = True) -> None:  # noqa: A002
    """Take a client out of the lists, or bring it back. Raises NotFound."""
    get(ledger, id)
    ledger.write("UPDATE clients SET archived = ? WHERE id = ?", (int(archived), id))
    ledger.touch(Kind.CLIENT, id)


def get(ledger: Ledger, id: int) -> StoredClient:  # noqa: A002
    """Return one client. Raises NotFound."""
    found = _stored(ledger, ledger.select(f"SELECT {_COLUMNS} FROM clients WHERE id = ?", (id,)))
    if not found:
        raise NotFound(_("client"), str(id))
    return found[0]


def find(ledger: Ledger, name: str) -> int:
    """Return the id of the client of that number, or else of that name, whatever its case.

    Raises NotFound, and NotAllowed where two bear the name: a guess would be a wrong client.
    """
    wanted = name.strip()
    found = ledger.select(
        "SELECT id, archived, json_extract(content, '$.number') = ?2 AS numbered,"
        " name = ?2 AS exact FROM clients"
        " WHERE ?2 <> '' AND (name_key = ?1 OR json_extract(content, '$.number') = ?2)"
        " ORDER BY numbered DESC, archived, exact DESC, id LIMIT 2",
        (words.fold(wanted), wanted),
    )
    if not found:
        raise NotFound(_("client"), name)
    if len(found) == 2 and found[0][1:] == found[1][1:]:
        raise NotAllowed(
            _("There are two of “{name}”. Give the number or the id instead.").format(name=wanted)
        )
    return int(found[0][0])


def rows(
    ledger: Ledger,
    text: str = "",
    *,
    limit: int = 100,
    offset: int = 0,
    archived: bool = False,
) -> list[StoredClient]:
    """Return clients by name; `text` keeps those with words that begin so."""
    wanted = words.query(text)
    matching = " AND id IN (SELECT rowid FROM client_words WHERE client_words MATCH ?)"
    parameters = (int(archived), *([wanted] if wanted else []), limit, offset)
    return _stored(
        ledger,
        ledger.select(
            f"SELECT {_COLUMNS} FROM clients WHERE archived = ?{matching if wanted else ''}"
            " ORDER BY name_key, id LIMIT ? OFFSET ?",
            parameters,
        ),
    )


def count(ledger: Ledger, text: str = "", *, archived: bool = False) -> int:
    """Return how many clients `rows` would list without a limit."""
    wanted = words.query(text)
    matching = " AND id IN (SELECT rowid FROM client_words WHERE client_words MATCH ?)"
    return int(
        ledger.value(
            f"SELECT count(*) FROM clients WHERE archived = ?{matching if wanted else ''}",
            (int(archived), *([wanted] if wanted else [])),
        )
    )


def _names(client: Client) -> tuple[str, str]:
    party = client.party
    name = (party.name or party.trading_name or party.contact_name or party.email).strip()
    return name, words.fold(name)


def _texts(client: Client) -> list[str]:
    party = client.party
    return [
        client.number,
        party.name,
        party.trading_name,
        party.contact_name,
        party.email,
        party.vat_id,
        party.address.postcode,
        party.address.city,
        client.buyer_reference,
    ]


def _stored(ledger: Ledger, found: list[Row]) -> list[StoredClient]:
    ids = [row[0] for row in found]
    open_by_client = _sums(
        ledger,
        "SELECT client_id, currency, sum(open_minor) FROM documents WHERE client_id IN ({ids})"
        " AND standing = 'open' AND kind NOT IN ('quote', 'credit_note')"
        " GROUP BY client_id, currency",
        ids,
    )
    credit_by_client = _sums(
        ledger,
        "SELECT client_id, currency, sum(unallocated_minor) FROM payments"
        " WHERE client_id IN ({ids}) AND unallocated_minor <> 0 GROUP BY client_id, currency",
        ids,
    )
    return [
        StoredClient(
            id=client_id,
            client=codec.from_json(content, Client),
            archived=bool(archived),
            revision=revision,
            open=tuple(open_by_client[client_id]),
            credit=tuple(credit_by_client[client_id]),
        )
        for client_id, content, archived, revision in found
    ]


def _sums(ledger: Ledger, sql: str, ids: list[Any]) -> defaultdict[int, list[Money]]:
    sums: defaultdict[int, list[Money]] = defaultdict(list)
    marks = ", ".join("?" * len(ids))
    for client_id, currency, minor in ledger.select(sql.format(ids=marks), ids):
        if minor:
            sums[client_id].append(Money(minor, currency))
    return sums
