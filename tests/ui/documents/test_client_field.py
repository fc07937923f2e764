"""The client of a document, typed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from invoicer.actions import clients
from invoicer.ui.app import App
from invoicer.ui.documents.client_field import ClientField
from tests.actions.conftest import client


def test_enter_after_a_name_nobody_has_offers_to_create_it(
    app: App, act: Callable[[Callable[..., Any]], Any], qtbot: QtBot
) -> None:
    act(lambda ledger: clients.add(ledger, client("Kessler & Co")))
    field = ClientField(app.context)
    qtbot.addWidget(field)
    field.show()
    asked: list[str] = []
    chosen: list[int] = []
    field.new_asked.connect(asked.append)
    field.chosen.connect(chosen.append)
    field.setText("Olsen")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked == ["Olsen"]
    field.setText("kess")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (asked, chosen) == (["Olsen"], [1])
    assert field.text() == "Kessler & Co"
