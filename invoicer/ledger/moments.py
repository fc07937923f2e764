"""Dates and moments as the ledger writes them: ISO 8601, moments in UTC, so that text sorts."""

from datetime import UTC, date, datetime


def moment_text(at: datetime) -> str:
    """Return an aware moment as text of always the same length."""
    assert at.tzinfo is not None, "moments are aware"
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str | None) -> datetime | None:
    """Return the moment, or None for none."""
    return datetime.fromisoformat(text) if text else None


def day_text(on: date | None) -> str | None:
    """Return the date as text, or None for none."""
    return on.isoformat() if on else None


def day(text: str | None) -> date | None:
    """Return the date, or None for none."""
    return date.fromisoformat(text) if text else None
