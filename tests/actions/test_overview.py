"""The first page's figures, and what asks for the user."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from invoicer.actions import business, importing, payments, sending
from invoicer.actions import documents as acts
from invoicer.actions.overview import Overview, overview
from invoicer.ledger import backup
from invoicer.ledger import documents as kept
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import DocumentKind
from invoicer.models.money import Money
from invoicer.models.needs import Need, What
from invoicer.models.outbox import Outcome, Stage, Verdict
from invoicer.models.party import Business, Party
from tests.actions.conftest import BUSINESS, TODAY, invoice, issued, render

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def read(ledger: Ledger, today: date = TODAY, now: datetime = NOW) -> Overview:
    return overview(ledger, today=today, now=now)


def needs(ledger: Ledger, today: date = TODAY, now: datetime = NOW) -> dict[What, Need]:
    return {need.what: need for need in read(ledger, today, now).needs}


def queue(ledger: Ledger, verdict: Verdict) -> None:
    """Queue a mail and have the server say that of it."""
    sending.queue(ledger, issued(ledger), at=NOW)
    letter = sending.claim(ledger, at=NOW)
    assert letter is not None
    outcome = Outcome(verdict=verdict, stage=Stage.END, sentence="No such mailbox.")
    sending.record(ledger, letter.mail_id, outcome, at=NOW)


def test_an_empty_ledger_has_nothing_but_its_currency(tmp_path: Path) -> None:
    ledger = ledgers.create(tmp_path / "new.invoicer", clock=lambda: NOW)
    found = read(ledger)
    assert (found.has_business, found.has_clients, found.has_documents) == (False, False, False)
    assert found.currencies == ("EUR",)
    assert not found.by_habit
    assert [need.what for need in found.needs] == [What.BUSINESS]
    ledger.close()


def test_figures_are_of_one_moment_and_in_each_currency(ledger: Ledger) -> None:
    first = issued(ledger, TODAY - timedelta(days=40))
    issued(ledger, TODAY - timedelta(days=2))
    draft = replace(invoice(ledger), currency="USD")
    acts.issue(ledger, acts.save_draft(ledger, draft), today=TODAY, render=render)
    payments.record(ledger, first, Money(370390, "EUR"), on=TODAY)
    found = read(ledger)
    assert found.currencies == ("EUR", "USD")
    assert found.owed["EUR"].open == Money(100000 + 470390, "EUR")
    assert found.owed["EUR"].late == Money(100000, "EUR")
    assert found.received["EUR"].now == Money(370390, "EUR")
    assert found.by_habit
    # The client pays 26 days late: what is due in 12 days is expected after more than 30.
    assert found.expected == {"EUR": Money(100000, "EUR")}
    assert found.revenue["USD"].months[-1] == Money(397000, "USD")
    assert [one.name for one in found.debtors["EUR"]] == ["Kessler & Söhne GmbH"]
    assert found.months[-1] == date(2026, 11, 1)


def test_where_all_is_well_nothing_asks(ledger: Ledger) -> None:
    issued(ledger)
    acts.save_draft(ledger, invoice(ledger))
    assert needs(ledger) == {}


def test_what_keeps_invoices_from_being_issued_is_said(ledger: Ledger) -> None:
    business.set_business(ledger, Business(party=Party(name="Lena"), country="DE"))
    assert "town" in needs(ledger)[What.BUSINESS].sentence
    business.set_business(ledger, BUSINESS)
    assert What.BUSINESS not in needs(ledger)


def test_overdue_invoices_are_told_with_the_oldest(ledger: Ledger) -> None:
    issued(ledger, TODAY - timedelta(days=20))
    oldest = issued(ledger, TODAY - timedelta(days=26))
    found = needs(ledger)[What.OVERDUE]
    assert (found.count, found.id, found.days) == (2, oldest, 12)
    assert found.amounts == (Money(2 * 470390, "EUR"),)
    assert found.name == "Kessler & Söhne GmbH"


def test_refused_mails_and_doubtful_ones_ask_for_an_answer(ledger: Ledger) -> None:
    queue(ledger, Verdict.REFUSED)
    found = needs(ledger)[What.MAILS]
    assert (found.count, found.sentence, found.on) == (1, "No such mailbox.", None)
    queue(ledger, Verdict.UNKNOWN)
    found = needs(ledger)[What.MAILS]
    assert (found.count, found.sentence, found.on) == (2, "", TODAY)


def test_bank_lines_without_an_invoice_wait_for_an_answer(ledger: Ledger, tmp_path: Path) -> None:
    issued(ledger)
    path = tmp_path / "bank.csv"
    path.write_text(
        "Buchungstag;Name;Verwendungszweck;Betrag;Währung\n"
        "20.11.2026;Somebody;Hello;12,00;EUR\n20.11.2026;Power;Bill;-30,00;EUR\n",
        encoding="utf-8",
    )
    importing.import_file(ledger, path, answers={}, today=TODAY)
    assert needs(ledger)[What.BANK_LINES].count == 1


def test_quotes_that_lapse_within_a_week_are_named(ledger: Ledger) -> None:
    draft = replace(invoice(ledger, kind=DocumentKind.QUOTE), valid_until=TODAY + timedelta(days=7))
    quote = acts.save_draft(ledger, draft)
    number = acts.issue(ledger, quote, today=TODAY, render=render)
    found = needs(ledger)[What.QUOTES]
    assert (found.id, found.title, found.on) == (quote, number, TODAY + timedelta(days=7))
    assert What.QUOTES not in needs(ledger, TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("kind", "what"),
    [(DocumentKind.INVOICE, What.DRAFTS), (DocumentKind.QUOTE, What.QUOTE_DRAFTS)],
)
def test_drafts_that_lie_for_days_are_remembered(
    ledger: Ledger, kind: DocumentKind, what: What
) -> None:
    draft = acts.save_draft(ledger, invoice(ledger, kind=kind))
    found = needs(ledger, now=NOW + timedelta(days=5))[what]
    assert (found.count, found.id, found.days) == (1, draft, 5)
    assert needs(ledger, now=NOW + timedelta(days=2)) == {}


def test_a_ledger_that_was_not_copied_for_long_asks_for_a_backup(
    ledger: Ledger, tmp_path: Path
) -> None:
    payments.record(ledger, issued(ledger), Money(470390, "EUR"), on=TODAY)
    late = NOW + timedelta(days=15)
    found = needs(ledger, now=late)[What.BACKUP]
    assert (found.count, found.days) == (0, 15)
    backup.copy_to(ledger, tmp_path / "copy.invoicer")
    found = needs(ledger, now=late)[What.BACKUP]
    assert (found.count, found.days) == (1, 15)
    assert needs(ledger, now=NOW + timedelta(days=13)) == {}


def test_figures_change_nothing(ledger: Ledger) -> None:
    issued(ledger)
    reader = ledger.reader()
    assert read(reader) == read(ledger)
    reader.close()
    assert len(kept.open_documents(ledger)) == 1
