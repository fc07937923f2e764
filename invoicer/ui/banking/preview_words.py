"""What the preview of a bank file says about what was read."""

from collections.abc import Iterable, Sequence

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.i18n import ngettext
from invoicer.models.money import Money, total
from invoicer.models.statement import Balance, Statement, StatementLine
from invoicer.ui.banking import words
from invoicer.ui.tokens import Tone


def kind(statement: Statement) -> str:
    """Return what the file is: "CSV, UTF-8"."""
    encoding = statement.encoding.upper()
    if encoding.startswith("CP"):
        encoding = f"Windows-{encoding[2:]}"
    return ", ".join(part for part in (statement.format, encoding) if part)


def account(statement: Statement) -> str:
    """Return which account it is of, and its currency."""
    parts = [_together(words.account(statement.account)) or _("not named"), statement.currency]
    return " · ".join(part for part in parts if part)


def period(statement: Statement, locale: str) -> str:
    """Return from when to when the lines go."""
    days = [line.booked_on for line in statement.lines]
    if not days:
        return "–"
    first, last = min(days), max(days)
    if first == last:
        return texts.day(first, locale)
    begin = _together(texts.near_day(first, last, locale))
    return f"{begin} – {_together(texts.day(last, locale))}"


def _together(text: str) -> str:
    """Keep what belongs together on one line."""
    return text.replace(" ", "\u00a0")


def sums(lines: Sequence[StatementLine], locale: str, *, inward: bool) -> str:
    """Return money in or money out, a sum for each currency."""
    amounts = [line.amount for line in lines if (line.amount.minor > 0) == inward]
    if not amounts:
        currency = lines[0].amount.currency if lines else ""
        return texts.money(Money.zero(currency), locale) if currency else "–"
    return " + ".join(
        texts.money(abs(total((a for a in amounts if a.currency == code), code)), locale)
        for code in _currencies(amounts)
    )


def _currencies(amounts: Iterable[Money]) -> list[str]:
    return list(dict.fromkeys(amount.currency for amount in amounts))


def balance_word(balance: Balance) -> tuple[str, Tone]:
    """Return whether the lines add up to the balances the file states."""
    if balance.adds_up is None:
        return _("no balance to check"), Tone.NEUTRAL
    return (_("adds up"), Tone.GREEN) if balance.adds_up else (_("differs"), Tone.RED)


def balance_sentences(balance: Balance, locale: str) -> list[str]:
    """Return the balances the file states, and where they part from the lines."""
    found = []
    if balance.opening is not None:
        found.append(_("Balance before: {amount}").format(amount=_money(balance.opening, locale)))
    if balance.closing is not None:
        found.append(_("Balance after: {amount}").format(amount=_money(balance.closing, locale)))
    if balance.adds_up is False:
        found.append(_("The balance {remark}.").format(remark=balance.remark))
    return found


def _money(amount: Money, locale: str) -> str:
    return texts.money(amount, locale)


def line_word(line: StatementLine, new: frozenset[int]) -> str:
    """Return whether a line will be imported."""
    if line.pending:
        return _("Pending")
    return _("New") if line.row in new else _("Seen before")


def line_tone(line: StatementLine, new: frozenset[int]) -> Tone:
    """Return the tone of that word."""
    if line.pending:
        return Tone.AMBER
    return Tone.GREEN if line.row in new else Tone.NEUTRAL


def button(new: int) -> str:
    """Return the word on the button that imports."""
    if not new:
        return _("Nothing new to import")
    return ngettext("Import {count} line", "Import {count} lines", new).format(count=new)


def summary(found: Sequence[Statement], new: int, waiting: bool) -> str:
    """Return, in a sentence, what will happen."""
    if waiting:
        return _("Please answer below what the file leaves open; nothing is imported before.")
    lines = [line for statement in found for line in statement.lines]
    pending = sum(1 for line in lines if line.pending)
    if not lines:
        return _("This file is a statement, but there are no movements in it.")
    if not new:
        sentence = _("Every line of this file was imported before.")
    elif new + pending == len(lines):
        sentence = _("Every line is new. What is beyond doubt is booked, all else is suggested.")
    else:
        sentence = ngettext(
            "{count} line is new, the others were imported before and are passed over.",
            "{count} lines are new, the others were imported before and are passed over.",
            new,
        ).format(count=new)
    if pending:
        sentence += " " + ngettext(
            "{count} is pending and waits until the bank has booked it.",
            "{count} are pending and wait until the bank has booked them.",
            pending,
        ).format(count=pending)
    return sentence
