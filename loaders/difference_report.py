"""A difference as JSON and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from graph.schema import NODE_SHAPES
from loaders.differing import Difference, FieldChange, LinkChange, RecordChange
from loaders.weeks import ListedCase, WeekDifference

_SHOWN = 20
_STATES = {"new": "新增", "changed": "更改", "gone": "删除", "moved": "改到"}
_WEEKLY = {"new": "本周新增", "changed": "状态改变", "gone": "本周没有再列", "same": "与上周相同"}
_LONGEST = 40


def as_json(difference: Difference) -> dict[str, Any]:
    """All of it; the rows' report of a draft under `report`."""
    return {
        "counts": difference.counts(),
        "records": [asdict(each) for each in difference.records],
        "links": [asdict(each) for each in difference.links],
        "weeks": [_week_json(each) for each in difference.weeks],
        "report": difference.report.as_json() if difference.report else None,
    }


def _week_json(week: WeekDifference) -> dict[str, Any]:
    return {
        "list": week.id,
        "title": week.title,
        "week": week.week.isoformat(),
        "before": week.before.isoformat() if week.before else None,
        **{state: [_case_json(each) for each in week.of(state)] for state in _WEEKLY},
    }


def _case_json(case: ListedCase) -> dict[str, str]:
    return {"id": case.id, "number": case.number, "title": case.title, "before": case.before, "after": case.after}


def lines(difference: Difference) -> Iterator[str]:
    """For people: counts first, then what changed, then what is new; weekly lists beside the week before."""
    for kind, counts in sorted(difference.counts().items(), key=lambda each: list(NODE_SHAPES).index(each[0])):
        gone = f"，删除 {counts['gone']:,}" if counts["gone"] else ""
        unchanged = f"，未变 {counts['unchanged']:,}" if difference.report else ""
        zh = NODE_SHAPES[kind].record.ZH
        yield f"  {zh}：新增 {counts['new']:,}，更改 {counts['changed']:,}{gone}{unchanged}"
    if difference.report and difference.report.rejects:
        yield f"  退回 {difference.report.rejected:,} 行，第一处：{difference.report.rejects[0]}"
    if not difference.records and not difference.links:
        yield "  没有不同"
    for week in difference.weeks:
        yield from _week_lines(week)
    changed = [line for each in difference.records if each.state == "changed" for line in _record_lines(each)]
    yield from _shortened(changed)
    yield from _shortened([_heading(each) for each in difference.records if each.state == "gone"])
    yield from _shortened([_link_line(each) for each in difference.links])
    yield from _shortened([_heading(each) for each in difference.records if each.state == "new"])


def _heading(record: RecordChange) -> str:
    number = f" {record.number}" if record.number else ""
    return f"  {_STATES[record.state]} {record.zh}{number}“{record.title}”"


def _record_lines(record: RecordChange) -> Iterator[str]:
    yield _heading(record) + "：" + "；".join(map(_field_text, record.fields))


def _field_text(change: FieldChange) -> str:
    if not change.before and not change.after:
        return f"{change.zh}（有更改）"
    return f"{change.zh} {_short(change.before)} → {_short(change.after)}"


def _short(text: str) -> str:
    if not text:
        return "（空）"
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _link_line(link: LinkChange) -> str:
    detail = f"（{link.detail}）" if link.detail else ""
    where = f"{link.was} → {link.target_title}" if link.state == "moved" else link.target_title
    fields = "：" + "；".join(map(_field_text, link.fields)) if link.fields else ""
    return f"  {_STATES[link.state]} 关系 {link.source_title} {link.zh}{detail} {where}{fields}"


def _week_lines(week: WeekDifference) -> Iterator[str]:
    against = f"与 {week.before} 当周的清单比较" if week.before else "这个社区没有更早的清单"
    skipped = "（中间有几周没有清单）" if week.skips else ""
    yield f"  清单 {week.title}：{against}{skipped}"
    for state, zh in _WEEKLY.items():
        cases = week.of(state)
        yield f"    {zh} {len(cases):,} 件"
        yield from _shortened([f"      {each.number}“{each.title}”：{_standing(each)}" for each in cases])


def _standing(case: ListedCase) -> str:
    if not case.before or not case.after or case.before == case.after:
        return case.after or case.before
    return f"{case.before} → {case.after}"


def _shortened(told: list[str]) -> Iterator[str]:
    yield from told[:_SHOWN]
    if len(told) > _SHOWN:
        yield f"  另有 {len(told) - _SHOWN:,} 条，用 --json 看全部"
