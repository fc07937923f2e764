"""Light, dark, or as the system is; takes effect at once."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from invoicer.i18n import gettext as _
from invoicer.ui.context import Context
from invoicer.ui.settings.section import Draft, Section
from invoicer.ui.theme import Mode
from invoicer.ui.widgets.look import name, set_look


class AppearanceSection(Section):
    """Three buttons."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        form = self.add_card(_("Light or dark"), _("This is kept on this computer only."))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._group = QButtonGroup(self)
        self.modes: dict[Mode, QPushButton] = {}
        for mode, text, icon in (
            (Mode.SYSTEM, _("As the system is"), "desktop"),
            (Mode.LIGHT, _("Light"), "sun"),
            (Mode.DARK, _("Dark"), "moon"),
        ):
            button = QPushButton("  " + text)
            button.setIcon(context.theme.icon(icon))
            button.setCheckable(True)
            button.setProperty("mode", mode.value)
            set_look(button, "choice")
            name(button, text)
            self._group.addButton(button)
            self.modes[mode] = button
            row.addWidget(button, 1)
        form.add_widget(holder)
        self.modes[context.theme.mode].setChecked(True)
        self._group.buttonClicked.connect(self._chosen)
        self.column.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        self.modes[self.context.theme.mode].setChecked(True)

    def collect(self, draft: Draft) -> Draft:
        return draft

    @Slot(QAbstractButton)
    def _chosen(self, button: QAbstractButton) -> None:
        self.context.theme.set_mode(Mode(str(button.property("mode"))))
