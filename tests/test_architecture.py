"""The house rules of the program, as far as a machine can see them."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

import invoicer

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "invoicer"
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
CLOCK_READERS = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime"}
CLOCKS = {"date", "datetime", "dt", "time"}
BANNED_NAMES = {"utils", "helpers", "services", "managers", "misc", "common"}
QT = {"PySide6", "shiboken6", "qtawesome", "qtpy"}
SQL = {"sqlite3", "sqlcipher3", "pysqlite3", "sqlite_utils"}


@cache
def _sources() -> dict[str, ast.Module]:
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def _imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the top-level name of each import, wherever it stands, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0], node.lineno


def _importers_outside(room: str, libraries: set[str]) -> list[str]:
    return [
        f"{name}:{line} imports {module}"
        for name, tree in _sources().items()
        if not name.startswith(f"{room}/")
        for module, line in _imported(tree)
        if module in libraries
    ]


def test_the_import_contracts_hold() -> None:
    run = "from importlinter.cli import lint_imports_command as lint; lint()"
    done = subprocess.run(
        [sys.executable, "-c", run, "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_qt_stays_in_ui() -> None:
    assert _importers_outside("ui", QT) == []


def test_sql_stays_in_ledger() -> None:
    assert _importers_outside("ledger", SQL) == []


def test_only_driver_and_migrations_know_which_sqlite_it_is() -> None:
    importers = {
        name
        for name, tree in _sources().items()
        for module, _line in _imported(tree)
        if module in {"sqlite3", "sqlcipher3", "pysqlite3"}
    }
    assert importers == {"ledger/driver.py"}


def test_no_file_is_longer_than_400_lines() -> None:
    long = {
        name: lines
        for name in _sources()
        if (lines := len((PACKAGE / name).read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in _sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_only_the_clock_module_reads_the_clock() -> None:
    readers = [
        f"{name}:{node.lineno}"
        for name, tree in _sources().items()
        if name != "clock.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK_READERS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in CLOCKS
    ]
    assert readers == []


def test_there_is_no_float_among_the_rules() -> None:
    floats = [
        f"{name}:{node.lineno}"
        for name, tree in _sources().items()
        if name.startswith("models/")
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]
    assert floats == []


def test_no_module_is_a_drawer_for_everything() -> None:
    names = {part for name in _sources() for part in Path(name).with_suffix("").parts}
    assert names & BANNED_NAMES == set()


def test_no_error_is_swallowed_unseen() -> None:
    swallowed = [
        f"{name}:{node.lineno}"
        for name, tree in _sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
        and all(isinstance(step, ast.Pass | ast.Continue) for step in node.body)
    ]
    assert swallowed == []


def test_the_head_of_the_changelog_is_the_version() -> None:
    changelog = (ROOT / "packaging" / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\S+)", changelog, flags=re.MULTILINE)
    assert versions[0] == invoicer.__version__


def test_every_dependency_is_pinned_and_no_pin_has_an_address() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", pin)] == []
    pinned = {_normal(pin.partition("==")[0]) for pin in pins}
    asked = project["dependencies"] + project["optional-dependencies"]["dev"]
    assert {_normal(re.split(r"[<>=!~ ;\[]", need)[0]) for need in asked} <= pinned


def test_every_library_in_use_is_asked_for_by_name() -> None:
    names = {
        "PySide6": "pyside6-essentials",
        "shiboken6": "pyside6-essentials",
        "PIL": "pillow",
        "charset_normalizer": "charset-normalizer",
        "sqlite_utils": "sqlite-utils",
        "stdnum": "python-stdnum",
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {_normal(re.split(r"[<>=!~ ;\[]", need)[0]) for need in project["dependencies"]}
    used = {module for tree in _sources().values() for module, _line in _imported(tree)}
    foreign = used - set(sys.stdlib_module_names) - {"invoicer", "pysqlite3"}
    assert {_normal(names.get(module, module)) for module in foreign} <= asked


def test_the_licence_of_everything_that_comes_with_the_program_is_listed() -> None:
    text = (ROOT / "packaging" / "THIRD_PARTY.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([\w.-]+) \| ([\d.]+) \|", text, flags=re.MULTILINE))
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {_normal(pin.partition("==")[0]): pin.partition("==")[2] for pin in pins}
    listed = {_normal(name): version for name, version in rows.items()}
    assert {name: pinned.get(name) for name in listed} == listed
    assert _needed_at_run_time() <= listed.keys()


def _needed_at_run_time() -> set[str]:
    """Return every package the program needs on this system, needs of needs included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(need) for need in project["dependencies"]]
    found: set[str] = set()
    while waiting:
        need = waiting.pop()
        name = _normal(need.name)
        if name in found or (need.marker and not need.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        waiting += [Requirement(text) for text in metadata.requires(name) or ()]
    return found


def _normal(name: str) -> str:
    """Return a package's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()
