"""How the program looks: follows the system, or light or dark as set."""

from enum import StrEnum

from PySide6.QtCore import QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from invoicer import paths
from invoicer.ui import icons
from invoicer.ui.style_sheet import style_sheet
from invoicer.ui.tokens import BASE_PX, DARK, LIGHT, Tokens

SETTING = "appearance/mode"


class Mode(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The tokens in force; `changed` tells those who paint by hand to do it again."""

    changed = Signal()

    def __init__(self, application: QApplication, settings: QSettings) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self.tokens = LIGHT
        self.mode = _mode(str(settings.value(SETTING, Mode.SYSTEM.value)))
        self._dressed = False
        application.setStyle("Fusion")
        application.setFont(font())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    def set_mode(self, mode: Mode) -> None:
        """Choose light, dark or the system's, and remember it."""
        self.mode = mode
        self._settings.setValue(SETTING, mode.value)
        self._apply()

    def icon(self, name: str, role: str = "muted") -> QIcon:
        """Return a Phosphor icon in the colour of a token; it follows the theme by itself."""
        return icons.icon(self._current, name, role)

    def color(self, role: str) -> QColor:
        """Return the colour of a token."""
        return QColor(getattr(self.tokens, role))

    def _current(self) -> Tokens:
        return self.tokens

    @Slot()
    def _system_changed(self) -> None:
        self._apply()

    def _apply(self) -> None:
        system_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self.mode == Mode.DARK or (self.mode == Mode.SYSTEM and system_dark)
        tokens = DARK if dark else LIGHT
        if tokens is self.tokens and self._dressed:
            return
        self.tokens, self._dressed = tokens, True
        self._application.setPalette(palette(tokens))
        self._application.setStyleSheet(style_sheet(tokens, paths.resources() / "icons"))
        self.changed.emit()


def _mode(text: str) -> Mode:
    return Mode(text) if text in set(Mode) else Mode.SYSTEM


def font() -> QFont:
    """Return Inter with figures of equal width, or the system's font where Inter is missing."""
    families: list[str] = []
    for path in sorted((paths.resources() / "fonts").glob("*Inter*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    result = QApplication.font()
    if families:
        wanted = "Inter" if "Inter" in families else families[0]
        result = QFont([wanted, *result.families()])
    else:
        # Our Inter has tabular figures by itself; asked for here they would widen its hyphens too.
        result.setFeature(QFont.Tag("tnum"), 1)
    result.setPixelSize(BASE_PX)
    return result


def palette(tokens: Tokens) -> QPalette:
    """Return the palette for all that the style sheet doesn't reach."""
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.page,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.card,
        QPalette.ColorRole.AlternateBase: tokens.page,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.Button: tokens.card,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.red,
        QPalette.ColorRole.ToolTipBase: tokens.card,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.line,
        QPalette.ColorRole.Light: tokens.card,
        QPalette.ColorRole.Accent: tokens.accent,
    }
    for role, color in roles.items():
        result.setColor(role, QColor(color))
    disabled = QPalette.ColorGroup.Disabled
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        result.setColor(disabled, role, QColor(tokens.disabled))
    return result
