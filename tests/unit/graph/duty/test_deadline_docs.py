"""docs/deadlines.md shows the shipped table, line for line, and its examples of files can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.duty.calendar import read_calendar
from graph.duty.deadline_files import read_deadlines, shipped
from graph.duty.deadlines import CONDITIONS, Term
from graph.vocabulary import VOCABULARY

DOCS = (Path(__file__).resolve().parents[4] / "docs" / "deadlines.md").read_text(encoding="utf-8")


def row(term: Term) -> str:
    """The line of the docs that a line of the table is."""
    task = VOCABULARY.label("task_kind", term.task)
    asked = "，".join(
        "或".join(VOCABULARY.label(CONDITIONS[name], code) for code in sorted(codes))
        for name, codes in term.conditions.items()
    )
    return f"| {task} | {asked or '其余'} | {term.length} | {term.at_risk:.0%} | {term.basis} |"


def test_the_docs_show_every_line_in_its_order() -> None:
    shown = [line for line in DOCS.splitlines() if re.fullmatch(r"\|(?: [^|]+ \|){5}", line)][1:]
    assert shown == [row(each) for each in shipped().deadlines.terms]


@pytest.mark.parametrize("example", re.findall(r"```toml\n(# (?:deadlines|calendar)\.toml.*?)```", DOCS, re.DOTALL))
def test_the_examples_can_be_read(example: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(example, encoding="utf-8")
    if example.startswith("# calendar"):
        assert read_calendar(path).years
    else:
        assert len(read_deadlines(path, shipped().deadlines).terms) > len(shipped().deadlines.terms)


def test_there_is_an_example_of_each() -> None:
    assert {"# deadlines.toml", "# calendar.toml"} <= set(re.findall(r"```toml\n(# \w+\.toml)", DOCS))
