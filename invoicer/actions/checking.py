"""Proving the ledger: chain, figures, archived bytes, numbers."""

from invoicer.i18n import gettext as _
from invoicer.ledger import check as ledger_check
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import totals
from invoicer.models.errors import Refusal


def check(ledger: Ledger) -> list[str]:
    """Return one sentence for each thing that is wrong; an empty list is a clean ledger.

    Besides what the ledger verifies of itself, the totals of every issued document are calculated
    again and compared with those it was issued with.
    """
    wrong = ledger_check.verify(ledger)
    for stored in kept.issued(ledger):
        try:
            right = stored.totals == totals.calculate(stored.document)
        except Refusal as refusal:
            wrong.append(f"{stored.number}: {refusal}")
            continue
        if not right:
            wrong.append(
                _("{number}: its totals are not what its lines come to.").format(
                    number=stored.number
                )
            )
    return wrong
