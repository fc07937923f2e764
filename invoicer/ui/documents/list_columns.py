"""The columns of a list of documents, and how a document reads in each."""

from datetime import date
from functools import partial

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models.lifecycle import Status
from invoicer.models.money import Money
from invoicer.models.rows import DocumentRow, Order
from invoicer.ui.context import Context
from invoicer.ui.documents import words
from invoicer.ui.widgets.pill import TONES, status_word
from invoicer.ui.widgets.table import Column

# What widest texts are to be expected in the columns of numbers and amounts.
NUMBER = "CN-2026-0000"
AMOUNT = Money(8_888_888, "EUR")


def columns(context: Context, *, quotes: bool) -> tuple[Column[DocumentRow], ...]:
    """Return the columns; a quote has no balance."""
    locale = context.locale
    shown: tuple[Column[DocumentRow], ...] = (
        Column(
            heading=_("Number"),
            text=words.list_number,
            sample=NUMBER,
            order=Order.NUMBER.value,
        ),
        Column(
            heading=_("Client"),
            text=_client,
            sample="Kessler & Söhne",
            stretch=True,
            tip=_client,
            order=Order.CLIENT.value,
        ),
        *_days(context, quotes=quotes),
        Column(
            heading=_("Status"),
            text=lambda row: status_word(row.status),
            sample=status_word(Status.PARTLY_PAID),
            tone=lambda row: TONES[row.status],
        ),
        Column(
            heading=_("Total"),
            text=lambda row: texts.money(words.signed(row.payable, row.kind), locale),
            sample=texts.money(AMOUNT, locale),
            right=True,
            order=Order.TOTAL.value,
        ),
    )
    return shown if quotes else (*shown, _balance_column(locale))


def _days(context: Context, *, quotes: bool) -> tuple[Column[DocumentRow], ...]:
    locale = context.locale
    return (
        Column(
            heading=_("Issued"),
            text=partial(_issued, context),
            sample=texts.near_day(date(2026, 11, 28), date(2026, 1, 1), locale),
            role=lambda _row: "muted",
            tip=lambda row: texts.day(row.issued_on, locale) if row.issued_on else "",
            order=Order.ISSUED.value,
            spare=3,
        ),
        Column(
            heading=_("Valid until") if quotes else _("Due"),
            text=lambda row: words.due_text(row, context.today(), locale),
            sample=words.due_sentence(date(2026, 1, 1), date(2026, 2, 28), locale),
            role=lambda row: "red" if row.status == Status.OVERDUE else "muted",
            tip=lambda row: texts.day(row.due_on, locale) if row.due_on else "",
            order=Order.DUE.value,
            spare=1,
        ),
    )


def _balance_column(locale: str) -> Column[DocumentRow]:
    return Column(
        heading=_("Balance"),
        text=partial(_balance, locale),
        sample=texts.money(AMOUNT, locale),
        right=True,
        role=lambda row: "text" if row.open else "muted",
        order=Order.OPEN.value,
        spare=2,
    )


def _client(row: DocumentRow) -> str:
    return row.client_name or _("No client yet")


def _issued(context: Context, row: DocumentRow) -> str:
    if row.issued_on is None:
        return words.NONE
    return texts.near_day(row.issued_on, context.today(), context.locale)


def _balance(locale: str, row: DocumentRow) -> str:
    if row.status == Status.DRAFT:
        return words.NONE
    return texts.money(words.signed(row.open, row.kind), locale)
