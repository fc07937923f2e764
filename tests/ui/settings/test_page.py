"""Saying who one is, how one is taxed, numbered, paid; and trying the mail account."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from invoicer.actions import mail_account
from invoicer.ledger import issuing, settings
from invoicer.models.document import DocumentKind
from invoicer.models.outbox import Security
from invoicer.models.party import TaxScheme
from invoicer.ui.app import App
from invoicer.ui.context import Target
from invoicer.ui.settings.mail import MailSection
from invoicer.ui.settings.numbering import NumberingSection
from invoicer.ui.settings.page import SettingsPage
from invoicer.ui.settings.paper import PaperSection
from invoicer.ui.settings.payment import PaymentSection
from invoicer.ui.settings.tax import TaxSection
from invoicer.ui.theme import Mode
from tests.mail.smtp_server import MailServer

Act = Callable[[Callable[..., Any]], Any]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(app: App) -> SettingsPage:
    app.window.go(Target("settings"))
    result = app.window.page
    assert isinstance(result, SettingsPage)
    return result


def save(app: App, page: SettingsPage, qtbot: QtBot) -> None:
    toast = app.messages.toast_widget
    assert toast is not None
    toast.hide()
    qtbot.mouseClick(page.save, LEFT)
    qtbot.waitUntil(lambda: toast.isVisible() and toast.sentence.text() == "Settings saved.")


def test_the_country_fills_in_what_is_usual_and_undo_takes_it_back(
    app: App, page: SettingsPage, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.business.lines["city"], "Bern")
    page.business.country.set_value("CH")
    assert page.business.currency.value() == "CHF"
    assert page.business.lines["city"].text() == "Bern"
    toast = app.messages.toast_widget
    assert toast is not None
    assert "Switzerland" in toast.sentence.text()
    qtbot.mouseClick(toast.button, LEFT)
    assert page.business.currency.value() == "EUR"
    assert page.business.lines["city"].text() == "Bern"


def test_a_business_is_saved_whole(app: App, page: SettingsPage, qtbot: QtBot) -> None:
    assert not page.save.isEnabled()
    qtbot.keyClicks(page.business.lines["name"], "Lena Baum Design")
    page.business.country.set_value("DE")
    qtbot.mouseClick(page.menu["tax"], LEFT)
    tax = page.sections["tax"]
    assert isinstance(tax, TaxSection)
    tax.scheme.set_value(TaxScheme.SMALL_BUSINESS.value)
    assert "§ 19" in tax.wording.text()
    qtbot.keyClicks(tax.tax_number, "41/123/45678")
    qtbot.mouseClick(page.menu["payment"], LEFT)
    payment = page.sections["payment"]
    assert isinstance(payment, PaymentSection)
    qtbot.keyClicks(payment.accounts()[0].account, "DE12 5001 0517 0648 4898 90")
    save(app, page, qtbot)
    business = settings.business(app.reader)
    assert business.party.name == "Lena Baum Design"
    assert (business.country, business.scheme) == ("DE", TaxScheme.SMALL_BUSINESS)
    assert business.party.tax_number == "41/123/45678"
    assert [account.account for account in business.accounts] == ["DE12500105170648489890"]
    assert not page.save.isEnabled()


def test_without_a_name_the_page_goes_to_it(app: App, page: SettingsPage, qtbot: QtBot) -> None:
    page.open("payment", 0)
    payment = page.sections["payment"]
    assert isinstance(payment, PaymentSection)
    qtbot.keyClicks(payment.accounts()[0].bank, "Bank")
    qtbot.mouseClick(page.save, LEFT)
    assert page.business.isVisible()
    assert page.business.who.fields["name"].error()


def test_a_slip_in_the_iban_is_told(page: SettingsPage, qtbot: QtBot) -> None:
    page.open("payment", 0)
    payment = page.sections["payment"]
    assert isinstance(payment, PaymentSection)
    fields = payment.accounts()[0]
    fields.account.setFocus()
    qtbot.keyClicks(fields.account, "DE12 5001 0517 0648 4898 91")
    qtbot.keyClick(fields.account, Qt.Key.Key_Tab)
    assert "check digits" in fields.form.fields["account"].error()


def test_accounts_are_added_and_taken_away(app: App, page: SettingsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.business.lines["name"], "Lena")
    page.open("payment", 0)
    payment = page.sections["payment"]
    assert isinstance(payment, PaymentSection)
    qtbot.keyClicks(payment.accounts()[0].account, "111")
    qtbot.mouseClick(payment.add, LEFT)
    qtbot.keyClicks(payment.accounts()[1].account, "222")
    qtbot.mouseClick(payment.accounts()[0].remove, LEFT)
    save(app, page, qtbot)
    assert [one.account for one in settings.business(app.reader).accounts] == ["222"]


def test_the_next_number_is_shown_while_typing_a_pattern(
    app: App, page: SettingsPage, qtbot: QtBot
) -> None:
    page.open("numbering", 0)
    numbering = page.sections["numbering"]
    assert isinstance(numbering, NumberingSection)
    fields = numbering.fields("invoices")
    fields.pattern.selectAll()
    qtbot.keyClicks(fields.pattern, "RE-{yy}-{seq:03}")
    year = app.context.today().year % 100
    assert fields.preview.text() == f"RE-{year:02}-001"
    fields.pattern.selectAll()
    qtbot.keyClicks(fields.pattern, "RE")
    assert "{seq}" in numbering.form.fields["invoices"].error()
    qtbot.keyClicks(fields.pattern, "-{year}-{seq}")
    assert numbering.form.fields["invoices"].error() == ""
    qtbot.keyClicks(page.business.lines["name"], "Lena")
    save(app, page, qtbot)
    assert settings.series(app.reader)[0].pattern == "RE-{year}-{seq}"


def test_numbers_go_on_from_another_program(app: App, page: SettingsPage, qtbot: QtBot) -> None:
    page.open("numbering", 0)
    numbering = page.sections["numbering"]
    assert isinstance(numbering, NumberingSection)
    today = app.context.today()
    qtbot.keyClicks(numbering.last, "no number of mine")
    qtbot.mouseClick(numbering.go_on_button, LEFT)
    qtbot.waitUntil(lambda: bool(numbering.go_on.fields["last"].error()))
    numbering.last.clear()
    qtbot.keyClicks(numbering.last, f"{today.year}-0041")
    qtbot.mouseClick(numbering.go_on_button, LEFT)
    qtbot.waitUntil(lambda: numbering.last.text() == "")
    assert issuing.next_number(app.reader, DocumentKind.INVOICE, today) == f"{today.year}-0042"
    assert numbering.fields("invoices").preview.text() == f"{today.year}-0042"


def test_a_mail_account_is_tried_with_a_real_server_and_kept_without_its_password(
    app: App, page: SettingsPage, qtbot: QtBot
) -> None:
    with MailServer() as server:
        account = server.account()
        qtbot.keyClicks(page.business.lines["name"], "Lena")
        page.open("mail", 0)
        mail = page.sections["mail"]
        assert isinstance(mail, MailSection)
        qtbot.keyClicks(mail.sent_from, "Lena <lena@example.com>")
        qtbot.keyClicks(mail.host, account.host)
        mail.security.set_value(Security.NONE.value)
        mail.port.setText(str(account.port))
        qtbot.mouseClick(mail.test, LEFT)
        qtbot.waitUntil(mail.test.isEnabled)
        qtbot.waitUntil(lambda: mail.result.property("look") == "good")
        assert len(server.received) == 1
        qtbot.keyClicks(mail.user, "lena")
        qtbot.keyClicks(mail.password, "secret")
        save(app, page, qtbot)
    kept = mail_account.kept(app.reader)
    assert kept is not None
    assert (kept.host, kept.user, kept.port) == (account.host, "lena", account.port)
    qtbot.waitUntil(lambda: app.secrets.get(mail_account.secret_name(kept)) == "secret")
    assert b"secret" not in app.path.read_bytes()


def test_a_server_that_is_not_there_is_told_in_words(
    app: App, page: SettingsPage, qtbot: QtBot
) -> None:
    page.open("mail", 0)
    mail = page.sections["mail"]
    assert isinstance(mail, MailSection)
    qtbot.keyClicks(mail.sent_from, "lena@example.com")
    qtbot.keyClicks(mail.host, "127.0.0.1")
    mail.security.set_value(Security.NONE.value)
    mail.port.setText("1")
    qtbot.mouseClick(mail.test, LEFT)
    qtbot.waitUntil(lambda: mail.result.property("look") == "error")
    assert mail.result.text()


def test_wrong_mail_fields_are_told_before_anything_is_asked(
    page: SettingsPage, qtbot: QtBot
) -> None:
    page.open("mail", 0)
    mail = page.sections["mail"]
    assert isinstance(mail, MailSection)
    qtbot.keyClicks(mail.sent_from, "lena")
    mail.port.setText("99999")
    qtbot.mouseClick(mail.test, LEFT)
    assert all(mail.form.fields[key].error() for key in ("sender", "host", "port"))


def test_a_logo_is_kept_with_the_business(
    app: App, page: SettingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("#0F766E"))
    picture.save(str(tmp_path / "logo.png"))
    qtbot.keyClicks(page.business.lines["name"], "Lena")
    page.open("paper", 0)
    paper = page.sections["paper"]
    assert isinstance(paper, PaperSection)
    paper.load_logo(tmp_path / "logo.png")
    qtbot.waitUntil(lambda: not paper.picture.pixmap().isNull())
    save(app, page, qtbot)
    assert settings.business(app.reader).logo_sha256
    assert not paper.picture.pixmap().isNull()
    qtbot.mouseClick(paper.without, LEFT)
    save(app, page, qtbot)
    assert settings.business(app.reader).logo_sha256 == ""


@pytest.mark.parametrize(
    ("content", "word"), [(b"no picture at all", "no picture"), (b"\0" * 50_000_000, "50 MB")]
)
def test_a_file_that_can_be_no_logo_is_told_beside_it(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path, content: bytes, word: str
) -> None:
    page.open("paper", 0)
    (tmp_path / "logo.png").write_bytes(content)
    paper = page.sections["paper"]
    assert isinstance(paper, PaperSection)
    paper.load_logo(tmp_path / "logo.png")
    qtbot.waitUntil(lambda: word in paper.form.fields["logo"].error())


def test_dark_is_chosen_at_once(app: App, page: SettingsPage, qtbot: QtBot) -> None:
    page.open("appearance", 0)
    section = page.sections["appearance"]
    qtbot.mouseClick(section.modes[Mode.DARK], LEFT)  # type: ignore[attr-defined]
    assert app.theme.tokens.dark
    assert not page.save.isEnabled()
    qtbot.mouseClick(section.modes[Mode.SYSTEM], LEFT)  # type: ignore[attr-defined]


def test_nothing_is_lost_when_settings_change_elsewhere_while_one_types(
    app: App, page: SettingsPage, act: Act, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.business.lines["name"], "Mine")

    def elsewhere(ledger: Any) -> None:
        with ledger.atomic():
            settings.put(ledger, "something", 1)

    act(elsewhere)
    assert page.business.lines["name"].text() == "Mine"
    assert page.save.isEnabled()
