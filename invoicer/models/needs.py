"""What asks for the user, each told in one sentence and done by one button."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from invoicer.models.money import Money

# A draft that lies longer was probably forgotten.
DRAFT_DAYS = timedelta(days=3)
# A quote that lapses within so many days may be asked after.
LAPSE_DAYS = timedelta(days=7)
# Books that were not copied for longer are at risk.
BACKUP_DAYS = timedelta(days=14)


class What(StrEnum):
    """What it is about, the most pressing first."""

    BUSINESS = "business"
    MAILS = "mails"
    OVERDUE = "overdue"
    BANK_LINES = "bank_lines"
    QUOTES = "quotes"
    DRAFTS = "drafts"
    QUOTE_DRAFTS = "quote_drafts"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing, or `count` of the same kind.

    `id`, `title` (its number or subject), `name` (the client, or who a mail goes to), `on` and
    `sentence` (what is wrong) tell of the first of them; `days` is how long that has been so.
    """

    what: What
    count: int = 1
    id: int = 0
    title: str = ""
    name: str = ""
    sentence: str = ""
    amounts: tuple[Money, ...] = ()
    days: int = 0
    on: date | None = None
