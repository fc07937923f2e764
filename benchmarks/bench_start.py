"""From the start of the process until the list of invoices is there, against an empty window.

Both are processes of their own, started turn by turn; each says when its window has been painted.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import generate, measure

ROUNDS = 7

EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
application.processEvents()
print("painted", flush=True)
"""

# The program as it starts, but for its event loop, which ends once a filled list was painted.
OURS = """
import sys
from PySide6.QtWidgets import QApplication, QTableView

def until_usable(*_):
    while True:
        QApplication.processEvents()
        for window in QApplication.topLevelWidgets():
            for view in window.findChildren(QTableView):
                if view.isVisible() and view.model() and view.model().rowCount():
                    view.viewport().repaint()
                    QApplication.processEvents()
                    print("painted", flush=True)
                    return 0

QApplication.exec = until_usable
from invoicer.__main__ import main
main()
"""


def started(code: str, *arguments: str, home: str) -> float:
    """Return the seconds until the process says that it has painted."""

    def run() -> None:
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdout=subprocess.PIPE,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "INVOICER_HOME": home},
            text=True,
        )
        with process:
            assert process.stdout is not None
            assert process.stdout.readline() == "painted\n"
            measured.append(measure.seconds(process.wait))

    measured: list[float] = []
    whole = measure.seconds(run)
    return whole - measured[0]


def main() -> None:
    """Print the ratio."""
    path = str(generate.path())
    pairs = []
    with tempfile.TemporaryDirectory() as home:
        Path(home, "window.ini").write_text("[window]\npage=invoices\n", encoding="utf-8")
        for _ in range(ROUNDS + 1):
            ours = started(OURS, "--ledger", path, home=home)
            pairs.append((ours, started(EMPTY, home=home)))
    print(
        measure.Ratio(
            name="window start until the list is usable",
            ours=statistics.median(pair[0] for pair in pairs[1:]),
            bare=statistics.median(pair[1] for pair in pairs[1:]),
            times=2.0,
        )
    )


if __name__ == "__main__":
    main()
