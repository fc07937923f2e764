"""Search over everything: documents, clients and items."""

from invoicer.i18n import gettext as _
from invoicer.ledger import words
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Kind
from invoicer.models.money import Money
from invoicer.models.stored import SearchHit


def search(ledger: Ledger, text: str, limit: int = 20) -> list[SearchHit]:
    """Return what has a word beginning with each word typed, newest first.

    A document whose number is exactly the text stands first, then clients, items and documents,
    the first two with a share of the limit. `kind` of a hit is a `changes.Kind`; a document's title
    is its number, and its subtitle tells client, day of issue and amount.
    """
    exact = ledger.select(
        "SELECT id FROM documents WHERE number = ? AND state = 'issued' ORDER BY id DESC",
        (text.strip(),),
    )
    share = max(limit // 4, 1)
    clients = _named(ledger, Kind.CLIENT, words.newest(ledger, "client", text, share))
    items = _named(ledger, Kind.ITEM, words.newest(ledger, "item", text, share))
    first = [row[0] for row in exact]
    found = [id_ for id_ in words.newest(ledger, "document", text, limit) if id_ not in set(first)]
    others = _documents(ledger, found)
    return (_documents(ledger, first) + clients + items + others)[:limit]


def _named(ledger: Ledger, kind: Kind, ids: list[int]) -> list[SearchHit]:
    table, number = f"{kind.value}s", "content ->> '$.number'"
    detail = {
        Kind.CLIENT: "content ->> '$.party.address.city'",
        Kind.ITEM: "content ->> '$.description'",
    }[kind]
    found = {
        id_: SearchHit(
            kind=kind.value, id=id_, title=name, subtitle=" · ".join(filter(None, details))
        )
        for id_, name, *details in ledger.select(
            f"SELECT id, name, {number}, {detail} FROM {table} WHERE id IN ({_marks(ids)})", ids
        )
    }
    return [found[id_] for id_ in ids]


def _documents(ledger: Ledger, ids: list[int]) -> list[SearchHit]:
    found = {
        id_: SearchHit(
            kind=Kind.DOCUMENT.value,
            id=id_,
            title=number or _("Draft"),
            # A draft's currency may be none at all yet, so its amount can't be told.
            subtitle=f"{name} · {issued_on} · {Money(minor, currency)}" if number else name,
        )
        for id_, number, name, issued_on, minor, currency in ledger.select(
            "SELECT id, number, client_name, issued_on, payable_minor, currency FROM documents"
            f" WHERE id IN ({_marks(ids)})",
            ids,
        )
    }
    return [found[id_] for id_ in ids]


def _marks(ids: list[int]) -> str:
    return ", ".join("?" * len(ids))
