"""The colours and measures of the program, light and dark."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a coloured thing means: the name of a pair of tokens (strong and soft)."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Every colour, each as #RRGGBB. `soft` is the ground a strong colour stands on."""

    dark: bool
    page: str
    card: str
    line: str
    field_line: str
    hover: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_soft: str
    accent_hover: str
    on_accent: str
    red: str
    red_soft: str
    amber: str
    amber_soft: str
    green: str
    green_soft: str
    blue: str
    blue_soft: str
    neutral: str
    neutral_soft: str
    status_bar: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Return (strong, soft) of a tone."""
        strong: str = getattr(self, tone.value)
        soft: str = getattr(self, f"{tone.value}_soft")
        return strong, soft


LIGHT = Tokens(
    dark=False,
    page="#F6F7F9",
    card="#FFFFFF",
    line="#E4E7EC",
    field_line="#D0D5DD",
    hover="#F2F4F7",
    text="#101828",
    muted="#5D6779",
    disabled="#98A2B3",
    accent="#0F766E",
    accent_soft="#E6F4F2",
    accent_hover="#0B5F59",
    on_accent="#FFFFFF",
    red="#B42318",
    red_soft="#FEE4E2",
    amber="#A63F07",
    amber_soft="#FEF0C7",
    green="#067647",
    green_soft="#DCFAE6",
    blue="#175CD3",
    blue_soft="#D1E9FF",
    neutral="#475467",
    neutral_soft="#EAECF0",
    status_bar="#FFFFFF",
)

DARK = Tokens(
    dark=True,
    page="#0F1419",
    card="#171D24",
    line="#27303A",
    field_line="#36414D",
    hover="#1E262F",
    text="#E6EAEF",
    muted="#93A0AE",
    disabled="#5C6773",
    accent="#2DD4BF",
    accent_soft="#12302F",
    accent_hover="#5EEAD4",
    on_accent="#06201D",
    red="#FDA29B",
    red_soft="#4A1D1A",
    amber="#FEC84B",
    amber_soft="#42300F",
    green="#75E0A7",
    green_soft="#12372A",
    blue="#84CAFF",
    blue_soft="#14304D",
    neutral="#C3CCD6",
    neutral_soft="#2A333D",
    status_bar="#12181E",
)

# Text and the ground it is set on: every pair must reach WCAG 2.2 AA (4.5 : 1).
TEXT_PAIRS = (
    ("text", "page"),
    ("text", "card"),
    ("text", "hover"),
    ("text", "accent_soft"),
    ("muted", "page"),
    ("muted", "card"),
    ("muted", "hover"),
    ("muted", "accent_soft"),
    ("muted", "status_bar"),
    ("accent", "card"),
    ("accent", "page"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("red", "card"),
    ("red", "page"),
    ("red", "red_soft"),
    ("amber", "card"),
    ("amber", "amber_soft"),
    ("green", "card"),
    ("green", "green_soft"),
    ("blue", "card"),
    ("blue", "blue_soft"),
    ("neutral", "neutral_soft"),
)

BASE_PX = 13
SMALL_PX = 12
TITLE_PX = 22
FIGURE_PX = 24
SECTION_PX = 15
STEP = 4
FIELD_RADIUS = 8
CARD_RADIUS = 12
ROW_HEIGHT = 40
CONTROL_HEIGHT = 34
