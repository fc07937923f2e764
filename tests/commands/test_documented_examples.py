"""Every example of invoicer/README.md is run, in the order it stands there."""

import json
import re
import shlex
from pathlib import Path

import pytest

from invoicer import __main__, cli

README = Path(__main__.__file__).parent / "README.md"
BLOCK = re.compile(r"^```(json|csv|sh)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_every_documented_example_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INVOICER_LEDGER", str(tmp_path / "books.invoicer"))
    commands = 0
    for kind, name, text in BLOCK.findall(README.read_text(encoding="utf-8")):
        if kind != "sh":
            (tmp_path / name).write_text(text, encoding="utf-8")
            continue
        for line in text.splitlines():
            words = shlex.split(line)
            if words[:1] != ["invoicer"]:
                continue
            status = cli.main(words[1:], window=lambda _path: 0)
            printed = capsys.readouterr()
            assert status == 0, f"{line}\n{printed.err}"
            if "--json" in words:
                json.loads(printed.out)
            commands += 1
    assert commands >= 25
    assert (tmp_path / "invoice.pdf").read_bytes().startswith(b"%PDF")
