"""`invoicer` opens the window; `invoicer COMMAND …` works without it."""

import sys
from pathlib import Path

from invoicer import cli


def main() -> int:
    """Run the program and return its exit status."""
    return cli.main(window=_open_window)


def _open_window(path: Path | None) -> int:
    # Imported only here: commands must work where Qt has no display.
    from invoicer.ui import app

    return app.run(path)


if __name__ == "__main__":
    sys.exit(main())
