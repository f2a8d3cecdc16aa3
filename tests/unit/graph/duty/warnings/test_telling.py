"""docs/warnings.md says what the rules are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.duty.warnings.rule_reading import read_rules, shipped_rules
from graph.duty.warnings.telling import facts_table, rules_table

DOCUMENT = (Path(__file__).parents[5] / "docs" / "warnings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", [rules_table, facts_table])
def test_the_document_has_the_table_as_it_is(table) -> None:
    assert "\n".join(table(shipped_rules())) in DOCUMENT


def test_the_document_names_the_thresholds() -> None:
    levels = shipped_rules().levels
    assert f"高 {levels.high:g} 分起，中 {levels.medium:g} 分起，低 {levels.low:g} 分起" in DOCUMENT


def test_the_file_that_the_document_shows_can_be_used(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
    path = tmp_path / "rules.toml"
    path.write_text(shown, encoding="utf-8")
    names = {each.name for each in read_rules(path).rules}
    assert "lift" in names
    assert "petition_channel" not in names
