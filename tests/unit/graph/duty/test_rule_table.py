"""docs/duty.md is what the code prints, and each test that it names exists."""

import ast
import re
from pathlib import Path

from graph.duty.rule_table import PHASE_TESTS, TESTS, rule_table
from graph.duty.rules import RULES

ROOT = Path(__file__).parents[4]
PAGE = (ROOT / "docs" / "duty.md").read_text(encoding="utf-8")


def test_the_page_is_the_printed_one():
    assert rule_table() + "\n" == PAGE, "python -m graph.duty.rule_table > docs/duty.md"


def test_every_line_of_a_rule_names_its_test_and_the_test_exists():
    tests = ast.parse((ROOT / TESTS).read_text(encoding="utf-8")).body
    known = {each.name for each in tests if isinstance(each, ast.FunctionDef)}
    named = re.findall(r"`(test_\w+)` \|$", PAGE, flags=re.MULTILINE)
    assert [f"test_{each.name}" for each in RULES] == named
    assert set(named) <= known
    assert (ROOT / PHASE_TESTS).is_file()


def test_every_rule_speaks_both_languages():
    for each in RULES:
        assert re.search(r"[一-鿿]", each.zh) and each.zh.endswith("。"), each.name
        assert each.en.isascii() and each.en.endswith("."), each.name
