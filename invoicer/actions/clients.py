"""Adding and changing clients. Issued documents keep the name and address they were issued with."""

from invoicer.i18n import gettext as _
from invoicer.ledger import audit
from invoicer.ledger import clients as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Kind
from invoicer.models.currency import minor_digits
from invoicer.models.errors import BadField
from invoicer.models.party import Client


def add(ledger: Ledger, client: Client) -> int:
    """Add a client and return its id. Raises BadField, UnknownCurrency."""
    _check(client)
    with ledger.atomic():
        client_id = kept.add(ledger, client)
        audit.record(ledger, "client_added", "client", client_id, client.party.name)
        ledger.touch(Kind.CLIENT, client_id)
    return client_id


def change(ledger: Ledger, client_id: int, client: Client, *, revision: int | None = None) -> None:
    """Change a client. Raises BadField, NotFound, NotAllowed where somebody else changed it since
    `revision`."""
    _check(client)
    with ledger.atomic():
        kept.update(ledger, client_id, client, revision=revision)
        audit.record(ledger, "client_changed", "client", client_id, client.party.name)
        ledger.touch(Kind.CLIENT, client_id)


def archive(ledger: Ledger, client_id: int, archived: bool = True) -> None:
    """Hide a client from lists, or bring it back; its documents stay. Raises NotFound."""
    with ledger.atomic():
        kept.archive(ledger, client_id, archived)
        act = "client_archived" if archived else "client_brought_back"
        audit.record(ledger, act, "client", client_id, "")
        ledger.touch(Kind.CLIENT, client_id)


def _check(client: Client) -> None:
    if not client.party.name.strip():
        raise BadField(_("Client name"), _("write the name of the person or company."))
    if client.currency:
        minor_digits(client.currency)
