"""The window starts with what its first page needs, and imports all else when it is used."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

# What makes PDFs and XML, speaks to networks, reads bank files or comes with the commands.
LATER = {
    *("xhtml2pdf", "reportlab", "pypdf", "pypdfium2", "pikepdf", "lxml", "jinja2", "segno"),
    *("smtplib", "keyring", "apscheduler", "click", "stdnum", "iso4217", "charset_normalizer"),
    *("sqlite_utils", "invoicer.bank", "invoicer.cli", "invoicer.documents", "invoicer.mail"),
    *("invoicer.actions", "invoicer.models.presets", "invoicer.ui.documents.editor"),
}

START = """
    import sys
    from PySide6.QtWidgets import QApplication, QTableView

    def until_shown(*_):
        views = []
        while not any(view.isVisible() and view.model().rowCount() for view in views):
            QApplication.processEvents()
            windows = QApplication.topLevelWidgets()
            views = [view for window in windows for view in window.findChildren(QTableView)]
        print(*sys.modules, sep="\\n")
        return 0

    QApplication.exec = until_shown
    from invoicer.__main__ import main
    sys.argv = ["invoicer", "--ledger", {path!r}]
    main()
"""


def test_the_list_is_shown_before_anything_else_is_imported(tmp_path: Path) -> None:
    ledger = tmp_path / "demo.invoicer"
    environment = {
        **os.environ,
        "INVOICER_HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
    }
    demo = ["-m", "invoicer", "--ledger", str(ledger), "demo", "--documents", "12"]
    subprocess.run([sys.executable, *demo], env=environment, check=True, capture_output=True)
    (tmp_path / "window.ini").write_text("[window]\npage=invoices\n", encoding="utf-8")
    code = textwrap.dedent(START).format(path=str(ledger))
    shown = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    imported = set(shown.stdout.split())
    early = {
        name
        for name in imported
        for later in LATER
        if name == later or name.startswith(f"{later}.")
    }
    assert early == set()
