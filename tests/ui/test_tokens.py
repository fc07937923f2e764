"""Every text can be read on its ground, in both themes."""

import pytest

from invoicer.ui.tokens import DARK, LIGHT, TEXT_PAIRS, Tokens


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_reaches_wcag_aa(tokens: Tokens, text: str, ground: str) -> None:
    ratio = contrast(getattr(tokens, text), getattr(tokens, ground))
    assert ratio >= 4.5, f"{text} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_ring_is_seen_on_every_ground(tokens: Tokens) -> None:
    for ground in (tokens.page, tokens.card):
        assert contrast(tokens.accent, ground) >= 3
    assert contrast(tokens.text, tokens.accent) >= 3 or contrast(tokens.text, tokens.page) >= 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pill_and_toast_can_be_read(tokens: Tokens) -> None:
    for tone in ("red", "amber", "green", "blue", "neutral", "accent"):
        assert contrast(getattr(tokens, tone), getattr(tokens, f"{tone}_soft")) >= 4.5
    assert contrast(tokens.page, tokens.text) >= 4.5
