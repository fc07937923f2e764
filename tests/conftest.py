"""What every test stands on: an empty home, no screen, and no warning that goes unseen."""

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from _pytest.logging import LogCaptureHandler

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Nothing of the developer's own settings, ledgers or keys may be read or written.
_HOME = tempfile.TemporaryDirectory(prefix="invoicer-home-", ignore_cleanup_errors=True)
os.environ["INVOICER_HOME"] = str(Path(_HOME.name) / "invoicer")
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = str(Path(_HOME.name) / _name.lower())
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "default")


class UnexpectedLogs(logging.Handler):
    """Collects what is logged as a warning or worse, unless the test said it expects it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record, unless the test is inside `caplog.at_level` of the record's level."""
        for handler in logging.getLogger().handlers:
            if isinstance(handler, LogCaptureHandler) and handler.level == record.levelno:
                return
        self.sentences.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def logged_warnings_fail() -> Iterator[None]:
    """Fail a test that logged a warning or worse without expecting it by `caplog.at_level`."""
    handler = UnexpectedLogs()
    root = logging.getLogger()
    root.addHandler(handler)
    yield
    root.removeHandler(handler)
    if handler.sentences:
        meant = "logged a warning; if it is meant, wrap the act in caplog.at_level(logging.WARNING)"
        pytest.fail("\n".join([meant, *handler.sentences]), pytrace=False)
