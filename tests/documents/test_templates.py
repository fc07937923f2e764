"""Templates only place texts: no sums, no comparisons of figures, nothing of PDF/A's enemies."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from invoicer import paths

TEMPLATES = sorted(paths.templates().rglob("*.j2"))
ARITHMETIC = (
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow),
    *(nodes.Neg, nodes.Pos, nodes.Compare),
)
FILTERS_THAT_CALCULATE = {"sum", "round", "float", "int", "abs", "min", "max"}


def test_there_are_templates() -> None:
    names = {path.name for path in TEMPLATES}
    assert {"modern.html.j2", "modern.css.j2", "invoice.txt.j2"} <= names


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_does_arithmetic(path: Path) -> None:
    tree = Environment(autoescape=True).parse(path.read_text("utf-8"))
    assert not list(tree.find_all(ARITHMETIC))
    assert not {found.name for found in tree.find_all(nodes.Filter)} & FILTERS_THAT_CALCULATE


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_what_breaks_pdf_a(path: Path) -> None:
    text = path.read_text("utf-8").casefold()
    for tag in ("<ul", "<ol", "<code", "<pre", "<input", "<svg", "cmyk(", "http:", "https:"):
        assert tag not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_turns_escaping_off(path: Path) -> None:
    assert not re.search(r"\|\s*safe|autoescape", path.read_text("utf-8"))


def test_document_templates_hold_no_words_of_their_own() -> None:
    text = (paths.templates() / "documents" / "modern.html.j2").read_text("utf-8")
    # Whatever is read comes out of the view, in the document's language.
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&nbsp;", " ", text, flags=re.DOTALL)
    assert bare.split() == []
