"""Adding and changing what is sold again and again."""

from decimal import Decimal

from invoicer.i18n import gettext as _
from invoicer.ledger import audit
from invoicer.ledger import items as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import tax as taxes
from invoicer.models.changes import Kind
from invoicer.models.errors import BadField
from invoicer.models.money import finite
from invoicer.models.party import Item


def add(ledger: Ledger, item: Item) -> int:
    """Add an item and return its id. Raises BadField, BadAmount."""
    _check(item)
    with ledger.atomic():
        item_id = kept.add(ledger, item)
        audit.record(ledger, "item_added", "item", item_id, item.name)
        ledger.touch(Kind.ITEM, item_id)
    return item_id


def change(ledger: Ledger, item_id: int, item: Item) -> None:
    """Change an item; documents written before keep its old price. Raises BadField, NotFound."""
    _check(item)
    with ledger.atomic():
        kept.update(ledger, item_id, item)
        audit.record(ledger, "item_changed", "item", item_id, item.name)
        ledger.touch(Kind.ITEM, item_id)


def archive(ledger: Ledger, item_id: int, archived: bool = True) -> None:
    """Hide an item from lists and completion, or bring it back. Raises NotFound."""
    with ledger.atomic():
        kept.archive(ledger, item_id, archived)
        act = "item_archived" if archived else "item_brought_back"
        audit.record(ledger, act, "item", item_id, "")
        ledger.touch(Kind.ITEM, item_id)


def _check(item: Item) -> None:
    if not item.name.strip():
        raise BadField(_("Item name"), _("write what it is, as it should read on an invoice."))
    if not 0 <= finite(item.price) < Decimal(10) ** 12:
        raise BadField(_("Price"), _("use a price of zero or more, below a trillion."))
    if finite(item.base_quantity) <= 0:
        raise BadField(_("Price"), _("it must be for a quantity above zero."))
    for tax in item.taxes:
        taxes.check(tax)
