"""The pages of the main window. A page is listed here when it works, in the order of the menu."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from invoicer.i18n import gettext as _
from invoicer.ui.context import Context
from invoicer.ui.page import Page


class Section(StrEnum):
    """Where in the menu a page stands."""

    MAIN = "main"
    MONEY = "money"
    LOOK = "look"
    FOOT = "foot"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """One page of the menu. `make` imports the page only when it is shown the first time."""

    name: str
    label: str
    icon: str
    section: Section
    make: Callable[[Context], Page]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something the search palette offers by name: go to a page and do `act` there."""

    label: str
    icon: str
    page: str
    act: str = ""


def _home(context: Context) -> Page:
    from invoicer.ui.home.page import HomePage

    return HomePage(context)


def _invoices(context: Context) -> Page:
    from invoicer.ui.documents.page import INVOICES, DocumentsPage

    return DocumentsPage(context, INVOICES)


def _quotes(context: Context) -> Page:
    from invoicer.ui.documents.page import QUOTES, DocumentsPage

    return DocumentsPage(context, QUOTES)


def _clients(context: Context) -> Page:
    from invoicer.ui.parties.page import ClientsPage

    return ClientsPage(context)


def _items(context: Context) -> Page:
    from invoicer.ui.items.page import ItemsPage

    return ItemsPage(context)


def _banking(context: Context) -> Page:
    from invoicer.ui.banking.page import BankingPage

    return BankingPage(context)


def _outbox(context: Context) -> Page:
    from invoicer.ui.outbox.page import OutboxPage

    return OutboxPage(context)


def _settings(context: Context) -> Page:
    from invoicer.ui.settings.page import SettingsPage

    return SettingsPage(context)


def entries() -> tuple[PageEntry, ...]:
    """Return every page, in the order of the menu (Alt+1 … Alt+9)."""
    return (
        PageEntry(name="home", label=_("Home"), icon="house", section=Section.MAIN, make=_home),
        PageEntry(
            name="invoices",
            label=_("Invoices"),
            icon="receipt",
            section=Section.MAIN,
            make=_invoices,
        ),
        PageEntry(
            name="quotes",
            label=_("Quotes"),
            icon="file-text",
            section=Section.MAIN,
            make=_quotes,
        ),
        PageEntry(
            name="clients",
            label=_("Clients"),
            icon="users",
            section=Section.MAIN,
            make=_clients,
        ),
        PageEntry(
            name="items", label=_("Items"), icon="package", section=Section.MAIN, make=_items
        ),
        PageEntry(
            name="banking",
            label=_("Banking"),
            icon="bank",
            section=Section.MONEY,
            make=_banking,
        ),
        PageEntry(
            name="outbox",
            label=_("Outbox"),
            icon="paper-plane-tilt",
            section=Section.MONEY,
            make=_outbox,
        ),
        PageEntry(
            name="settings",
            label=_("Settings"),
            icon="gear",
            section=Section.FOOT,
            make=_settings,
        ),
    )


def commands() -> tuple[Command, ...]:
    """Return what can be done by name from the search palette."""
    return (
        Command(label=_("New invoice"), icon="plus", page="invoices", act="new"),
        Command(label=_("New quote"), icon="file-plus", page="quotes", act="new"),
        Command(label=_("New client"), icon="user-plus", page="clients", act="new"),
        Command(label=_("New item"), icon="package", page="items", act="new"),
        Command(label=_("Import a bank file"), icon="upload-simple", page="banking", act="import"),
        Command(label=_("Your business"), icon="buildings", page="settings", act="business"),
        Command(label=_("Taxes"), icon="percent", page="settings", act="tax"),
        Command(label=_("Numbering"), icon="hash", page="settings", act="numbering"),
        Command(label=_("How you are paid"), icon="bank", page="settings", act="payment"),
        Command(label=_("Mail account"), icon="envelope", page="settings", act="mail"),
        Command(label=_("Light or dark"), icon="moon", page="settings", act="appearance"),
    )


# What a search result of each kind opens.
PAGE_OF_HIT = {"document": "invoices", "client": "clients", "item": "items"}
