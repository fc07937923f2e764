"""The bars: their scale, what is told of a month, mouse and keyboard."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from pytestqt.qtbot import QtBot

from invoicer.models import report
from invoicer.models.money import Money
from invoicer.ui.app import App
from invoicer.ui.home import bars
from invoicer.ui.home.bars import Bars

MONTHS = report.months_until(date(2026, 11, 21))


@pytest.mark.parametrize(
    ("lowest", "highest", "ticks"),
    [
        (0, 12_000, (0, 5_000, 10_000, 15_000)),
        (0, 100, (0, 25, 50, 75, 100)),
        (0, 3, (0, 1, 2, 3)),
        (-40, 100, (-50, 0, 50, 100)),
        (0, 0, (0, 1)),
    ],
)
def test_the_scale_has_round_numbers(lowest: int, highest: int, ticks: tuple[int, ...]) -> None:
    assert bars.scale(lowest, highest) == ticks


@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_the_scale_reaches_from_end_to_end_in_few_steps(first: int, second: int) -> None:
    lowest, highest = sorted((first, second))
    ticks = bars.scale(lowest, highest)
    assert ticks[0] <= lowest
    assert ticks[-1] >= highest
    assert 0 in ticks
    assert len(ticks) <= 7


def point(chart: Bars, at: QPointF) -> None:
    """Move the mouse there."""
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(chart, event)


@pytest.fixture
def chart(app: App, qtbot: QtBot) -> Bars:
    """Twelve months, one of them below zero."""
    shown = Bars(app.theme, "en_IE")
    qtbot.addWidget(shown)
    shown.resize(600, 240)
    minor = (0, 100, 200, 300, 400, 500, -600, 700, 800, 900, 1000, 1100)
    shown.show_months(MONTHS, [Money(1000 * one, "EUR") for one in minor])
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def test_bars_stand_on_zero_and_hang_below_it(chart: Bars) -> None:
    highest, below = chart.bar(11), chart.bar(6)
    assert highest.bottom() == pytest.approx(below.top())
    assert chart.bar(1).height() == pytest.approx(highest.height() / 11)
    assert chart.bar(0).height() == 0
    assert not chart.grab().isNull()


def test_the_pointer_tells_a_month(chart: Bars, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.pointed) as told:
        point(chart, chart.bar(3).center())
    assert told.args == [3]
    assert not chart.grab().isNull()
    point(chart, QPointF(1, 1))
    assert chart.at == -1
    assert chart.sentence(3) == "March 2026: €3,000.00"
    assert chart.sentence(11) == "November 2026 so far: €11,000.00"


def test_the_keyboard_goes_from_month_to_month(chart: Bars, qtbot: QtBot) -> None:
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.at == 0
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.at == 0
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleName() == "January 2026: €1,000.00"
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.at == 11
    assert not chart.grab().isNull()


def test_read_from_right_to_left_the_newest_month_is_at_the_left(chart: Bars) -> None:
    newest = chart.bar(11).center().x()
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert chart.bar(0).center().x() > chart.bar(11).center().x()
    assert chart.bar(11).center().x() < newest
    assert not chart.grab().isNull()


def test_all_months_are_told_to_those_who_cannot_see_them(chart: Bars) -> None:
    assert chart.accessibleName() == "Revenue by month"
    assert "June 2026: -€6,000.00" in chart.accessibleDescription()
