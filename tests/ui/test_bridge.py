"""Answers come on the Qt thread, and only to those who still are there."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from invoicer.actions import clients
from invoicer.models.changes import Change, Kind
from invoicer.models.errors import NotAllowed
from invoicer.models.party import Client, Party
from invoicer.ui.app import App

LENA = Client(party=Party(name="Lena Baum"))


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []
        self.threads: list[Any] = []

    @Slot(object)
    def hear(self, what: Any) -> None:
        self.heard.append(what)
        self.threads.append(threading.current_thread())


def test_an_action_runs_elsewhere_and_its_answer_comes_back_here(app: App, qtbot: QtBot) -> None:
    listener, ran = Listener(), []

    def action(ledger: Any) -> int:
        ran.append(threading.current_thread())
        return clients.add(ledger, LENA)

    app.bridge.run(action, listener.hear)
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.heard == [1]
    assert ran[0] is not threading.main_thread()
    assert listener.threads == [threading.main_thread()]


def test_a_commit_is_told_once_and_a_rollback_not_at_all(app: App, qtbot: QtBot) -> None:
    listener, failures = Listener(), Listener()
    app.bridge.changed.connect(listener.hear)

    def broken(ledger: Any) -> None:
        with ledger.atomic():
            clients.add(ledger, LENA)
            raise NotAllowed("No.")

    app.bridge.run(broken, None, failures.hear)
    qtbot.waitUntil(lambda: bool(failures.heard))
    assert listener.heard == []
    app.bridge.run(lambda ledger: clients.add(ledger, LENA))
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.heard == [frozenset({Change(Kind.CLIENT, 1)})]


def test_an_error_nobody_takes_is_shown(app: App, qtbot: QtBot) -> None:
    def refuse(_ledger: Any) -> None:
        raise NotAllowed("This can't be done on a Sunday.")

    app.bridge.run(refuse)
    toast = app.messages.toast_widget
    qtbot.waitUntil(lambda: toast is not None and toast.isVisible())
    assert toast is not None
    assert toast.sentence.text() == "This can't be done on a Sunday."


def test_an_answer_to_a_page_that_is_gone_is_dropped(app: App, qtbot: QtBot) -> None:
    listener, other = Listener(), Listener()
    let_go = threading.Event()
    app.bridge.outside(lambda: let_go.wait(10), listener.hear)
    import shiboken6

    shiboken6.delete(listener)
    let_go.set()
    app.bridge.outside(lambda: "later", other.hear)
    qtbot.waitUntil(lambda: bool(other.heard))
    assert listener.heard == []


def test_a_replaced_preview_never_answers(app: App, qtbot: QtBot) -> None:
    listener, begun, let_go = Listener(), threading.Event(), threading.Event()
    app.bridge.outside(lambda: (begun.set(), let_go.wait(10)))
    assert begun.wait(10)
    for number in range(4):
        job: Callable[[], int] = lambda number=number: number  # noqa: E731
        app.bridge.outside(job, listener.hear, replacing="preview")
    busy = Listener()
    app.bridge.busy.connect(busy.hear)
    let_go.set()
    qtbot.waitUntil(lambda: busy.heard[-1:] == [0])
    assert listener.heard == [3]


def test_after_closing_a_job_is_refused_not_lost(app: App, qtbot: QtBot) -> None:
    listener = Listener()
    app.background.stop()
    app.bridge.run(lambda ledger: None, None, listener.hear)
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert "closing" in str(listener.heard[0])
