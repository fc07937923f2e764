"""The net under every test holds."""

import logging

import pytest

from tests.conftest import UnexpectedLogs


def _caught(level: int) -> list[str]:
    handler = UnexpectedLogs()
    logger = logging.getLogger("invoicer.somewhere")
    record = logger.makeRecord(logger.name, level, __file__, 1, "disk is %s", ("slow",), None)
    handler.handle(record)
    return handler.sentences


def test_a_logged_warning_that_nobody_expects_is_kept_with_its_text() -> None:
    assert _caught(logging.WARNING) == ["WARNING invoicer.somewhere: disk is slow"]


def test_a_warning_within_caplog_at_level_is_expected(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert _caught(logging.WARNING) == []


def test_an_error_is_not_expected_by_expecting_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert _caught(logging.ERROR) == ["ERROR invoicer.somewhere: disk is slow"]
