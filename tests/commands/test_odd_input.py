"""Ids, names, paths and outputs nobody expects: a sentence or a usage message, never a crash."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from invoicer import cli
from tests.commands.conftest import BUSINESS, CLIENT, INVOICE, Run

BEYOND = "9" * 25


def line(**changed: Any) -> dict[str, Any]:
    """Return the invoice with one line, changed."""
    return INVOICE | {"lines": [{"name": "Work", "price": "10", "tax": "19"} | changed]}


@pytest.mark.parametrize(
    "words",
    [
        ("payment", "undo", BEYOND),
        ("statement", "undo", BEYOND),
        ("statement", "book", BEYOND, "1"),
        ("outbox", "resolve", BEYOND, "again"),
        ("document", "show", BEYOND),
    ],
)
def test_an_id_beyond_any_table_is_refused(shop: Run, words: tuple[str, ...]) -> None:
    ran = shop(*words)
    assert ran.status in (1, 2)
    assert BEYOND in ran.err


@pytest.mark.parametrize(
    "form",
    [
        INVOICE | {"client": int(BEYOND)},
        INVOICE | {"client": "two\nlines"},
        INVOICE | {"currency": "E\x1b[31m\nU"},
        INVOICE | {"adjustments": [{"amount": "1", "tax": "sNaN"}]},
        line(tax="sNaN"),
        line(unit="a\nb"),
    ],
    ids=repr,
)
def test_what_is_quoted_in_a_refusal_never_breaks_its_line(shop: Run, form: dict[str, Any]) -> None:
    ran = shop("document", "add", form)
    assert ran.status == 1
    assert len(ran.err.splitlines()) == 1
    assert ran.err.rstrip("\n").isprintable()


def test_a_logo_with_a_name_no_file_can_have_is_refused(run: Run) -> None:
    ran = run("business", "set", BUSINESS | {"logo": "a\x00b.png"})
    assert (ran.status, len(ran.err.splitlines())) == (1, 1)


@pytest.mark.parametrize("name", ["file/books.invoicer", "l" * 300, "file/deeper/books.invoicer"])
@pytest.mark.parametrize("words", [("business", "set", BUSINESS), ("demo",), ("check",)])
def test_a_place_where_no_ledger_can_be_is_refused(
    run: Run, tmp_path: Path, name: str, words: tuple[Any, ...]
) -> None:
    (tmp_path / "file").write_text("no folder")
    ran = run("--ledger", tmp_path / name, *words)
    assert (ran.status, len(ran.err.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    "name",
    ["ä ö?#%20&mode=ro.invoicer", "a\"b'c", "new\nline.invoicer", ":memory:", "\udcff.invoicer"],
)
def test_a_ledger_may_have_any_name_the_system_allows(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert run("--ledger", path, "business", "set", BUSINESS).status == 0
    assert path.is_file()
    assert run("--ledger", path, "client", "add", CLIENT).out == "1\n"
    assert run("--ledger", path, "check").status == 0


def test_a_backup_takes_the_place_of_files_only(shop: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    ran = shop("backup", pipe)
    assert (ran.status, len(ran.err.splitlines())) == (1, 1)
    assert pipe.is_fifo()


def test_a_pdf_never_takes_the_place_of_its_ledger(shop: Run, tmp_path: Path) -> None:
    shop("document", "add", INVOICE)
    ran = shop("document", "pdf", "1", tmp_path / "books.invoicer")
    assert ran.status == 1
    assert shop("check").status == 0


def test_a_pdf_is_written_whole_or_not_at_all(
    shop: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop("document", "add", INVOICE)
    target = tmp_path / "invoice.pdf"
    target.write_text("what was there")

    def full(_path: Path, _content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    ran = shop("document", "pdf", "1", target)
    assert (ran.status, len(ran.err.splitlines())) == (1, 1)
    assert target.read_text() == "what was there"
    assert not list(tmp_path.glob(".*.part"))


def test_an_output_that_can_not_be_written_is_told_and_what_was_done_stays(
    shop: Run, tmp_path: Path
) -> None:
    shop("document", "add", INVOICE)
    command = [sys.executable, "-m", "invoicer", "--ledger", str(tmp_path / "books.invoicer")]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*command, "document", "issue", "1", "--on", "2026-11-18"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert shop("document", "show", "2026-0001", "--json").value["status"] != "draft"


def test_a_reader_that_has_seen_enough_ends_a_command_quietly(shop: Run, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "invoicer", "--ledger", str(tmp_path / "books.invoicer")]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        done = subprocess.run(
            [*command, "client", "list"],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "")


def test_a_form_or_bank_file_without_end_is_not_read_for_ever(shop: Run) -> None:
    for words in (("client", "add"), ("statement", "read")):
        ran = shop(*words, "/dev/zero")
        assert (ran.status, len(ran.err.splitlines())) == (1, 1)


def test_a_form_may_come_through_a_pipe(shop: Run, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b'{"name": "Piped"}')
    os.close(writing)
    assert shop("client", "add", f"/dev/fd/{reading}").status == 0
    os.close(reading)


def test_saying_again_who_one_is_does_not_trip_over_the_numbers_given_since(run: Run) -> None:
    form = BUSINESS | {"numbering": {"invoices": {"last_number": "2026-0041"}}}
    assert run("business", "set", form).status == 0
    run("client", "add", CLIENT)
    run("document", "add", INVOICE)
    assert run("document", "issue", "1", "--on", "2026-11-18").out == "2026-0042\n"
    assert run("business", "set", form | {"phone": "+49 40 1"}).status == 0
    run("document", "add", INVOICE)
    assert run("document", "issue", "2", "--on", "2026-11-18").out == "2026-0043\n"
    other = form | {"numbering": {"invoices": {"last_number": "2026-0099"}}}
    assert run("business", "set", other).status == 1


def test_interrupting_a_command_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(**_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.commands, "invoke", lambda _context: interrupted())
    assert cli.main(["check"], window=lambda _path: 0) == 1
