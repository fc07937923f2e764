"""Things that are sold again and again."""

from invoicer.i18n import gettext as _
from invoicer.ledger import codec, words
from invoicer.ledger.ledger import Ledger, Row
from invoicer.ledger.moments import moment_text
from invoicer.models.changes import Kind
from invoicer.models.errors import NotAllowed, NotFound
from invoicer.models.party import Item
from invoicer.models.stored import StoredItem

_COLUMNS = "id, content, archived, revision"
_MATCHING = " AND id IN (SELECT rowid FROM item_words WHERE item_words MATCH ?)"


def add(ledger: Ledger, item: Item) -> int:
    """Keep a new item and return its id."""
    item_id = ledger.write(
        "INSERT INTO items (name, name_key, created_at, content) VALUES (?, ?, ?, ?)",
        (item.name, words.fold(item.name), moment_text(ledger.clock()), codec.to_json(item)),
    )
    _changed(ledger, item_id, item)
    return item_id


def update(ledger: Ledger, id: int, item: Item, *, revision: int | None = None) -> None:  # noqa: A002
    """Keep a changed item; documents keep what they say.

    Raises NotFound, and NotAllowed where somebody else changed it since that revision was read.
    """
    if revision is not None and revision != get(ledger, id).revision:
        raise NotAllowed(
            _("This item was changed elsewhere meanwhile. Look at it again, then change it.")
        )
    get(ledger, id)
    ledger.write(
        "UPDATE items SET name = ?, name_key = ?, content = ?, revision = revision + 1"
        " WHERE id = ?",
        (item.name, words.fold(item.name), codec.to_json(item), id),
    )
    _changed(ledger, id, item)


def _changed(ledger: Ledger, item_id: int, item: Item) -> None:
    words.put(ledger, "item", item_id, [item.number, item.name, item.description])
    ledger.touch(Kind.ITEM, item_id)


def archive(ledger: Ledger, id: int, archived: bool = True) -> None:  # noqa: A002
    """Take an item out of the lists, or bring it back. Raises NotFound."""
    get(ledger, id)
    ledger.write("UPDATE items SET archived = ? WHERE id = ?", (int(archived), id))
    ledger.touch(Kind.ITEM, id)


def get(ledger: Ledger, id: int) -> StoredItem:  # noqa: A002
    """Return one item. Raises NotFound."""
    found = ledger.first(f"SELECT {_COLUMNS} FROM items WHERE id = ?", (id,))
    if found is None:
        raise NotFound(_("item"), str(id))
    return _stored(found)


def find(ledger: Ledger, name: str) -> int:
    """Return the id of the item of that number, or else of that name, whatever its case.

    Raises NotFound, and NotAllowed where two bear the name: a guess would be a wrong item.
    """
    wanted = name.strip()
    found = ledger.select(
        "SELECT id, archived, json_extract(content, '$.number') = ?2 AS numbered,"
        " name = ?2 AS exact FROM items"
        " WHERE ?2 <> '' AND (name_key = ?1 OR json_extract(content, '$.number') = ?2)"
        " ORDER BY numbered DESC, archived, exact DESC, id LIMIT 2",
        (words.fold(wanted), wanted),
    )
    if not found:
        raise NotFound(_("item"), name)
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
) -> list[StoredItem]:
    """Return items by name; `text` keeps those with words that begin so."""
    wanted = words.query(text)
    found = ledger.select(
        f"SELECT {_COLUMNS} FROM items WHERE archived = ?{_MATCHING if wanted else ''}"
        " ORDER BY name_key, id LIMIT ? OFFSET ?",
        (int(archived), *([wanted] if wanted else []), limit, offset),
    )
    return [_stored(row) for row in found]


def count(ledger: Ledger, text: str = "", *, archived: bool = False) -> int:
    """Return how many items `rows` would list without a limit."""
    wanted = words.query(text)
    return int(
        ledger.value(
            f"SELECT count(*) FROM items WHERE archived = ?{_MATCHING if wanted else ''}",
            (int(archived), *([wanted] if wanted else [])),
        )
    )


def _stored(row: Row) -> StoredItem:
    item_id, content, archived, revision = row
    return StoredItem(
        id=item_id,
        item=codec.from_json(content, Item),
        archived=bool(archived),
        revision=revision,
    )
