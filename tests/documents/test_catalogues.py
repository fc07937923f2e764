"""Every sentence of documents and mails is there in every document language."""

import string
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from invoicer import i18n, paths

PACKAGE = Path(i18n.__file__).parent
LANGUAGES = ("de", "fr", "es", "it", "nl")
KEYWORDS = {"_": None, "gettext": None, "_n": (1, 2)}
Message = str | tuple[str, ...]


def messages() -> Iterator[Message]:
    for folder, method in (("documents", "python"), ("templates", "jinja2")):
        pattern = "**.py" if method == "python" else "**.j2"
        for found in extract_from_dir(PACKAGE / folder, [(pattern, method)], keywords=KEYWORDS):
            yield found[2]
    for found in extract_from_dir(PACKAGE / "models", [("units.py", "python")], keywords=KEYWORDS):
        yield found[2]


def fields(text: str) -> set[str]:
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name}


def test_there_are_messages() -> None:
    found = set(messages())
    assert {"Invoice", "Kind regards,", ("hour", "hours"), "square metre"} <= found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    path = paths.resources() / "locale" / language / "LC_MESSAGES" / "invoicer.po"
    catalogue = read_po(BytesIO(path.read_bytes()), locale=language)
    for message in set(messages()):
        first = message if isinstance(message, str) else message[0]
        entry = catalogue.get(first)
        assert entry is not None, f"{language} lacks {message!r}"
        forms = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
        assert all(forms), f"{language} lacks {message!r}"
        assert not entry.fuzzy


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_has_a_field_that_its_message_lacks(language: str) -> None:
    translations = i18n.catalogue(language)
    for message in set(messages()):
        if isinstance(message, str):
            assert fields(translations.gettext(message)) <= fields(message)
