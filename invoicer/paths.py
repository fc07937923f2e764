"""Where things are: the program's resources and the user's data folder."""

import os
import sys
from pathlib import Path


def resources() -> Path:
    """Return the folder of fonts, icons and catalogues, in the source tree or the frozen build."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources"


def templates() -> Path:
    """Return the folder of the Jinja2 templates that come with the program."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) / "invoicer" if frozen else Path(__file__).resolve().parent
    return root / "templates"


def data_folder() -> Path:
    """Return the folder of the user's ledgers; it is not created here.

    `INVOICER_HOME` overrides it. Otherwise each system's own place is used (on Linux the XDG
    Base Directory Specification).
    """
    override = os.environ.get("INVOICER_HOME")
    if override:
        return Path(override)
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", home / "AppData" / "Roaming")) / "invoicer"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "invoicer"
    return Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share")) / "invoicer"


def default_ledger() -> Path:
    """Return the ledger that opens when none is named."""
    return data_folder() / "ledger.invoicer"
