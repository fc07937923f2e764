"""`invoicer` opens the window; `invoicer COMMAND …` works without it."""

import os
import sys
from pathlib import Path


def main() -> int:
    """Run the program and return its exit status."""
    arguments = sys.argv[1:]
    # The commonest way to start is told apart here, so that the window doesn't wait until all
    # commands are imported.
    if not arguments:
        named = os.environ.get("INVOICER_LEDGER")
        return _open_window(Path(named) if named else None)
    if len(arguments) == 2 and arguments[0] == "--ledger":
        return _open_window(Path(arguments[1]))
    from invoicer import cli

    return cli.main(window=_open_window)


def _open_window(path: Path | None) -> int:
    # Imported only here: commands must work where Qt has no display.
    from invoicer.ui import app

    return app.run(path)


if __name__ == "__main__":
    sys.exit(main())
