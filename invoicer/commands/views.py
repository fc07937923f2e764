"""What commands print of things, as JSON values and as lines of text."""

from datetime import date, datetime
from typing import Any

from invoicer.models import lifecycle
from invoicer.models.document import TYPE_CODES
from invoicer.models.money import Money
from invoicer.models.statement import Statement, StatementLine
from invoicer.models.stored import (
    DocumentRow,
    StoredDocument,
    StoredImport,
    StoredLine,
    StoredMail,
    StoredPayment,
)
from invoicer.models.totals import Totals


def amount(money: Money | None) -> str | None:
    """Return the amount in major units as text, "1250.00"."""
    return None if money is None else str(money.amount)


def day(on: date | datetime | None) -> str | None:
    """Return a date or moment in ISO 8601."""
    return None if on is None else on.isoformat()


def row(one: DocumentRow) -> dict[str, Any]:
    """Return one row of a list of documents."""
    return {
        "id": one.id,
        "kind": one.kind.value,
        "number": one.number,
        "client": one.client_name,
        "issued_on": day(one.issued_on),
        "due_on": day(one.due_on),
        "status": one.status.value,
        "currency": one.payable.currency,
        "payable": amount(one.payable),
        "open": amount(one.open),
    }


def row_text(one: DocumentRow) -> str:
    """Return one row of a list of documents as a line."""
    number = one.number or f"#{one.id}"
    return (
        f"{number:<16} {day(one.issued_on) or '':<10}  {one.status.value:<12} "
        f"{one.payable!s:>18} {one.open!s:>18}  {one.client_name}"
    )


def totals(figures: Totals) -> dict[str, Any]:
    """Return a document's figures by name, with the business terms of EN 16931 beside them."""
    return {
        "line_total": amount(figures.line_total),
        "allowances": amount(figures.allowances),
        "charges": amount(figures.charges),
        "net": amount(figures.net),
        "tax": amount(figures.tax),
        "gross": amount(figures.gross),
        "prepaid": amount(figures.prepaid),
        "rounding": amount(figures.rounding),
        "due": amount(figures.due),
        "withheld": amount(figures.withheld),
        "payable": amount(figures.payable),
        "taxes": [
            {
                "name": one.tax.name,
                "category": one.tax.category.value,
                "rate": str(one.tax.rate),
                "base": amount(one.base),
                "amount": amount(one.amount),
                "reason": one.tax.reason,
            }
            for one in figures.taxes
        ],
    }


def document(stored: StoredDocument, figures: Totals, today: date) -> dict[str, Any]:
    """Return a document whole."""
    content = stored.document
    return {
        "id": stored.id,
        "kind": content.kind.value,
        "type_code": TYPE_CODES[content.kind],
        "number": stored.number,
        "status": lifecycle.status(stored.facts, today).value,
        "issued_on": day(stored.facts.issued_on),
        "due_on": day(stored.facts.due_on),
        "valid_until": day(stored.facts.valid_until),
        "currency": content.currency,
        "client": content.buyer.name,
        "buyer_reference": content.buyer_reference,
        "order_number": content.order_number,
        "lines": [
            {
                "name": line.name,
                "description": line.description,
                "quantity": str(line.quantity),
                "unit": line.unit,
                "price": str(line.price),
                "net": amount(figure.net),
                "taxes": [f"{tax.category.value} {tax.rate}" for tax in line.taxes],
            }
            for line, figure in zip(content.lines, figures.lines, strict=True)
        ],
        "totals": totals(figures),
        "paid": amount(stored.facts.paid),
        "credited": amount(stored.facts.credited),
        "written_off": amount(stored.facts.written_off),
        "open": amount(lifecycle.open_amount(stored.facts)),
        "preceding": [reference.number for reference in content.preceding],
        "origin": content.origin.number if content.origin else None,
    }


def document_text(stored: StoredDocument, figures: Totals, today: date) -> str:
    """Return a document as a few readable lines."""
    content = stored.document
    name = stored.number or f"draft #{stored.id}"
    status = lifecycle.status(stored.facts, today).value
    rows = [f"{content.kind.value} {name} · {content.buyer.name} · {status}"]
    for line, figure in zip(content.lines, figures.lines, strict=True):
        rows.append(f"  {line.quantity} × {line.name:<40} {figure.net!s:>18}")
    rows += [f"  tax {t.tax.rate} % on {t.base}: {t.amount}" for t in figures.taxes]
    rows.append(f"  total {figures.gross}, to pay {figures.payable}")
    rows.append(f"  open {lifecycle.open_amount(stored.facts)}")
    return "\n".join(rows)


def statement_line(line: StatementLine) -> dict[str, Any]:
    """Return one movement of an account."""
    return {
        "row": line.row,
        "booked_on": day(line.booked_on),
        "value_on": day(line.value_on),
        "amount": amount(line.amount),
        "currency": line.amount.currency,
        "name": line.name,
        "account": line.account,
        "purpose": line.purpose,
        "references": list(line.references),
        "pending": line.pending,
    }


def statement(one: Statement) -> dict[str, Any]:
    """Return a statement as read, with what it can't decide and what was left out."""
    return {
        "format": one.format,
        "encoding": one.encoding,
        "profile": one.profile,
        "account": one.account,
        "currency": one.currency,
        "lines": [statement_line(line) for line in one.lines],
        "balance": {
            "opening": amount(one.balance.opening),
            "closing": amount(one.balance.closing),
            "adds_up": one.balance.adds_up,
        },
        "questions": [
            {
                "key": question.key,
                "text": question.text,
                "choices": [{"value": c.value, "label": c.label} for c in question.choices],
            }
            for question in one.questions
        ],
        "left_out": [{"row": r.row, "text": r.text, "reason": r.reason} for r in one.left_out],
        "inferred": list(one.inferred),
    }


def statement_text(one: Statement) -> str:
    """Return a statement as readable lines."""
    rows = [f"{one.format} · {one.encoding} · {one.account or '?'} · {one.currency or '?'}"]
    rows += [f"  {fact}" for fact in one.inferred]
    for line in one.lines:
        pending = " (pending)" if line.pending else ""
        rows.append(
            f"  {line.row:>5}  {line.booked_on}  {line.amount!s:>16}  {line.name} · "
            f"{line.purpose}{pending}"
        )
    rows += [f"  left out, row {r.row}: {r.reason} ({r.text})" for r in one.left_out]
    for question in one.questions:
        rows.append(f"  ? {question.text}")
        rows += [f"      --answer {question.key}={c.value}   {c.label}" for c in question.choices]
    if one.balance.adds_up is not None:
        rows.append("  balance adds up" if one.balance.adds_up else f"  {one.balance.remark}")
    return "\n".join(rows)


def stored_import(one: StoredImport) -> dict[str, Any]:
    """Return one imported file."""
    return {
        "id": one.id,
        "file": one.file_name,
        "profile": one.profile,
        "account": one.account,
        "currency": one.currency,
        "imported_at": day(one.imported_at),
        "lines": one.lines,
        "new_lines": one.new_lines,
        "booked": one.booked,
        "undone": one.undone,
    }


def stored_line(one: StoredLine) -> dict[str, Any]:
    """Return an imported bank line with its proposals."""
    return {
        "id": one.id,
        "import": one.import_id,
        "state": one.state.value,
        **statement_line(one.line),
        "payment": one.payment_id,
        "proposals": [
            {
                "documents": [share.document_id for share in proposal.shares],
                "amounts": [amount(share.amount) for share in proposal.shares],
                "confidence": proposal.confidence,
                "reasons": list(proposal.reasons),
            }
            for proposal in one.proposals
        ],
    }


def mail(one: StoredMail) -> dict[str, Any]:
    """Return one mail of the outbox."""
    return {
        "id": one.id,
        "message_id": one.message_id,
        "document": one.mail.document_id,
        "to": one.mail.to,
        "subject": one.mail.subject,
        "state": one.state.value,
        "attempts": one.attempts,
        "next_attempt_at": day(one.next_attempt_at),
        "accepted_at": day(one.accepted_at),
        "server_reply": one.server_reply,
    }


def payment(one: StoredPayment) -> dict[str, Any]:
    """Return a payment with what it settled."""
    return {
        "id": one.id,
        "received_on": day(one.payment.received_on),
        "amount": amount(one.payment.amount),
        "currency": one.payment.amount.currency,
        "unallocated": amount(one.unallocated),
        "reversed": one.reversed,
        "settles": [
            {"document": a.document_id, "amount": amount(a.amount), "kind": a.kind.value}
            for a in one.allocations
        ],
    }
