"""Phosphor icons, drawn in the colours of the theme at the moment they are painted.

The font and its map of names come with QtAwesome. They are read directly: importing QtAwesome
takes longer than all the rest of the window, and its icons keep the colour they were made with.
"""

import importlib.util
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QIconEngine,
    QPainter,
    QPixmap,
    QTextLayout,
)

from invoicer.ui.tokens import Tokens

FONT = "phosphor-1.3.0.ttf"
NAMES = "phosphor-charmap-1.3.0.json"


@cache
def _names() -> dict[str, str]:
    text = (_folder() / NAMES).read_text(encoding="utf-8")
    return {name: chr(int(code, 16)) for name, code in json.loads(text).items()}


def _folder() -> Path:
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("the icons of QtAwesome are not installed")
    return Path(spec.submodule_search_locations[0]) / "fonts"


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(_folder() / FONT))
    return QFontDatabase.applicationFontFamilies(number)[0]


class ThemedIconEngine(QIconEngine):
    """Paints one glyph in the token `role`; checked or selected in the accent."""

    def __init__(self, tokens: Callable[[], Tokens], name: str, role: str) -> None:
        super().__init__()
        self._tokens = tokens
        self._name = name
        self._role = role

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        tokens = self._tokens()
        if mode == QIcon.Mode.Disabled:
            return QColor(tokens.disabled)
        if state == QIcon.State.On:
            return QColor(tokens.accent)
        return QColor(getattr(tokens, self._role))

    # Qt overrides

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        glyph = _names()[self._name]
        font = QFont(_family())
        font.setPixelSize(max(1, min(rect.width(), rect.height())))
        layout = QTextLayout(glyph, font)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        box = QRectF(rect)
        corner = QPointF(
            box.center().x() - line.naturalTextWidth() / 2, box.center().y() - line.height() / 2
        )
        painter.save()
        painter.setPen(self._color(mode, state))
        layout.draw(painter, corner)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap


def icon(tokens: Callable[[], Tokens], name: str, role: str) -> QIcon:
    """Return the icon of a Phosphor name ("house", "paper-plane-tilt"; "ph." may stand before it).

    Raises KeyError for a name that is not there, at once rather than when it is painted.
    """
    plain = name.removeprefix("ph.")
    if plain not in _names():
        raise KeyError(name)
    return QIcon(ThemedIconEngine(tokens, plain, role))
