"""How much happens: the centre's own years as they were, and others in their shape."""

from __future__ import annotations

import pytest

from loaders.demo.plan import plan_years


def test_the_centre_s_years_are_its_own() -> None:
    before, after = plan_years([2024, 2025])
    assert (before.disputes, before.resolved) == (308, 304)
    assert round(before.resolved / before.disputes, 3) == 0.987
    assert round(before.satisfied / before.told, 4) == 0.9699
    assert round(after.disputes / before.disputes, 2) == 1.35


@pytest.mark.parametrize("cases", [100, 1000, 4000, 50_000])
def test_a_size_keeps_the_shape(cases: int) -> None:
    plans = plan_years([2024, 2025], cases=cases)
    assert sum(each.cases for each in plans) == pytest.approx(2 * cases, rel=0.03)
    for plan in plans:
        assert plan.satisfied <= plan.told <= plan.requests
        assert plan.resolved <= plan.disputes
        assert plan.joint_legacy <= plan.legacy <= plan.disputes


def test_other_years_go_up_and_down_from_those() -> None:
    disputes = [each.disputes for each in plan_years(range(2021, 2028))]
    assert disputes == sorted(disputes)
