"""A bank's CSV to statements: the steps in their order, each decided from the whole file."""

from collections.abc import Mapping
from dataclasses import replace

from invoicer.bank import decisions, dialect, lines, movements, numbers, questions, sheet
from invoicer.bank.encoding import Decoded
from invoicer.bank.sheet import Sheet
from invoicer.i18n import gettext as _
from invoicer.models.errors import BadFile
from invoicer.models.statement import Question, Statement


def read(
    decoded: Decoded, file_name: str, answers: Mapping[str, str], home_currency: str
) -> tuple[Statement, ...]:
    """Return the statements of a CSV file. Raises BadFile where it is none."""
    found_sheet = _answered_column(sheet.build(dialect.table(decoded.text)), answers)
    _check_columns(found_sheet)
    asked = _amount_question(found_sheet)
    if asked is not None:
        # Nothing can be shown before the amounts are known.
        return (_bare(found_sheet, decoded, (asked,)),)
    found = movements.sort(
        found_sheet.rows, found_sheet.columns, found_sheet.heading, found_sheet.table.delimiter
    )
    around = sheet.with_stated(found_sheet.around, found.stated)
    found_sheet = replace(found_sheet, around=around)
    if not found.movements:
        return _without_movements(found_sheet, decoded, found)
    decided = decisions.decide(found_sheet, found.movements, file_name, answers, home_currency)
    return lines.statements(found_sheet, decoded, found, decided, home_currency)


def _check_columns(parts: Sheet) -> None:
    """Refuse what has no dates or no amounts. Raises BadFile."""
    columns = parts.columns
    if columns.date is None:
        raise BadFile(
            _("This file is no bank statement: no column in it holds dates. Choose another file.")
        )
    if columns.money or len(columns.candidates) > 1:
        return
    if columns.balance is not None:
        raise BadFile(
            _("This file lists balances, not movements. Export the movements of the account.")
        )
    raise BadFile(
        _("This file is no bank statement: no column in it holds amounts. Choose another file.")
    )


def _answered_column(parts: Sheet, answers: Mapping[str, str]) -> Sheet:
    chosen = answers.get(questions.AMOUNT_COLUMN, "")
    if parts.columns.money or not chosen.isdigit():
        return parts
    place = int(chosen) - 1
    if place not in parts.columns.candidates:
        return parts
    return replace(parts, columns=replace(parts.columns, amount=place, candidates=()))


def _amount_question(parts: Sheet) -> Question | None:
    if parts.columns.money:
        return None
    offered = []
    for place in parts.columns.candidates:
        cells = [row.cells[place] for row in parts.rows if place < len(row.cells)]
        name = parts.heading[place].strip() if place < len(parts.heading) else ""
        offered.append((place, name, [cell for cell in cells if numbers.split(cell)]))
    return questions.amount_column(offered)


def _bare(parts: Sheet, decoded: Decoded, asked: tuple[Question, ...]) -> Statement:
    return Statement(
        format="CSV",
        encoding=decoded.encoding,
        profile=sheet.profile(parts, parts.around.account),
        account=parts.around.account,
        currency=parts.around.currency,
        questions=asked,
        left_out=parts.skipped,
    )


def _without_movements(
    parts: Sheet, decoded: Decoded, found: movements.Sorted
) -> tuple[Statement, ...]:
    """A file with headings and no rows is a statement of nothing; without headings it is none."""
    if not parts.heading:
        raise BadFile(_("This file is no bank statement: no row has both a date and an amount."))
    unknown = [movements.unknown_currency(row.cells, parts.columns) for row in parts.rows]
    if any(unknown):
        raise BadFile(
            _(
                "“{text}” in this file is no currency (ISO 4217), so none of its rows is taken."
            ).format(text=next(filter(None, unknown)))
        )
    return (replace(_bare(parts, decoded, ()), left_out=parts.skipped + found.left_out),)
