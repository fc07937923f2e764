"""What a client said to a quote."""

from invoicer.i18n import gettext as _
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models.errors import NotAllowed
from invoicer.models.lifecycle import Answer


def answer(ledger: Ledger, quote_id: int, given: Answer) -> None:
    """Note whether a quote was accepted or declined; `Answer.NONE` takes that back.

    Raises NotAllowed where it is no issued quote, or was invoiced already; NotFound.
    """
    with ledger.atomic():
        stored = kept.get(ledger, quote_id)
        if stored.facts.invoiced:
            raise NotAllowed(_("{number} has been invoiced already.").format(number=stored.number))
        kept.set_answer(ledger, quote_id, given)
