"""Dress a widget: its look in the style sheet, its name for those who can't see it."""

from PySide6.QtWidgets import QFrame, QLabel, QWidget


def set_look(widget: QWidget, look: str) -> None:
    """Give the widget a look of the style sheet (`[look="…"]`), also when it is already shown."""
    set_style(widget, "look", look)


def set_style(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet selects by, and let Qt look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def name(widget: QWidget, spoken: str, description: str = "") -> None:
    """Set what a screen reader says for the widget."""
    widget.setAccessibleName(spoken)
    if description:
        widget.setAccessibleDescription(description)


def label(text: str = "", look: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label; looks are title, figure, section, strong, muted, small, error, warning."""
    result = QLabel(text)
    result.setTextFormat(result.textFormat().PlainText)
    result.setWordWrap(wrap)
    if look:
        set_look(result, look)
    return result


def rule() -> QFrame:
    """Return a thin horizontal line."""
    result = QFrame()
    set_look(result, "line")
    return result
