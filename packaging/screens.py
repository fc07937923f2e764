"""A picture of every page, light and dark, at 1280×800 and 1024×700, from the demo business.

`make screens` writes them into build/screens. The day is fixed, so that only a changed screen
makes a changed picture.
"""

import argparse
import os
import sys
import tempfile
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HOME = tempfile.TemporaryDirectory(prefix="invoicer-screens-", ignore_cleanup_errors=True)
os.environ["INVOICER_HOME"] = HOME.name
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from PySide6.QtCore import QDeadlineTimer, QSettings  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from invoicer.actions import demo, importing, sending  # noqa: E402
from invoicer.documents import render  # noqa: E402
from invoicer.ledger import documents  # noqa: E402
from invoicer.ledger.ledger import Ledger  # noqa: E402
from invoicer.models.document import DocumentKind  # noqa: E402
from invoicer.models.outbox import Outcome, Stage, Verdict  # noqa: E402
from invoicer.models.stored import Chip, DocumentFilter  # noqa: E402
from invoicer.ui.app import App  # noqa: E402
from invoicer.ui.context import Target  # noqa: E402
from invoicer.ui.theme import Mode  # noqa: E402

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 12, tzinfo=UTC)
SIZES = ((1280, 800), (1024, 700))
PAGES = ("home", "invoices", "quotes", "clients", "items", "banking", "outbox", "settings")

ANSWERS = (
    (Verdict.ACCEPTED, "250 2.0.0 Ok: queued as 4F2D"),
    (Verdict.REFUSED, "The recipient's mailbox does not exist. The server said: 550 5.1.1"),
    (Verdict.UNKNOWN, "The connection broke before the server answered."),
)


def fill(ledger: Ledger, folder: Path) -> int:
    """Make the demo business with mails and bank lines; return the id of a draft."""
    made = demo.build(ledger, documents=60, today=TODAY, render=render.pdf)
    waiting = sorted(documents.open_documents(ledger), key=lambda one: one.document_id)
    for one in waiting[:5]:
        sending.queue(ledger, one.document_id, at=NOW)
    for verdict, sentence in ANSWERS:
        letter = sending.claim(ledger, at=NOW)
        assert letter is not None
        outcome = Outcome(verdict=verdict, stage=Stage.END, sentence=sentence)
        sending.record(ledger, letter.mail_id, outcome, at=NOW)
    bank = folder / "umsaetze-nov.csv"
    bank.write_text(made.bank_csv, encoding="utf-8")
    importing.import_file(ledger, bank, today=TODAY)
    drafts = DocumentFilter(kinds=(DocumentKind.INVOICE,), chip=Chip.DRAFT)
    return documents.rows(ledger, drafts, TODAY, limit=1, offset=0)[0].id


def settle(application: QApplication, milliseconds: int) -> None:
    """Let the window paint and the previews arrive."""
    deadline = QDeadlineTimer(milliseconds)
    while not deadline.hasExpired():
        application.processEvents()


def main() -> int:
    """Write the pictures and print their names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("build/screens"))
    parser.add_argument("pages", nargs="*", default=[])
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    home = Path(HOME.name)
    settings = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)
    app = App(application, home / "demo.invoicer", settings, "en_IE")
    draft = app.background.run(partial(fill, folder=home)).result()
    app.start()
    targets = {name: Target(name) for name in PAGES}
    targets |= {"editor": Target("invoices", "edit", draft)}
    for name, target in targets.items():
        if wanted.pages and name not in wanted.pages:
            continue
        app.window.go(target)
        for mode in (Mode.LIGHT, Mode.DARK):
            app.theme.set_mode(mode)
            for width, height in SIZES:
                app.window.resize(width, height)
                settle(application, 1200)
                file = wanted.folder / f"{name}-{mode.value}-{width}.png"
                app.window.grab().save(str(file))
                print(file)
        app.window.page.back()
    app.window.close()
    app.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
