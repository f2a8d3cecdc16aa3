"""What a step that is allowed writes, on its case, on its matter, and in what is still to be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from graph.duty import acts
from graph.duty.folding import after
from graph.duty.partial import History, standing_with
from graph.duty.records import decided, held, helped, led, records_of
from graph.duty.standing import Standing
from graph.duty.stepped import Late, Stepped
from graph.model import Case, Edge, LedBy, Meeting, Node, Step, Task
from graph.pipeline.desk import Desk
from graph.pipeline.reading import get_all
from graph.pipeline.step_placing import step_at
from graph.pipeline.tasks import FollowedStep, followed
from graph.pipeline.widening import hanging_on, seen_by
from graph.store import EVERYTHING, Change, Reader

N = TypeVar("N", bound=Node)


def step_on(desk: Desk, history: History, standing: Standing) -> Stepped:
    """The step that the act is on one case, which stands so as far as is known."""
    act = desk.act
    place, step = step_at(desk, history, standing)
    member = desk.actors.members.get(act.by)
    kinds = frozenset(each.kind for each in place.later)
    late = Late(known=standing, now=standing_with(history, step), kinds=kinds) if place.later else None
    return Stepped(
        act=act,
        step=step,
        before=place.before,
        after=after(place.before, step),
        history=history,
        late=late,
        mediation_level=member.mediation_level if member else None,
    )


@dataclass(slots=True)
class _Batch:
    """What is to be written, each record once in its last form."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def keep(self, node: Node, areas: Iterable[str]) -> None:
        """A record that those of `areas` see, beside those who see it already."""
        earlier = self.nodes[node.id].visible_to if node.id in self.nodes else ()
        self.nodes[node.id] = seen_by(node, (*areas, *earlier))


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, the case that was meant first."""

    steps: tuple[Step, ...]
    cases: tuple[Case, ...]
    tasks: tuple[Task, ...]


def write(change: Change, desk: Desk, taken: Sequence[Stepped]) -> Written:
    """Write the steps with all that they make, widen who sees it, and follow them with what is to be done."""
    batch = _Batch()
    for each in taken:
        areas = _areas(desk, each)
        if not set(areas) <= set(each.history.case.visible_to):
            for node in hanging_on(desk.reader, each.history):
                batch.keep(batch.nodes.get(node.id, node), areas)
        for made in records_of(each):
            if isinstance(made, Node):
                batch.keep(made, areas)
            else:
                batch.edges.append(made)
    batch.edges += _of_matter(desk, taken)
    _keep_stored(desk.reader, batch.nodes)
    steps = _of_kind(batch, (each.step.id for each in taken), Step)
    cases = _of_kind(batch, (each.step.case for each in taken), Case)
    tasks = _tasks(desk, taken, steps, cases)
    batch.nodes |= {each.id: each for each in tasks}
    stored = get_all(desk.reader, {each.id for each in tasks}, Task)
    change.put(batch.nodes.values())
    change.put(batch.edges)
    told = (each for each in tasks if not _seen_by_more(each, stored.get(each.id)))
    return Written(tuple(steps), tuple(cases), tuple(told))


def _of_kind(batch: _Batch, ids: Iterable[str], kind: type[N]) -> list[N]:
    found = (batch.nodes[id] for id in ids)
    return [each for each in found if isinstance(each, kind)]


def _tasks(desk: Desk, taken: Sequence[Stepped], steps: Sequence[Step], cases: Sequence[Case]) -> list[Task]:
    """What the steps open, end, move or urge."""
    day, found = desk.act.at.date(), zip(taken, steps, cases, strict=True)
    homes = {id: org for id in desk.actors.officers for org in desk.actors.organisation_of(id, day)}
    following = [
        FollowedStep(each.history, case, each.now, step, late=each.late is not None) for each, step, case in found
    ]
    return followed(desk.reader, following, homes=homes, timing=desk.timing)


def _seen_by_more(task: Task, before: Task | None) -> bool:
    """Whether nothing of a task is new but who sees it."""
    return before is not None and replace(before, visible_to=task.visible_to) == task


def _areas(desk: Desk, stepped: Stepped) -> tuple[str, ...]:
    """Who sees the case from now on."""
    step, day = stepped.step, stepped.step.at.date()
    named = (step.organisation, *step.to, *step.helpers)
    joined = {org for id in named for org in desk.actors.organisation_of(id, day)}
    case = stepped.history.case
    return tuple(sorted({*case.visible_to, *joined}))


def _keep_stored(reader: Reader, nodes: dict[str, Node]) -> None:
    """A meeting or decision of another case stays as it was put down there, and its readers stay."""
    for id, stored in get_all(reader, {id for id in nodes if id.startswith(("meeting-", "decision-"))}, Node).items():
        node = nodes[id]
        if isinstance(node, Meeting):
            node = replace(stored, visible_to=node.visible_to)
        nodes[id] = seen_by(node, stored.visible_to)


def _of_matter(desk: Desk, taken: Sequence[Stepped]) -> Iterable[Edge]:
    """What is written on the matter itself."""
    matter, act, record = desk.matter, desk.act, taken[0].step.record or ""
    if matter is None:
        return ()
    match act:
        case acts.Lead():
            stored = desk.reader.edges([matter.id], types=(LedBy.TYPE,), direction="out", scope=EVERYTHING)
            return led(matter.id, act, stored)
        case acts.Help():
            return helped(matter.id, act)
        case acts.Meet():
            return _edges_of(held(record, act, (matter.id,)))
        case acts.Decide():
            return _edges_of(decided(record, act, (matter.id,)))
    return ()


def _edges_of(records: Iterable[Node | Edge]) -> list[Edge]:
    return [each for each in records if isinstance(each, Edge)]
