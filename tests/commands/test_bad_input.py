"""What can't be done is refused in one clear sentence, and nothing is half-written."""

from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import CLIENT, INVOICE, Run


def line(**changed: Any) -> dict[str, Any]:
    """Return the invoice with one line, changed."""
    return INVOICE | {"lines": [{"name": "Work", "price": "10", "tax": "19"} | changed]}


@pytest.mark.parametrize(
    "form",
    [
        line(price="NaN"),
        line(price="-5"),
        line(price="Infinity"),
        line(price="123456789012345678901234567890"),
        line(quantity="9" * 30),
        line(quantity="1e400"),
        line(tax="-1"),
        line(tax="5000"),
        line(unit="parsec-ish"),
        line(discount={"percentage": "120000"}),
        line(discount={"amount": "0.001"}),
        line(discount={}),
        line(prize="10"),
        INVOICE | {"currency": "DOLLARS"},
        INVOICE | {"client": "nobody"},
        INVOICE | {"due_on": "31.12.2026"},
        INVOICE | {"kind": "bill"},
        INVOICE | {"prepaid": "0.005"},
        [],
    ],
    ids=repr,
)
def test_a_form_that_can_not_be_is_refused_and_nothing_is_kept(shop: Run, form: Any) -> None:
    ran = shop("document", "add", form)
    assert ran.status == 1
    assert ran.out == ""
    assert len(ran.err.strip().splitlines()) == 1
    assert "Traceback" not in ran.err
    assert shop("document", "list", "--json").value == []


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (INVOICE | {"lines": []}, "line"),
        (INVOICE | {"client": None}, "client"),
        (INVOICE | {"due_on": "1899-01-01"}, "due"),
        (INVOICE | {"delivered_on": "9999-12-31"}, "deliver"),
        (line(quantity="-5"), "credit note"),
    ],
)
def test_a_draft_that_can_not_be_issued_says_why_and_spends_no_number(
    shop: Run, form: dict[str, Any], told: str
) -> None:
    draft = shop("document", "add", form).out.strip()
    ran = shop("document", "issue", draft, "--on", "2026-11-18")
    assert ran.status == 1
    assert told in ran.err.lower()
    good = shop("document", "add", INVOICE).out.strip()
    assert shop("document", "issue", good, "--on", "2026-11-18").out == "2026-0001\n"


def test_a_client_without_address_is_kept_but_not_invoiced(shop: Run) -> None:
    bare = {"name": "Somebody", "number": "C-2"}
    assert shop("client", "add", bare).status == 0
    draft = shop("document", "add", INVOICE | {"client": "C-2"}).out.strip()
    ran = shop("document", "issue", draft, "--on", "2026-11-18")
    assert ran.status == 1
    assert "address" in ran.err.lower()


@pytest.mark.parametrize("on", ["1899-12-31", "9999-12-31", "tomorrow", "2026-02-30"])
def test_an_issue_date_that_can_not_be_is_refused(shop: Run, on: str) -> None:
    shop("document", "add", INVOICE)
    ran = shop("document", "issue", "1", "--on", on)
    assert ran.status == 1
    assert shop("document", "show", "1", "--json").value["status"] == "draft"


def test_issuing_and_crediting_twice_is_refused(shop: Run) -> None:
    shop("document", "add", INVOICE)
    shop("document", "issue", "1", "--on", "2026-11-18")
    twice = shop("document", "issue", "1", "--on", "2026-11-18")
    assert twice.status == 1
    assert "2026-0001" in twice.err
    shop("document", "credit", "2026-0001", "--on", "2026-11-18")
    assert shop("document", "credit", "2026-0001", "--on", "2026-11-18").status == 1
    assert len(shop("document", "list", "--json").value) == 2


@pytest.mark.parametrize("amount", ["0", "-1", "NaN", "1.001", "ten", "9" * 30, ""])
def test_an_amount_that_can_not_be_paid_is_refused(shop: Run, amount: str) -> None:
    shop("document", "add", INVOICE)
    shop("document", "issue", "1", "--on", "2026-11-18")
    ran = shop("payment", "add", "--on", "2026-11-20", "--", "2026-0001", amount)
    assert ran.status == 1
    assert shop("payment", "list", "--json").value == []


def test_files_that_can_not_be_read_are_refused(shop: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_bytes(b'{"name": "a"')
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 100_000)
    binary = tmp_path / "binary.json"
    binary.write_bytes(bytes(range(256)))
    for file in (broken, deep, binary, tmp_path / "missing.json", tmp_path):
        ran = shop("client", "add", file)
        assert ran.status == 1, file
        assert len(ran.err.strip().splitlines()) == 1
    assert len(shop("client", "list", "--json").value) == 1


def test_ledgers_that_are_none_are_refused(run: Run, tmp_path: Path) -> None:
    zero = tmp_path / "zero.invoicer"
    zero.touch()
    text = tmp_path / "text.invoicer"
    text.write_text("this is no ledger at all, only words " * 400)
    for path in (tmp_path / "missing.invoicer", tmp_path, zero, text):
        ran = run("--ledger", path, "document", "list")
        assert ran.status == 1, path
        assert len(ran.err.strip().splitlines()) == 1
        assert run("--ledger", path, "client", "add", CLIENT).status == 1
    assert zero.read_bytes() == b""
    assert text.read_text().startswith("this is no ledger")
