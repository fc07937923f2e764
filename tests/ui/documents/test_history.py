"""The history under a document."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from invoicer.models.stored import AuditEntry
from invoicer.ui.app import App
from invoicer.ui.documents.detail import History


def test_a_long_address_is_broken_and_not_cut(app: App, qtbot: QtBot) -> None:
    history = History(app.context)
    qtbot.addWidget(history)
    history.resize(270, 100)
    entry = AuditEntry(
        id=1,
        at=datetime(2026, 11, 21, 9, 12, tzinfo=UTC),
        act="mail_queued",
        kind="document",
        subject_id=1,
        details='{"to":"rechnung@kessler.example"}',
        hash="",
    )
    history.show_entries([entry])
    history.show()
    sentence = next(one for one in history.findChildren(QLabel) if one.wordWrap())
    assert sentence.accessibleName() == "Mail to rechnung@kessler.example waits to be sent"
    words = sentence.text().replace("\N{ZERO WIDTH SPACE}", " ").split()
    assert max(sentence.fontMetrics().horizontalAdvance(one) for one in words) <= sentence.width()
