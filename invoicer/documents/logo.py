"""The business's picture, made fit for a page."""

import base64
import io
from dataclasses import dataclass
from functools import lru_cache

from invoicer.i18n import gettext as _
from invoicer.models.errors import BadFile

# The room on the page in tenths of a millimetre, and pixels enough for sharp print in it.
WIDEST, HIGHEST = 800, 240
MOST_PIXELS = 1200
LARGEST_PICTURE = 60_000_000


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as a data URI, and its size on the page as CSS lengths."""

    uri: str
    width: str
    height: str


@lru_cache(maxsize=4)
def prepare(content: bytes) -> Logo:
    """Return the picture, turned into RGB and scaled to the page. Raises BadFile."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > LARGEST_PICTURE:
                raise BadFile(_("This picture is too large. Use one of up to 4000 × 4000 pixels."))
            # Ready for print: no palette, no CMYK (forbidden in PDF/A-3), no rotation flag.
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise BadFile(
            _("This file is no picture that can stand on a document. Use a PNG or JPEG.")
        ) from None
    box = picture.getchannel("A").getbbox()
    if box is None:
        raise BadFile(_("This picture is empty: every pixel of it is transparent."))
    picture = picture.crop(box)
    picture.thumbnail((MOST_PIXELS, MOST_PIXELS))
    if picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    out = io.BytesIO()
    picture.save(out, "PNG")
    # Within the room on both sides, in whole tenths of a millimetre.
    width = min(WIDEST, HIGHEST * picture.width // picture.height)
    height = min(HIGHEST, WIDEST * picture.height // picture.width)
    return Logo(
        "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii"),
        _length(max(width, 1)),
        _length(max(height, 1)),
    )


def _length(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}mm"
