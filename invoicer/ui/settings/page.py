"""The Settings page: sections at the left, one of them at the right."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from invoicer.actions import business as acts
from invoicer.actions import mail_account
from invoicer.i18n import gettext as _
from invoicer.ledger import settings
from invoicer.ledger.ledger import Ledger
from invoicer.models import start
from invoicer.models.changes import Kind
from invoicer.models.outbox import MailSettings
from invoicer.ui.context import Context
from invoicer.ui.page import Page
from invoicer.ui.settings.appearance import AppearanceSection
from invoicer.ui.settings.business import BusinessSection
from invoicer.ui.settings.mail import MailSection
from invoicer.ui.settings.numbering import NumberingSection
from invoicer.ui.settings.paper import PaperSection
from invoicer.ui.settings.payment import PaymentSection
from invoicer.ui.settings.section import Draft, Section
from invoicer.ui.settings.tax import TaxSection
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.choices import country_name
from invoicer.ui.widgets.form import scrolled
from invoicer.ui.widgets.look import name, set_look

MENU_WIDTH = 210


class SettingsPage(Page):
    """Edits one draft of all settings; nothing is kept before Save."""

    concerns = frozenset({Kind.SETTINGS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.business = BusinessSection(context)
        self.sections: dict[str, Section] = {
            "business": self.business,
            "tax": TaxSection(context),
            "numbering": NumberingSection(context),
            "payment": PaymentSection(context),
            "mail": MailSection(context),
            "paper": PaperSection(context),
            "appearance": AppearanceSection(context),
        }
        self._kept: Draft | None = None
        self._dirty = False
        self.save = buttons.primary(context.theme, _("Save changes"), "check")
        self.save.clicked.connect(self._save)
        self._stack = QStackedWidget()
        self._group = QButtonGroup(self)
        self.menu: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._build_menu())
        row.addWidget(self._stack, 1)
        for section in self.sections.values():
            self._stack.addWidget(scrolled(_left(section)))
            section.changed.connect(self._changed)
        self.business.country_chosen.connect(self._country_chosen)
        self._show_section("business")
        self._set_dirty(False)

    def _build_menu(self) -> QWidget:
        card = Card(margin=8)
        card.setFixedWidth(MENU_WIDTH)
        card.body.setSpacing(3)
        for key, text, icon in (
            ("business", _("Your business"), "buildings"),
            ("tax", _("Taxes"), "percent"),
            ("numbering", _("Numbering"), "hash"),
            ("payment", _("How you are paid"), "bank"),
            ("mail", _("Mail account"), "envelope"),
            ("paper", _("Paper and look"), "file-text"),
            ("appearance", _("Light or dark"), "moon"),
        ):
            button = QPushButton("  " + text)
            set_look(button, "nav")
            name(button, text)
            button.setIcon(self.context.theme.icon(icon, "neutral"))
            button.setCheckable(True)
            button.setProperty("key", key)
            self._group.addButton(button)
            self.menu[key] = button
            card.body.addWidget(button)
        card.body.addStretch(1)
        self._group.buttonClicked.connect(self._section_clicked)
        return card

    # What the window asks

    def title(self) -> str:
        return _("Settings")

    def header(self) -> Sequence[QWidget]:
        return (self.save,)

    def first_focus(self) -> QWidget | None:
        return self.business.lines["name"] if self._section_is("business") else None

    def open(self, act: str, id: int) -> None:  # noqa: A002 - names a Target's field
        if act in self.sections:
            self._show_section(act)

    def help_text(self) -> str:
        return _(
            "Here you say who you are, how you are taxed and paid, and how documents are numbered "
            "and look.\n\n"
            "- Choosing your country fills in what is usual there.\n"
            "- Nothing you change here touches documents that are issued already.\n"
            "- The password of your mail account is kept in the keyring of this system, not in "
            "the ledger."
        )

    def may_leave(self) -> bool:
        if not self._dirty:
            return True
        answer = self.context.messages.ask(
            _("Save what you changed?"),
            _("The settings are not saved yet."),
            (_("Save"), _("Don't save"), _("Go on writing")),
        )
        if answer == 0:
            return self._save()
        if answer == 1:
            self._set_dirty(False)
            self.invalidate()
        return answer == 1

    # Showing

    def reload(self) -> None:
        if self._dirty:
            return
        reader = self.context.reader
        self._kept = Draft(
            settings.business(reader),
            settings.series(reader),
            mail_account.kept(reader) or MailSettings(host=""),
        )
        self._show_draft(self._kept)

    def _show_draft(self, draft: Draft) -> None:
        for section in self.sections.values():
            section.show_draft(draft)

    def _section_is(self, key: str) -> bool:
        return self.menu[key].isChecked()

    def _show_section(self, key: str) -> None:
        self.menu[key].setChecked(True)
        self._stack.setCurrentIndex(list(self.sections).index(key))

    @Slot(QAbstractButton)
    def _section_clicked(self, button: QAbstractButton) -> None:
        self._show_section(str(button.property("key")))

    # Acting

    @Slot()
    def _changed(self) -> None:
        self._set_dirty(True)

    def _set_dirty(self, dirty: bool) -> None:
        self._dirty = dirty
        self.save.setEnabled(dirty)

    def _written(self) -> Draft | None:
        """Return what is written in all sections, or None after showing what is wrong."""
        assert self._kept is not None, "settings are saved after they were shown"
        draft = self._kept
        for key, section in self.sections.items():
            if section.errors():
                self._show_section(key)
                return None
            draft = section.collect(draft)
        return draft

    @Slot(str)
    def _country_chosen(self, country: str) -> None:
        if self._kept is None:
            return
        before = self._kept
        for section in self.sections.values():
            if section.takes_anything or not section.errors():
                before = section.collect(before)
        after = replace(
            before,
            business=start.business_in(before.business, country),
            series=start.series_in(before.series, country),
        )
        self._show_draft(after)
        self._set_dirty(True)
        if country:
            sentence = _("Filled in what is usual in {country}: currency, taxes, terms, numbering.")
            place = country_name(country, self.context.locale)
            self.context.messages.undo(
                sentence.format(country=place), partial(self._show_draft, before)
            )

    @Slot()
    def _save(self) -> bool:
        draft = self._written()
        if draft is None or self._kept is None:
            return False
        self._set_dirty(False)
        if draft.password is not None:
            job = partial(_put_password, self.context, draft)
            self.context.bridge.outside(job, None, self._not_saved)
        action = partial(_keep, draft=draft, before=self._kept, context=self.context)
        self.context.bridge.run(action, self._saved, self._not_saved)
        return True

    def _saved(self, _result: object) -> None:
        self.context.messages.toast(_("Settings saved."))
        self.invalidate()

    def _not_saved(self, error: BaseException) -> None:
        self._set_dirty(True)
        self.context.messages.report(error)


def _left(section: Section) -> QWidget:
    """Keep a section at the left where there is more room than it needs."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(section, 1)
    row.addStretch(0)
    return holder


def _put_password(context: Context, draft: Draft) -> None:
    context.secrets.put(mail_account.secret_name(draft.mail), draft.password or "")


def _keep(ledger: Ledger, *, draft: Draft, before: Draft, context: Context) -> None:
    """Keep what was changed, all of it or nothing."""
    with ledger.atomic():
        business = draft.business
        if draft.logo is not None:
            business = replace(business, logo_sha256=acts.set_logo(ledger, draft.logo))
        if business != before.business:
            acts.set_business(ledger, business)
        if draft.series != before.series:
            acts.set_series(ledger, draft.series)
        if draft.mail.host and draft.mail != before.mail:
            mail_account.keep(ledger, draft.mail, None, context.secrets)
