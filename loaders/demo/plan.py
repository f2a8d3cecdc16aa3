"""How much happens in a year: the centre's figures of 2024 and 2025, and other years and sizes in their shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

USUAL_PEOPLE = 2500

_RESOLVED = 0.987
_TOLD = 0.95
_SATISFIED = 0.9699
_GROWTH = 1.35
"""From 2024 to 2025; before and after, disputes change by a twentieth a year."""


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What is to happen in one year."""

    year: int
    disputes: int
    resolved: int
    requests: int
    """Online requests, all of them done within the year."""
    told: int
    """Of those, with a visit that learned whether they were satisfied."""
    satisfied: int
    other_requests: int
    hazards: int
    warnings: int
    """Handled within the year."""
    open_warnings: int
    legacy: int
    joint_legacy: int

    @property
    def cases(self) -> int:
        return self.disputes + self.requests + self.other_requests + self.hazards


_2024 = YearPlan(
    year=2024, disputes=308, resolved=304, requests=560, told=532, satisfied=516, other_requests=34, hazards=48,
    warnings=124, open_warnings=3, legacy=15, joint_legacy=13,
)  # fmt: skip
_2025 = YearPlan(
    year=2025, disputes=416, resolved=411, requests=586, told=559, satisfied=545, other_requests=38, hazards=52,
    warnings=151, open_warnings=4, legacy=18, joint_legacy=16,
)  # fmt: skip


def plan_years(years: Sequence[int], *, cases: int | None = None) -> list[YearPlan]:
    """A plan for each of `years`; `cases` a year on the average, None: the centre's own size."""
    plans = [_plan(year, 1.0) for year in years]
    if cases is None:
        return plans
    scale = cases * len(plans) / sum(plan.cases for plan in plans)
    return [_plan(year, scale) for year in years]


def _plan(year: int, scale: float) -> YearPlan:
    if scale == 1.0 and year in (2024, 2025):
        return _2024 if year == 2024 else _2025
    level = scale * (0.95 ** (2024 - year) if year <= 2024 else _GROWTH * 1.05 ** (year - 2025))
    disputes, requests = round(_2024.disputes * level), round(_2024.requests * scale)
    told = round(requests * _TOLD)
    legacy = round(_2024.legacy * scale)
    return YearPlan(
        year=year,
        disputes=disputes,
        resolved=round(disputes * _RESOLVED),
        requests=requests,
        told=told,
        satisfied=round(told * _SATISFIED),
        other_requests=round(_2024.other_requests * scale),
        hazards=round(_2024.hazards * scale),
        warnings=round(_2024.warnings * level),
        open_warnings=round(_2024.open_warnings * scale),
        legacy=legacy,
        joint_legacy=round(legacy * _2024.joint_legacy / _2024.legacy),
    )
