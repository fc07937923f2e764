"""None outlives a long session, on every Python."""

import sys

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from invoicer.ui import immortal


def test_none_survives_as_many_qt_calls_as_a_long_session_makes(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    for number in range(60_000):
        widget.resize(number % 7 + 1, 1)
    immortal.keep_constants()
    assert sys.getrefcount(None) > 100_000
