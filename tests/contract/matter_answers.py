"""The named questions about matters, answered by loops, as their docstrings say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.ids import kind_of
from graph.model import Case, Matter, Step, Warning
from graph.store.matter_questions import MATTER_DEPARTMENTS, MATTER_FACTS, MATTERS, MATTERS_OF, SETTLED_ALIKE
from tests.contract.reference import Model
from tests.contract.steps import cases_in, containing, edges, iso, received_between

Rows = list[tuple[Any, ...]]
ENDED = ("settled", "closed", "withdrawn", "rejected")
PARTS = ("received_by", "handed_to", "led_by", "helped_by")
DOERS = ("by", "calls", "led_by", "helped_by")


def matters(model: Model, *, first: int, skip: int, by: str, **wanted: Any) -> Rows:
    found = []
    for matter in model.scan("matter"):
        cases = held(model, matter.id)
        if cases and _is_wanted(model, matter, cases, **wanted):
            found.append(matter.id)
    found.sort(key=lambda id: _last(held(model, id)), reverse=True)
    if by == "size":
        found.sort(key=lambda id: len(held(model, id)), reverse=True)
    if by == "participants":
        found.sort(key=lambda id: len(participants(model, id)), reverse=True)
    return [(id, len(found)) for id in found[skip : skip + first]]


def _is_wanted(
    model: Model, matter: Any, cases: Sequence[Case], *, least: int, start: str | None, end: str | None,
    community: str | None, department: str | None, open: bool | None, words: Sequence[str],
) -> bool:  # fmt: skip
    takes_part = department is None or any(row[1] == department for row in matter_departments(model, [matter.id]))
    return (
        len(cases) >= least
        and any(received_between(each, start, end) for each in cases)
        and (community is None or any(each.community == community for each in cases))
        and takes_part
        and open in (None, any(each.status not in ENDED for each in cases))
        and all(_says(matter, cases, word) for word in words)
    )


def matter_facts(model: Model, ids: set[str], stages: Sequence[str], warnings: Sequence[str]) -> Rows:
    rows: Rows = []
    for id in sorted(ids):
        if not isinstance(model.nodes.get(id), Matter):
            continue
        cases = held(model, id)
        times = sorted(iso(each.received_at) for each in cases if each.received_at)
        reached = [each for each in stages or () if any(case.stage == each for case in cases)]
        warned = _warnings(model, {id, *(each.id for each in cases)})
        levels = [each for each in warnings or () if any(warning.level == each for warning in warned)]
        rows.append(
            (
                id, len(cases), times[0] if times else None, times[-1] if times else None,
                sum(each.status not in ENDED for each in cases), len(participants(model, id)),
                reached[-1] if reached else None, levels[0] if levels else None,
                sum(each.handled_on is None for each in warned),
            )
        )  # fmt: skip
    return rows


def matter_departments(model: Model, ids: Iterable[str]) -> Rows:
    rows: Rows = []
    for id in sorted(ids):
        subjects = {id, *(each.id for each in held(model, id))}
        parts = {(who, subject) for subject in subjects for who in _involved(model, subject)}
        count = Counter({who: 0 for who, _ in parts})
        count.update(who for who, subject in parts if subject != id)
        if isinstance(model.nodes.get(id), Matter):
            rows += [(id, who, model.nodes[who].name, number) for who, number in count.items()]  # type: ignore[attr-defined]
    return sorted(rows, key=lambda row: (row[0], -row[3], row[1]))


def matters_of(model: Model, ids: set[str], start: str | None, end: str | None) -> Rows:
    counts: Counter[tuple[str, str]] = Counter()
    for subject in ids & model.nodes.keys():
        own = {each.target for each in edges(model, "party_to") if each.source == subject}
        if kind_of(subject) == "place":
            above: dict[str, set[str]] = {}
            for edge in edges(model, "in"):
                above.setdefault(edge.source, set()).add(edge.target)
            own = {each.source for each in edges(model, "at") if subject in containing(each.target, above)}
        own = {each for each in own if received_between(model.nodes[each], start, end)}
        counts.update((subject, each.target) for each in edges(model, "part_of") if each.source in own)
    return sorted(((*key, number) for key, number in counts.items()), key=lambda row: (row[0], -row[2], row[1]))


def settled_alike(model: Model, ids: set[str], most: int) -> Rows:
    rows: Rows = []
    for id in sorted(ids):
        case = model.nodes.get(id)
        if not isinstance(case, Case):
            continue
        own = {each.target for each in edges(model, "part_of") if each.source == id}
        around = {other for each in own for other in cases_in(model, each)} | {id}
        alike = [each for each in model.scan("case") if isinstance(each, Case) and _alike(case, each)]
        alike = sorted((each for each in alike if each.id not in around), key=lambda each: each.id)
        alike.sort(key=lambda each: iso(each.settled_on) if each.settled_on else "", reverse=True)
        rows += [
            (
                id, each.id, each.title, each.text, each.received_at and iso(each.received_at),
                each.settled_on and iso(each.settled_on), each.amount, each.participants, each.outcome,
            )
            for each in alike[:most]
        ]  # fmt: skip
    return rows


def _alike(case: Case, other: Case) -> bool:
    if other.settled_on is None or other.outcome in ("failed", "withdrawn"):
        return False
    return other.kind == case.kind if case.dispute_type is None else other.dispute_type == case.dispute_type


def held(model: Model, matter: str) -> list[Case]:
    """The cases of a matter."""
    return [each for each in map(model.nodes.get, sorted(cases_in(model, matter))) if isinstance(each, Case)]


def participants(model: Model, matter: str) -> set[str]:
    """The people who brought a matter's cases."""
    cases = cases_in(model, matter)
    parts = [each for each in edges(model, "party_to") if each.target in cases and kind_of(each.source) == "person"]
    return {each.source for each in parts if each.role in ("applicant", "reporter", "party")}


def _says(matter: Any, cases: Sequence[Case], word: str) -> bool:
    texts = [matter.title, *(text for each in cases for text in (each.title, each.text, each.place, each.number))]
    return any(word in text for text in texts)


def _last(cases: Iterable[Case]) -> str:
    return max((iso(each.received_at) for each in cases if each.received_at), default="")


def _warnings(model: Model, subjects: set[str]) -> list[Warning]:
    found = {each.source for each in edges(model, "about") if each.target in subjects}
    return [each for each in map(model.nodes.get, found) if isinstance(each, Warning)]


def _involved(model: Model, subject: str) -> Iterator[str]:
    """Organisations with a part in a case or in a matter itself."""
    doing = {each.source for each in edges(model, "about") if each.target == subject}
    for edge in edges(model, *{*PARTS, *DOERS}):
        ours = (edge.source == subject and edge.TYPE in PARTS) or (edge.source in doing and edge.TYPE in DOERS)
        if ours and kind_of(edge.target) == "organisation":
            yield edge.target
    for step in model.scan("step"):
        if isinstance(step, Step) and step.case == subject and step.organisation in model.nodes:
            yield step.organisation


MATTER_ANSWERS: Mapping[str, Callable[..., Rows]] = {
    MATTERS.name: matters,
    MATTER_FACTS.name: matter_facts,
    MATTER_DEPARTMENTS.name: matter_departments,
    MATTERS_OF.name: matters_of,
    SETTLED_ALIKE.name: settled_alike,
}
