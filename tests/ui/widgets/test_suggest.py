"""A field that offers what fits."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from invoicer.ui.app import App
from invoicer.ui.context import Target
from invoicer.ui.theme import Mode
from invoicer.ui.widgets.suggest import SuggestEdit, Suggestion


def field(qtbot: QtBot) -> SuggestEdit:
    edit = SuggestEdit(lambda text: [Suggestion(text="Kessler", key="1")])
    qtbot.addWidget(edit)
    edit.resize(240, 34)
    edit.show()
    return edit


def test_the_list_has_a_ground_of_its_own_in_both_themes(app: App, qtbot: QtBot) -> None:
    edit = field(qtbot)
    for mode in (Mode.LIGHT, Mode.DARK):
        app.theme.set_mode(mode)
        edit.offer("K")
        popup = edit._popup
        popup.resize(240, 120)
        picture = popup.grab().toImage()
        assert picture.pixelColor(120, 100).name() == app.theme.color("card").name()
        popup.hide()


def test_esc_closes_the_list_before_it_leaves_the_editor(app: App, qtbot: QtBot) -> None:
    app.window.go(Target("invoices", "new"))
    title = app.window.page.title()
    edit = next(one for one in app.window.page.findChildren(SuggestEdit) if one.isVisible())
    edit.setFocus()
    edit.offer("")
    assert edit.is_offering()
    app.window._back()
    assert not edit.is_offering()
    assert app.window.page.title() == title
    other = next(one for one in app.window.page.findChildren(QLineEdit) if one is not edit)
    other.setFocus()
    qtbot.keyClick(app.window, Qt.Key.Key_Escape)
    assert app.window.page.title() != title
