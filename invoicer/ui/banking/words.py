"""The words and tones of bank lines, of what may be done with them, and of what was done."""

from collections.abc import Sequence

from invoicer import format as texts
from invoicer.actions.importing import Released
from invoicer.i18n import gettext as _
from invoicer.i18n import ngettext
from invoicer.models.matching import Proposal
from invoicer.models.money import Money, total
from invoicer.models.statement import StatementLine
from invoicer.models.stored import LineState, StoredImport, StoredLine
from invoicer.ui.tokens import Tone

SHOWN_NUMBERS = 4
ACCOUNT_END = 4


def put_aside(stored: StoredLine) -> bool:
    """Tell whether a line is no income: said so by the user, or money out not dealt with."""
    return stored.state == LineState.IGNORED or (
        stored.state == LineState.OPEN and stored.line.amount.minor <= 0
    )


def state_word(stored: StoredLine) -> str:
    """Return the word for what became of a line."""
    if put_aside(stored):
        return _("Not income")
    return {
        LineState.OPEN: _("Open"),
        LineState.SUGGESTED: _("Suggested"),
        LineState.BOOKED: _("Booked"),
        LineState.CREDIT: _("Credit"),
    }[stored.state]


def tone(stored: StoredLine) -> Tone:
    """Return the tone of the pill."""
    if put_aside(stored):
        return Tone.NEUTRAL
    return {
        LineState.OPEN: Tone.BLUE,
        LineState.SUGGESTED: Tone.AMBER,
        LineState.BOOKED: Tone.GREEN,
        LineState.CREDIT: Tone.GREEN,
    }[stored.state]


def payer(line: StatementLine) -> str:
    """Return who the money came from or went to, as far as the bank says."""
    return line.name or line.account or _("Unnamed")


def heading(line: StatementLine, locale: str) -> str:
    """Return what stands above the pane: the amount and who."""
    amount = texts.money(abs(line.amount), locale)
    sentence = _("{amount} from {name}") if line.amount.minor > 0 else _("{amount} to {name}")
    return sentence.format(amount=amount, name=payer(line))


def account(text: str) -> str:
    """Return an account shortened to what one knows it by: "DE12 •••• 4711"."""
    plain = text.replace(" ", "")
    if len(plain) <= 2 * ACCOUNT_END:
        return plain
    return f"{plain[:ACCOUNT_END]} •••• {plain[-ACCOUNT_END:]}"


def facts(line: StatementLine, locale: str) -> str:
    """Return the day, and from which account."""
    parts = [texts.day(line.booked_on, locale), account(line.account)]
    return " · ".join(part for part in parts if part)


def purpose(line: StatementLine) -> str:
    """Return what the payer wrote, with the references that don't stand in it already."""
    others = [reference for reference in line.references if reference not in line.purpose]
    return " · ".join(part for part in (line.purpose, *others) if part)


def granted(proposal: Proposal) -> Money:
    """Return the discount a proposal grants."""
    currency = proposal.shares[0].amount.currency
    return total((share.discount for share in proposal.shares), currency)


def book_word(line: StatementLine, proposal: Proposal, locale: str) -> str:
    """Return on the button exactly what booking a proposal will do."""
    currency = line.amount.currency
    used = total((share.amount for share in proposal.shares), currency)
    off, rest = granted(proposal), line.amount - used
    if off:
        return _("Book {amount} and grant {discount} discount").format(
            amount=texts.money(used, locale), discount=texts.money(off, locale)
        )
    if rest.minor > 0:
        return _("Book {amount}, keep {rest} as credit").format(
            amount=texts.money(used, locale), rest=texts.money(rest, locale)
        )
    if len(proposal.shares) > 1:
        return _("Book {amount} over {count} invoices").format(
            amount=texts.money(used, locale), count=len(proposal.shares)
        )
    return _("Book {amount}").format(amount=texts.money(used, locale))


def import_sentence(done: StoredImport) -> str:
    """Return what an import brought: file, lines, new ones, and what was booked."""
    known = done.lines - done.new_lines
    counted = [
        ngettext("{count} line", "{count} lines", done.lines).format(count=done.lines),
        _("{count} new").format(count=done.new_lines),
    ]
    if known > 0:
        counted.append(_("{count} seen before").format(count=known))
    booked = (
        _("{count} matched and booked").format(count=done.booked)
        if done.booked
        else _("none booked yet")
    )
    return f"{done.file_name} · {', '.join(counted)} · {booked}"


def imported(done: Sequence[StoredImport]) -> str:
    """Return the toast after an import."""
    new = sum(one.new_lines for one in done)
    booked = sum(one.booked for one in done)
    first = ngettext("{count} line imported.", "{count} lines imported.", new).format(count=new)
    if not booked:
        return first
    return f"{first} " + ngettext(
        "{count} was certain and is booked.", "{count} were certain and are booked.", booked
    ).format(count=booked)


def undone(file_name: str, released: Sequence[Released]) -> str:
    """Return the toast after an import was undone: what it released."""
    first = _("The import of {file} is undone.").format(file=file_name)
    if not released:
        return f"{first} " + _("Nothing had been booked from it.")
    count = ngettext(
        "{count} booking was taken back.", "{count} bookings were taken back.", len(released)
    ).format(count=len(released))
    numbers = list(dict.fromkeys(number for one in released for number in one.numbers))
    if not numbers:
        return f"{first} {count}"
    return f"{first} {count} " + _("Open again: {numbers}.").format(numbers=_listed(numbers))


def _listed(numbers: Sequence[str]) -> str:
    shown = ", ".join(numbers[:SHOWN_NUMBERS])
    more = len(numbers) - SHOWN_NUMBERS
    return _("{numbers} and {count} more").format(numbers=shown, count=more) if more > 0 else shown
