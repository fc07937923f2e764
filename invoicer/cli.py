"""`invoicer COMMAND …`: the same actions as the window, without it.

Exit status: 0 done, 1 refused (one sentence on standard error), 2 used wrongly.
"""

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from invoicer import __version__, paths
from invoicer.commands import documents, ledger, outbox, parties, payments, statements
from invoicer.commands.session import Session
from invoicer.models.errors import Refusal, Trouble

OpenWindow = Callable[[Path | None], int]


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--ledger",
    "path",
    type=click.Path(path_type=Path),
    envvar="INVOICER_LEDGER",
    help="The ledger file; without it, the one in your data folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.version_option(__version__, prog_name="invoicer")
@click.pass_context
def commands(context: click.Context, path: Path | None, as_json: bool) -> None:
    """Invoices, payments and the bank over one ledger file. Without a command: the window."""
    open_window: OpenWindow = context.obj
    context.obj = Session(path=path or paths.default_ledger(), as_json=as_json)
    if context.invoked_subcommand is None:
        context.exit(open_window(path))


for group in (documents, parties, payments, statements, outbox, ledger):
    group.register(commands)


def main(arguments: Sequence[str] | None = None, *, window: OpenWindow) -> int:
    """Run one command, or `window` where none is named, and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        # A console in a narrow encoding must not turn a client's name into a crash.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        result = commands.main(args=_hoisted(given), standalone_mode=False, obj=window)
    except click.UsageError as error:
        error.show()
        return 2
    except click.ClickException as error:
        _tell(error.format_message())
        return 1
    except (Refusal, Trouble) as refusal:
        _tell(str(refusal))
        return 1
    except click.Abort:
        return 1
    return result if isinstance(result, int) else 0


def _tell(sentence: str) -> None:
    """Print a refusal as one line: what it quotes of the input may hold any sign."""
    plain = "".join(sign if sign.isprintable() else " " for sign in sentence)
    click.echo(" ".join(plain.split()), err=True)


def _hoisted(arguments: list[str]) -> list[str]:
    """Let `--json` and `--ledger FILE` stand anywhere, as `invoicer check --json` is natural."""
    front: list[str] = []
    rest: list[str] = []
    position = 0
    while position < len(arguments):
        word = arguments[position]
        if word == "--":
            rest += arguments[position:]
            break
        if word == "--json" or word.startswith("--ledger="):
            front.append(word)
        elif word == "--ledger" and position + 1 < len(arguments):
            front += arguments[position : position + 2]
            position += 1
        else:
            rest.append(word)
        position += 1
    return front + rest
