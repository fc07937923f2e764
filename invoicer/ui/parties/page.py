"""The Clients page: a list with a pane beside it, and the form."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from invoicer.actions import clients as acts
from invoicer.i18n import gettext as _
from invoicer.ledger import clients
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Kind
from invoicer.models.party import Client
from invoicer.models.stored import StoredClient
from invoicer.ui import pages
from invoicer.ui.catalog import CatalogForm, CatalogPage, Words
from invoicer.ui.context import Context
from invoicer.ui.parties import texts
from invoicer.ui.parties.form import ClientForm
from invoicer.ui.parties.summary import ClientSummary
from invoicer.ui.widgets.table import Column


class ClientsPage(CatalogPage[StoredClient]):
    """Shows clients, and lets one add, change and hide them."""

    concerns = frozenset({Kind.CLIENT, Kind.DOCUMENT, Kind.PAYMENT})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _words(), _columns(context.locale))

    def help_text(self) -> str:
        return _(
            "Clients are who you write quotes and invoices to. What you write here is filled in "
            "whenever you choose the client on a document.\n\n"
            "- Change a client as often as you like: documents that are issued keep the name and "
            "address they were issued with.\n"
            "- A client you no longer need can be hidden; its documents stay.\n"
            "- Fields left empty under “Their invoices” follow your Settings."
        )

    def make_pane(self) -> QWidget:
        self.summary = ClientSummary(self.context)
        self.summary.edit_asked.connect(self.edit)
        self.summary.archive_asked.connect(self.archive)
        self.summary.invoice_asked.connect(self._invoice)
        return self.summary

    def make_form(self) -> CatalogForm:
        form = ClientForm(self.context)
        form.changed.connect(self.form_changed)
        return form

    def show_in_pane(self, row: StoredClient) -> None:
        known = {entry.name for entry in pages.entries()}
        self.summary.show_client(row, can_invoice="invoices" in known)

    def name_of(self, row: StoredClient) -> str:
        return row.client.party.name

    def count(self, text: str) -> int:
        return clients.count(self.context.reader, text)

    def fetch(self, text: str, limit: int, offset: int) -> Sequence[StoredClient]:
        return clients.rows(self.context.reader, text, limit=limit, offset=offset)

    def get(self, row_id: int) -> StoredClient:
        return clients.get(self.context.reader, row_id)

    def keep(self, before: StoredClient | None, value: Any) -> Callable[[Ledger], int]:
        if before is None:
            return partial(_add, client=value)
        return partial(_change, stored=before, client=value)

    def hide_row(self, row: StoredClient, hidden: bool) -> Callable[[Ledger], StoredClient]:
        return partial(_set_archived, stored=row, archived=hidden)

    @Slot()
    def _invoice(self) -> None:
        row = self.table.current()
        if row is not None:
            self.context.navigation.go("invoices", "new", row.id)


def _add(ledger: Ledger, *, client: Client) -> int:
    return acts.add(ledger, client)


def _change(ledger: Ledger, *, stored: StoredClient, client: Client) -> int:
    acts.change(ledger, stored.id, client, revision=stored.revision)
    return stored.id


def _set_archived(ledger: Ledger, *, stored: StoredClient, archived: bool) -> StoredClient:
    acts.archive(ledger, stored.id, archived)
    return stored


def _words() -> Words:
    return Words(
        title=_("Clients"),
        new=_("New client"),
        save=_("Save client"),
        saved=_("Client saved."),
        filter=_("Filter clients"),
        hidden=_("“{name}” is hidden from the list. Its documents stay."),
        icon="users",
        empty=_("No clients yet"),
        empty_sentence=_(
            "Clients are who you write invoices to. A name and an address are enough to begin."
        ),
        empty_button=_("Add your first client"),
        not_found=_("Try a part of the name, the town or the e-mail address."),
    )


def _columns(locale: str) -> tuple[Column[StoredClient], ...]:
    return (
        Column(
            heading=_("Name"),
            text=lambda row: row.client.party.name,
            tip=lambda row: row.client.party.name,
            sample="Kessler & Söhne GmbH",
            stretch=True,
        ),
        Column(
            heading=_("Town"),
            text=lambda row: row.client.party.address.city,
            role=lambda _row: "muted",
            sample="San Sebastián",
            spare=1,
        ),
        Column(
            heading=_("E-mail"),
            text=lambda row: row.client.party.email,
            role=lambda _row: "muted",
            tip=lambda row: row.client.party.email,
            sample="rechnung@kessler.example",
            spare=2,
        ),
        Column(
            heading=_("Owes you"),
            text=lambda row: texts.amounts(row.open, locale) if row.open else "",
            sample="€123,456.00",
            right=True,
        ),
    )
