"""The words of the Home page."""

from datetime import date, datetime

import pytest

from invoicer.models.money import Money
from invoicer.models.needs import Need, What
from invoicer.models.report import Received
from invoicer.ui.context import Target
from invoicer.ui.home import words

EUR = Money(120000, "EUR")
ON = date(2026, 11, 21)


def local(hour: int) -> datetime:
    return datetime(2026, 11, 21, hour).astimezone()


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [
        (4, "Good evening"),
        (5, "Good morning"),
        (11, "Good morning"),
        (12, "Good afternoon"),
        (17, "Good afternoon"),
        (18, "Good evening"),
    ],
)
def test_the_greeting_fits_the_hour(hour: int, greeting: str) -> None:
    assert words.greeting("", local(hour)) == greeting
    assert words.greeting("Dr. Lena Baum", local(hour)) == f"{greeting}, Lena"


@pytest.mark.parametrize(
    ("now", "before", "sentence"),
    [
        (112, 100, "+12% on 1–21 Oct"),
        (90, 100, "-10% on 1–21 Oct"),
        (100, 100, "0% on 1–21 Oct"),
        (100, 0, "nothing on 1–21 Oct"),
    ],
)
def test_a_change_names_the_days_it_compares_with(now: int, before: int, sentence: str) -> None:
    received = Received(Money(now, "EUR"), Money(before, "EUR"))
    assert words.change(received, ON, "en_IE") == sentence


def test_without_any_payment_the_change_says_so() -> None:
    assert words.change(None, date(2026, 3, 1), "de_DE") == "nothing on 1. Feb."


@pytest.mark.parametrize(
    ("need", "sentence", "button", "target"),
    [
        (
            Need(what=What.BUSINESS, sentence="No town."),
            "No town.",
            "Fill in",
            Target("settings", "business"),
        ),
        (
            Need(what=What.MAILS, id=4, name="a@b.example", title="Invoice 1", sentence="No."),
            "The mail to a@b.example was refused: Invoice 1",
            "Look",
            Target("outbox", "open", 4),
        ),
        (
            Need(what=What.MAILS, id=4, name="a@b.example", title="Invoice 1", on=ON),
            "Nobody knows whether the mail to a@b.example arrived: Invoice 1",
            "Look",
            Target("outbox", "open", 4),
        ),
        (
            Need(what=What.MAILS, count=3),
            "3 mails were refused or may not have arrived.",
            "Look",
            Target("outbox"),
        ),
        (
            Need(what=What.OVERDUE, id=7, title="2026-0007", name="X", amounts=(EUR,), days=1),
            "2026-0007 for X is 1 day overdue: €1,200.00",
            "Open",
            Target("invoices", "open", 7),
        ),
        (
            Need(what=What.OVERDUE, count=4, amounts=(EUR, Money(500, "GBP")), days=32),
            "4 invoices are overdue, the oldest by 32 days: €1,200.00 · £5.00",
            "Show",
            Target("invoices", "show-overdue"),
        ),
        (
            Need(what=What.BANK_LINES, count=6),
            "6 bank lines wait to be matched with invoices.",
            "Match",
            Target("banking"),
        ),
        (
            Need(what=What.QUOTES, id=3, title="Q-1", name="X", on=ON),
            "Quote Q-1 for X lapses on 21 Nov 2026.",
            "Open",
            Target("quotes", "open", 3),
        ),
        (
            Need(what=What.QUOTES, count=2, on=ON),
            "2 quotes lapse soon, the first on 21 Nov 2026.",
            "Show",
            Target("quotes"),
        ),
        (
            Need(what=What.DRAFTS, id=9, name="X", days=5),
            "A draft for X has been lying for 5 days.",
            "Go on",
            Target("invoices", "open", 9),
        ),
        (
            Need(what=What.DRAFTS, id=9, days=5),
            "A draft has been lying for 5 days.",
            "Go on",
            Target("invoices", "open", 9),
        ),
        (
            Need(what=What.DRAFTS, count=2, days=5),
            "2 drafts have been lying for up to 5 days.",
            "Show",
            Target("invoices", "show-draft"),
        ),
        (
            Need(what=What.QUOTE_DRAFTS, id=9, name="X", days=5),
            "A draft of a quote for X has been lying for 5 days.",
            "Go on",
            Target("quotes", "open", 9),
        ),
        (
            Need(what=What.QUOTE_DRAFTS, id=9, days=5),
            "A draft of a quote has been lying for 5 days.",
            "Go on",
            Target("quotes", "open", 9),
        ),
        (
            Need(what=What.QUOTE_DRAFTS, count=2, days=5),
            "2 drafts of quotes have been lying for up to 5 days.",
            "Show",
            Target("quotes", "show-draft"),
        ),
        (
            Need(what=What.BACKUP, count=0),
            "Your ledger has never been backed up.",
            "Back up…",
            None,
        ),
        (Need(what=What.BACKUP, days=20), "The last backup is 20 days old.", "Back up…", None),
    ],
)
def test_each_need_is_one_sentence_and_one_button(
    need: Need, sentence: str, button: str, target: Target | None
) -> None:
    row = words.row(need, "en_IE")
    assert (row.sentence, row.button, row.target) == (sentence, button, target)
