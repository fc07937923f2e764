import pytest

from invoicer.documents import colors


def lightness(text: str) -> int:
    red, green, blue = int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
    return (2126 * red + 7152 * green + 722 * blue) // 10000


@pytest.mark.parametrize("chosen", ["#0F766E", "#000000", "#FFFFFF", "#FACC15", "#1D4ED8"])
def test_text_can_be_read_on_every_color(chosen: str) -> None:
    made = colors.palette(chosen)
    assert made.accent == chosen
    assert abs(lightness(made.on_accent) - lightness(made.accent)) > 90
    assert lightness(made.accent_text) <= 125
    assert lightness(made.tint) > 230


@pytest.mark.parametrize("chosen", ["", "red", "#12345", "#GGGGGG", "#0F766E;}body{display:none"])
def test_what_is_no_color_gives_the_default(chosen: str) -> None:
    assert colors.palette(chosen) == colors.palette(colors.DEFAULT)
