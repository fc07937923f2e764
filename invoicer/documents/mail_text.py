"""The text of the mail a document is sent with, in its client's language."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from invoicer import i18n, paths
from invoicer.documents import payment_box, wording
from invoicer.documents.parts import Pair
from invoicer.documents.text import clean
from invoicer.documents.wording import Wording
from invoicer.models.document import DocumentKind, Snapshot
from invoicer.models.party import Party
from invoicer.models.totals import Totals

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFacts:
    """What the mail templates may say, every text ready."""

    number: str
    date: str
    amount: str
    corrected: str
    valid_until: str
    business: str
    recipient: str
    request: str
    account: tuple[str, ...]
    terms: tuple[str, ...]
    signature: tuple[str, ...]


def mail_text(snapshot: Snapshot, totals: Totals, language: str = "") -> tuple[str, str]:
    """Return (subject, body) of the mail; without a language in that of the document."""
    words = wording.of(snapshot, language)
    name = f"{snapshot.document.kind.value}.txt.j2"
    template = _environment(words.language).get_template(name)
    subject, _line_end, body = template.render(mail=_facts(snapshot, totals, words)).partition("\n")
    return subject.strip(), re.sub(r"\n{3,}", "\n\n", body.strip()) + "\n"


def _facts(snapshot: Snapshot, totals: Totals, words: Wording) -> MailFacts:
    document, seller = snapshot.document, snapshot.seller
    paid = payment_box.box(snapshot, totals, words)
    asked = document.kind not in (DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE)
    return MailFacts(
        number=clean(snapshot.number),
        date=words.day(snapshot.issued_on, "long"),
        amount=words.money(totals.payable if asked else totals.gross),
        corrected=", ".join(clean(reference.number) for reference in document.preceding),
        valid_until=words.day(document.valid_until, "long") if document.valid_until else "",
        business=_trade_name(seller.party),
        recipient=clean(document.buyer.contact_name),
        request=paid.request if paid else "",
        account=tuple(_labelled(pair, words) for pair in paid.account) if paid else (),
        terms=paid.terms if paid else (),
        signature=_signature(seller.party),
    )


def _labelled(pair: Pair, words: Wording) -> str:
    _ = words.gettext
    return _("{label}: {value}").format(label=pair.label, value=pair.value)


def _trade_name(party: Party) -> str:
    return clean(party.trading_name) or clean(party.name)


def _signature(party: Party) -> tuple[str, ...]:
    lines = (clean(party.contact_name), _trade_name(party), clean(party.phone))
    found = (*lines, clean(party.website))
    return tuple(dict.fromkeys(line for line in found if line))


@cache
def _environment(language: str) -> "SandboxedEnvironment":
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        loader=FileSystemLoader(paths.templates() / "mails"),
        # Plain text: escaping would put &amp; into it.
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["_"] = i18n.catalogue(language).gettext
    return environment
