"""What every command shares: which ledger, how to print, how a refusal ends."""

import json
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import click

from invoicer import clock
from invoicer.i18n import gettext as _
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from invoicer.models.errors import BadField, BadFile, Trouble

# The largest id a table can have; beyond it SQLite can't even be asked.
LARGEST_ID = 2**63 - 1
an_id = click.IntRange(max=LARGEST_ID)


@dataclass(eq=False)
class CannotPrint(Trouble):
    """The result can't be written to standard output; what the command did is kept."""

    reason: str

    def __str__(self) -> str:
        return _("What was done is kept, but the result can't be printed: {reason}.").format(
            reason=self.reason
        )


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

    def write(self, file: Path, content: bytes) -> None:
        """Write a file whole or not at all; never the ledger's. Raises BadFile."""
        part = file.with_name(f".{file.name[:100]}.{secrets.token_hex(4)}.part")
        try:
            if file.exists() and self.path.exists() and file.samefile(self.path):
                raise BadFile(
                    _("{file} is the ledger itself. Choose another name.").format(file=file)
                )
            if file.exists() and not file.is_file():
                file.write_bytes(content)
                return
            part.write_bytes(content)
            part.replace(file)
        except OSError as error:
            raise BadFile(
                _("{file} can't be written: {reason}.").format(file=file, reason=error.strerror)
            ) from None
        finally:
            with suppress(OSError):
                part.unlink()

    def show(self, value: Any, text: str) -> None:
        """Print the value as JSON where that was asked for, otherwise the text.

        Raises CannotPrint, and Abort where nobody reads it.
        """
        printed = json.dumps(value, ensure_ascii=False, indent=2) if self.as_json else text
        try:
            if printed:
                click.echo(printed)
        except OSError as error:
            _end_output()
            if isinstance(error, BrokenPipeError):
                # Who reads it has seen enough, as `head` does.
                raise click.Abort from None
            raise CannotPrint(error.strerror or str(error)) from None


def _end_output() -> None:
    """Let nothing more be written: what waits in the stream would fail again at the end."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


pass_session = click.make_pass_decorator(Session)
