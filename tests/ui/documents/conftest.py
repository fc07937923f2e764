"""A window over a ledger in which a business and a few clients and items are known."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from invoicer.actions import business, clients, items
from invoicer.actions.demo_data import BUSINESS, CLIENTS, ITEMS
from invoicer.ledger.ledger import Ledger
from invoicer.ui.app import App
from invoicer.ui.context import Target
from invoicer.ui.documents.page import DocumentsPage

Do = Callable[[Callable[..., Any]], Any]


def furnish(ledger: Ledger) -> int:
    """Make the demo's business, clients and items known; returns the first client's id."""
    business.set_business(ledger, BUSINESS)
    ids = [clients.add(ledger, client) for client in CLIENTS]
    for item in ITEMS:
        items.add(ledger, item)
    return ids[0]


@pytest.fixture
def furnished(app: App, act: Do) -> App:
    """The window, with the demo's business, clients and items but without documents."""
    act(furnish)
    return app


@pytest.fixture
def invoices(furnished: App, qtbot: QtBot) -> DocumentsPage:
    """The Invoices page, shown."""
    furnished.window.go(Target("invoices"))
    page = furnished.window.page
    assert isinstance(page, DocumentsPage)
    qtbot.waitUntil(page.isVisible)
    return page


@pytest.fixture
def write(invoices: DocumentsPage, qtbot: QtBot) -> Callable[..., None]:
    """Type into whatever has the keyboard; "\\t" is Tab and "\\n" Enter."""
    special = {"\t": Qt.Key.Key_Tab, "\n": Qt.Key.Key_Return}

    def type_(text: str) -> None:
        for sign in text:
            popup = QApplication.activePopupWidget()
            target: QWidget = popup or QApplication.focusWidget()
            if sign in special:
                qtbot.keyClick(target, special[sign])
            else:
                qtbot.keyClicks(target, sign)
            QApplication.processEvents()

    return partial(type_)
