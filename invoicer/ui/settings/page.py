"""The Settings page."""

from invoicer.i18n import gettext as _
from invoicer.ui.page import Page


class SettingsPage(Page):
    """The page itself."""

    def title(self) -> str:
        return _("Settings")
