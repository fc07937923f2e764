"""An invoice's whole life by commands."""

from decimal import Decimal
from pathlib import Path

from tests.commands.conftest import INVOICE, Run

BANK = (
    "Buchungstag;Valuta;Name;IBAN;Verwendungszweck;Betrag;Währung\n"
    "20.11.2026;20.11.2026;KESSLER U SOEHNE GMBH;DE02120300000000202051;"
    "RG 2026-0001 DANKE;4.703,90;EUR\n"
    "20.11.2026;20.11.2026;Stadtwerke;DE02500105170137075030;Abschlag Strom;-84,00;EUR\n"
)


def test_from_a_draft_to_money_in_the_bank_and_a_credit_note(shop: Run, tmp_path: Path) -> None:
    assert shop("document", "add", INVOICE).out == "1\n"
    assert shop("document", "issue", "1", "--on", "2026-11-18").out == "2026-0001\n"
    shown = shop("document", "show", "2026-0001", "--json").value
    assert shown["totals"]["payable"] == "4703.90"
    assert shown["totals"]["net"] == "3970.00"
    assert [(t["rate"], t["base"], t["amount"]) for t in shown["totals"]["taxes"]] == [
        ("19", "3800.00", "722.00"),
        ("7", "170.00", "11.90"),
    ]
    assert shown["due_on"] == "2026-12-02"
    assert shown["status"] == "issued"
    pdf = tmp_path / "invoice.pdf"
    assert shop("document", "pdf", "2026-0001", pdf).status == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    bank = tmp_path / "bank.csv"
    bank.write_text(BANK, encoding="utf-8")
    imported = shop("statement", "import", bank, "--json").value
    assert (imported["lines"], imported["new_lines"], imported["booked"]) == (2, 2, 1)
    assert shop("document", "show", "2026-0001", "--json").value["status"] == "paid"
    again = shop("statement", "import", bank)
    assert again.status == 1 or "0 booked" in again.out
    assert len(shop("payment", "list", "--json").value) == 1
    assert shop("statement", "undo", imported["id"]).status == 0
    assert shop("document", "show", "2026-0001", "--json").value["open"] == "4703.90"
    assert shop("document", "credit", "2026-0001", "--on", "2026-11-20").out == "CN-2026-0001\n"
    assert shop("document", "show", "2026-0001", "--json").value["status"] == "credited"
    assert shop("check").out.startswith("Everything adds up")


def test_lists_and_search_find_what_was_written(shop: Run) -> None:
    shop("document", "add", INVOICE)
    shop("document", "add", INVOICE)
    shop("document", "issue", "1", "--on", "2026-11-18")
    assert [row["id"] for row in shop("document", "list", "--json").value] == [2, 1]
    drafts = shop("document", "list", "--status", "draft", "--json").value
    assert [row["id"] for row in drafts] == [2]
    assert shop("document", "list", "--search", "nobody", "--json").value == []
    assert shop("document", "list", "--search", "kessl", "--json").value
    kinds = {hit["kind"] for hit in shop("search", "2026-0001", "--json").value}
    assert "document" in kinds
    assert shop("search", "style guide", "--json").value


def test_due_tells_what_is_overdue_on_a_day(shop: Run) -> None:
    shop("document", "add", INVOICE)
    shop("document", "issue", "1", "--on", "2026-11-01")
    assert shop("due", "--on", "2026-11-02", "--json").value["overdue"] == []
    assert len(shop("due", "--on", "2026-11-10", "--json").value["due_soon"]) == 1
    overdue = shop("due", "--on", "2026-12-24", "--json").value["overdue"]
    assert [row["number"] for row in overdue] == ["2026-0001"]


def test_a_mail_waits_in_the_outbox_until_it_is_sent(shop: Run) -> None:
    shop("document", "add", INVOICE)
    shop("document", "issue", "1", "--on", "2026-11-18")
    assert shop("document", "send", "2026-0001").status == 0
    (mail,) = shop("outbox", "list", "--json").value
    assert mail["state"] == "queued"
    assert mail["to"] == "rechnung@kessler.example"
    assert "2026-0001" in mail["subject"]
    refused = shop("outbox", "send")
    assert refused.status == 1
    assert "mail" in refused.err.lower()


def test_the_demo_fills_a_new_ledger_only(run: Run, tmp_path: Path) -> None:
    made = run("demo", "--documents", "9", "--on", "2026-11-21", "--json").value
    assert made["documents"] == 9
    bank = run("statement", "import", made["bank_file"], "--json").value
    assert bank["booked"] >= 1
    assert run("check").status == 0
    again = run("demo", "--documents", "5")
    assert again.status == 1
    assert "in use" in again.err


def test_without_a_command_the_window_opens(run: Run) -> None:
    assert run().status == 77


def test_wrong_use_ends_with_2_and_a_refusal_with_1(shop: Run) -> None:
    assert shop("document").status in (0, 2)
    assert shop("document", "burn").status == 2
    assert shop("document", "show").status == 2
    unknown = shop("document", "show", "2026-9999")
    assert unknown.status == 1
    assert unknown.err.count("\n") == 1
    assert unknown.out == ""


def test_part_of_an_invoice_is_credited_by_a_form_that_names_it(shop: Run) -> None:
    shop("document", "add", INVOICE)
    shop("document", "issue", "1", "--on", "2026-11-18")
    part = {"kind": "credit_note", "preceding": ["2026-0001"]} | {
        "client": "C-101",
        "lines": [{"name": "Printing", "quantity": "200", "price": "0.85", "tax": "7"}],
    }
    draft = shop("document", "add", part).out.strip()
    number = shop("document", "issue", draft, "--on", "2026-11-19").out.strip()
    shown = shop("document", "show", number, "--json").value
    assert (shown["preceding"], shown["status"]) == (["2026-0001"], "credited")
    invoice = shop("document", "show", "2026-0001", "--json").value
    assert (invoice["credited"], invoice["open"]) == ("181.90", "4522.00")
    assert shop("document", "add", part | {"preceding": ["2026-9999"]}).status == 1
    assert shop("check").status == 0


def test_a_bank_file_of_two_accounts_tells_of_both_imports(shop: Run, tmp_path: Path) -> None:
    bank = tmp_path / "two.csv"
    bank.write_text(
        "Own account;Booking date;Description;Amount;Currency\n"
        "DE12500105170648489890;2026-11-20;Rent;-5.00;EUR\n"
        "DE89370400440532013000;2026-11-20;Rent;-5.00;EUR\n",
        encoding="utf-8",
    )
    read = shop("statement", "read", bank, "--json").value
    assert len(read["statements"]) == 2
    made = shop("statement", "import", bank, "--json").value["imports"]
    assert [one["new_lines"] for one in made] == [1, 1]
    assert shop("statement", "undo", made[1]["id"]).status == 0


def test_what_is_shown_of_a_document_adds_up_to_what_is_payable(shop: Run) -> None:
    shop("document", "add", INVOICE)
    shop("document", "issue", "1", "--on", "2026-11-18")
    shop("payment", "add", "2026-0001", "1000", "--on", "2026-11-20", "--discount", "20")
    shown = shop("document", "show", "2026-0001", "--json").value
    parts = [Decimal(shown[name]) for name in ("paid", "credited", "written_off", "open")]
    assert sum(parts) == Decimal(shown["totals"]["payable"])
    assert shown["valid_until"] is None
