"""What does not count among very many is what does not count among those few who decide it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.evidence import messy
from graph.identity.deciding import deciding
from graph.identity.evidence import Evidence, evidence_of
from graph.identity.kept import Everyone, Kept
from graph.identity.places import PlaceFacts
from graph.identity.spread import Bounds, discounts_among, number_key, telephone_key
from graph.model import Mention

_NAMES = ("王丽", "王莉", "李晴", "李睛", "张伟", "赵敏", "刘宁", "王女士", "老李", "")
_NUMBERS = ("", "420103198501010012", "420103199003070025", "420103197006050039")
_TELEPHONES = ("13800138000", "13912345678", "027-85512345")
_DECIDED = (telephone_key(_TELEPHONES[0]), number_key(_NUMBERS[1]), "place-1")


@st.composite
def _mention(draw: st.DrawFn) -> tuple[str, str, tuple[str, ...], str | None, str]:
    return (
        draw(st.sampled_from(_NAMES)),
        draw(st.sampled_from(_NUMBERS)),
        tuple(draw(st.lists(st.sampled_from(_TELEPHONES), max_size=2, unique=True))),
        draw(st.sampled_from((None, "1", "2"))),
        draw(st.sampled_from(("", "place-1", "place-2"))),
    )


def _evidence(stated: list[tuple[str, str, tuple[str, ...], str | None, str]]) -> list[Evidence]:
    return [
        evidence_of(
            Mention(
                id=f"mention-{at:03}", source="walk_in", record=str(at), name=name, identity_number=number,
                telephones=telephones, sex=sex, stated_on=dt.date(2025, 1, 1),
            ),
            PlaceFacts(unit=unit, building="place-b" if unit else ""),
        )
        for at, (name, number, telephones, sex, unit) in enumerate(stated)
    ]  # fmt: skip


@given(
    stated=st.lists(_mention(), max_size=40),
    decided=st.dictionaries(st.sampled_from(_DECIDED), st.booleans()),
    bounds=st.sampled_from((Bounds(), Bounds(telephone=2, scattered=1, number=1, unit=2))),
)
def test_the_few_come_to_the_same_as_all(
    stated: list[tuple[str, str, tuple[str, ...], str | None, str]], decided: Mapping[str, bool], bounds: Bounds
) -> None:
    everyone = _evidence(stated)
    few = deciding(everyone, bounds, decided=decided)
    assert discounts_among(few, bounds, decided=decided) == discounts_among(everyone, bounds, decided=decided)


@pytest.mark.parametrize("seed", [1, 2])
def test_they_are_few_of_a_messy_set(seed: int) -> None:
    everyone = list(messy(5_000, seed=seed))
    few = deciding(Kept(everyone), Bounds(), decided={})
    found = discounts_among(everyone, Bounds())
    assert found.foreign
    assert discounts_among(few, Bounds()) == found
    assert len(few) < len(everyone) / 2


def test_what_is_kept_comes_back_as_it_was() -> None:
    everyone = Everyone()
    for each in messy(5_000, seed=3):
        everyone.add(each)
    assert list(everyone) == list(messy(5_000, seed=3))
    assert len(everyone) == len(list(everyone))
