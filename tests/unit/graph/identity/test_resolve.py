"""Who is who, by the certain rules: what joins, what never does, and that order never matters."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.evidence import evidence_of
from graph.identity.keys import keys_of
from graph.identity.names import Form, read_name
from graph.identity.resolve import Partition, resolve_mentions
from graph.identity.spread import Bounds, discounts_among
from graph.model import Judgement, Mention
from tests.unit.graph.identity.rows import TODAY, judged_rows, judgement, mention, number

ONE, TWO = number(1), number(2)
MASKED_ONE, MASKED_TWO = (each[:6] + "********" + each[14:] for each in (ONE, TWO))
TEL, OTHER_TEL = "19900000001", "19900000002"


def sizes(mentions: list[Mention], judgements: list[Judgement] | None = None, **more: object) -> list[list[str]]:
    """The records of each person, as `01` for the first and second row."""
    partition = resolve_mentions(mentions, judgements or [], today=TODAY, **more)  # type: ignore[arg-type]
    record = {each.id: each.record for each in mentions}
    return sorted(["".join(sorted(record[each] for each in cluster.mentions)) for cluster in partition.clusters])


def row(at: int, name: str, **stated: object) -> Mention:
    return mention(str(at), name, **stated)


PAIRS = [
    ({"name": "王丽", "number": ONE}, {"name": "王 丽", "number": ONE}, True, "one number, one name"),
    ({"name": "王丽", "number": ONE}, {"name": "王女士", "number": ONE}, True, "one number, a title form"),
    ({"name": "王丽", "number": ONE}, {"name": "", "number": ONE}, True, "one number, no name"),
    ({"name": "王丽", "number": ONE}, {"name": "王丽", "number": ONE[:6] + ONE[8:17]}, True, "15 digits"),
    ({"name": "王丽", "number": ONE}, {"name": "李强", "number": ONE}, False, "a spouse's number"),
    ({"name": "王丽", "number": ONE}, {"name": "李女士", "number": ONE}, False, "another surname"),
    ({"name": "王丽", "number": ONE[:-1] + "?"}, {"name": "王丽", "number": ONE[:-1] + "?"}, True, "one unreadable"),
    ({"name": "王丽", "tel": TEL}, {"name": "王丽", "tel": "+86 199 0000 0001"}, True, "one telephone, one name"),
    ({"name": "王丽", "tel": TEL}, {"name": "王女士", "tel": TEL}, True, "a title form that nobody else can mean"),
    ({"name": "王丽", "sex": "2", "tel": TEL}, {"name": "王先生", "tel": TEL}, False, "he is not she"),
    ({"name": "王丽", "tel": TEL}, {"name": "王莉", "tel": TEL}, True, "heard alike"),
    ({"name": "王末", "tel": TEL}, {"name": "王未", "tel": TEL}, True, "written alike"),
    ({"name": "王志强", "tel": TEL}, {"name": "王志刚", "tel": TEL}, False, "brothers"),
    ({"name": "王志强", "number": ONE}, {"name": "王志刚", "number": ONE}, True, "one number, one character mistaken"),
    ({"name": "", "tel": TEL}, {"name": "", "tel": TEL}, False, "nobody is merged by emptiness"),
    ({"name": "匿名", "tel": TEL}, {"name": "匿名", "tel": TEL}, False, "nobody's name"),
    ({"name": "王丽"}, {"name": "王丽"}, False, "namesakes"),
    ({"name": "王丽", "tel": "199****0001"}, {"name": "王丽", "tel": "199****0001"}, True, "masked"),
    ({"name": "王丽", "tel": "199****0001"}, {"name": "王芳", "tel": "199****0001"}, False, "masked, other names"),
    (
        {"name": "王丽", "number": ONE},
        {"name": "王丽", "number": ONE[:6] + "********" + ONE[14:]},
        True,
        "masked number",
    ),
    (
        {"name": "王丽", "number": ONE, "tel": TEL},
        {"name": "王丽", "number": TWO[:6] + "********" + TWO[14:], "tel": TEL},
        False,
        "a masked number that is another",
    ),
    ({"name": "王丽", "tel": "00000000000"}, {"name": "王丽", "tel": "00000000000"}, False, "zeros"),
    ({"name": "王丽", "tel": TEL, "number": ONE}, {"name": "王丽", "tel": TEL, "number": TWO}, False, "two numbers"),
    ({"account": "A"}, {"account": "A"}, True, "one account"),
    ({"name": "王丽", "account": "A"}, {"account": "A"}, True, "one account, no name"),
    ({"name": "王丽", "account": "A"}, {"name": "李强", "account": "A"}, False, "one account, two names"),
]


@pytest.mark.parametrize(("one", "other", "verdict", "why"), PAIRS)
def test_two_rows_are_one_person_or_two(one: dict, other: dict, verdict: bool, why: str) -> None:
    found = sizes([mention("0", **one), mention("1", **other)])
    assert (found == ["01"]) is verdict, why


def test_a_title_form_never_makes_two_names_one_person() -> None:
    rows = [row(0, "王丽", number=ONE), row(1, "王芳", number=ONE), row(2, "王女士", number=ONE)]
    assert sizes(rows) == ["0", "1", "2"]
    assert "不能确定是谁" in resolve_mentions(rows, today=TODAY).refusals[0].reason


def test_two_numbers_stay_apart_whatever_lies_between() -> None:
    rows = [
        row(0, "王丽", number=ONE, tel=TEL),
        row(1, "王丽", tel=[TEL, OTHER_TEL]),
        row(2, "王丽", number=TWO, tel=OTHER_TEL),
    ]
    partition = resolve_mentions(rows, today=TODAY)
    assert len({partition.person_of[rows[0].id], partition.person_of[rows[2].id]}) == 2
    assert any("身份证号不同" in each.reason for each in partition.refusals)


def test_a_row_without_a_number_joins_neither_of_two_numbers() -> None:
    rows = [row(0, "王丽", number=ONE, tel=TEL), row(1, "王丽", tel=TEL), row(2, "王丽", number=TWO, tel=TEL)]
    assert sizes(rows) == ["0", "1", "2"]


def test_a_nameless_row_never_bridges_two_names() -> None:
    rows = [row(0, "王丽", number=ONE), row(1, "", number=ONE, account="A"), row(2, "李强", account="A")]
    assert sizes(rows) == ["01", "2"]
    assert [each.reason for each in resolve_mentions(rows, today=TODAY).refusals] == ["其他记录中的姓名不同"]


def test_a_judged_no_splits_and_a_judged_yes_joins() -> None:
    rows = [row(0, "王丽", tel=TEL), row(1, "王丽", tel=TEL), row(2, "王莉")]
    assert sizes(rows) == ["01", "2"]
    no, yes = judgement(rows[0], rows[1], "no"), judgement(rows[1], rows[2], "yes")
    assert sizes(rows, [no]) == ["0", "1", "2"]
    assert sizes(rows, [yes]) == ["012"]
    assert sizes(rows, [no, yes]) == ["0", "12"]


def test_the_last_judgement_of_a_pair_stands_until_it_expires() -> None:
    rows = [row(0, "王丽", tel=TEL), row(1, "王丽", tel=TEL)]
    early = judgement(rows[0], rows[1], "no", at=dt.datetime(2025, 1, 1))
    late = judgement(rows[0], rows[1], "unsure", at=dt.datetime(2025, 1, 2))
    assert sizes(rows, [late, early]) == ["01"]
    assert sizes(rows, [judgement(rows[0], rows[1], "no", until=TODAY)]) == ["0", "1"]
    assert sizes(rows, [judgement(rows[0], rows[1], "no", until=TODAY - dt.timedelta(days=1))]) == ["01"]


def test_a_yes_against_two_valid_numbers_is_refused_and_shown() -> None:
    rows = [row(0, "王丽", number=ONE), row(1, "王丽", number=TWO)]
    partition = resolve_mentions(rows, [judgement(*rows, "yes")], today=TODAY)
    assert len(partition.clusters) == 2
    assert [each.rule for each in partition.refusals] == ["judgement"]
    assert ONE not in partition.refusals[0].reason


def test_values_that_too_many_use_do_not_count_and_are_shown() -> None:
    names = ["王丽", "李强", "张伟", "刘洋", "陈静"]
    rows = [row(at, name, tel=TEL) for at, name in enumerate([*names, "王丽"])]
    bounds = Bounds(telephone=4)
    partition = resolve_mentions(rows, today=TODAY, bounds=bounds)
    assert len(partition.clusters) == 6
    assert [each.sentence for each in partition.shared] == ["不计入：电话 199****0001，5 个不同的人、6 条记录使用"]
    assert len(resolve_mentions(rows, today=TODAY, bounds=Bounds(telephone=5)).clusters) == 5
    seen_before = resolve_mentions([rows[0], rows[5]], today=TODAY, bounds=bounds, context=rows[1:5])
    assert len(seen_before.clusters) == 2


def test_one_number_on_fifty_names_joins_nobody_and_contradicts_nothing() -> None:
    rows = [
        mention(str(at), f"王{'一二三四五'[at // 10]}{'东西南北中春夏秋冬天'[at % 10]}", number=ONE) for at in range(50)
    ]
    rows += [mention("a", "王丽", number=ONE, tel=TEL), mention("b", "王丽", number=TWO, tel=TEL)]
    partition = resolve_mentions(rows, today=TODAY)
    assert len(partition.clusters) == 51
    assert partition.shared[0].mentions == 51


def test_the_first_stated_mention_founds_the_person_and_joins_lead_to_it() -> None:
    rows = [
        row(0, "王丽", tel=TEL),
        row(1, "王丽", tel=[TEL, OTHER_TEL], stated_on=dt.date(2025, 1, 1)),
        row(2, "王丽", tel=OTHER_TEL, stated_on=dt.date(2024, 1, 1)),
    ]
    (cluster,) = resolve_mentions(rows, today=TODAY).clusters
    assert cluster.founding == rows[2].id
    assert cluster.joins.keys() == {rows[0].id, rows[1].id}
    assert cluster.joins[rows[0].id].sentence == "电话（199****0001）和姓名“王丽”都相同"


def judged_no(judgements: list[Judgement]) -> set[tuple[str, str]]:
    last = {(each.a, each.b): each.answer for each in judgements}
    return {pair for pair, answer in last.items() if answer == "no"}


@given(judged_rows(), st.randoms(use_true_random=False))
def test_order_never_matters(given_rows: tuple[list[Mention], list[Judgement]], shuffle: random.Random) -> None:
    mentions, judgements = given_rows
    first = resolve_mentions(mentions, judgements, today=TODAY)
    shuffle.shuffle(mentions)
    shuffle.shuffle(judgements)
    assert resolve_mentions(mentions, judgements, today=TODAY) == first


@given(judged_rows())
def test_contradictions_are_never_in_one_cluster(given_rows: tuple[list[Mention], list[Judgement]]) -> None:
    mentions, judgements = given_rows
    partition = resolve_mentions(mentions, judgements, today=TODAY)
    by_id = {each.id: each for each in mentions}
    stated = [evidence_of(each) for each in mentions]
    counted = {each.mention: discounts_among(stated, Bounds()).applied(each) for each in stated}
    assert sorted(each for cluster in partition.clusters for each in cluster.mentions) == sorted(by_id)
    for cluster in partition.clusters:
        assert len({counted[each].number for each in cluster.mentions} - {None}) <= 1
        assert not any({a, b} <= set(cluster.mentions) for a, b in judged_no(judgements))
        assert cluster.joins.keys() == set(cluster.mentions) - {cluster.founding}


@given(judged_rows())
def test_without_a_judged_yes_all_names_of_a_person_agree(given_rows: tuple[list[Mention], list[Judgement]]) -> None:
    mentions = given_rows[0]
    by_id = {each.id: each for each in mentions}
    for cluster in resolve_mentions(mentions, today=TODAY).clusters:
        names = {read_name(by_id[each].name) for each in cluster.mentions}
        assert len({each.text for each in names if each.form is Form.FULL}) <= 1, names


@given(judged_rows())
def test_components_found_by_keys_are_resolved_as_the_whole_is(
    given_rows: tuple[list[Mention], list[Judgement]],
) -> None:
    mentions, judgements = given_rows
    whole = resolve_mentions(mentions, judgements, today=TODAY)
    for part in components(mentions, judgements):
        alone = resolve_mentions(part, judgements, today=TODAY, context=mentions)
        assert {each: whole.person_of[each] for each in alone.person_of} == alone.person_of


def components(mentions: list[Mention], judgements: list[Judgement]) -> list[list[Mention]]:
    """The mentions that equal keys or judgements bring together, directly or through others."""
    ties = [{each.id, *keys_of(each)} for each in mentions] + [{each.a, each.b} for each in judgements]
    parts: list[set[str]] = []
    for tie in ties:
        touching = [each for each in parts if not each.isdisjoint(tie)]
        parts = [each for each in parts if each.isdisjoint(tie)] + [tie.union(*touching)]
    return [[each for each in mentions if each.id in part] for part in parts]


def test_no_mentions_are_nobody() -> None:
    assert resolve_mentions([], today=TODAY) == Partition((), (), ())
