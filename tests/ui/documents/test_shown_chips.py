"""A figure of the Home page opens the list it counts."""

from pytestqt.qtbot import QtBot

from invoicer.models.stored import Chip
from invoicer.ui.app import App
from invoicer.ui.context import Target
from invoicer.ui.documents.page import DocumentsPage


def test_going_to_a_chip_shows_it_and_takes_the_filter_away(app: App, qtbot: QtBot) -> None:
    app.window.go(Target("invoices"))
    page = app.window.page
    assert isinstance(page, DocumentsPage)
    page.list.search.setText("nobody")
    page.list.search.search_now()
    app.window.go(Target("invoices", "show-overdue"))
    assert page.list.filter.chip == Chip.OVERDUE
    assert page.list.filter.text == ""
    assert page.list.chips.key() == "overdue"
    app.window.go(Target("invoices", "new"))
    app.window.go(Target("invoices", "show-draft"))
    assert page.list.filter.chip == Chip.DRAFT
    assert page.list.isVisible()
