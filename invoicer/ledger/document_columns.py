"""A document's columns: the index over its content by which lists sort, filter and find it."""

from contextlib import suppress
from datetime import date
from typing import Any

from invoicer.i18n import gettext as _
from invoicer.ledger import codec, words
from invoicer.ledger.ledger import Ledger
from invoicer.ledger.moments import day_text
from invoicer.models import totals
from invoicer.models.document import Document
from invoicer.models.errors import NotFound, Refusal
from invoicer.models.party import Client, Party
from invoicer.models.totals import Totals

Columns = dict[str, Any]


def of(
    ledger: Ledger, document: Document, *, due_on: date | None, figures: Totals | None
) -> Columns:
    """Return the columns any document has, draft or issued. Raises NotFound for the client."""
    name = client_name(ledger, document)
    return {
        "kind": document.kind.value,
        "client_id": document.client_id,
        "client_name": name,
        "client_key": words.fold(name),
        "currency": document.currency,
        "due_on": day_text(due_on),
        "valid_until": day_text(document.valid_until),
        "payable_minor": 0 if figures is None else figures.payable.minor,
        "net_minor": 0 if figures is None else figures.net.minor,
        "texts": codec.to_json(references(document)),
    }


def of_draft(ledger: Ledger, document: Document) -> Columns:
    """Return a draft's columns; its amounts are what they would be if it were issued now."""
    figures: Totals | None = None
    with suppress(Refusal):
        figures = totals.calculate(document)
    return of(ledger, document, due_on=document.due_on, figures=figures)


def client_name(ledger: Ledger, document: Document) -> str:
    """Return the name lists show: the buyer's as the document has it, else the client's."""
    name = party_name(document.buyer)
    if document.client_id is None:
        return name
    content = ledger.value("SELECT content FROM clients WHERE id = ?", (document.client_id,))
    if content is None:
        raise NotFound(_("client"), str(document.client_id))
    return name or party_name(codec.from_json(content, Client).party)


def party_name(party: Party) -> str:
    """Return the first name a party has."""
    return (party.name or party.trading_name or party.contact_name or party.email).strip()


def references(document: Document) -> tuple[str, ...]:
    """Return what a payer may write instead of the number."""
    texts = (
        document.order_number,
        document.buyer_reference,
        document.contract_number,
        document.project,
    )
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


def findable(document: Document, number: str, name: str) -> list[str]:
    """Return the texts a search finds the document by."""
    buyer = document.buyer
    texts = [number, name, buyer.name, buyer.trading_name, buyer.contact_name]
    texts += references(document)
    for line in document.lines:
        texts += (line.item_number, line.name, line.description)
    return texts


def links(document: Document) -> set[tuple[str, int]]:
    """Return which documents this one names, and as what."""
    named = [("deposit", reference) for reference in document.deposits]
    named += [("preceding", reference) for reference in document.preceding]
    if document.origin is not None:
        named.append(("origin", document.origin))
    return {
        (role, reference.document_id)
        for role, reference in named
        if reference.document_id is not None
    }


def put_links(ledger: Ledger, document_id: int, document: Document) -> None:
    """Keep which documents a draft names, instead of those it named before."""
    before = {
        (role, target)
        for role, target in ledger.select(
            "SELECT role, target_id FROM document_links WHERE document_id = ?", (document_id,)
        )
    }
    after = links(document)
    if before - after:
        ledger.write_all(
            "DELETE FROM document_links WHERE document_id = ? AND role = ? AND target_id = ?",
            [(document_id, *link) for link in before - after],
        )
    if after - before:
        ledger.write_all(
            "INSERT INTO document_links (document_id, role, target_id) VALUES (?, ?, ?)",
            [(document_id, *link) for link in sorted(after - before)],
        )
