"""The named questions about duty, answered by loops over a `Model`, as their docstrings say it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.ids import kind_of
from graph.model import Case, Place, Step, Task
from graph.store import duty_questions as d
from tests.contract.reference import Model
from tests.contract.steps import DEEPEST, cases_in, edges, iso

Rows = list[tuple[Any, ...]]
ENDED = ("settled", "closed", "withdrawn", "rejected")
ON_IT = ("received_by", "handed_to", "led_by", "helped_by")


def page(rows: Rows, first: int, skip: int) -> Rows:
    """A page of the rows, each with how many there are."""
    return [(*row, len(rows)) for row in rows[skip : skip + first]]


def within(at: Any, start: str | None, end: str | None) -> bool:
    return (start is None or iso(at) >= start) and (end is None or iso(at) < end)


def day(time: str | None) -> str | None:
    return time and time[:10]


def is_open(case: Any) -> bool:
    return case.status not in ENDED


def cases_of(model: Model) -> list[Any]:
    return [each for each in model.scan("case") if isinstance(each, Case)]


def steps_of(model: Model, case: str) -> list[Any]:
    steps: list[Any] = [each for each in model.scan("step") if isinstance(each, Step) and each.case == case]
    return sorted(steps, key=lambda each: (each.at, each.id))


def organisations(model: Model, source: str, *types: str) -> list[Any]:
    """The edges of these types from a node to organisations."""
    return [each for each in edges(model, *types) if each.source == source and kind_of(each.target) == "organisation"]


def lasts(edge: Any, now: str) -> bool:
    return (edge.since is None or iso(edge.since) <= now[:10]) and (edge.until is None or iso(edge.until) >= now[:10])


def open_tasks(model: Model, case: str, *kinds: str) -> list[Any]:
    tasks: list[Any] = [each for each in model.scan("task") if isinstance(each, Task) and each.case == case]
    return [each for each in tasks if each.ended_at is None and (not kinds or each.kind in kinds)]


# -- hands -----------------------------------------------------------------------------------------


def ping_pong(model: Model, least: int, start: str | None, end: str | None, first: int, skip: int) -> Rows:
    by_pair = defaultdict(list)
    for each in edges(model, "handed_to"):
        if each.giver in model.nodes and kind_of(each.giver) == "organisation" and each.giver != each.target:
            by_pair[each.source, frozenset((each.giver, each.target))].append(each)
    rows: Rows = []
    for (case, _), between in by_pair.items():
        came_back = [
            each.at
            for each in between
            if each.accepted is not False
            and within(each.at, start, end)
            and any(
                other.giver == each.target and other.at < each.at and other.accepted is not False for other in between
            )
        ]
        if came_back and len(came_back) >= least:
            made = min(between, key=lambda each: (each.at, each.giver))
            refusals = sum(each.accepted is False for each in between)
            rows.append((case, made.giver, made.target, len(came_back), refusals, iso(max(came_back))))
    rows.sort(key=lambda row: row[:3])
    rows.sort(key=lambda row: row[5], reverse=True)
    rows.sort(key=lambda row: row[3], reverse=True)
    return page(rows, first, skip)


def holder(model: Model, case: str) -> str | None:
    """Who has a case now."""
    tasks = [each for each in open_tasks(model, case, "settle", "visit", "close") if each.organisation in model.nodes]
    if tasks:
        tasks.sort(key=lambda each: each.id)
        return max(tasks, key=lambda each: each.opened_at).organisation
    handed = [each for each in organisations(model, case, "handed_to") if each.accepted is not False]
    if handed:
        handed.sort(key=lambda each: each.target)
        return max(handed, key=lambda each: each.at).target
    return min((each.target for each in organisations(model, case, "received_by")), default=None)


def responsible_for(model: Model, ids: Iterable[str]) -> Rows:
    cases = sorted(id for id in ids if isinstance(model.nodes.get(id), Case))
    return [(id, who) for id in cases if (who := holder(model, id)) is not None]


def matters_without_lead(model: Model, least: int, open: bool | None, now: str, first: int, skip: int) -> Rows:
    rows: Rows = []
    for matter in model.scan("matter"):
        held: list[Any] = [model.nodes[each] for each in cases_in(model, matter.id)]
        leads = {each.target for each in edges(model, "led_by") if each.source == matter.id and lasts(each, now)}
        on_it = {
            part.target for id in (matter.id, *(each.id for each in held)) for part in organisations(model, id, *ON_IT)
        }
        unended = sum(map(is_open, held))
        if len(leads) != 1 and on_it and len(on_it) >= least and open in (None, unended > 0):
            last = max((iso(each.received_at) for each in held if each.received_at), default=None)
            rows.append((matter.id, len(on_it), len(held), unended, len(leads), last))
    return page(sorted(rows, key=lambda row: (-row[1], -row[3], row[0])), first, skip)


def never_leading(model: Model, least: int, start: str | None, end: str | None, first: int, skip: int) -> Rows:
    leading = {each.target for each in edges(model, "led_by")}
    leading |= {
        each.target
        for each in edges(model, "member_of")
        if each.source in leading and kind_of(each.source) == "officer"
    }
    rows: Rows = []
    for who in model.scan("organisation"):
        received = {each.source for each in edges(model, "received_by") if each.target == who.id}
        steps: list[Any] = [
            each for each in model.scan("step")
            if isinstance(each, Step) and each.organisation == who.id and within(each.at, start, end)
            and each.case in model.nodes and each.case not in received
        ]  # fmt: skip
        cases = {each.case for each in steps}
        if who.id not in leading and cases and len(cases) >= least:
            helped = {each.source for each in edges(model, "helped_by") if each.target == who.id}
            rows.append((who.id, len(cases), len(helped), iso(max(each.at for each in steps))))
    return page(sorted(rows, key=lambda row: (-row[1], row[0])), first, skip)


def parties_elsewhere(model: Model, open: bool | None, most: int, first: int, skip: int) -> Rows:
    all_of, part_in = defaultdict(set), defaultdict(set)
    for each in edges(model, "party_to"):
        all_of[each.source].add(each.target)
        if each.role not in ("agent", "witness"):
            part_in[each.source].add(each.target)
    on_it = {
        case.id: {
            each.target
            for each in organisations(model, case.id, *ON_IT)
            if getattr(each, "accepted", None) is not False
        }
        for case in cases_of(model)
    }
    rows: Rows = []
    for party, cases in part_in.items():
        for case in cases if 2 <= len(all_of[party]) <= most else ():
            here: Any = model.nodes[case]
            apart = [
                other for other in cases - {case} if on_it[case] and on_it[other] and not on_it[case] & on_it[other]
            ]
            if apart and open in (None, is_open(here)):
                others: list[Any] = [model.nodes[each] for each in apart]
                last = max((iso(each.received_at) for each in others if each.received_at), default=None)
                who = {each for other in apart for each in on_it[other]}
                rows.append((case, party, len(apart), sum(map(is_open, others)), len(who), last))
    return page(sorted(rows, key=lambda row: (-row[3], -row[2], row[0], row[1])), first, skip)


# -- whistles --------------------------------------------------------------------------------------


def callers(model: Model, whistle: str, kind: str) -> str | None:
    found = (each.target for each in edges(model, "by") if each.source == whistle)
    return min((each for each in found if kind_of(each) == kind), default=None)


def whistles_unanswered(model: Model, now: str, first: int, skip: int) -> Rows:
    rows = []
    for each in edges(model, "calls"):
        whistle: Any = model.nodes[each.source]
        if each.reported_at is None and whistle.status not in ("done", "withdrawn") and iso(whistle.at) < now:
            about = min((edge.target for edge in edges(model, "about") if edge.source == whistle.id), default=None)
            caller = callers(model, whistle.id, "organisation") or callers(model, whistle.id, "officer")
            due = whistle.due_at and iso(whistle.due_at)
            late = due is not None and due < now
            rows.append((whistle.id, about, caller, each.target, iso(whistle.at), due, late))
    return page(sorted(rows, key=lambda row: (row[5] or row[4], row[0], row[3])), first, skip)


def whistle_calls(model: Model, start: str | None, end: str | None) -> Rows:
    rows = []
    for each in edges(model, "calls"):
        whistle: Any = model.nodes[each.source]
        needless = whistle.status == "withdrawn" and each.reported_at is None
        if within(whistle.at, start, end) and not needless:
            times = (iso(time) if time else None for time in (whistle.due_at, each.reported_at))
            rows.append((whistle.id, callers(model, whistle.id, "organisation"), each.target, iso(whistle.at), *times))
    return sorted(rows, key=lambda row: (row[3], row[0], row[2]))


# -- silence ---------------------------------------------------------------------------------------


def silent_communities(
    model: Model, start: str | None, end: str | None, sources: Sequence[str], communities: Sequence[str] | None,
    first: int, skip: int,
) -> Rows:  # fmt: skip
    rows: Rows = []
    for place in model.scan("place"):
        if not isinstance(place, Place) or place.level != "community":
            continue
        if communities is not None and place.id not in communities:
            continue
        weeks = [iso(each.week) for each in model.scan("weeklylist") if each.community == place.id]  # type: ignore[attr-defined]
        times = [
            iso(each.received_at)
            for each in cases_of(model)
            if each.community == place.id and each.source in sources and each.received_at
        ]
        lists = sum(start is not None and end is not None and start[:10] <= each < end[:10] for each in weeks)
        cases = sum(start is not None and end is not None and start <= each < end for each in times)
        if not lists or not cases:
            rows.append((place.id, lists, cases, max(weeks, default=None), max(times, default=None)))
    return page(sorted(rows, key=lambda row: ((row[1] > 0) + (row[2] > 0), row[4] or "", row[0])), first, skip)


def stalled(model: Model, before: str, first: int, skip: int) -> Rows:
    rows: Rows = []
    for case in cases_of(model):
        steps = [each for each in steps_of(model, case.id) if each.kind != "supervise"]
        last = steps[-1] if steps else None
        at = last.at if last else case.received_at
        if is_open(case) and case.status != "paused" and at and iso(at) < before:
            rows.append((case.id, iso(at), last and last.kind, last and last.organisation))
    return page(sorted(rows, key=lambda row: (row[1], row[0])), first, skip)


def overdue_visits(model: Model, now: str, days: int, first: int, skip: int) -> Rows:
    rows: Rows = []
    for case in cases_of(model):
        if case.status != "settled" or case.settled_on is None or _visited(model, case):
            continue
        tasks = sorted(open_tasks(model, case.id, "visit"), key=lambda each: (each.due_at, each.id))
        due = tasks[0].due_at.date() if tasks else case.settled_on + dt.timedelta(days=days)
        who = tasks[0].organisation if tasks else None
        if iso(due) < now[:10] and not (tasks and tasks[0].paused_at):
            first_receiver = min((each.target for each in organisations(model, case.id, "received_by")), default=None)
            rows.append((case.id, iso(case.settled_on), iso(due), who or first_receiver))
    return page(sorted(rows, key=lambda row: (row[2], row[0])), first, skip)


def _visited(model: Model, case: Any) -> bool:
    visits: list[Any] = [model.nodes[each.source] for each in edges(model, "about") if each.target == case.id]
    return any(kind_of(each.id) == "visit" and each.on >= case.settled_on for each in visits)


# -- what comes back -------------------------------------------------------------------------------


def recurrence(
    of: Callable[[Model, Any], Iterable[str]], model: Model, start: str | None, end: str | None, least: int,
    first: int, skip: int,
) -> Rows:  # fmt: skip
    settled: Counter[str] = Counter()
    returned: Counter[str] = Counter()
    for case in cases_of(model):
        if case.settled_on is not None and within(case.settled_on, day(start), day(end)):
            values = set(of(model, case))
            settled.update(values)
            returned.update(values if _came_back(model, case) else ())
    rows = [(each, count, returned[each]) for each, count in settled.items() if returned[each] >= least]
    return page(sorted(rows, key=lambda row: (-row[2], row[1], row[0])), first, skip)


def _came_back(model: Model, case: Any) -> bool:
    for each in edges(model, "linked"):
        if each.kind == "recurrence" and each.certainty != "suggested" and case.id in (each.source, each.target):
            other: Any = model.nodes[each.target if each.source == case.id else each.source]
            later = other.received_at and iso(other.received_at)[:10] >= iso(case.settled_on)
            if later and _parties(model, case.id) & _parties(model, other.id):
                return True
    return False


def _parties(model: Model, case: str) -> set[str]:
    return {each.source for each in edges(model, "party_to") if each.target == case}


def by_stage(model: Model, case: Any) -> Iterator[str]:
    yield case.stage


def by_route(model: Model, case: Any) -> Iterator[str]:
    about: list[Any] = [model.nodes[each.source] for each in edges(model, "about") if each.target == case.id]
    agreed = [each for each in about if kind_of(each.id) == "mediation" and each.result in ("agreement", "partial")]
    agreed.sort(key=lambda each: (iso(each.ended_on) if each.ended_on else "", each.id))
    yield agreed[-1].route if agreed else "none"


def by_building(model: Model, case: Any) -> Iterator[str]:
    ring = {each.target for each in edges(model, "at") if each.source == case.id}
    for _ in range(DEEPEST + 1):
        here: list[Any] = [model.nodes[each] for each in ring]
        yield from (each.id for each in here if each.level == "building")
        low = {each.id for each in here if each.level != "building"}
        ring = {each.target for each in edges(model, "in") if each.source in low}


def recurrence_by_building(model: Model, least: int, **rest: Any) -> Rows:
    return recurrence(by_building, model, least=max(least, 1), **rest)


# -- load ------------------------------------------------------------------------------------------


def settled_by(model: Model, field: str, start: str | None, end: str | None) -> dict[str, set[str]]:
    done = defaultdict(set)
    for each in model.scan("step"):
        step: Any = each
        if step.kind == "settle" and step.outcome not in ("failed", "withdrawn") and within(step.at, start, end):
            done[getattr(step, field)].add(step.case)
    return done


def load_of_organisations(model: Model, now: str, start: str | None, end: str | None, first: int, skip: int) -> Rows:
    has = Counter(holder(model, each.id) for each in cases_of(model) if is_open(each))
    tasks: list[Any] = [each for each in model.scan("task") if each.ended_at is None]  # type: ignore[attr-defined]
    done = settled_by(model, "organisation", start, end)
    rows: Rows = []
    for who in model.scan("organisation"):
        own = [each for each in tasks if each.organisation == who.id]
        overdue = sum(iso(each.due_at) < now and each.paused_at is None for each in own)
        row = (who.id, has[who.id], len(own), overdue, len(done.get(who.id, ())))
        rows += [row] if any(row[1:]) else []
    return page(sorted(rows, key=lambda row: (-row[1], -row[2], -row[4], row[0])), first, skip)


def load_of_officers(model: Model, now: str, start: str | None, end: str | None, first: int, skip: int) -> Rows:
    unended = {each.id for each in cases_of(model) if is_open(each)}
    named = ([each for each in steps_of(model, id) if each.officer is not None] for id in unended)
    last = Counter(steps[-1].officer for steps in named if steps)
    done = settled_by(model, "officer", start, end)
    rows: Rows = []
    for who in model.scan("officer"):
        led = {each.source for each in edges(model, "led_by") if each.target == who.id and lasts(each, now)} & unended
        row = (who.id, last[who.id], len(led), len(done.get(who.id, ())))
        rows += [row] if any(row[1:]) else []
    return page(sorted(rows, key=lambda row: (-row[1] - row[2], -row[3], row[0])), first, skip)


# -- the network -----------------------------------------------------------------------------------


def duty_network(model: Model, open: bool | None) -> Rows:
    rows = set()
    for matter in model.scan("matter"):
        held: list[Any] = [model.nodes[each] for each in cases_in(model, matter.id)]
        if open and not any(map(is_open, held)):
            continue
        for subject in (matter.id, *(each.id for each in held)):
            about = {each.source for each in edges(model, "about") if each.target == subject}
            called = {each.target for each in edges(model, "calls") if each.source in about}
            rows |= {(matter.id, each.target) for each in organisations(model, subject, *ON_IT)}
            rows |= {(matter.id, each) for each in called}
    return sorted(rows)


def parts_taken(model: Model, ids: Iterable[str], now: str) -> Rows:
    found: dict[tuple[str, str, str], list[str | None]] = defaultdict(list)
    for id in ids:
        if kind_of(id) in ("case", "matter") and id in model.nodes:
            for who, part, at in _parts(model, id, now):
                found[id, who, part].append(at and iso(at))
    return sorted(
        (*key, len(times), max((each for each in times if each), default=None)) for key, times in found.items()
    )


def _parts(model: Model, id: str, now: str) -> Iterator[tuple[str, str, Any]]:
    handed = {None: "waiting", True: "got", False: "refused"}
    subjects = {id} | cases_in(model, id)
    for subject in subjects:
        for each in organisations(model, subject, *ON_IT):
            if each.TYPE == "received_by":
                yield each.target, "received", each.at
            elif each.TYPE == "handed_to":
                yield each.target, handed[each.accepted], each.at
            elif each.TYPE == "helped_by":
                yield each.target, "helps", each.since
            elif lasts(each, now):
                yield each.target, "leads" if subject == id else "leads_case", each.since
        for step in steps_of(model, subject):
            if step.organisation in model.nodes:
                yield step.organisation, "steps", step.at
        for task in open_tasks(model, subject):
            if task.organisation in model.nodes:
                overdue = iso(task.due_at) < now and task.paused_at is None
                yield task.organisation, "overdue" if overdue else "tasks", task.due_at
    yield from _calls(model, subjects)


def _calls(model: Model, subjects: set[str]) -> Iterator[tuple[str, str, Any]]:
    whistles = {each.source for each in edges(model, "about") if each.target in subjects}
    for whistle in (model.nodes[each] for each in whistles if kind_of(each) == "whistle"):
        blown: Any = whistle
        for each in organisations(model, blown.id, "by"):
            yield each.target, "calls", blown.at
        for each in organisations(model, blown.id, "calls"):
            waits = each.reported_at is None and blown.status not in ("done", "withdrawn")
            yield each.target, "unanswered" if waits else "called", blown.at


DUTY_ANSWERS: Mapping[str, Callable[..., Rows]] = {
    d.PING_PONG.name: ping_pong,
    d.RESPONSIBLE_FOR.name: responsible_for,
    d.MATTERS_WITHOUT_LEAD.name: matters_without_lead,
    d.NEVER_LEADING.name: never_leading,
    d.PARTIES_ELSEWHERE.name: parties_elsewhere,
    d.WHISTLES_UNANSWERED.name: whistles_unanswered,
    d.WHISTLE_CALLS.name: whistle_calls,
    d.SILENT_COMMUNITIES.name: silent_communities,
    d.STALLED.name: stalled,
    d.OVERDUE_VISITS.name: overdue_visits,
    d.RECURRENCE_BY_STAGE.name: lambda model, **rest: recurrence(by_stage, model, **rest),
    d.RECURRENCE_BY_ROUTE.name: lambda model, **rest: recurrence(by_route, model, **rest),
    d.RECURRENCE_BY_BUILDING.name: recurrence_by_building,
    d.LOAD_OF_ORGANISATIONS.name: load_of_organisations,
    d.LOAD_OF_OFFICERS.name: load_of_officers,
    d.DUTY_NETWORK.name: duty_network,
    d.PARTS_TAKEN.name: parts_taken,
}
