"""The agenda of a month's risk meeting (风险研判会), made from the graph: every item with its reason and its records.

A month is told by the dates that records bear: what was handled, done or answered only after it was open in it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.duty.lists import Week
from graph.duty.warnings.rules import rank
from graph.model import Case, Decision, Matter, Task, Warning, Whistle
from graph.vocabulary import VOCABULARY

SECTIONS: Mapping[str, str] = {
    "warnings_new": "本月新增的预警",
    "warnings_risen": "本月升级的预警",
    "warnings_waiting": "以前发出、仍未处置的预警",
    "matters_grown": "本月扩大的事项",
    "matters_new": "本月新出现的事项",
    "decisions_open": "议定而未落实",
    "whistles_open": "吹哨无人报到",
    "lists_missing": "未报清单的社区",
    "tasks_overdue": "逾期的待办",
}
"""In the order of the meeting."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to talk about."""

    section: str
    title: str
    reason: str
    subject: str | None
    """Id of the case, matter, community or organisation that it is about."""
    records: tuple[str, ...]
    """Ids of what says so."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """All items of a month, in the order of the meeting."""

    start: dt.date
    end: dt.date
    """The first day after it."""
    items: tuple[Item, ...]

    def of(self, section: str) -> list[Item]:
        """The items of a section."""
        return [each for each in self.items if each.section == section]

    @property
    def subjects(self) -> tuple[str, ...]:
        """Ids of the cases and matters to be talked about, each once, in the order of the meeting."""
        ids = (each.subject for each in self.items if each.subject)
        return tuple(dict.fromkeys(id for id in ids if id.startswith(("case-", "matter-"))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What a month's agenda is made from; names of cases, matters, organisations and communities by id."""

    start: dt.date
    end: dt.date
    """The first day after it."""
    names: Mapping[str, str] = field(default_factory=dict)
    warnings: Sequence[tuple[Warning, str | None]] = ()
    """With the id of what each is about."""
    matters: Sequence[tuple[Matter, Sequence[Case]]] = ()
    """With the cases of each."""
    decisions: Sequence[tuple[Decision, str | None, Sequence[str]]] = ()
    """With the id of what each is about and of who leads."""
    whistles: Sequence[tuple[Whistle, str | None, Mapping[str, dt.datetime | None]]] = ()
    """With the id of what each is about, and when those that it calls reported."""
    weeks: Sequence[Week] = ()
    tasks: Sequence[Task] = ()

    def name(self, id: str | None) -> str:
        return self.names.get(id or "", "（不在查看范围内）" if id else "")


def agenda_of(month: Month) -> Agenda:
    """The agenda; the same for the same records in any order."""
    items = [item for make in _MAKERS for item in make(month)]
    order = list(SECTIONS)
    return Agenda(month.start, month.end, tuple(sorted(items, key=lambda each: order.index(each.section))))


# -- warnings --------------------------------------------------------------------------------------


def _warnings(month: Month) -> Iterator[Item]:
    standing = [
        each for each in month.warnings if _is_open(each[0].handled_on, month) and each[0].raised_on < month.end
    ]
    for warning, about in sorted(standing, key=lambda each: (-rank(each[0].level), -each[0].points, each[0].id)):
        level = VOCABULARY.label("warning_level", warning.level)
        section, told = _moved(warning, level, month)
        reasons = f"：{'；'.join(warning.reasons)}" if warning.reasons else ""
        set_by = f"；{warning.override_by}定级：{warning.override_reason}" if warning.override_reason else ""
        yield Item(section, month.name(about), f"{told}{reasons}{set_by}", about, (warning.id,))


def _moved(warning: Warning, level: str, month: Month) -> tuple[str, str]:
    if warning.raised_on >= month.start:
        return "warnings_new", f"{warning.raised_on} 发出{level}等级预警"
    if warning.level_on is not None and month.start <= warning.level_on < month.end:
        return "warnings_risen", f"{warning.level_on} 升为{level}等级，{warning.raised_on} 发出"
    return "warnings_waiting", f"{level}等级，{warning.raised_on} 发出，至今未处置"


def _is_open(ended_on: dt.date | None, month: Month) -> bool:
    """Whether something was still open when the month ended."""
    return ended_on is None or ended_on >= month.end


# -- matters ---------------------------------------------------------------------------------------


def _matters(month: Month) -> Iterator[Item]:
    grown = [found for matter, cases in month.matters if (found := _growth(matter, cases, month)) is not None]
    for size, item in sorted(grown, key=lambda each: (-each[0], each[1].subject or "")):
        if size:
            yield item


def _growth(matter: Matter, cases: Sequence[Case], month: Month) -> tuple[int, Item] | None:
    """How many cases came in the month, and the item; None: none did, or it is a single case."""
    dated = [each for each in cases if each.received_at is not None]
    before = [each for each in dated if each.received_at and each.received_at.date() < month.start]
    came = [each for each in dated if each.received_at and month.start <= each.received_at.date() < month.end]
    if not came or len(before) + len(came) < 2:
        return None
    records = tuple(sorted(each.id for each in came))
    if not before:
        told = f"本月反映 {len(came)} 件{_people(matter)}"
        return len(came), Item("matters_new", matter.title, told, matter.id, records)
    told = f"由 {len(before)} 件增为 {len(before) + len(came)} 件{_people(matter)}"
    return len(came), Item("matters_grown", matter.title, told, matter.id, records)


def _people(matter: Matter) -> str:
    return f"，至少 {matter.participants} 人参与" if matter.participants > 1 else ""


# -- what was agreed and asked ---------------------------------------------------------------------


def _decisions(month: Month) -> Iterator[Item]:
    last = month.end - dt.timedelta(days=1)
    standing = [
        each
        for each in month.decisions
        if each[0].on < month.end and each[0].status != "dropped" and _is_open(each[0].done_on, month)
    ]
    for decision, about, leads in sorted(standing, key=lambda each: (each[0].due_on or dt.date.max, each[0].id)):
        if decision.status == "done" and decision.done_on is None:
            continue
        led = f"，由{'、'.join(month.name(each) for each in leads)}牵头" if leads else "，没有牵头单位"
        yield Item(
            "decisions_open", decision.text, f"{decision.on} 议定{led}{_due(decision.due_on, last)}", about,
            (decision.id,),
        )  # fmt: skip


def _due(due_on: dt.date | None, last: dt.date) -> str:
    if due_on is None:
        return "，没有写明时限"
    return f"，应于 {due_on} 完成" + (f"，到月底逾期 {(last - due_on).days} 天" if due_on < last else "")


def _whistles(month: Month) -> Iterator[Item]:
    found = sorted(month.whistles, key=lambda each: (each[0].at, each[0].id))
    for whistle, about, calls in found:
        silent = sorted(id for id, at in calls.items() if at is None or at.date() >= month.end)
        if whistle.at.date() >= month.end or not silent:
            continue
        due = f"，应于 {whistle.due_at:%Y-%m-%d %H:%M} 前报到" if whistle.due_at else ""
        names = "、".join(month.name(each) for each in silent)
        yield Item(
            "whistles_open", whistle.subject, f"{whistle.at:%Y-%m-%d} 吹哨，{names}没有报到{due}", about,
            (whistle.id, *silent),
        )  # fmt: skip


# -- what was not done -----------------------------------------------------------------------------


def _lists(month: Month) -> Iterator[Item]:
    missing: defaultdict[str, list[dt.date]] = defaultdict(list)
    late: Counter[str] = Counter()
    for week in month.weeks:
        for row in week.rows:
            if row.state == "missing":
                missing[row.community].append(week.monday)
            late[row.community] += row.state == "late"
    for id in sorted(missing, key=lambda each: (-len(missing[each]), month.name(each), each)):
        weeks = "、".join(f"{each:%m-%d}" for each in sorted(missing[id]))
        more = f"，另迟报 {late[id]} 周" if late[id] else ""
        yield Item("lists_missing", month.name(id), f"{weeks} 起的各周没有报{more}", id, (id,))


def _tasks(month: Month) -> Iterator[Item]:
    by_organisation: defaultdict[str, list[Task]] = defaultdict(list)
    for each in month.tasks:
        if (
            each.due_at.date() < month.end
            and each.opened_at.date() < month.end
            and _is_open(_day(each.ended_at), month)
        ):
            by_organisation[each.organisation].append(each)
    for id, some in sorted(by_organisation.items(), key=lambda each: (-len(each[1]), month.name(each[0]), each[0])):
        some.sort(key=lambda each: (each.due_at, each.id))
        kinds = Counter(VOCABULARY.label("task_kind", each.kind) for each in some)
        told = "，".join(f"{zh} {count}" for zh, count in sorted(kinds.items(), key=lambda each: (-each[1], each[0])))
        oldest = f"最早的应于 {some[0].due_at:%Y-%m-%d} 完成：{some[0].title}"
        yield Item(
            "tasks_overdue", month.name(id), f"逾期 {len(some)} 项（{told}），{oldest}", id,
            tuple(each.id for each in some),
        )  # fmt: skip


def _day(at: dt.datetime | None) -> dt.date | None:
    return None if at is None else at.date()


_MAKERS: tuple[Callable[[Month], Iterable[Item]], ...] = (_warnings, _matters, _decisions, _whistles, _lists, _tasks)
