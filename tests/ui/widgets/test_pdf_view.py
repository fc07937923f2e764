"""The preview of a document."""

from pytestqt.qtbot import QtBot

from invoicer.ui.app import App
from invoicer.ui.widgets.pdf_view import PdfView


def test_bytes_that_are_no_pdf_become_a_sentence(app: App, qtbot: QtBot) -> None:
    view = PdfView(app.theme, app.bridge)
    qtbot.addWidget(view)
    view.resize(300, 400)
    view.show()
    view.show_pdf(b"this is no PDF")
    qtbot.waitUntil(lambda: "damaged" in view._sentence.text())
    assert view.page_count() == 0
