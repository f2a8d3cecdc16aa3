"""Matters in a store: what is cut, the ids that people hold through growth, split and merge, and who takes part."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadValue, UnknownRecord
from graph.linkage.matters import Cut, matter_id
from graph.linkage.weights import SHIPPED
from graph.model import At, Case, Linked, Matter, Mention
from graph.pipeline import judge, link, resolve, unjudge, why
from graph.pipeline.cuts import partings
from graph.pipeline.ground import ground_around
from graph.pipeline.mattering import mattering
from graph.store import EVERYTHING, Scope, Store
from tests.unit.graph.identity.rows import TODAY, mention
from tests.unit.graph.pipeline.streets import case, derived, new_store, party, put, unit

WANG, LI = ("王丽", "19900000001"), ("李强", "19900000002")
NOISE = {"dispute_type": "noise"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def row(stated: Case, who: tuple[str, str], role: str) -> list[object]:
    said = mention(f"{stated.number}/{who[0]}", who[0], tel=who[1])
    return [said, party(said, stated, role)]


def load(store: Store, stated: Case, *parties: tuple[tuple[str, str], str]) -> None:
    """Write a case with its parties, resolve and link it."""
    rows = [each for who, role in parties for each in row(stated, who, role)]
    put(store, stated, *rows)  # type: ignore[arg-type]
    found = resolve(store, by="test", mentions=[each.id for each in rows if isinstance(each, Mention)], today=TODAY)
    link(store, by="test", cases={stated.id, *found.cases}, today=TODAY)


def matters(store: Store) -> dict[str, set[str]]:
    """The cases of every matter."""
    found: dict[str, set[str]] = {each.id: set() for each in store.scan("matter", scope=EVERYTHING)}
    for edge in store.scan_edges("part_of", scope=EVERYTHING):
        found[edge.target].add(edge.source)
    return found


# -- weak bridges ----------------------------------------------------------------------------------

FIRM, WEAK = 9.0, 2.6


def two_groups(store: Store, **bridge: object) -> list[Case]:
    """Two pairs of cases that are surely one, with one link between the pairs; clustered."""
    cases = [case(str(at), day=at, **NOISE, visible_to=(f"place-{at}",)) for at in range(4)]
    links = [tied(cases[0], cases[1]), tied(cases[2], cases[3]), tied(cases[1], cases[2], **{"weight": WEAK, **bridge})]
    put(store, *cases, *links)
    cluster(store, cases)
    return cases


def tied(one: Case, other: Case, **facts: object) -> Linked:
    a, b = sorted((one.id, other.id))
    return Linked(source=a, target=b, **{"kind": "duplicate", "weight": FIRM, **facts})  # type: ignore[arg-type]


def cluster(store: Store, cases: list[Case]) -> tuple[Cut, ...]:
    """Bring the matters of these cases to what the links say that the store holds."""
    with store.change(by="test", why="归并") as change:
        loosened = {each.id for each in cases}
        ground = ground_around(change.graph, (), (), {}, loosened=loosened, threshold=SHIPPED.together, edges=True)
        mattering(store, change, ground)
        return tuple(ground.cuts)


def test_a_weak_bridge_is_cut_and_shown_at_both_its_ends(store: Store) -> None:
    cases = two_groups(store)
    here, there = matter_id(cases[0].id), matter_id(cases[2].id)
    assert matters(store) == {here: {each.id for each in cases[:2]}, there: {each.id for each in cases[2:]}}
    (cut,) = cluster(store, cases)
    assert ({cut.a, cut.b}, cut.apart) == ({cases[1].id, cases[2].id}, None)
    told = why(store, cases[0].id, cases[3].id, scope=EVERYTHING, today=TODAY)
    assert any("薄弱关联" in each for each in told.why_not)
    edge = partings(store, [here, there], scope=EVERYTHING, today=TODAY)
    assert [(each.inside, each.outside) for each in edge[here]] == [(cases[1].id, cases[2].id)]
    assert [(each.inside, each.outside) for each in edge[there]] == [(cases[2].id, cases[1].id)]


def test_a_report_says_how_many_were_cut_and_why(store: Store) -> None:
    report = link(store, by="test", today=TODAY)
    cut = Cut("case-a", "case-b", WEAK, None, (2, 2))
    told = str(replace(report, cuts=(cut, replace(cut, apart=("case-a", "case-b")), cut)))
    assert "因判定而断开 1 处" in told and "薄弱而断开 2 处" in told


def test_a_reader_sees_that_something_was_cut_and_not_what(store: Store) -> None:
    cases = two_groups(store)
    narrow = Scope(areas=frozenset({"place-0", "place-1"}))
    (parting,) = partings(store, [matter_id(cases[0].id)], scope=narrow, today=TODAY)[matter_id(cases[0].id)]
    assert parting.hidden
    assert "不在您的查看范围内" in parting.sentence


def test_what_people_confirmed_or_more_than_barely_likely_is_no_weak_bridge(store: Store) -> None:
    cases = two_groups(store, certainty="certain", basis="judgement")
    assert matters(store) == {matter_id(cases[0].id): {each.id for each in cases}}
    put(store, tied(cases[1], cases[2], weight=WEAK))
    assert len(cluster(store, cases)) == 1
    held = matter_id(cases[2].id)
    assert held in matters(store)
    put(store, tied(cases[1], cases[2], weight=FIRM))
    assert cluster(store, cases) == ()
    assert [each.id for each in store.get([held], scope=EVERYTHING) if each] == [matter_id(cases[0].id)]


# -- who takes part --------------------------------------------------------------------------------


def test_a_matter_counts_people_once_and_follows_identity(store: Store) -> None:
    one, two = case("1", **NOISE), case("2", day=1, source="petition", **NOISE)
    load(store, one, (WANG, "applicant"))
    load(store, two, (WANG, "applicant"))
    (found,) = store.scan("matter", scope=EVERYTHING)
    assert isinstance(found, Matter)
    assert (found.cases, found.participants) == (2, 1)
    put(store, case("2", day=1, source="petition", participants=12, **NOISE))
    link(store, by="test", cases=[two.id], today=TODAY)
    (found,) = store.scan("matter", scope=EVERYTHING)
    assert isinstance(found, Matter) and found.participants == 12


# -- bad input -------------------------------------------------------------------------------------


def test_a_case_is_not_judged_against_itself_nor_against_what_is_unknown(store: Store) -> None:
    one = case("1", **NOISE)
    load(store, one, (WANG, "applicant"))
    head = store.head()
    with pytest.raises(BadValue, match="同一条记录"):
        judge(store, kind="linkage", a=one.id, b=one.id, answer="yes", by="周敏", why="")
    with pytest.raises(UnknownRecord):
        judge(store, kind="linkage", a=one.id, b="case-0000000000000000", answer="yes", by="周敏", why="")
    with pytest.raises(BadValue, match="同一条记录"):
        why(store, one.id, one.id, scope=EVERYTHING)
    link(store, by="test", cases=["case-0000000000000000"], today=TODAY)
    assert store.head() == head


def test_many_cases_at_one_address_are_no_matter(store: Store) -> None:
    flat = unit("民生社区1栋302室")
    cases = [case(str(at), day=at % 7, **NOISE, title="") for at in range(1000)]
    put(store, flat, *cases, *(At(source=each.id, target=flat.id) for each in cases))
    report = link(store, by="test", today=TODAY)
    assert (dict(report.links), matters(store)) == ({}, {})


# -- ids -------------------------------------------------------------------------------------------

WHO = (WANG, LI)
NUMBERS = st.integers(0, 5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("load"), NUMBERS),
        st.tuples(st.just("delete"), NUMBERS),
        st.tuples(st.sampled_from(("yes", "no", "unsure", "unjudge")), NUMBERS, NUMBERS),
    ),
    max_size=14,
)


class Street:
    """Six cases of two people, the later numbers earlier, that come, go and are judged."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.cases = [case(str(at), day=(50 - 9 * at), **NOISE) for at in range(6)]
        self.there: set[int] = set()
        self.judged: dict[frozenset[int], str] = {}

    def step(self, what: str, one: int, other: int | None = None) -> None:
        """Do one thing, where it can be done."""
        a = self.cases[one]
        if what == "load" and one not in self.there:
            load(self.store, a, (WHO[one % 2], "applicant"))
            self.there.add(one)
        elif what == "delete" and one in self.there:
            self.there.discard(one)
            with self.store.change(by="test", why="删除") as change:
                change.delete([a.id])
            link(self.store, by="test", cases=[each.id for each in self.cases], today=TODAY)
        elif other is not None and other != one and {one, other} <= self.there:
            self._judge(what, a, self.cases[other], frozenset({one, other}))

    def _judge(self, what: str, a: Case, b: Case, pair: frozenset[int]) -> None:
        if what != "unjudge":
            judge(self.store, kind="linkage", a=a.id, b=b.id, answer=what, by="周敏", why="")
            self.judged[pair] = what
        elif self.judged.pop(pair, None):
            unjudge(self.store, kind="linkage", a=a.id, b=b.id, by="周敏")


@contextmanager
def street() -> Iterator[Street]:
    with TemporaryDirectory() as folder:
        store = new_store(Path(folder))
        try:
            yield Street(store)
        finally:
            store.close()


def answers_for(store: Store, id: str) -> str | None:
    """The id of the matter that an id leads to."""
    found = store.get([id], scope=EVERYTHING)[0]
    return None if found is None else found.id


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_an_id_that_people_hold_leads_to_the_matter_of_its_cases(steps: list) -> None:
    with street() as town:
        founder = {matter_id(each.id): each.id for each in town.cases}
        for step in [("load", 5), ("load", 3), ("load", 1), *steps]:
            before = matters(town.store)
            town.step(*step)
            now = matters(town.store)
            home = {case: matter for matter, members in now.items() for case in members}
            for id, members in before.items():
                heirs = [home[founder[id]]] if founder[id] in home else [home[each] for each in members & home.keys()]
                assert answers_for(town.store, id) in (heirs or [None]), (step, "an id that was held")
            for id in now:
                assert answers_for(town.store, id) == id, "a matter answers for itself"
                first = min(now[id], key=lambda each: next(c.received_at for c in town.cases if c.id == each))
                assert founder[id] == first, "a matter is known by its earliest case, whatever came first"


@settings(max_examples=40, deadline=None)
@given(STEPS, st.permutations(range(6)))
def test_what_came_step_by_step_is_what_a_full_run_finds(steps: list, order: list[int]) -> None:
    with street() as town, street() as other:
        for step in (*(("load", at) for at in order[:4]), *steps):
            town.step(*step)
        found = derived(town.store)
        link(town.store, by="test", today=TODAY)
        assert derived(town.store) == found
        for at in sorted(town.there):
            other.step("load", at)
        for pair, answer in sorted(town.judged.items(), key=lambda each: sorted(each[0])):
            if pair <= town.there:
                other.step(answer, *sorted(pair))
        assert matters(other.store) == matters(town.store)
