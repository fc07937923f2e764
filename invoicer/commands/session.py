"""What every command shares: which ledger, how to print, how a refusal ends."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import click

from invoicer import clock
from invoicer.i18n import gettext as _
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from invoicer.models.errors import BadField


@dataclass(slots=True)
class Session:
    """One run of the program: the ledger's path, and whether to print JSON."""

    path: Path
    as_json: bool = False
    clock: Callable[[], date] = field(default=clock.today)

    @contextmanager
    def ledger(self, *, create: bool = False) -> Iterator[Ledger]:
        """Open the ledger for the length of a command; `create` makes one where there is none."""
        if create:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            ledger = ledgers.open_or_create(self.path)
        else:
            ledger = ledgers.open(self.path)
        try:
            yield ledger
        finally:
            ledger.close()

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """Open the ledger to look at it only."""
        ledger = ledgers.open(self.path, read_only=True)
        try:
            yield ledger
        finally:
            ledger.close()

    def day(self, text: str | None, name: str) -> date:
        """Return the date an option names, or today. Raises BadField."""
        if text is None:
            return self.clock()
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise BadField(
                name, _("“{text}” is no date; write it as 2026-11-21.").format(text=text[:40])
            ) from None

    def show(self, value: Any, text: str) -> None:
        """Print the value as JSON where that was asked for, otherwise the text."""
        if self.as_json:
            click.echo(json.dumps(value, ensure_ascii=False, indent=2))
        elif text:
            click.echo(text)


pass_session = click.make_pass_decorator(Session)
