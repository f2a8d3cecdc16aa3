"""The rules over any small graph: in whatever order its cases are looked at, the same warnings stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ids import make_id
from graph.model import Case, Linked, Matter, PartOf, PartyTo, Person, Warning
from graph.pipeline.warning import warn
from graph.store import EVERYTHING, Store
from tests.unit.graph.pipeline.streets import case, new_store, put

NOW = dt.datetime(2024, 9, 20, 10)
TEXTS = ("楼上漏水", "扬言同归于尽", "业主拉横幅维权", "不会去上访", "被丈夫殴打，孩子受伤", "")
CASES = st.lists(
    st.builds(
        dict,
        text=st.sampled_from(TEXTS),
        day=st.integers(0, 262),
        status=st.sampled_from(["received", "settled", "reopened", "closed"]),
        dispute_type=st.sampled_from([None, "wage", "medical"]),
        participants=st.sampled_from([None, 6, 400]),
        legacy=st.booleans(),
        amount=st.sampled_from([None, 2e5, 2e6]),
    ),
    min_size=1,
    max_size=7,
)


def filled(store: Store, facts: Sequence[dict[str, object]], matters: Sequence[int]) -> list[Case]:
    """Cases, each in the matter of its number, and a recurrence from each to the next."""
    cases = [case(f"{number}", **each) for number, each in enumerate(facts)]
    homes = [make_id("matter", str(matters[number % len(matters)])) for number in range(len(cases))]
    everybody = Person(id=make_id("person", "老王"), name="老王")
    put(
        store,
        *cases,
        everybody,
        *(PartyTo(source=everybody.id, target=each.id) for each in cases),
        *(Matter(id=each, title="事项", cases=1) for each in sorted(set(homes))),
        *(PartOf(source=each.id, target=home) for each, home in zip(cases, homes, strict=True)),
        *(Linked(source=a.id, target=b.id, kind="recurrence") for a, b in zip(cases, cases[2:], strict=False)),
    )
    return cases


def standing(store: Store) -> list[Warning]:
    return list(store.scan("warning", scope=EVERYTHING))


@settings(max_examples=25, deadline=None)
@given(CASES, st.lists(st.integers(0, 2), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_in_any_order_of_cases_the_same_warnings_stand(facts, matters, chance) -> None:
    with TemporaryDirectory() as folder:
        with closing(new_store(Path(folder), "one")) as store:
            filled(store, facts, matters)
            warn(store, by="test", now=NOW)
            together = standing(store)
        with closing(new_store(Path(folder), "other")) as store:
            cases = filled(store, facts, matters)
            chance.shuffle(cases)
            for each in cases:
                warn(store, by="test", now=NOW, cases=[each.id])
            assert standing(store) == together
            assert not warn(store, by="test", now=NOW).moves, "asked again, they say the same"
