"""Who is proposed to lead, for which reasons, and who never is."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from graph.duty.finding_sentences import SENTENCES
from graph.duty.findings import FINDINGS
from graph.duty.leading import FUNCTIONS_FOR, Around, Part, functions_for, gaps, proposed
from graph.pipeline.findings import ROWS
from graph.vocabulary import VOCABULARY
from tests.contract.records import case, organisation

NOW = dt.datetime(2024, 6, 30, 9)
HOUSING = organisation("房管所", kind="department", tier="member", functions=("housing",))
POLICE = organisation("派出所", kind="department", tier="resident", functions=("police",))
FIRM = organisation("物业公司", kind="property_company", functions=("housing",))
LEAK = case("一", dispute_type="leakage")


def _part(who: Any, **counts: int) -> Part:
    return Part(organisation=who, counts=counts)


def _around(**facts: Any) -> Around:
    return Around(cases=[LEAK], now=NOW, **facts)


@pytest.mark.parametrize(
    ("parts", "facts", "name", "reasons"),
    [
        ([_part(HOUSING, steps=1), _part(POLICE, steps=2)], {}, "房管所", ["职能相符：住房管理"]),
        (
            [_part(HOUSING, steps=1), _part(POLICE, steps=2)], {"has": {POLICE.id: 1}}, "派出所",
            ["办理步骤最多：2 个", "现在负责的未了结事件最多：1 件"],
        ),
        ([_part(POLICE, steps=1)], {"others": [HOUSING]}, "房管所", ["职能相符：住房管理"]),
        ([_part(POLICE, steps=1)], {"covering": {POLICE.id}, "others": [HOUSING]}, "派出所",
         ["办理步骤最多：1 个", "负责这一片区"]),
        ([_part(FIRM, steps=9), _part(POLICE, steps=1)], {}, "派出所", ["办理步骤最多：1 个"]),
        (
            [_part(HOUSING, steps=2), _part(POLICE, steps=1)], {"parties": {HOUSING.id}}, "派出所",
            ["办理步骤最多：1 个"],
        ),
    ],
)  # fmt: skip
def test_a_lead_is_proposed_for_reasons(
    parts: list[Part], facts: dict[str, Any], name: str, reasons: list[str]
) -> None:
    found = proposed(parts, _around(**facts))
    assert found is not None and found.name == name
    assert list(found.reasons) == reasons
    assert proposed(parts[::-1], _around(**facts)) == found


def test_whose_term_is_over_is_not_proposed() -> None:
    over = dataclasses.replace(HOUSING, until=dt.date(2024, 6, 29))
    assert proposed([_part(over, steps=3)], _around()) is None
    assert [each.organisation for each in gaps([_part(POLICE)], _around(others=[over]))] == [None, None]


def test_what_is_missing_is_told() -> None:
    found = gaps([_part(POLICE, waiting=1), _part(FIRM, unanswered=2)], _around(others=[HOUSING]))
    assert [(each.kind, each.organisation) for each in found] == [
        ("no_lead", None), ("waiting", POLICE.id), ("unanswered", FIRM.id), ("function", None),
    ]  # fmt: skip
    assert gaps([_part(POLICE)], _around(leaders=[POLICE.id]))[0].kind == "function"
    assert gaps([_part(HOUSING), _part(POLICE)], _around(leaders=["a", "b"]))[0].kind == "several_leads"


def test_the_table_of_functions_names_types_and_functions_that_there_are() -> None:
    assert FUNCTIONS_FOR.keys() <= VOCABULARY["dispute_type"].labels.keys()
    assert {each for some in FUNCTIONS_FOR.values() for each in some} <= VOCABULARY["function"].labels.keys()
    assert functions_for([LEAK, case("二", kind="hazard")]) == ("emergency", "housing", "grid", "justice")


def test_every_finding_is_asked_and_said() -> None:
    assert FINDINGS.keys() == ROWS.keys() == SENTENCES.keys()
