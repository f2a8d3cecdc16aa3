"""Which record says what, where somebody lived when, and what does not agree."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.identity.history import mergers
from graph.identity.portrait import Stay, contradictions, homes, statements
from graph.identity.resolve import resolve_mentions
from graph.model import Mention
from tests.unit.graph.identity.rows import TODAY, judgement, mention, number

TEL = "19900000001"
ONE = number(1)
WRONG = ONE[:-1] + ("0" if ONE[-1] != "0" else "1")
SEX, BIRTH = "1" if int(ONE[16]) % 2 else "2", dt.date(1901, 1, 1)
OTHER_SEX = "2" if SEX == "1" else "1"


def test_every_value_is_told_with_who_states_it() -> None:
    early = mention("1", "王丽", tel=[TEL, TEL], stated_on=dt.date(2023, 1, 1))
    late = mention("2", "王莉", tel=TEL, address="打铜街15号", stated_on=dt.date(2024, 1, 1))
    told = [(each.field, each.value, [m.record for m in each.mentions]) for each in statements([late, early])]
    assert told == [
        ("name", "王丽", ["1"]), ("name", "王莉", ["2"]), ("telephones", TEL, ["1", "2"]),
        ("address", "打铜街15号", ["2"]),
    ]  # fmt: skip


def test_a_home_has_the_days_that_are_stated_of_it() -> None:
    some = [mention(str(n), "王丽", stated_on=dt.date(2020 + n, 1, 1)) for n in range(3)]
    stays = [
        Stay(some[2].id, "place-new", "lives", None, None),
        Stay(some[0].id, "place-old", "lives", dt.date(2018, 5, 1), None),
        Stay(some[1].id, "place-old", "lives", None, dt.date(2021, 6, 30)),
    ]
    new, old = homes(some, stays)
    assert (new.place, new.since, new.until, new.first_stated) == ("place-new", None, None, dt.date(2022, 1, 1))
    assert (old.since, old.until) == (dt.date(2018, 5, 1), dt.date(2021, 6, 30))
    assert (old.first_stated, old.last_stated) == (dt.date(2020, 1, 1), dt.date(2021, 1, 1))


@pytest.mark.parametrize(
    ("mentions", "said"),
    [
        ((mention("1", "王丽", sex="1"), mention("2", "王丽", sex="2")), "性别不同（男 1 条、女 1 条）"),
        (
            (mention("1", "王丽", birth_date=BIRTH), mention("2", "王丽", birth_date=dt.date(1902, 1, 1))),
            "出生日期不同",
        ),
        ((mention("1", "王丽"), mention("2", "王丽"), mention("3", "赵敏")), "姓名不同（“王丽”、“赵敏”）"),
        ((mention("1", "王丽", number=ONE, sex=OTHER_SEX),), "记录 1 的性别与身份证号"),
        ((mention("1", "王丽", number=ONE, birth_date=dt.date(1999, 9, 9)),), "记录 1 的出生日期与身份证号"),
        ((mention("1", "王丽", number=WRONG),), "有误，不能作数"),
        ((mention("1", "王丽", number=ONE), mention("2", "王丽", number=number(2))), "几个不同的有效身份证号"),
    ],
    ids=["sex", "birth", "name", "sex of the number", "birth of the number", "mistyped", "two numbers"],
)
def test_what_cannot_all_be_so_is_said(mentions: tuple[Mention, ...], said: str) -> None:
    (found,) = contradictions(mentions)
    assert said in found.sentence
    assert ONE not in found.sentence and WRONG not in found.sentence
    assert set(found.mentions) <= {each.id for each in mentions}


@pytest.mark.parametrize(
    "mentions",
    [
        (),
        (mention("1", ""),),
        (mention("1", "王丽", number=ONE, sex=SEX, birth_date=BIRTH), mention("2", "王莉"), mention("3", "王女士")),
    ],
    ids=["nothing", "no name", "alike"],
)
def test_what_agrees_is_no_contradiction(mentions: tuple[Mention, ...]) -> None:
    assert contradictions(mentions) == ()


def test_judgements_come_first_in_the_tree_of_a_person() -> None:
    some = [mention(str(n), "王丽", tel=TEL) for n in range(3)]
    other = mention("9", "赵敏")
    (cluster,) = resolve_mentions([*some, other], [judgement(some[0], other, "yes")], today=TODAY).clusters
    steps = mergers(cluster)
    assert [each.join.rule for each in steps] == ["judgement", "contact", "contact"]
    assert {*steps[0].left, *steps[0].right} == {some[0].id, other.id}
    assert sorted((*steps[-1].left, *steps[-1].right)) == sorted(each.id for each in (*some, other))
    assert steps == mergers(cluster)
