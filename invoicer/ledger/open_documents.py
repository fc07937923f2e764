"""Documents that wait for money, with all by which a bank line may be recognised as theirs."""

from collections import defaultdict
from datetime import date

from invoicer.ledger import codec
from invoicer.ledger.ledger import Ledger, Row
from invoicer.ledger.moments import day
from invoicer.models.matching import OpenDocument
from invoicer.models.money import Money

_Known = dict[int | None, dict[str, None]]

_COLUMNS = (
    "id, number, client_id, client_name, open_minor, currency, issued_on, due_on, discounts, texts"
)


def open_documents(
    ledger: Ledger, currency: str | None = None, client_id: int | None = None
) -> list[OpenDocument]:
    """Return the invoices that are open, oldest first. Credit notes and quotes wait for nothing."""
    accounts, names = _known(ledger)
    found = ledger.select(
        f"SELECT {_COLUMNS} FROM documents WHERE standing = 'open'"
        " AND kind IN ('invoice', 'corrected_invoice', 'deposit_invoice', 'final_invoice')"
        " AND (?1 IS NULL OR currency = ?1) AND (?2 IS NULL OR client_id = ?2)"
        " ORDER BY issued_on, id",
        (currency, client_id),
    )
    return [_open(row, accounts, names) for row in found]


def _open(row: Row, accounts: _Known, names: _Known) -> OpenDocument:
    document_id, number, client_id, client_name, open_minor, currency = row[:6]
    issued_on, due_on, discounts, texts = row[6:]
    return OpenDocument(
        document_id=document_id,
        number=number,
        client_id=client_id,
        client_name=client_name,
        open=Money(open_minor, currency),
        issued_on=date.fromisoformat(issued_on),
        due_on=day(due_on),
        discounts=() if discounts == "[]" else _discounts(discounts, currency),
        known_accounts=tuple(accounts.get(client_id, ())),
        known_names=tuple(names.get(client_id, ())),
        references=() if texts == "[]" else codec.from_json(texts, tuple[str, ...]),
    )


def _discounts(text: str, currency: str) -> tuple[tuple[date, Money], ...]:
    return tuple(
        (last_day, Money(minor, currency))
        for last_day, minor in codec.from_json(text, tuple[tuple[date, int], ...])
    )


def _known(ledger: Ledger) -> tuple[_Known, _Known]:
    """Return from which accounts, and under which names, each client has paid before."""
    accounts: _Known = defaultdict(dict)
    names: _Known = defaultdict(dict)
    for client_id, account, name in ledger.select(
        "SELECT DISTINCT p.client_id, l.payer_account, l.payer_name FROM payments AS p"
        " JOIN statement_lines AS l ON l.id = p.statement_line_id"
        " WHERE p.client_id IS NOT NULL AND p.reversed = 0 AND p.amount_minor > 0"
    ):
        if account:
            accounts[client_id][account] = None
        if name:
            names[client_id][name] = None
    return accounts, names
