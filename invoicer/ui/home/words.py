"""The words of the Home page: greeting, figures, and a sentence and a button for each need."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.i18n import ngettext
from invoicer.models import report
from invoicer.models.forecast import Age, days_late
from invoicer.models.money import Money
from invoicer.models.needs import Need, What
from invoicer.models.report import Received
from invoicer.ui.context import Target

if TYPE_CHECKING:
    from invoicer.actions.overview import Overview

MORNING, NOON, EVENING = 5, 12, 18


def greeting(contact: str, at: datetime) -> str:
    """Return the greeting for the time of day, with the first name where one is known."""
    name, hour = first_name(contact), at.astimezone().hour
    if MORNING <= hour < NOON:
        return _("Good morning, {name}").format(name=name) if name else _("Good morning")
    if NOON <= hour < EVENING:
        return _("Good afternoon, {name}").format(name=name) if name else _("Good afternoon")
    return _("Good evening, {name}").format(name=name) if name else _("Good evening")


def first_name(contact: str) -> str:
    """Return the first name of a contact; titles such as "Dr." are none."""
    return next((word for word in contact.split() if not word.endswith(".")), "")


# The figures


def outstanding(overview: "Overview") -> str:
    """Return how many invoices are open."""
    count = sum(one.count for one in overview.owed.values())
    return invoices(count) if count else _("Nothing is open.")


def invoices(count: int) -> str:
    """Return how many invoices."""
    return ngettext("{count} invoice", "{count} invoices", count).format(count=count)


def days(count: int) -> str:
    """Return how many days."""
    return ngettext("{count} day", "{count} days", count).format(count=count)


def overdue(overview: "Overview") -> str:
    """Return how many invoices are overdue, and for how long the oldest is."""
    count = sum(one.late_count for one in overview.owed.values())
    if not count:
        return _("Nobody is late.")
    late = max(days_late(one.oldest_due_on, overview.on) for one in overview.owed.values())
    return _("{invoices} · oldest {days}").format(invoices=invoices(count), days=days(late))


def change(received: Received | None, on: date, locale: str) -> str:
    """Return how what came in compares with the same days of the month before."""
    last = report.same_day_before(on)
    days = texts.days_of_month(last.replace(day=1), last, locale)
    percent = None if received is None else report.change(received.now, received.before)
    if percent is None:
        return _("nothing on {days}").format(days=days)
    text = texts.percent(Decimal(percent), locale)
    return _("{change} on {days}").format(change=f"+{text}" if percent > 0 else text, days=days)


def basis(overview: "Overview") -> str:
    """Return what the expectation stands on."""
    if not overview.owed:
        return _("Nothing is open.")
    if overview.by_habit:
        return _("from how late clients usually pay")
    return _("from the due dates")


def age(age: Age) -> str:
    """Return the word for an age."""
    return {
        Age.NOT_DUE: _("Not due yet"),
        Age.UP_TO_30: _("1–30 days late"),
        Age.UP_TO_60: _("31–60 days late"),
        Age.OVER_60: _("Over 60 days late"),
    }[age]


def lateness(due_on: date | None, today: date) -> str:
    """Return for how long somebody has been late, or nothing."""
    late = days_late(due_on, today)
    return _("{days} late").format(days=days(late)) if late else ""


# What needs the user


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One need as it is shown; `target` is None where the page itself does what is needed."""

    what: What
    icon: str
    role: str
    sentence: str
    button: str
    target: Target | None


def row(need: Need, locale: str) -> Row:
    """Return how a need is shown."""
    icon, role = {
        What.BUSINESS: ("buildings", "amber"),
        What.MAILS: ("warning", "red"),
        What.OVERDUE: ("clock", "red"),
        What.BANK_LINES: ("bank", "muted"),
        What.QUOTES: ("file-text", "muted"),
        What.DRAFTS: ("pencil-simple", "muted"),
        What.QUOTE_DRAFTS: ("pencil-simple", "muted"),
        What.BACKUP: ("floppy-disk", "muted"),
    }[need.what]
    sentence, button, target = {
        What.BUSINESS: _business,
        What.MAILS: _mails,
        What.OVERDUE: _overdue,
        What.BANK_LINES: _bank_lines,
        What.QUOTES: _quotes,
        What.DRAFTS: _drafts,
        What.QUOTE_DRAFTS: _quote_drafts,
        What.BACKUP: _backup,
    }[need.what](need, locale)
    return Row(
        what=need.what, icon=icon, role=role, sentence=sentence, button=button, target=target
    )


_Shown = tuple[str, str, Target | None]


def _business(need: Need, _locale: str) -> _Shown:
    return need.sentence, _("Fill in"), Target("settings", "business")


def _mails(need: Need, _locale: str) -> _Shown:
    if need.count > 1:
        sentence = _("{count} mails were refused or may not have arrived.").format(count=need.count)
        return sentence, _("Look"), Target("outbox")
    if need.on is None:
        sentence = _("The mail to {name} was refused: {subject}").format(
            name=need.name, subject=need.title
        )
    else:
        sentence = _("Nobody knows whether the mail to {name} arrived: {subject}").format(
            name=need.name, subject=need.title
        )
    return sentence, _("Look"), Target("outbox", "open", need.id)


def _overdue(need: Need, locale: str) -> _Shown:
    amounts = listed(need.amounts, locale)
    if need.count == 1:
        sentence = _("{number} for {name} is {days} overdue: {amounts}").format(
            number=need.title, name=need.name, days=days(need.days), amounts=amounts
        )
        return sentence, _("Open"), Target("invoices", "open", need.id)
    sentence = _("{invoices} are overdue, the oldest by {days}: {amounts}").format(
        invoices=invoices(need.count), days=days(need.days), amounts=amounts
    )
    return sentence, _("Show"), Target("invoices", "show-overdue")


def _bank_lines(need: Need, _locale: str) -> _Shown:
    sentence = ngettext(
        "{count} bank line waits to be matched with an invoice.",
        "{count} bank lines wait to be matched with invoices.",
        need.count,
    )
    return sentence.format(count=need.count), _("Match"), Target("banking")


def _quotes(need: Need, locale: str) -> _Shown:
    on = texts.day(need.on, locale) if need.on else ""
    if need.count == 1:
        sentence = _("Quote {number} for {name} lapses on {day}.").format(
            number=need.title, name=need.name, day=on
        )
        return sentence, _("Open"), Target("quotes", "open", need.id)
    sentence = _("{count} quotes lapse soon, the first on {day}.").format(count=need.count, day=on)
    return sentence, _("Show"), Target("quotes")


def _drafts(need: Need, _locale: str) -> _Shown:
    if need.count > 1:
        sentence = _("{count} drafts have been lying for up to {days}.")
        shown = sentence.format(count=need.count, days=days(need.days))
        return shown, _("Show"), Target("invoices", "show-draft")
    if need.name:
        sentence = _("A draft for {name} has been lying for {days}.")
    else:
        sentence = _("A draft has been lying for {days}.")
    shown = sentence.format(name=need.name, days=days(need.days))
    return shown, _("Go on"), Target("invoices", "open", need.id)


def _quote_drafts(need: Need, _locale: str) -> _Shown:
    if need.count > 1:
        sentence = _("{count} drafts of quotes have been lying for up to {days}.")
        shown = sentence.format(count=need.count, days=days(need.days))
        return shown, _("Show"), Target("quotes", "show-draft")
    if need.name:
        sentence = _("A draft of a quote for {name} has been lying for {days}.")
    else:
        sentence = _("A draft of a quote has been lying for {days}.")
    shown = sentence.format(name=need.name, days=days(need.days))
    return shown, _("Go on"), Target("quotes", "open", need.id)


def _backup(need: Need, _locale: str) -> _Shown:
    if not need.count:
        sentence = _("Your ledger has never been backed up.")
    else:
        sentence = _("The last backup is {days} old.").format(days=days(need.days))
    return sentence, _("Back up…"), None


def listed(amounts: tuple[Money, ...], locale: str) -> str:
    """Return amounts of several currencies one beside the other, for they can't be added up."""
    return " · ".join(texts.money(one, locale) for one in amounts)
