"""The Items page."""

from invoicer.i18n import gettext as _
from invoicer.ui.page import Page


class ItemsPage(Page):
    """The page itself."""

    def title(self) -> str:
        return _("Items")
