"""What documents, their dates and their history are called on the screen."""

import json
import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.i18n import ngettext
from invoicer.models.kinds import DocumentKind
from invoicer.models.lifecycle import Status
from invoicer.models.money import Money
from invoicer.models.rows import DocumentRow

if TYPE_CHECKING:
    from invoicer.models.document import Document
    from invoicer.models.stored import AuditEntry

NONE = "–"

# How the log writes an amount: "2964.00 EUR".
AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?) ([A-Z]{3})")

# Statuses in which the due date still asks for something.
WAITING = frozenset({Status.ISSUED, Status.SENT, Status.DELIVERED, Status.PARTLY_PAID})

# Further away than this, a date says more than a number of days.
NEAR_DAYS = 60


def kind_word(kind: DocumentKind) -> str:
    """Return what a document is called."""
    return {
        DocumentKind.QUOTE: _("Quote"),
        DocumentKind.INVOICE: _("Invoice"),
        DocumentKind.CREDIT_NOTE: _("Credit note"),
        DocumentKind.CORRECTED_INVOICE: _("Corrected invoice"),
        DocumentKind.DEPOSIT_INVOICE: _("Deposit invoice"),
        DocumentKind.FINAL_INVOICE: _("Final invoice"),
    }[kind]


def new_title(kind: DocumentKind) -> str:
    """Return what stands above the editor of a new document."""
    return {
        DocumentKind.QUOTE: _("New quote"),
        DocumentKind.INVOICE: _("New invoice"),
        DocumentKind.CREDIT_NOTE: _("New credit note"),
        DocumentKind.CORRECTED_INVOICE: _("New corrected invoice"),
        DocumentKind.DEPOSIT_INVOICE: _("New deposit invoice"),
        DocumentKind.FINAL_INVOICE: _("New final invoice"),
    }[kind]


def editor_title(document: "Document") -> str:
    """Return "Credit note for 2026-0012", "Invoice for Kessler", or "New invoice"."""
    word = kind_word(document.kind)
    if document.preceding:
        return _("{kind} for {name}").format(kind=word, name=document.preceding[0].number)
    if document.buyer.name:
        return _("{kind} for {name}").format(kind=word, name=document.buyer.name)
    return new_title(document.kind)


def named(kind: DocumentKind, number: str) -> str:
    """Return "Invoice 2026-0012", or "Draft of an invoice" while it has no number."""
    word = kind_word(kind)
    return f"{word} {number}" if number else _("{kind}, draft").format(kind=word)


def list_number(row: DocumentRow) -> str:
    """Return what stands in the first column: the number, or what kind of draft it is."""
    return row.number or NONE


def signed(amount: Money, kind: DocumentKind) -> Money:
    """Return the amount as it changes what the client owes: a credit note gives back."""
    return -amount if kind == DocumentKind.CREDIT_NOTE else amount


def due_text(row: DocumentRow, today: date, locale: str) -> str:
    """Return how far away the due date is: "12 days late", "in 9 days"; nothing once settled."""
    if row.due_on is None or row.kind == DocumentKind.CREDIT_NOTE:
        return NONE
    if row.status == Status.EXPIRED:
        return texts.near_day(row.due_on, today, locale)
    if row.status not in WAITING | {Status.OVERDUE}:
        return NONE
    return due_sentence(row.due_on, today, locale)


def due_sentence(due_on: date, today: date, locale: str) -> str:
    """Return a due date as one says it on that day."""
    days = (due_on - today).days
    if days > NEAR_DAYS:
        return texts.day(due_on, locale)
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def act_icon(entry: "AuditEntry") -> str:
    """Return the icon of an entry of the history."""
    for word, icon in (
        ("payment", "money"),
        ("paid", "money"),
        ("credit", "arrow-u-up-left"),
        ("mail", "envelope"),
        ("sent", "paper-plane-tilt"),
        ("deliver", "check"),
        ("issue", "circle-wavy-check"),
        ("written", "eraser"),
        ("revers", "arrow-counter-clockwise"),
        ("accept", "check"),
        ("declin", "x"),
        ("invoiced", "receipt"),
    ):
        if word in entry.act:
            return icon
    return "clock"


def act_sentence(entry: "AuditEntry", locale: str) -> str:
    """Return an entry of the history in words; one we have no words for says itself."""
    about = _about(entry.details, locale)
    known = {
        "added": _("Added"),
        "issued": _("Issued"),
        "sent": _("Sent"),
        "delivered": _("Delivered"),
        "accepted": _("Accepted by the client"),
        "declined": _("Declined by the client"),
        "answer taken back": _("Answer taken back"),
        "invoiced": _("Turned into an invoice"),
        "invoice taken back": _("Its invoice was taken back"),
        "payment_booked": _("Payment of {amount}").format(amount=about),
        "payment_reversed": _("Payment of {amount} taken back").format(amount=about),
        "written_off": _("{amount} written off").format(amount=about),
        "credit_used": _("Credit of {amount} used").format(amount=about),
        "mail_queued": _("Mail to {address} waits to be sent").format(address=about),
        "mail_accepted": _("Mail to {address} accepted").format(address=about),
        "mail_refused": _("Mail to {address} refused").format(address=about),
        "mail_retried": _("Mail to {address} tried again").format(address=about),
        "mail_sent_again": _("Mail to {address} sent again").format(address=about),
        "mail_deleted": _("Mail to {address} deleted").format(address=about),
    }
    return known.get(entry.act) or entry.act.replace("_", " ").capitalize()


def _about(details: str, locale: str) -> str:
    """Return what an entry is about: the amount or address its details begin with."""
    if details.startswith("{"):
        return str(json.loads(details).get("to", ""))
    about = details.split(" · ", maxsplit=1)[0]
    amount = AMOUNT.fullmatch(about)
    return texts.money(Money.of(amount[1], amount[2]), locale) if amount else about


def moment_text(at: datetime, locale: str) -> str:
    """Return a moment in local time: "24 Oct 2026, 09:12"."""
    local = at.astimezone()
    return f"{texts.day(local.date(), locale)}, {local:%H:%M}"


def help_text() -> str:
    """Return what F1 says on the pages of documents."""
    return _(
        "Here you write invoices, issue and send them, and note what was paid.\n\n"
        "- A draft can be changed and deleted freely. It gets its number only when it is "
        "issued; from then on nothing can change it.\n"
        "- To take an issued invoice back, write a credit note. To replace it, write a "
        "corrected invoice.\n"
        "- In the editor, Tab goes to the next cell and Enter to the next line. Ctrl+D copies "
        "a line, Alt with the arrows moves it, Del takes it away.\n"
        "- You can paste lines from a spreadsheet.\n"
        "- Drafts are saved while you type."
    )
