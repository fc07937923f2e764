"""The Clients page."""

from invoicer.i18n import gettext as _
from invoicer.ui.page import Page


class ClientsPage(Page):
    """The page itself."""

    def title(self) -> str:
        return _("Clients")
