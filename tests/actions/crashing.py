"""A program that is killed while it works, again and again: `python -m tests.actions.crashing`.

Each try is a child process that issues, pays, imports and sends until it is killed: half of them
by `kill -9` at a random call, the others by a timer whose signal ends the process wherever it is,
in the middle of a write to the disk too. After each try the ledger is opened and proved.
"""

import os
import random
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from invoicer.actions import business, checking, clients, corrections, importing, payments, sending
from invoicer.actions import documents as acts
from invoicer.ledger import documents as kept
from invoicer.ledger import ledger as ledgers
from invoicer.ledger import outbox
from invoicer.ledger import payments as booked
from invoicer.ledger.ledger import Ledger
from invoicer.models.money import Money
from invoicer.models.outbox import MailSettings, Outcome, Stage, Verdict
from invoicer.models.stored import MailState
from tests.actions.conftest import BUSINESS, TODAY, client, invoice, render

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def prepare(path: Path) -> None:
    """Make the ledger everybody works on."""
    ledger = ledgers.create(path, clock=lambda: AT)
    business.set_business(ledger, BUSINESS)
    business.set_mail_account(ledger, MailSettings(host="127.0.0.1", sender="lena@baum.example"))
    clients.add(ledger, client("Kessler & Söhne GmbH"))
    ledger.close()


def warm_up(folder: Path) -> None:
    """Do everything once on a ledger of its own: the children are born with all imports done."""
    folder.mkdir()
    path = folder / "books.invoicer"
    prepare(path)
    ledger = ledgers.open(path, clock=lambda: AT)
    for act in (issue, pay, undo, credit, issue, import_statement, queue, send):
        act(ledger, random.Random(1), folder)
    ledger.close()
    proof(path)


def work(ledger: Ledger, chance: random.Random, folder: Path) -> None:
    """Do one thing a user does, at random."""
    act: Callable[[Ledger, random.Random, Path], None] = chance.choice(
        [issue, issue, pay, undo, credit, import_statement, queue, send]
    )
    act(ledger, chance, folder)


def issue(ledger: Ledger, chance: random.Random, folder: Path) -> None:
    document_id = acts.save_draft(ledger, invoice(ledger))
    acts.issue(ledger, document_id, today=TODAY, render=render)


def pay(ledger: Ledger, chance: random.Random, folder: Path) -> None:
    waiting = kept.open_documents(ledger)
    if waiting:
        one = chance.choice(list(waiting))
        amount = Money(chance.randint(1, one.open.minor), one.open.currency)
        payments.record(ledger, one.document_id, amount, on=TODAY)


def undo(ledger: Ledger, chance: random.Random, folder: Path) -> None:
    done = [one for one in booked.rows(ledger, "", limit=20, offset=0) if not one.reversed]
    if done:
        payments.undo(ledger, chance.choice(done).id, on=TODAY)


def credit(ledger: Ledger, chance: random.Random, folder: Path) -> None:
    document_id = acts.save_draft(ledger, invoice(ledger))
    acts.issue(ledger, document_id, today=TODAY, render=render)
    with ledger.atomic():
        credit_id = corrections.credit(ledger, document_id)
        acts.issue(ledger, credit_id, today=TODAY, render=render)


def import_statement(ledger: Ledger, chance: random.Random, folder: Path) -> None:
    waiting = list(kept.open_documents(ledger))[-3:]
    rows = ["Buchungstag;Name;IBAN;Verwendungszweck;Betrag;Währung"]
    for one in waiting:
        on = TODAY - timedelta(days=chance.randint(0, 9))
        amount = str(one.open.amount).replace(".", ",")
        rows.append(
            f"{on:%d.%m.%Y};Kessler & Söhne GmbH;DE02120300000000202051;"
            f"RG {one.number};{amount};EUR"
        )
    if waiting:
        rows.append(f"13.11.2026;Stadtwerke;DE02500105170137075030;Strom;-{len(rows)}4,00;EUR")
        file = folder / "bank.csv"
        file.write_text("\n".join(rows) + "\n", encoding="utf-8")
        done = importing.import_file(ledger, file, answers={}, today=TODAY)
        if chance.random() < 0.3:
            importing.undo(ledger, done.id, on=TODAY)


def queue(ledger: Ledger, chance: random.Random, folder: Path) -> None:
    document_id = acts.save_draft(ledger, invoice(ledger))
    with ledger.atomic():
        acts.issue(ledger, document_id, today=TODAY, render=render)
        sending.queue(ledger, document_id, at=AT)


def send(ledger: Ledger, chance: random.Random, folder: Path) -> None:
    sending.recover(ledger, at=AT)

    def transport(letter: sending.Letter) -> Outcome:
        with (folder / "arrived.txt").open("a") as arrived:
            arrived.write(f"{letter.message['Message-ID']}\n")
        return Outcome(verdict=Verdict.ACCEPTED, stage=Stage.END, sentence="250 kept")

    sending.send_due(ledger, transport, at=AT)


def dying(chance: random.Random) -> None:
    """Arrange for this process to end without a word, soon."""
    if chance.random() < 0.5:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, chance.uniform(0.01, 0.3))
        return
    left = chance.randint(200, 120_000)

    def count(_frame: FrameType | None, _event: str, _argument: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)


def child(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    ledger = ledgers.open(path, clock=lambda: AT)
    dying(chance)
    while True:
        work(ledger, chance, path.parent)


def main(path: Path, seed: int, tries: int) -> int:
    """Kill that many children; print what was wrong after any of them."""
    warm_up(path.parent / "warm")
    prepare(path)
    for attempt in range(tries):
        pid = os.fork()
        if pid == 0:
            try:
                child(path, seed * 1000 + attempt)
            finally:
                # Only a defect gets here: a refusal or a bug, told by the traceback.
                os._exit(70)
        _pid, status = os.waitpid(pid, 0)
        if not os.WIFSIGNALED(status):
            print(f"try {attempt}: ended by itself, status {os.waitstatus_to_exitcode(status)}")
            return 1
        wrong = proof(path)
        if wrong:
            print(f"try {attempt}:", *wrong, sep="\n")
            return 1
    print(summary(path))
    return 0


def proof(path: Path) -> list[str]:
    """Return what is wrong with the ledger and with what the mail server got."""
    ledger = ledgers.open(path, clock=lambda: AT)
    try:
        wrong = checking.check(ledger)
        arrived = path.parent / "arrived.txt"
        got = arrived.read_text().split() if arrived.exists() else []
        wrong += [f"{one} arrived twice" for one in set(got) if got.count(one) > 1]
        kept_mails = {one.message_id: one.state for one in outbox.rows(ledger, states=())}
        wrong += [
            f"{one} arrived but reads {kept_mails[one]}"
            for one in got
            if kept_mails[one] in (MailState.QUEUED, MailState.REFUSED)
        ]
        wrong += [
            f"{one} reads sent but never arrived"
            for one, state in kept_mails.items()
            if state == MailState.ACCEPTED and one not in got
        ]
        return wrong
    finally:
        ledger.close()


def summary(path: Path) -> str:
    """Return how much was done in spite of it all."""
    ledger = ledgers.open(path)
    numbers = sum(1 for _one in kept.issued(ledger))
    mails = len(outbox.rows(ledger, states=()))
    paid = len(booked.rows(ledger, "", limit=10_000, offset=0))
    ledger.close()
    return f"{numbers} issued, {paid} payments, {mails} mails"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
