"""What is shown when the program itself made a mistake."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from invoicer.i18n import gettext as _
from invoicer.ui.widgets.look import label, name, set_look


class CrashDialog(QDialog):
    """Says what is safe, and lets the report be copied."""

    def __init__(self, report: str, unsaved: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle(_("The program made a mistake"))
        self.resize(640, 420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(self.windowTitle(), "section"))
        if unsaved:
            safe = _("Everything in the ledger is safe, but something on the screen wasn't saved.")
        else:
            safe = _("Everything in the ledger is safe, and what you were writing was saved.")
        advice = _(
            "You can go on working. If it happens again, send the text below to whoever "
            "maintains the program; it holds no names, addresses or amounts of your clients "
            "unless the last line quotes one."
        )
        layout.addWidget(label(safe + " " + advice, wrap=True))
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        name(text, _("Report"))
        layout.addWidget(text, 1)
        buttons = QDialogButtonBox()
        copy = QPushButton(_("Copy the text"))
        copy.clicked.connect(self._copy)
        close = QPushButton(_("Go on"))
        close.setDefault(True)
        set_look(close, "primary")
        close.clicked.connect(self.accept)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.AcceptRole)
        layout.addWidget(buttons)
        close.setFocus()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
