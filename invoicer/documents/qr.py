"""The code a banking app scans to fill in a transfer (EPC069-12, "GiroCode")."""

import base64
import io
from decimal import Decimal
from functools import lru_cache

from invoicer.models import identifiers
from invoicer.models.money import Money

# EPC069-12: 0.01 to 999999999.99 euro, a name of 70 and a text of 140 characters, 331 bytes in all.
LARGEST = Decimal("999999999.99")
NAME_LONGEST = 70
TEXT_LONGEST = 140
BYTES_MOST = 331
PIXELS_PER_MODULE = 6


def epc(*, name: str, iban: str, bic: str, amount: Money, text: str) -> str | None:
    """Return the payload for a transfer, or None where such a code can't or mustn't be made.

    Euro to a valid IBAN only. Version 002, so the BIC may be left out; an invalid one is.
    """
    name = " ".join(name.split())[:NAME_LONGEST]
    if amount.currency != "EUR" or not Decimal(0) < amount.amount <= LARGEST:
        return None
    if not name or not identifiers.is_iban(iban):
        return None
    head = "\n".join(
        (
            "BCD",
            "002",
            "1",
            "SCT",
            identifiers.compact(bic) if identifiers.is_bic(bic) else "",
            name,
            identifiers.compact(iban),
            f"EUR{amount.amount}",
            "",
            "",
            "",
        )
    )
    room = BYTES_MOST - len(head.encode())
    text = " ".join(text.split())[:TEXT_LONGEST].encode()[:room].decode(errors="ignore")
    return head + text


def png(payload: str) -> bytes:
    """Return the code as a black and white PNG, without the quiet zone the page gives it.

    Raises ValueError for a payload beyond version 13, which EPC069-12 does not allow.
    """
    import segno

    # Encoded by us: segno would pick Latin-1 for most names, and the payload says UTF-8. No better
    # error correction than M either, since the standard fixes it.
    code = segno.make_qr(payload, error="m", encoding="utf-8", boost_error=False, eci=False)
    if int(code.version) > 13:
        raise ValueError("an EPC code has at most version 13")
    out = io.BytesIO()
    code.save(out, kind="png", scale=PIXELS_PER_MODULE, border=0)
    return out.getvalue()


@lru_cache(maxsize=64)
def data_uri(payload: str) -> str:
    """Return the PNG as a data URI."""
    return "data:image/png;base64," + base64.b64encode(png(payload)).decode("ascii")
