"""Light and dark, by the system or as chosen."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QSize
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication

from invoicer.ui.theme import Mode, Theme
from invoicer.ui.tokens import DARK, LIGHT


def settings_in(folder: Path) -> QSettings:
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def test_the_chosen_theme_is_remembered(qapp: QApplication, tmp_path: Path) -> None:
    Theme(qapp, settings_in(tmp_path)).set_mode(Mode.DARK)
    again = Theme(qapp, settings_in(tmp_path))
    assert again.mode == Mode.DARK
    assert again.tokens == DARK


def test_nonsense_in_the_settings_means_as_the_system(qapp: QApplication, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.setValue("appearance/mode", "sepia")
    assert Theme(qapp, settings).mode == Mode.SYSTEM


def ink(image: QImage) -> QColor:
    """The colour of the most opaque pixel."""
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return max((image.pixelColor(x, y) for x, y in points), key=QColor.alpha)


def test_icons_take_the_colour_of_the_theme_by_themselves(
    qapp: QApplication, tmp_path: Path
) -> None:
    theme = Theme(qapp, settings_in(tmp_path))
    theme.set_mode(Mode.LIGHT)
    icon = theme.icon("house", "text")
    size = QSize(64, 64)
    assert ink(icon.pixmap(size).toImage()).name().upper() == LIGHT.text
    theme.set_mode(Mode.DARK)
    assert ink(icon.pixmap(size).toImage()).name().upper() == DARK.text


def test_an_icon_that_does_not_exist_is_found_at_once(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        Theme(qapp, settings_in(tmp_path)).icon("no-such-icon")


def test_figures_have_the_same_width(qapp: QApplication, tmp_path: Path) -> None:
    Theme(qapp, settings_in(tmp_path))
    metrics = QFontMetrics(QApplication.font())
    assert QFontInfo(QApplication.font()).family() == "Inter"
    assert {metrics.horizontalAdvance(figure) for figure in "0123456789"} == {
        metrics.horizontalAdvance("0")
    }
