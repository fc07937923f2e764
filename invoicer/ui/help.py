"""F1: what this page is for, offline."""

import html

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.ui.widgets.look import name


def keys() -> tuple[tuple[str, str], ...]:
    """Return every shortcut of the window with what it does."""
    return (
        ("Ctrl+N", _("new invoice")),
        ("Ctrl+K", _("search everything")),
        ("Ctrl+F", _("filter the list")),
        ("Ctrl+P", _("print")),
        ("Ctrl+Z", _("undo what you typed")),
        ("Esc", _("back")),
        ("Alt+1 … Alt+9", _("the pages of the menu")),
        ("F1", _("this help")),
    )


class HelpDialog(QDialog):
    """The help of one page, and the keys that work everywhere."""

    def __init__(self, title: str, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Help: {page}").format(page=title))
        self.resize(560, 520)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        browser = QTextBrowser()
        browser.setHtml(_page(title, text))
        name(browser, self.windowTitle())
        layout.addWidget(browser)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)


def _page(title: str, text: str) -> str:
    parts = [f"<h2>{html.escape(title)}</h2>"]
    for paragraph in text.split("\n\n"):
        lines = paragraph.strip().splitlines()
        points = [line[2:] for line in lines if line.startswith("- ")]
        rest = " ".join(line for line in lines if not line.startswith("- "))
        if rest:
            parts.append(f"<p>{html.escape(rest)}</p>")
        if points:
            items = "".join(f"<li>{html.escape(point)}</li>" for point in points)
            parts.append(f"<ul>{items}</ul>")
    rows = "".join(
        f"<tr><td><b>{html.escape(key)}</b>&nbsp;&nbsp;</td><td>{html.escape(does)}</td></tr>"
        for key, does in keys()
    )
    heading = html.escape(_("Keys"))
    return "".join(parts) + f"<h3>{heading}</h3><table cellpadding='3'>{rows}</table>"
