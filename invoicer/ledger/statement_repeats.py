"""Bank lines that look like one imported before by another reading of the same account.

`statements.add_import` knows a movement again by its account and fingerprint. Where one export
names the account and another doesn't, or only one has the payer's account, it can't: such lines
are kept, as they may be two movements, but nobody should book them unasked.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from invoicer.ledger import words
from invoicer.ledger.ledger import Ledger

_NOT_TEXT = re.compile(r"[\W_]+")
_WAITING = "undone = 0 AND amount_minor > 0 AND state IN ('open', 'suggested')"


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line, as far as it can be told from others without its text."""

    id: int
    import_id: int
    account: str
    fingerprint: str
    run: str

    def may_be(self, earlier: "_Seen") -> bool:
        """Tell whether this may be the earlier line, read from another file."""
        # What the account has twice under one fingerprint was counted; that is no doubt.
        known = (earlier.account, earlier.fingerprint) == (self.account, self.fingerprint)
        return earlier.import_id < self.import_id and earlier.run != self.run and not known


def repeated(ledger: Ledger, first: int, last: int) -> frozenset[int]:
    """Return those waiting lines of money in, from id `first` to `last`, that look imported before.

    The day, the amount, and the words of name and purpose are the same; the account may differ.
    """
    pairs = _pairs(ledger, first, last)
    texts = _texts(ledger, {line_id for pair in pairs.items() for line_id in (pair[0], *pair[1])})
    return frozenset(
        line_id
        for line_id, earlier in pairs.items()
        if any(texts[line_id] == texts[before] for before in earlier)
    )


def _pairs(ledger: Ledger, first: int, last: int) -> dict[int, list[int]]:
    """Return the lines of the same day and amount that stand before each waiting line."""
    # Accounts of one file are imported in one go, in one minute and with one sum.
    rows = ledger.select(
        "SELECT booked_on, amount_minor, l.currency, l.id, import_id, l.account, fingerprint,"
        " sha256 || substr(imported_at, 1, 16),"
        f" l.id >= ?1 AND state IN ('open', 'suggested')"
        " FROM statement_lines AS l JOIN imports AS i ON i.id = import_id"
        " WHERE l.undone = 0 AND amount_minor > 0 AND l.id <= ?2 AND booked_on BETWEEN"
        f" (SELECT min(booked_on) FROM statement_lines WHERE id BETWEEN ?1 AND ?2 AND {_WAITING})"
        " AND"
        f" (SELECT max(booked_on) FROM statement_lines WHERE id BETWEEN ?1 AND ?2 AND {_WAITING})"
        " ORDER BY l.id",
        (first, last),
    )
    alike: dict[tuple[str, int, str], list[_Seen]] = defaultdict(list)
    pairs: dict[int, list[int]] = {}
    for day, minor, currency, line_id, import_id, account, mark, run, waits in rows:
        seen = _Seen(line_id, import_id, account, mark, run)
        before = alike[day, minor, currency]
        if waits and (found := [one.id for one in before if seen.may_be(one)]):
            pairs[line_id] = found
        before.append(seen)
    return pairs


def _texts(ledger: Ledger, line_ids: Iterable[int]) -> dict[int, str]:
    found = ledger.select(
        "SELECT id, payer_name, json_extract(content, '$.purpose') FROM statement_lines"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(line_ids)),),
    )
    return {line_id: _plain(name, purpose) for line_id, name, purpose in found}


def _plain(name: str, purpose: str | None) -> str:
    return _NOT_TEXT.sub("", words.fold(f"{name}\n{purpose or ''}"))
