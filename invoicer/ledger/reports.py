"""Figures over the whole ledger: what is owed, what came in, what was earned, who pays how late.

Each has an index that holds all it reads, so that even of many documents none is looked up.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from invoicer.ledger.ledger import Ledger, Row
from invoicer.ledger.moments import day, moment, moment_text
from invoicer.models import report
from invoicer.models.document import DocumentKind
from invoicer.models.forecast import LAST_DAYS, Age, Waiting
from invoicer.models.money import Money
from invoicer.models.report import Aged, Debtor, Owed, Received, Revenue

# Word for word the condition of the index `documents_waiting`.
_WAITING = "FROM documents WHERE standing = 'open' AND kind NOT IN ('quote', 'credit_note')"
_MOST_PAYMENTS = 4_000


def owed(ledger: Ledger, today: date) -> tuple[Owed, ...]:
    """Return what is open of invoices, by age, for each currency."""
    limits = [(today - timedelta(days=last)).isoformat() for last in LAST_DAYS.values()]
    older = ", ".join(
        f"coalesce(sum(open_minor) FILTER (WHERE due_on < ?{place}), 0),"
        f" count(*) FILTER (WHERE due_on < ?{place})"
        for place in range(1, len(limits) + 1)
    )
    found = ledger.select(
        "SELECT currency, min(due_on), sum(open_minor), count(*),"
        f" {older} {_WAITING} GROUP BY currency",
        limits,
    )
    return tuple(_owed(row) for row in found)


def _owed(row: Row) -> Owed:
    """Each pair of sum and count is of what is older than an age; the rest is of that age."""
    currency, oldest = row[:2]
    pairs = [*zip(row[2::2], row[3::2], strict=True), (0, 0)]
    ages = tuple(
        Aged(age, Money(pairs[i][0] - pairs[i + 1][0], currency), pairs[i][1] - pairs[i + 1][1])
        for i, age in enumerate(Age)
    )
    return Owed(ages, day(oldest))


def debtors(ledger: Ledger, most: int) -> dict[str, tuple[Debtor, ...]]:
    """Return for each currency the clients who owe most, the greatest first."""
    found: dict[str, dict[int | str, Debtor]] = defaultdict(dict)
    for currency, client_id, name, minor, count, oldest in ledger.select(
        "SELECT currency, client_id, client_name, sum(open_minor), count(*), min(due_on)"
        f" {_WAITING} GROUP BY currency, client_id, client_name"
    ):
        new = Debtor(
            client_id=client_id,
            name=name,
            open=Money(minor, currency),
            count=count,
            oldest_due_on=day(oldest),
        )
        key = name if client_id is None else client_id
        known = found[currency].get(key)
        found[currency][key] = new if known is None else _joined(known, new)
    return {
        currency: tuple(sorted(each.values(), key=lambda one: -one.open.minor)[:most])
        for currency, each in found.items()
    }


def _joined(first: Debtor, second: Debtor) -> Debtor:
    """One client under two names, for a client's name may change."""
    due = [d for d in (first.oldest_due_on, second.oldest_due_on) if d is not None]
    return Debtor(
        client_id=first.client_id,
        name=second.name,
        open=first.open + second.open,
        count=first.count + second.count,
        oldest_due_on=min(due, default=None),
    )


def waiting(ledger: Ledger, first: date, last: date) -> list[Waiting]:
    """Return what is open of invoices that are due between two days, both included."""
    found = ledger.select(
        f"SELECT client_id, due_on, open_minor, currency {_WAITING} AND due_on BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    )
    return [
        Waiting(client_id, date.fromisoformat(due_on), Money(minor, currency))
        for client_id, due_on, minor, currency in found
    ]


def punctuality(ledger: Ledger, since: date) -> list[tuple[int, int]]:
    """Return of each payment since that day whose it was and how many days late; early is below 0.

    Of very many only the latest count. Those that were taken back, and refunds, tell nothing.
    """
    found = ledger.select(
        "SELECT d.client_id, a.settled_on, d.due_on FROM allocations AS a"
        " CROSS JOIN documents AS d ON d.id = a.document_id"
        " WHERE a.settled_on >= ? AND a.kind = 'payment' AND a.reverses_id IS NULL"
        " AND a.id NOT IN (SELECT reverses_id FROM allocations WHERE reverses_id IS NOT NULL)"
        " AND d.kind <> 'credit_note' AND d.due_on IS NOT NULL AND d.client_id IS NOT NULL"
        " ORDER BY a.settled_on DESC LIMIT ?",
        (since.isoformat(), _MOST_PAYMENTS),
    )
    return [
        (client_id, (date.fromisoformat(settled_on) - date.fromisoformat(due_on)).days)
        for client_id, settled_on, due_on in found
    ]


def received(ledger: Ledger, today: date) -> tuple[Received, ...]:
    """Return what came in this month and by the same day of the last, for each currency."""
    before, this = report.months_until(today, 2)
    found = ledger.select(
        "SELECT currency, coalesce(sum(amount_minor) FILTER (WHERE received_on >= ?3), 0),"
        " coalesce(sum(amount_minor) FILTER (WHERE received_on <= ?4), 0) FROM payments"
        " WHERE received_on BETWEEN ?1 AND ?2 AND reversed = 0 GROUP BY currency",
        (
            before.isoformat(),
            today.isoformat(),
            this.isoformat(),
            report.same_day_before(today).isoformat(),
        ),
    )
    return tuple(Received(Money(now, code), Money(then, code)) for code, now, then in found)


# What a document adds to the revenue: its net less the deposits it deducts, which were invoiced
# before. A credit note takes that off; a corrected invoice takes off what it replaces.
_RANGE = "state = 'issued' AND {0}issued_on >= ?1 AND {0}issued_on < ?2"
_REVENUE = f"""
SELECT substr(issued_on, 1, 7), currency, sum(minor) FROM (
    SELECT issued_on, currency, CASE kind WHEN 'credit_note' THEN -net_minor ELSE net_minor END
        AS minor
    FROM documents WHERE {_RANGE.format("")} AND kind <> 'quote'
  UNION ALL
    SELECT d.issued_on, d.currency, CASE d.kind WHEN 'credit_note' THEN deposit.net_minor
        ELSE -deposit.net_minor END
    FROM documents AS d
    CROSS JOIN document_links AS l ON l.document_id = d.id AND l.role = 'deposit'
    CROSS JOIN documents AS deposit ON deposit.id = l.target_id
    WHERE d.{_RANGE.format("d.")}
        AND d.kind IN ('final_invoice', 'corrected_invoice', 'credit_note')
  UNION ALL
    SELECT d.issued_on, d.currency, -replaced.net_minor + coalesce(
        (SELECT sum(deposit.net_minor) FROM document_links AS k
            CROSS JOIN documents AS deposit ON deposit.id = k.target_id
            WHERE k.document_id = replaced.id AND k.role = 'deposit'), 0)
    FROM documents AS d
    CROSS JOIN document_links AS l ON l.document_id = d.id AND l.role = 'preceding'
    CROSS JOIN documents AS replaced ON replaced.id = l.target_id
    WHERE d.{_RANGE.format("d.")} AND d.kind = 'corrected_invoice'
) GROUP BY 1, 2
"""


def revenue(ledger: Ledger, today: date, count: int = report.MONTHS) -> tuple[Revenue, ...]:
    """Return the net of each of the last months, the current one last, for each currency."""
    months = report.months_until(today, count)
    after = (months[-1] + timedelta(days=31)).replace(day=1)
    sums: dict[str, dict[str, int]] = defaultdict(dict)
    for month, currency, minor in ledger.select(
        _REVENUE, (months[0].isoformat(), after.isoformat())
    ):
        sums[currency][month] = minor
    return tuple(
        Revenue(tuple(Money(each.get(f"{month:%Y-%m}", 0), currency) for month in months))
        for currency, each in sums.items()
    )


def drafts_before(
    ledger: Ledger, kinds: Sequence[DocumentKind], at: datetime
) -> tuple[int, int | None]:
    """Return how many drafts were begun before that moment, and the id of the oldest."""
    row = ledger.first(
        "SELECT count(*), min(id) FROM documents WHERE standing = 'draft'"
        f" AND kind IN ({', '.join('?' * len(kinds))}) AND created_at < ?",
        (*kinds, moment_text(at)),
    )
    assert row is not None, "an aggregate always has a row"
    return row[0], row[1]


def lapsing_quotes(ledger: Ledger, first: date, last: date) -> tuple[int, int | None]:
    """Return how many open quotes lapse between two days, and the id of the first to do so."""
    row = ledger.first(
        "SELECT count(*), id, min(due_key) FROM documents WHERE kind = 'quote'"
        " AND standing = 'open' AND due_key BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    )
    assert row is not None, "an aggregate always has a row"
    return row[0], row[1]


def begun_at(ledger: Ledger) -> datetime | None:
    """Return when the first document was written; None before there is one."""
    return moment(ledger.value("SELECT created_at FROM documents ORDER BY id LIMIT 1"))
