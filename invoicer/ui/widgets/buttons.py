"""Buttons: one primary a screen, plain ones, links and icons alone."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from invoicer.ui.theme import Theme
from invoicer.ui.widgets.look import name, set_look

ICON = QSize(16, 16)


def _button(theme: Theme, text: str, icon: str, role: str, look: str) -> QPushButton:
    result = QPushButton(text)
    result.setCursor(Qt.CursorShape.PointingHandCursor)
    result.setAutoDefault(False)
    if icon:
        # A space of air between the icon and the text, which Qt sets too close.
        result.setText(" " + text)
        result.setIcon(theme.icon(icon, role))
        result.setIconSize(ICON)
    if look:
        set_look(result, look)
    name(result, text.replace("&", ""))
    return result


def primary(theme: Theme, text: str, icon: str = "") -> QPushButton:
    """Return the one main button of a screen."""
    return _button(theme, text, icon, "on_accent", "primary")


def plain(theme: Theme, text: str, icon: str = "") -> QPushButton:
    """Return an ordinary button."""
    return _button(theme, text, icon, "muted", "")


def danger(theme: Theme, text: str, icon: str = "") -> QPushButton:
    """Return a button for what takes something away."""
    return _button(theme, text, icon, "red", "danger")


def link(theme: Theme, text: str, icon: str = "") -> QPushButton:
    """Return a button that looks like a link."""
    return _button(theme, text, icon, "accent", "link")


def tool(theme: Theme, icon: str, spoken: str) -> QToolButton:
    """Return an icon alone; `spoken` is its name and its tool tip."""
    result = QToolButton()
    result.setIcon(theme.icon(icon))
    result.setIconSize(QSize(18, 18))
    result.setToolTip(spoken)
    result.setCursor(Qt.CursorShape.PointingHandCursor)
    result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    name(result, spoken)
    return result
