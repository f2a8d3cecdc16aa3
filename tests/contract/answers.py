"""The named questions, answered by loops over the edges of a `Model`, as their docstrings say it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product
from typing import Any

from graph.ids import kind_of
from graph.model import Case, Place
from graph.store.inbox_questions import TOLD_STEPS
from graph.store.protocol import edge_key
from graph.store.questions import (
    CASE_IDS,
    CASE_SUGGESTION_COUNT,
    CASE_SUGGESTIONS,
    CASES_BY_MONTH,
    CASES_OF,
    CASES_WITHOUT_GIST,
    CROSS_DEPARTMENT,
    DEPARTMENTS_OF,
    GISTS_WITH_KEYS,
    LINKS_OF_MENTIONS,
    MENTION_IDS,
    MENTIONS_AT,
    MENTIONS_OF,
    MENTIONS_WITH_KEYS,
    ORPHANED_EDGES,
    RECURRING_PARTIES,
    RECURRING_PLACES,
    SHARED_HOUSEHOLDS,
    SHARED_KEYS,
    SHARED_PARTIES,
    SHARED_PLACES,
    SUGGESTION_COUNT,
    SUGGESTIONS,
    UNREFERRED_PEOPLE,
    UNRESOLVED_MENTIONS,
)
from tests.contract.duty_answers import DUTY_ANSWERS
from tests.contract.matter_answers import MATTER_ANSWERS
from tests.contract.reference import Model
from tests.contract.steps import cases_in, containing, edges, iso, received_between

Rows = list[tuple[Any, ...]]
PARTS = ("received_by", "handed_to", "led_by", "helped_by")
TENURES = ("lives_in", "owns", "rents")


def answer(model: Model, question: Any, **parameters: Any) -> Rows:
    """The rows that `Reader.ask` gives, as plain tuples; `model` is what the reader sees."""
    if "ids" in parameters:
        parameters["ids"] = {model.answering(id) for id in parameters["ids"]}
    return ANSWERS[question.name](model, **parameters)


# -- parties and places --------------------------------------------------------------------------


def cases_of(model: Model, ids: set[str]) -> Rows:
    rows = [(e.source, e.target, e.role, e.certainty) for e in edges(model, "party_to") if e.source in ids]
    return sorted(rows, key=lambda row: row[:3])


def recurring_parties(
    model: Model, kinds: Sequence[str], least: int, start: str | None, end: str | None, first: int, skip: int
) -> Rows:
    cases = defaultdict(set)
    for edge in edges(model, "party_to"):
        if kind_of(edge.source) in kinds and received_between(model.nodes[edge.target], start, end):
            cases[edge.source].add(model.nodes[edge.target])
    return recurring(cases, least)[skip : skip + first]


def recurring_places(
    model: Model, levels: Sequence[str], least: int, start: str | None, end: str | None, first: int, skip: int
) -> Rows:
    above = defaultdict(set)
    for edge in edges(model, "in"):
        above[edge.source].add(edge.target)
    cases = defaultdict(set)
    for edge in edges(model, "at"):
        case = model.nodes[edge.source]
        if received_between(case, start, end):
            for place in containing(edge.target, above):
                cases[place].add(case)
    wanted = {id: some for id, some in cases.items() if model.nodes[id].level in levels}  # type: ignore[attr-defined]
    return recurring(wanted, least)[skip : skip + first]


def recurring(cases: Mapping[str, set[Case]], least: int) -> Rows:
    """Most cases first, then the latest, then by id."""
    rows = []
    for id, some in cases.items():
        times = sorted(iso(each.received_at) for each in some if each.received_at)
        if len(some) >= least:
            rows.append((id, len(some), *((times[0], times[-1]) if times else (None, None))))
    rows.sort(key=lambda row: row[0])
    rows.sort(key=lambda row: row[3] or "", reverse=True)
    rows.sort(key=lambda row: row[1], reverse=True)
    return rows


def told_steps(model: Model, ids: set[str], start: str | None, first: int, skip: int) -> Rows:
    received = [(each.source, each.target) for each in edges(model, "received_by") if each.target in ids]
    rows = [
        (step.at, step.id, receiver)  # type: ignore[attr-defined]
        for step in model.scan("step")
        for case, receiver in received
        if step.case == case and step.organisation != receiver  # type: ignore[attr-defined]
        and (start is None or max(iso(at) for at in (step.at, step.entered_at) if at) >= start)  # type: ignore[attr-defined]
    ]  # fmt: skip
    rows.sort(key=lambda row: row[1:])
    rows.sort(key=lambda row: row[0], reverse=True)
    return [row[1:] for row in rows[skip : skip + first]]


# -- identity ------------------------------------------------------------------------------------


def shared_keys(model: Model, low: str, high: str) -> Rows:
    holders = defaultdict(set)
    for each in model.scan("mention"):
        for key in each.keys:  # type: ignore[attr-defined]
            holders[key].add(each.id)
    shared = ((key, ids) for key, ids in holders.items() if low <= key < high and len(ids) > 1)
    return sorted((key, id) for key, ids in shared for id in ids)


def ids_of(kind: str, model: Model, after: str, first: int) -> Rows:
    return [(id,) for id in sorted(each.id for each in model.scan(kind)) if id > after][:first]


def unreferred_people(model: Model) -> Rows:
    referred = {each.target for each in edges(model, "refers_to")}
    return [(id,) for id in sorted(each.id for each in model.scan("person")) if id not in referred]


def orphaned_edges(model: Model) -> Rows:
    known = {each.id for each in model.scan("mention")}
    derived = [each for each in edges(model, "party_to", *TENURES) if each.origin.startswith("mention-")]
    return sorted(tuple(edge_key(each)) for each in derived if each.origin not in known)


def mentions_with_keys(model: Model, keys: Sequence[str], most: int | None) -> Rows:
    pairs = product(set(keys), model.scan("mention"))
    found = sorted((key, each.id) for key, each in pairs if key in each.keys)  # type: ignore[attr-defined]
    counts = Counter(key for key, _ in found)
    return [(key, id) for key, id in found if most is None or counts[key] <= most]


def gists_with_keys(model: Model, keys: Sequence[str], least: int, most: int) -> Rows:
    pairs = product(set(keys), model.scan("gist"))
    found = sorted((key, each.case, each.digest) for key, each in pairs if key in each.keys)  # type: ignore[attr-defined]
    counts = Counter(key for key, *_ in found)
    return [row for row in found if least <= counts[row[0]] <= most]


def cases_without_gist(model: Model, first: int) -> Rows:
    read = {each.case for each in model.scan("gist")}  # type: ignore[attr-defined]
    return [(id,) for id in sorted(each.id for each in model.scan("case")) if id not in read][:first]


def mentions_at(model: Model, ids: set[str], most: int) -> Rows:
    stated = [(edge.target, edge.source) for edge in edges(model, "stated_at") if edge.target in ids]
    counts = Counter(place for place, _ in stated)
    return sorted({(place, id) for place, id in stated if counts[place] <= most})


def unresolved_mentions(model: Model, first: int) -> Rows:
    resolved = {edge.source for edge in edges(model, "refers_to")}
    return [(each.id,) for each in model.scan("mention") if each.id not in resolved][:first]


def links_of_mentions(model: Model, ids: set[str]) -> Rows:
    rows: Rows = []
    for edge in edges(model, "mentioned_in", "stated_at", "refers_to"):
        if edge.source in ids:
            rows.append((edge.source, edge.TYPE, edge.target, *_stated(edge)))
    return sorted(rows, key=lambda row: row[:4])


def _stated(edge: Any) -> tuple[str, str | None, str | None, str | None]:
    if edge.TYPE == "stated_at":
        return edge.tenure, edge.since and iso(edge.since), edge.until and iso(edge.until), edge.also
    return (edge.role if edge.TYPE == "mentioned_in" else edge.certainty), None, None, None


def mentions_of(model: Model, ids: set[str]) -> Rows:
    return sorted((edge.target, edge.source) for edge in edges(model, "refers_to") if edge.target in ids)


def suggestions(model: Model, first: int, skip: int) -> Rows:
    rows: Rows = []
    for edge in edges(model, "may_be"):
        a, b = sorted((edge.source, edge.target))
        whom = {each.target for each in edges(model, "refers_to") if each.source in (a, b)}
        cases = {each.target for each in edges(model, "party_to") if each.source in whom}
        rows.append((a, b, edge.weight, edge.reason, edge.doubt, len(cases)))
    return sorted(rows, key=lambda row: (-row[5], -row[2], row[0], row[1]))[skip : skip + first]


def suggestion_count(model: Model) -> Rows:
    return [(sum(1 for _ in edges(model, "may_be")),)]


# -- linkage -------------------------------------------------------------------------------------


def shared_parties(model: Model, ids: set[str], kinds: Sequence[str], most: int) -> Rows:
    by_party = defaultdict(list)
    for edge in edges(model, "party_to"):
        if kind_of(edge.source) in kinds:
            by_party[edge.source].append(edge)
    rows: Rows = []
    for someone, parts in by_party.items():
        if len({part.target for part in parts}) <= most:
            rows += [
                (ours.target, theirs.target, someone, f"{ours.role}/{theirs.role}")
                for ours, theirs in product(parts, parts)
                if ours.target in ids and theirs.target != ours.target
            ]
    return sorted(rows)


def shared_households(model: Model, ids: set[str], most: int) -> Rows:
    homes = defaultdict(set)
    for edge in edges(model, *TENURES):
        if kind_of(edge.source) == "person" and model.nodes[edge.target].level == "unit":  # type: ignore[attr-defined]
            homes[edge.target].add(edge.source)
    cases = defaultdict(set)
    for edge in edges(model, "party_to"):
        cases[edge.source].add(edge.target)
    rows = {
        (ours, other, unit, f"{one}/{two}")
        for unit, people in homes.items()
        if len(people) <= most
        for one, two in product(people, people)
        if one != two
        for ours, other in product(cases[one] & ids, cases[two])
        if ours != other
    }
    return sorted(rows)


def shared_places(model: Model, ids: set[str], levels: Sequence[str], most: int) -> Rows:
    happened = defaultdict(set)
    for edge in edges(model, "at"):
        place = model.nodes[edge.target]
        if kind_of(edge.source) == "case" and isinstance(place, Place) and place.level in levels:
            happened[edge.target].add(edge.source)
    few = {place: cases for place, cases in happened.items() if len(cases) <= most}
    return sorted(
        (ours, other, place, "")
        for place, cases in few.items()
        for ours, other in product(cases & ids, cases)
        if ours != other
    )


# -- duty ----------------------------------------------------------------------------------------


def departments_of(model: Model, ids: Iterable[str]) -> Rows:
    rows = {
        (id, edge.target, edge.TYPE)
        for id in ids
        for edge in edges(model, *PARTS)
        if edge.source in {id} | cases_in(model, id) and kind_of(edge.target) == "organisation"
    }
    return sorted(row for row in rows if row[0] in model.nodes)


def cross_department(model: Model, kinds: Sequence[str], least: int, led: bool | None, first: int, skip: int) -> Rows:
    rows: Rows = []
    for kind in set(kinds) & {"case", "matter"}:
        for subject in model.scan(kind):
            count = len({row[1] for row in departments_of(model, [subject.id])})
            lead = only_leader(model, subject.id)
            if count >= least and led in (None, lead is not None):
                rows.append((subject.id, count, lead))
    return sorted(rows, key=lambda row: (-row[1], row[0]))[skip : skip + first]


def only_leader(model: Model, subject: str) -> str | None:
    """Who leads a case or matter; None when nobody or several do."""
    leaders = {edge.target for edge in edges(model, "led_by") if edge.source == subject}
    return leaders.pop() if len(leaders) == 1 else None


def case_suggestions(model: Model, together: float, most: float, first: int, skip: int) -> Rows:
    rows: list[tuple[int, tuple[Any, ...]]] = []
    for edge in _asked(model, most):
        a, b = sorted((edge.source, edge.target))
        matters = {each.target for each in edges(model, "part_of") if each.source in (a, b)}
        cases = {a, b} | {each.source for each in edges(model, "part_of") if each.target in matters}
        holds = edge.certainty == "provisional" and edge.kind in ("duplicate", "group")
        bridge = holds and _linked_to(model, a).isdisjoint(_linked_to(model, b))
        away = int(abs(edge.weight - together) * 2)
        rows.append((away, (a, b, edge.kind, edge.certainty, edge.weight, bridge, len(cases))))
    rows.sort(key=lambda each: (each[0], not each[1][5], -each[1][6], -each[1][4], each[1][0], each[1][1]))
    return [row for _, row in rows][skip : skip + first]


def case_suggestion_count(model: Model, most: float) -> Rows:
    return [(sum(1 for _ in _asked(model, most)),)]


def _asked(model: Model, most: float) -> Iterator[Any]:
    for edge in edges(model, "linked"):
        near = edge.certainty == "provisional" and edge.weight < most
        if not edge.left_open and (edge.certainty == "suggested" or near):
            yield edge


def _linked_to(model: Model, case: str) -> set[str]:
    """The cases that more than a suggestion links to this one."""
    links = [each for each in edges(model, "linked") if each.certainty != "suggested"]
    return {each.target if each.source == case else each.source for each in links if case in (each.source, each.target)}


def cases_by_month(model: Model, start: str, end: str) -> Rows:
    counts: dict[tuple[Any, ...], int] = defaultdict(int)
    for case in model.scan("case"):
        if isinstance(case, Case) and case.received_at and start <= iso(case.received_at) < end:
            counts[iso(case.received_at)[:7], case.kind, case.community] += 1
    ordered = sorted(counts.items(), key=lambda item: (item[0][0], item[0][1], item[0][2] or ""))
    return [(*key, count) for key, count in ordered]


ANSWERS: Mapping[str, Callable[..., Rows]] = {
    CASES_OF.name: cases_of,
    RECURRING_PARTIES.name: recurring_parties,
    RECURRING_PLACES.name: recurring_places,
    MENTIONS_WITH_KEYS.name: mentions_with_keys,
    MENTIONS_AT.name: mentions_at,
    SHARED_KEYS.name: shared_keys,
    MENTION_IDS.name: partial(ids_of, "mention"),
    GISTS_WITH_KEYS.name: gists_with_keys,
    CASES_WITHOUT_GIST.name: cases_without_gist,
    CASE_IDS.name: partial(ids_of, "case"),
    UNREFERRED_PEOPLE.name: unreferred_people,
    ORPHANED_EDGES.name: orphaned_edges,
    UNRESOLVED_MENTIONS.name: unresolved_mentions,
    LINKS_OF_MENTIONS.name: links_of_mentions,
    MENTIONS_OF.name: mentions_of,
    SUGGESTIONS.name: suggestions,
    SUGGESTION_COUNT.name: suggestion_count,
    SHARED_PARTIES.name: shared_parties,
    SHARED_HOUSEHOLDS.name: shared_households,
    SHARED_PLACES.name: shared_places,
    CASE_SUGGESTIONS.name: case_suggestions,
    CASE_SUGGESTION_COUNT.name: case_suggestion_count,
    DEPARTMENTS_OF.name: departments_of,
    CROSS_DEPARTMENT.name: cross_department,
    CASES_BY_MONTH.name: cases_by_month,
    TOLD_STEPS.name: told_steps,
    **MATTER_ANSWERS,
    **DUTY_ANSWERS,
}
