"""Commands run in this process, over a ledger of their own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from invoicer import cli

BUSINESS = {
    "name": "Lena Baum Design",
    "address": {"line1": "Hafenstr. 3", "postcode": "20457", "city": "Hamburg", "country": "DE"},
    "email": "lena@baum.example",
    "vat_id": "DE136695976",
    "language": "en",
    "accounts": [{"account": "DE12500105170648489890", "bic": "INGDDEFFXXX"}],
    "terms": {"days": 14, "discounts": [{"percentage": "2", "days": 7}]},
}
CLIENT = {
    "name": "Kessler & Söhne GmbH",
    "number": "C-101",
    "address": {"line1": "Industrieweg 4", "postcode": "70565", "city": "Stuttgart"}
    | {"country": "DE"},
    "email": "rechnung@kessler.example",
}
INVOICE = {
    "client": "C-101",
    "delivered_on": "2026-11-18",
    "lines": [
        {"name": "Workshop", "quantity": "16", "unit": "HUR", "price": "95", "tax": "19"},
        {"name": "Style guide", "price": "2400", "tax": "19", "discount": {"percentage": "5"}},
        {"name": "Printing", "quantity": "200", "price": "0.85", "tax": "7"},
    ],
}


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `invoicer WORDS …` on the ledger books.invoicer; dicts are written to files first."""
    files = 0

    def run_one(*words: object) -> Ran:
        nonlocal files
        plain = []
        for word in words:
            if isinstance(word, (dict, list)):
                files += 1
                file = tmp_path / f"form-{files}.json"
                file.write_text(json.dumps(word), encoding="utf-8")
                plain.append(str(file))
            else:
                plain.append(str(word))
        if "--ledger" not in plain:
            plain = ["--ledger", str(tmp_path / "books.invoicer"), *plain]
        status = cli.main(plain, window=lambda _path: 77)
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return run_one


@pytest.fixture
def shop(run: Run) -> Run:
    """The same, with a business and a client in the ledger."""
    assert run("business", "set", BUSINESS).status == 0
    assert run("client", "add", CLIENT).out == "1\n"
    return run
