"""The only reader of the system time."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """Return the current moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the current date in the local time zone of this machine."""
    return datetime.now().astimezone().date()
