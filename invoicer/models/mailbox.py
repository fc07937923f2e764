"""E-mail addresses as people type them: `tom@example.com`, `Tom <tom@example.com>`, several.

Checked for what would break a mail (RFC 5321 4.1.2, 4.5.3.1; RFC 5322 3.4), not for whether the
mailbox exists: only its server knows that.
"""

import re
import unicodedata
from dataclasses import dataclass

from invoicer.i18n import gettext as _
from invoicer.models.errors import BadField


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One address with the name before it; the domain is in the letters of DNS (`xn--…`)."""

    name: str
    local: str
    domain: str

    @property
    def address(self) -> str:
        """Return `local@domain`, as the server wants it."""
        return f"{self.local}@{self.domain}"


_NAMED = re.compile(
    r'^\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>[^<>"]*?))\s*<(?P<address>[^<>]*)>\s*$'
)
_LOCAL = re.compile(r"^[^\s\"(),:;<>@\[\]\\.]+(?:\.[^\s\"(),:;<>@\[\]\\.]+)*$")
_LONGEST_DOMAIN = 253
_LABEL = re.compile(r"^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$")


def parse(text: str, field: str) -> tuple[Mailbox, ...]:
    """Read addresses separated by commas or semicolons; an empty text has none.

    Raises BadField named `field`, for a line break too: it would start a header of its own.
    """
    if one_line(text, field) == "":
        return ()
    return tuple(_mailbox(part, field) for part in _split(text) if part.strip())


def parse_one(text: str, field: str) -> Mailbox:
    """Read exactly one address; raises BadField."""
    found = parse(text, field)
    if len(found) != 1:
        raise BadField(field, _("Write exactly one e-mail address."))
    return found[0]


def written(name: str, address: str) -> str:
    """Return `"Name" <address>` as `parse` reads it, whatever the name holds."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}" <{address}>' if name.strip() else address


def one_line(text: str, field: str) -> str:
    """Return the text without spaces around it; raises BadField if it holds control characters."""
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs") for character in text):
        raise BadField(field, _("Line breaks and control characters are not allowed here."))
    return text.strip()


def _split(text: str) -> list[str]:
    parts, quoted, escaped = [""], False, False
    for character in text:
        if character in ",;" and not quoted:
            parts.append("")
            continue
        parts[-1] += character
        if character == '"' and not escaped:
            quoted = not quoted
        escaped = character == "\\" and not escaped
    return parts


def _mailbox(part: str, field: str) -> Mailbox:
    named = _NAMED.match(part)
    address = (named["address"] if named else part).strip()
    name = ""
    if named:
        quoted = named["quoted"]
        name = named["plain"].strip() if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
    local, at_sign, domain = address.rpartition("@")
    ascii_domain = _ascii_domain(domain)
    if not at_sign or not _LOCAL.match(local) or not ascii_domain:
        raise BadField(
            field,
            _("“{text}” is not an e-mail address. Write it as name@example.com.").format(
                text=part.strip()[:80]
            ),
        )
    if len(local.encode()) > 64 or len(f"{local}@{ascii_domain}".encode()) > 254:
        raise BadField(field, _("The address “{text}…” is too long.").format(text=address[:40]))
    return Mailbox(name.strip(), local, ascii_domain)


def _ascii_domain(domain: str) -> str:
    if len(domain) > _LONGEST_DOMAIN:
        return ""
    try:
        converted = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    return converted if all(_LABEL.match(label) for label in converted.split(".")) else ""
