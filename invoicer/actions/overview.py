"""Everything the first page shows, read in one go."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from invoicer.actions import needs
from invoicer.ledger import clients, reports, settings
from invoicer.ledger.ledger import Ledger
from invoicer.models import forecast, report
from invoicer.models.money import Money
from invoicer.models.needs import Need
from invoicer.models.report import Debtor, Owed, Received, Revenue

DEBTORS = 8
# How clients paid longer ago tells little of how they pay now.
HABITS_SINCE = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How the business stands on a day; amounts are per currency, the business's own first.

    `by_habit` tells whether `expected` stands on how clients paid before, or on due dates alone.
    """

    on: date
    contact: str
    has_business: bool
    has_clients: bool
    has_documents: bool
    currencies: tuple[str, ...]
    owed: dict[str, Owed]
    received: dict[str, Received]
    expected: dict[str, Money]
    by_habit: bool
    revenue: dict[str, Revenue]
    months: tuple[date, ...]
    debtors: dict[str, tuple[Debtor, ...]]
    needs: tuple[Need, ...]


def overview(ledger: Ledger, *, today: date, now: datetime) -> Overview:
    """Return how the business stands today, all of the same moment."""
    with ledger.reading():
        return _overview(ledger, today, now)


def _overview(ledger: Ledger, today: date, now: datetime) -> Overview:
    business = settings.business(ledger)
    owed = {one.currency: one for one in reports.owed(ledger, today)}
    received = {one.now.currency: one for one in reports.received(ledger, today)}
    revenue = {one.currency: one for one in reports.revenue(ledger, today)}
    habits = forecast.habits(reports.punctuality(ledger, today - HABITS_SINCE))
    waiting = reports.waiting(ledger, *forecast.due_between(habits, today))
    currencies = report.own_first((*owed, *received, *revenue), business.currency)
    return Overview(
        on=today,
        contact=business.party.contact_name,
        has_business=bool(business.party.name.strip()),
        has_clients=bool(clients.rows(ledger, limit=1)),
        has_documents=reports.begun_at(ledger) is not None,
        currencies=currencies or (business.currency,),
        owed=owed,
        received=received,
        expected={one.currency: one for one in forecast.expected(waiting, habits, today)},
        by_habit=habits.known,
        revenue=revenue,
        months=report.months_until(today),
        debtors=reports.debtors(ledger, DEBTORS),
        needs=needs.needs(
            ledger,
            [owed[code] for code in report.own_first(owed, business.currency)],
            today=today,
            now=now,
        ),
    )
