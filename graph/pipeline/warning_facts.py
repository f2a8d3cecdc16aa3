"""What warnings are made from, read in portions: a matter with its cases, each case with what is around it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph.duty.tasks import OF_WARNINGS
from graph.duty.warnings.levels import History
from graph.duty.warnings.sayings import meant
from graph.duty.warnings.subject import ENDED, Around, Subject, Told
from graph.duty.warnings.wording import Wording
from graph.linkage.consequences import participants_of
from graph.model import About, Case, Linked, Matter, Mediation, PartOf, Person, Visit, Warning
from graph.pipeline.gathering import sides_of
from graph.pipeline.ground import links_at
from graph.pipeline.reading import chunks, edges_at, edges_from, get_all
from graph.store import EVERYTHING, Filter, Reader

_PORTION = 2_000
"""Cases that are read together."""
_TAKING_PART = ("received_by", "handed_to", "led_by", "helped_by")
_FAILED = frozenset({"failed", "refused"})
_OF_AGE = 18
"""Years: 中华人民共和国未成年人保护法 第二条."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A subject with the warnings that there are about it."""

    subject: Subject
    history: History


@dataclass(frozen=True, slots=True)
class Batch:
    """Subjects that are read together: ids of cases, of matters, and the matters' members."""

    cases: tuple[str, ...]
    matters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


# -- which subjects --------------------------------------------------------------------------------


def batches_of(store: Reader, cases: Collection[str] | None) -> list[Batch]:
    """What is to be looked at: these cases and the matters of several that they are in; None: everything open.

    Matter and cases stay together, in the order of ids, so that each is read once.
    """
    members = _members(store, cases)
    wanted = {*cases} if cases is not None else _open_cases(store) | _warned(store)
    home = {case: matter for matter, some in members.items() for case in some}
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for each in wanted:
        if each.startswith("case-"):
            groups[home.get(each, each)].add(each)
        elif each in members:
            groups[each] |= set()
    return list(_portions(groups, members))


def _portions(groups: Mapping[str, set[str]], members: Mapping[str, tuple[str, ...]]) -> Iterator[Batch]:
    waiting: list[str] = []
    size = 0
    for group in sorted(groups):
        waiting.append(group)
        size += max(len(groups[group]), len(members.get(group, ())))
        if size >= _PORTION:
            yield _batch(waiting, groups, members)
            waiting, size = [], 0
    if waiting:
        yield _batch(waiting, groups, members)


def _batch(some: Iterable[str], groups: Mapping[str, set[str]], members: Mapping[str, tuple[str, ...]]) -> Batch:
    together = list(some)
    cases = sorted(case for each in together for case in groups[each])
    return Batch(tuple(cases), {each: members[each] for each in together if each in members})


def _members(store: Reader, cases: Collection[str] | None) -> dict[str, tuple[str, ...]]:
    """The cases of matters, of several cases or with a warning: of those that these cases are in, or of all."""
    if cases is None:
        parts = store.scan_edges("part_of", scope=EVERYTHING)
    else:
        matters = {each.target for each in edges_from(store, cases, ["part_of"])}
        parts = edges_at(store, matters, ["part_of"])
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in parts:
        if isinstance(each, PartOf):
            found[each.target].add(each.source)
    warned = _warned(store) if cases is None else _warned_among(store, found)
    return {id: tuple(sorted(some)) for id, some in found.items() if len(some) > 1 or id in warned}


def _open_cases(store: Reader) -> set[str]:
    unended = [Filter("status", "ne", each) for each in sorted(ENDED)]
    return {each.id for each in store.scan("case", unended, scope=EVERYTHING)}


def _warned(store: Reader) -> set[str]:
    """Ids of cases and matters with a warning that nobody has handled."""
    standing = [each.id for each in store.scan("warning", [Filter("handled_on", "null", True)], scope=EVERYTHING)]
    return {each.target for each in edges_from(store, standing, ["about"])}


def _warned_among(store: Reader, subjects: Collection[str]) -> set[str]:
    return {each.target for each in edges_at(store, subjects, ["about"]) if each.source.startswith("warning-")}


# -- what is around them ---------------------------------------------------------------------------


def watched(store: Reader, batch: Batch, wording: Wording, *, now: dt.datetime) -> list[Watched]:
    """The subjects of a batch with all that rules ask about, by id; one that is gone is left out."""
    ground = _Ground(store, batch, now)
    told = {id: ground.told(case, wording) for id, case in ground.cases.items()}
    subjects = [ground.of_case(told[id]) for id in batch.cases if id in told]
    subjects += [
        ground.of_matter(matter, [told[id] for id in batch.matters[matter.id] if id in told])
        for matter in ground.matters.values()
    ]
    return [Watched(each, ground.history(each.id)) for each in sorted(subjects, key=lambda each: each.id)]


class _Ground:
    """Records around the cases of a batch, one call for each sort of them."""

    def __init__(self, store: Reader, batch: Batch, now: dt.datetime) -> None:
        self.store = store
        self.now = now
        everyone = {*batch.cases, *(id for some in batch.matters.values() for id in some)}
        self.cases = get_all(store, everyone, Case)
        self.matters = get_all(store, set(batch.matters), Matter)
        self.open = {id for id, case in self.cases.items() if case.status not in ENDED}

    # -- subjects ----------------------------------------------------------------------------

    def told(self, case: Case, wording: Wording) -> Told:
        """A case with what is around it; of an ended one nothing is asked."""
        if case.id not in self.open:
            return Told(case=case, said={})
        said = meant(f"{case.title}\n{case.text}", wording)
        return Told(case=case, said=said, around=self._around(case.id))

    def of_case(self, told: Told) -> Subject:
        return self._subject(told.case.id, "case", [told], told.case.visible_to)

    def of_matter(self, matter: Matter, told: list[Told]) -> Subject:
        return self._subject(matter.id, "matter", told, matter.visible_to)

    def _subject(self, id: str, about: str, told: list[Told], visible_to: tuple[str, ...]) -> Subject:
        standing = [each.case for each in told if each.is_open]
        people = participants_of(standing, [self._people[each.id] for each in standing])
        return Subject(
            id=id,
            about="case" if about == "case" else "matter",
            cases=tuple(told),
            participants=people.least,
            group=people.scale,
            visible_to=visible_to,
        )

    def history(self, subject: str) -> History:
        """The warnings about a case or matter."""
        ids = self._about.get(subject, ())
        return History(tuple(self._warnings[each] for each in sorted(ids) if each in self._warnings))

    def _around(self, case: str) -> Around:
        about = self._about.get(case, set())
        return Around(
            young=self._young[case],
            departments=frozenset(self._departments[case]),
            hand_overs=self._hand_overs[case],
            overdue_tasks=self._overdue[case],
            recurrences=len(self._earlier[case]),
            failed_mediations=len(about & self._failed),
            unsatisfied_visits=len(about & self._unsatisfied),
        )

    # -- what is read, each in one go --------------------------------------------------------

    @cached_property
    def _people(self) -> Mapping[str, frozenset[str]]:
        return {id: sides.people_asking for id, sides in sides_of(self.store, self.open).items()}

    @cached_property
    def _young(self) -> Counter[str]:
        """By case: parties who are not of age by the date of birth that is known."""
        parties = [each for each in edges_at(self.store, self.open, ["party_to"]) if each.target in self.open]
        by_person: defaultdict[str, set[str]] = defaultdict(set)
        for each in parties:
            if each.source.startswith("person-"):
                by_person[each.source].add(each.target)
        today = self.now.date()
        young = [
            each.id
            for each in get_all(self.store, set(by_person), Person).values()
            if each.birth_date is not None and _age(each.birth_date, today) < _OF_AGE
        ]
        return Counter(case for each in young for case in by_person[each])

    @cached_property
    def _taking_part(self) -> list[tuple[str, str, str]]:
        """(case, organisation or officer, type), each edge once."""
        return [(each.source, each.target, each.TYPE) for each in edges_from(self.store, self.open, _TAKING_PART)]

    @cached_property
    def _departments(self) -> Mapping[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for case, who, _ in self._taking_part:
            if who.startswith("organisation-"):
                found[case].add(who)
        return found

    @cached_property
    def _hand_overs(self) -> Counter[str]:
        return Counter(case for case, _, type in self._taking_part if type == "handed_to")

    @cached_property
    def _overdue(self) -> Counter[str]:
        late = [Filter("ended_at", "null", True), Filter("due_at", "lt", self.now)]
        found: Counter[str] = Counter()
        for some in chunks(sorted(self.open), _PORTION):
            tasks = self.store.scan("task", [Filter("case", "in", some), *late], scope=EVERYTHING)
            found.update(each.case for each in tasks if each.kind not in OF_WARNINGS and each.paused_at is None)
        return found

    @cached_property
    def _earlier(self) -> Mapping[str, set[str]]:
        """By case: the cases with a party of its own that it is a recurrence of, which came in before it."""
        links = self._of_a_party([each for each in links_at(self.store, self.open) if _comes_back(each)])
        others = {id for each in links for id in (each.source, each.target)} - self.cases.keys()
        known = {**self.cases, **get_all(self.store, others, Case)}
        found: defaultdict[str, set[str]] = defaultdict(set)
        for each in links:
            if each.source in known and each.target in known:
                first, then = sorted((known[each.source], known[each.target]), key=_when)
                found[then.id].add(first.id)
        return found

    def _of_a_party(self, links: Sequence[Linked]) -> list[Linked]:
        """Those between cases of one party: that others complain in like words brings nothing back."""
        cases = {id for each in links for id in (each.source, each.target)}
        parties: defaultdict[str, set[str]] = defaultdict(set)
        for each in edges_at(self.store, cases, ["party_to"]):
            parties[each.target].add(each.source)
        return [each for each in links if parties[each.source] & parties[each.target]]

    @cached_property
    def _about(self) -> Mapping[str, set[str]]:
        """By case or matter: ids of what is about it."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for each in edges_at(self.store, {*self.cases, *self.matters}, ["about"]):
            if isinstance(each, About):
                found[each.target].add(each.source)
        return found

    def _about_of(self, kind: str) -> set[str]:
        return {id for some in self._about.values() for id in some if id.startswith(f"{kind}-")}

    @cached_property
    def _warnings(self) -> Mapping[str, Warning]:
        return get_all(self.store, self._about_of("warning"), Warning)

    @cached_property
    def _failed(self) -> set[str]:
        mediations = get_all(self.store, self._about_of("mediation"), Mediation)
        return {id for id, each in mediations.items() if each.result in _FAILED}

    @cached_property
    def _unsatisfied(self) -> set[str]:
        visits = get_all(self.store, self._about_of("visit"), Visit)
        return {id for id, each in visits.items() if each.satisfied is False}


def _comes_back(link: Linked) -> bool:
    """A recurrence that is not merely suggested."""
    return link.kind == "recurrence" and link.certainty != "suggested"


def _when(case: Case) -> tuple[dt.datetime, str]:
    return case.received_at or dt.datetime.max, case.id


def _age(born: dt.date, today: dt.date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
