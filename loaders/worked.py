"""Cases that are worked on here: how they stand is what their steps say, not what a file states that comes again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Set
from dataclasses import replace

from graph.model import Case, Edge, HandedTo, Node, ReceivedBy, Step
from graph.store.protocol import EVERYTHING, EdgeKey, Filter, Reader
from loaders.building.steps import STEPS
from loaders.draft import Stated
from loaders.relisting import MOVING


def stand_by_steps(
    drafted: dict[str, Stated], edges: MutableMapping[EdgeKey, Edge], stored: Mapping[str, Node], store: Reader
) -> list[str]:
    """Leave how a case stands to the steps that were taken on it. Alters `drafted` and `edges`; returns the numbers of
    cases of which the file says something else.
    """
    handed = {each.source for each in edges.values() if isinstance(each, HandedTo)}
    cases = [each for id, each in stored.items() if isinstance(each, Case) and (id in handed or _moves(drafted, each))]
    worked = _worked_on(store, [each.id for each in cases])
    for id in worked:
        drafted[id] = _without_standing(drafted[id])
    for id in [id for id, each in drafted.items() if _tells_standing(each, worked)]:
        del drafted[id]
    for key in [key for key, each in edges.items() if isinstance(each, HandedTo) and each.source in worked]:
        del edges[key]
    return sorted(each.number for each in cases if each.id in worked)


def _moves(drafted: Mapping[str, Stated], case: Case) -> bool:
    """Whether the draft says of a case that it stands otherwise."""
    stated = drafted[case.id]
    said = {**stated.fills, **stated.fields}
    return any(name in said and said[name] not in (None, "", getattr(case, name)) for name in MOVING)


def _worked_on(store: Reader, cases: list[str]) -> set[str]:
    """The cases with a step that no file tells: of another kind than a file's dates are, or by somebody."""
    if not cases:
        return set()
    steps = store.scan("step", [Filter("case", "in", cases)], scope=EVERYTHING)
    return {each.case for each in steps if _was_taken(each)}


def _was_taken(step: Step) -> bool:
    return step.kind not in STEPS or (step.kind != "receive" and step.organisation is not None)


def _without_standing(stated: Stated) -> Stated:
    fields, fills = (
        {name: value for name, value in each.items() if name not in MOVING} for each in (stated.fields, stated.fills)
    )
    return replace(stated, fields=fields, fills=fills)


def _tells_standing(stated: Stated, worked: Set[str]) -> bool:
    """Whether it is a step of such a case, told by a date of the file; that of the intake stays."""
    return stated.record is Step and stated.fields["case"] in worked and stated.fields["kind"] != "receive"


def first_receivers(
    drafted: Iterable[Edge], stored: Mapping[tuple[str, str], Mapping[EdgeKey, Edge]]
) -> dict[str, str]:
    """By case: the organisation that received it first, as the graph has it, else as the first row of the file says."""
    edges = [each for (_, type), some in stored.items() if type == ReceivedBy.TYPE for each in some.values()]
    found: dict[str, str] = {}
    for each in (*edges, *(each for each in drafted if isinstance(each, ReceivedBy))):
        found.setdefault(each.source, each.target)
    return found


def with_first_receiver(step: Node, receivers: Mapping[str, str]) -> Node:
    """The intake of a case names its first receiver, whom no later row or file changes."""
    if not isinstance(step, Step) or step.kind != "receive":
        return step
    receiver = receivers.get(step.case, step.organisation)
    return step if step.organisation == receiver else replace(step, organisation=receiver)
