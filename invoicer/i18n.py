"""gettext catalogues: one for screens, commands and documents alike.

The screen speaks the user's language (`gettext`, `ngettext`, set once by `install`); a document
speaks its client's language (`catalogue(language)`).
"""

import gettext as _gettext
import io
from functools import cache

from invoicer import paths

_screen: _gettext.NullTranslations = _gettext.NullTranslations()


@cache
def catalogue(language: str) -> _gettext.NullTranslations:
    """Return the catalogue of a language ("de", "pt_BR"), falling back to its base, then English.

    The `.po` file is read directly, so there is no compiled file to go stale.
    """
    wanted = language.replace("-", "_")
    for candidate in (wanted, wanted.split("_")[0]):
        path = paths.resources() / "locale" / candidate / "LC_MESSAGES" / "invoicer.po"
        if candidate and path.is_file():
            from babel.messages.mofile import write_mo
            from babel.messages.pofile import read_po

            compiled = io.BytesIO()
            with path.open("rb") as source:
                write_mo(compiled, read_po(source, locale=candidate))
            compiled.seek(0)
            return _gettext.GNUTranslations(compiled)
    return _gettext.NullTranslations()


def install(language: str) -> None:
    """Set the language of screens, commands and refusals for this process."""
    global _screen
    _screen = catalogue(language)


def gettext(message: str) -> str:
    """Return the message in the language of the screen."""
    return _screen.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of the message that fits the count, in the language of the screen."""
    return _screen.ngettext(singular, plural, count)
