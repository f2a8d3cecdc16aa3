"""docs/findings.md says what the code does."""

from __future__ import annotations

from pathlib import Path

from graph.duty.finding_table import finding_table
from graph.duty.findings import FACTS, FINDINGS

PAGE = (Path(__file__).parents[4] / "docs" / "findings.md").read_text(encoding="utf-8")


def test_the_page_is_printed_from_the_code() -> None:
    assert finding_table() + "\n" == PAGE, "python -m graph.duty.finding_table > docs/findings.md"


def test_each_finding_has_a_definition_in_both_languages() -> None:
    assert all(each.definition.endswith("。") and each.meaning.endswith(".") for each in FINDINGS.values())
    assert len({each.zh for each in FINDINGS.values()}) == len(FINDINGS)
    assert len(set(FACTS.values())) == len(FACTS)
