"""The list of bank lines on the screen: by group, filtered by text, page by page."""

from invoicer.ledger import statements
from invoicer.ledger.ledger import Ledger
from invoicer.models.stored import LineGroup, StoredLine

# Money out that nobody has dealt with asks for nothing: invoices are paid by money in.
_GROUPS = {
    LineGroup.TO_DO: "(state = 'suggested' OR (state = 'open' AND amount_minor > 0))",
    LineGroup.BOOKED: "state IN ('booked', 'credit')",
    LineGroup.NOT_INCOME: "(state = 'ignored' OR (state = 'open' AND amount_minor <= 0))",
    LineGroup.ALL: "TRUE",
}
_TEXTS = (
    "(?1 = '' OR instr(lower(payer_name), lower(?1))"
    " OR instr(lower(json_extract(content, '$.purpose')), lower(?1))"
    " OR instr(lower(payer_account), lower(?1)))"
)


def rows(
    ledger: Ledger, group: LineGroup, text: str = "", *, limit: int = 200, offset: int = 0
) -> list[StoredLine]:
    """Return lines of a group, newest day first; `text` is looked for in name and purpose."""
    # Whole lines are fetched only for the page: sorting ids alone is many times quicker.
    found = ledger.select(
        f"SELECT {statements.COLUMNS} FROM statement_lines WHERE id IN"
        f" (SELECT id FROM statement_lines WHERE undone = 0 AND {_GROUPS[group]} AND {_TEXTS}"
        " ORDER BY booked_on DESC, id DESC LIMIT ?2 OFFSET ?3) ORDER BY booked_on DESC, id DESC",
        (text.strip(), limit, offset),
    )
    return [statements.stored_line(row) for row in found]


def counts(ledger: Ledger, text: str = "") -> dict[LineGroup, int]:
    """Return how many lines there are of each group, undone imports apart."""
    sums = ", ".join(f"coalesce(sum({_GROUPS[group]}), 0)" for group in LineGroup)
    row = ledger.first(
        f"SELECT {sums} FROM statement_lines WHERE undone = 0 AND {_TEXTS}", (text.strip(),)
    )
    assert row is not None, "an aggregate always has a row"
    return dict(zip(LineGroup, row, strict=True))
