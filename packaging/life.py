"""One invoice's whole life by the program's own commands, each artefact printed.

`make run` walks it where there is no display, `make package-smoke` with the frozen program. The
mail goes to a mail server of this script's own, on this machine only.
"""

import argparse
import email
import email.policy
import json
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pypdf import PdfReader

BUSINESS: dict[str, Any] = {
    "name": "Linden & Söhne Design GmbH",
    "address": {
        "line1": "Lindenstraße 12",
        "postcode": "10969",
        "city": "Berlin",
        "country": "DE",
    },
    "email": "rechnung@linden.example",
    "vat_id": "DE136695976",
    "tax_number": "37/123/45678",
    "country": "DE",
    "accounts": [{"account": "DE02120300000000202051", "bic": "BYLADEM1001"}],
    "terms": {"days": 14, "discounts": [{"percentage": "2", "days": 7}]},
}
CLIENT: dict[str, Any] = {
    "name": "Łódź Media Sp. z o.o.",
    "number": "C-1001",
    "address": {
        "line1": "Am Markt 3",
        "postcode": "20095",
        "city": "Hamburg",
        "country": "DE",
    },
    "email": "einkauf@lodz-media.example",
    "language": "de",
}
INVOICE = {
    "lines": [
        {"name": "Website design", "quantity": "12.5", "unit": "HUR", "price": "95", "tax": "19"},
        {
            "name": "Printed guide",
            "quantity": "40",
            "price": "14.90",
            "tax": "7",
            "discount": {"percentage": "5", "reason": "Regular customer"},
        },
    ],
    "adjustments": [{"percentage": "3", "reason": "Spring discount"}],
    "order_number": "PO-7781",
}


class MailCatcher:
    """Writes every mail it is given into a folder, as a mail server would hand it on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[Path] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail and accept it."""
        file = self.folder / f"mail-{len(self.files) + 1}.eml"
        file.write_bytes(envelope.original_content or b"")
        self.files.append(file)
        return "250 kept"


class Life:
    """Runs commands on one ledger and tells what each of them printed."""

    def __init__(self, program: list[str], folder: Path, ledger: str) -> None:
        self.program = program
        self.folder = folder
        self.ledger = folder / ledger

    def say(self, *words: str) -> str:
        """Run a command, show it with what it printed, and return that. Stops at a failure."""
        print(f"\n$ invoicer --ledger {self.ledger.name} {' '.join(words)}", flush=True)
        printed = self._run(*words)
        shown = printed.splitlines()
        print("\n".join(shown[:14]))
        if len(shown) > 14:
            print(f"… and {len(shown) - 14} more lines")
        return printed.strip()

    def ask(self, *words: str) -> Any:
        """Run a command for its JSON, without showing it."""
        return json.loads(self._run("--json", *words))

    def form(self, name: str, content: object) -> str:
        """Write a JSON form and return its path."""
        file = self.folder / name
        file.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
        return str(file)

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [*self.program, "--ledger", str(self.ledger), *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            sys.exit(f"{' '.join(words)}: exit status {done.returncode}\n{done.stderr}")
        return done.stdout


def look_at_the_demo(life: Life) -> None:
    """Make the demo business and look around in it."""
    life.say("demo", "--documents", "24")
    life.say("document", "list")
    life.say("due", "--on", date.today().isoformat())  # noqa: DTZ011
    bank_file = life.ledger.with_suffix(".bank.csv")
    life.say("statement", "read", str(bank_file))
    life.say("statement", "import", str(bank_file))
    life.say("check")


def walk_an_invoice(life: Life, port: int) -> list[Path]:
    """Take one invoice from its draft to money in the bank, then credit another; name the files."""
    mail = {"host": "127.0.0.1", "port": port, "security": "none", "sender": BUSINESS["email"]}
    life.say("business", "set", life.form("business.json", {**BUSINESS, "mail": mail}))
    client_id = int(life.say("client", "add", life.form("client.json", CLIENT)))
    today = date.today().isoformat()  # noqa: DTZ011
    invoice = {**INVOICE, "client": client_id, "delivered_on": today}
    draft = life.say("document", "add", life.form("invoice.json", invoice))
    number = life.say("document", "issue", draft)
    life.say("document", "show", number)
    files = [life.folder / f"{number}.pdf"]
    life.say("document", "pdf", number, str(files[0]))
    life.say("document", "send", number)
    life.say("outbox", "send")
    life.say("payment", "add", number, "500.00", "--on", today)
    left = life.ask("document", "show", number)["open"]
    files.append(_bank_file(life.folder, number, left))
    life.say("statement", "import", str(files[-1]))
    if life.ask("document", "show", number)["status"] != "paid":
        sys.exit(f"{number} should be paid by now")
    life.say("document", "show", number)
    second = life.say("document", "issue", life.say("document", "duplicate", number))
    credit_note = life.say("document", "credit", second)
    files.append(life.folder / f"{credit_note}.pdf")
    life.say("document", "pdf", credit_note, str(files[-1]))
    life.say("document", "list")
    life.say("search", "Website")
    life.say("outbox", "list")
    life.say("check")
    return files


def _bank_file(folder: Path, number: str, amount: str) -> Path:
    """Write what the bank would say of the transfer."""
    file = folder / "bank.csv"
    today = f"{date.today():%d.%m.%Y}"  # noqa: DTZ011
    file.write_text(
        "Buchungstag;Valuta;Auftraggeber;Verwendungszweck;IBAN;Betrag;Währung\n"
        f"{today};{today};Lodz Media Sp. z o.o.;Rechnung {number} danke;"
        f"DE89370400440532013000;{amount.replace('.', ',')};EUR\n"
        f"{today};{today};Stadtwerke;Abschlag Strom;DE75512108001245126199;-84,00;EUR\n",
        encoding="utf-8",
    )
    return file


def examine(printed: Path, mail: Path) -> None:
    """Stop unless the PDF says who it is for, in fonts of its own, and the mail brings it whole."""
    page: Any = PdfReader(printed).pages[0]
    if CLIENT["name"] not in page.extract_text():
        sys.exit(f"{printed.name} doesn't name the client")
    for font in page["/Resources"]["/Font"].values():
        descriptor = font.get("/FontDescriptor") or font["/DescendantFonts"][0]["/FontDescriptor"]
        if "/FontFile2" not in descriptor:
            sys.exit(f"{printed.name}: the font {font['/BaseFont']} isn't embedded")
    message = email.message_from_bytes(mail.read_bytes(), policy=email.policy.default)
    attached = [part.get_content() for part in message.iter_attachments()]
    if printed.read_bytes() not in attached:
        sys.exit(f"{mail.name} doesn't bring {printed.name}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def main() -> None:
    """Walk the life in an empty folder and list what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("program", nargs="+", help="the command that starts invoicer")
    given = parser.parse_args()
    folder: Path = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    look_at_the_demo(Life(given.program, folder, "demo.invoicer"))
    catcher = MailCatcher(folder)
    port = _free_port()
    controller = Controller(catcher, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        files = walk_an_invoice(Life(given.program, folder, "linden.invoicer"), port)
    finally:
        controller.stop()
    if len(catcher.files) != 1:
        sys.exit(f"{len(catcher.files)} mails arrived, not one")
    examine(files[0], catcher.files[0])
    print("\nWhat came of it:")
    ledgers = [folder / "demo.invoicer", folder / "linden.invoicer"]
    for file in [*files, *catcher.files, *ledgers]:
        print(f"  {file}  {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
