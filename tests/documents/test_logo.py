from io import BytesIO

import pytest
from PIL import Image

from invoicer.documents import logo
from invoicer.models.errors import BadFile
from tests.documents import samples
from tests.documents.samples import snapshot


def picture(width: int, height: int, mode: str = "RGBA", kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new(mode, (width, height), 100 if len(mode) == 1 else (120,) * len(mode)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1600, 200), ("80.0mm", "10.0mm")),
        ((200, 700), ("6.8mm", "24.0mm")),
        ((100, 100), ("24.0mm", "24.0mm")),
        ((4000, 4), ("80.0mm", "0.1mm")),
        ((1, 4000), ("0.1mm", "24.0mm")),
    ],
)
def test_a_logo_fits_its_place_whatever_its_shape(
    size: tuple[int, int], expected: tuple[str, str]
) -> None:
    made = logo.prepare(picture(*size))
    assert (made.width, made.height) == expected


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGB", "JPEG"), ("CMYK", "JPEG"), ("L", "PNG"), ("P", "GIF"), ("RGBA", "WEBP"), ("1", "PNG")],
)
def test_every_common_picture_can_stand_on_a_document(mode: str, kind: str) -> None:
    reader = samples.printed(snapshot(), logo=picture(300, 100, mode, kind))
    (first, *_code) = reader.pages[0].images
    assert first.image is not None
    assert first.image.mode in {"RGB", "RGBA", "L", "1"}
    assert "Invoice 2026-1283" in samples.text_of(reader)


def test_a_transparent_edge_is_cut_off() -> None:
    out = BytesIO()
    padded = Image.new("RGBA", (400, 400))
    padded.paste((10, 20, 30, 255), (100, 150, 300, 250))
    padded.save(out, "PNG")
    made = logo.prepare(out.getvalue())
    assert (made.width, made.height) == ("48.0mm", "24.0mm")


@pytest.mark.parametrize(
    "content",
    [b"", b"nonsense", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture(50, 50)[:60]],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(BadFile, match="PNG or JPEG"):
        logo.prepare(content)


def test_an_empty_picture_is_refused() -> None:
    out = BytesIO()
    Image.new("RGBA", (20, 20)).save(out, "PNG")
    with pytest.raises(BadFile, match="transparent"):
        logo.prepare(out.getvalue())


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(BadFile, match="too large"):
        logo.prepare(picture(9000, 7000, "1"))
