"""What is known of a person, and why two mentions are theirs or not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from graph.identity.explain import NOTHING_SHARED, chain, speaks_against, speaks_for, why_not
from graph.identity.organisations import new_organisation, organisation_id, organisation_of
from graph.identity.people import UNNAMED, person_of
from graph.identity.resolve import resolve_mentions
from graph.model import Mention, Person
from tests.unit.graph.identity.rows import TODAY, judgement, mention, number

ONE, TWO = number(1), number(2)
TEL = "19900000001"


def person(*mentions: Mention) -> Person:
    (cluster,) = resolve_mentions(mentions, today=TODAY).clusters
    return person_of(cluster, mentions, visible_to=("place-1",))


def test_a_person_has_the_fullest_most_frequent_name_and_all_others() -> None:
    found = person(
        mention("1", "王女士", number=ONE),
        mention("2", "王女士", number=ONE),
        mention("3", "王 丽", number=ONE, tel=["19900000002", TEL]),
        mention("4", "王丽女士", number=ONE, tel=f"+86{TEL}"),
    )
    assert (found.name, found.names) == ("王丽", ("王丽", "王女士"))
    assert found.telephones == (TEL, "19900000002")
    assert found.identity_numbers == (ONE,)
    assert (found.mentions, found.certainty, found.visible_to) == (4, "certain", ("place-1",))


def test_what_mentions_state_differently_is_left_open() -> None:
    one = mention("1", "王丽", number=ONE, sex="2", birth_date=dt.date(1901, 1, 1))
    other = mention("2", "王丽", number=ONE, sex="1", birth_date=dt.date(1901, 1, 1))
    found = person(one, other)
    assert (found.sex, found.birth_date) == (None, dt.date(1901, 1, 1))


def test_a_person_whom_nobody_names_is_said_to_be_unnamed() -> None:
    assert person(mention("1", "匿名")).name == UNNAMED


def test_the_way_between_two_mentions_is_told_step_by_step() -> None:
    a = mention("1", "王丽", tel=TEL)
    b = mention("2", "王丽", tel=TEL, number=ONE)
    c = mention("3", "王女士", number=ONE)
    (cluster,) = resolve_mentions([a, b, c], today=TODAY).clusters
    steps = chain(cluster, a.id, c.id)
    assert [each.rule for each in steps] == ["contact", "identity"]
    assert [{each.a, each.b} for each in steps] == [{a.id, b.id}, {b.id, c.id}]
    assert chain(cluster, a.id, a.id) == ()
    assert ONE not in "".join(each.sentence for each in steps)


def test_a_pair_is_told_what_it_shares_and_what_differs() -> None:
    a, b = mention("1", "王丽", tel=TEL, number=ONE), mention("2", "王丽", tel=TEL, number=TWO)
    assert speaks_for(a, b, [], today=TODAY) == ("电话（199****0001）和姓名“王丽”都相同",)
    (against,) = speaks_against(a, b, [], today=TODAY)
    assert against.startswith("有效身份证号不同")
    no = judgement(a, b, "no")
    assert speaks_against(a, b, [no], today=TODAY)[0] == "周敏 判定不是同一人：查过户籍"
    assert speaks_for(b, a, [judgement(a, b, "yes")], today=TODAY)[0] == "周敏 判定是同一人：查过户籍"


def test_why_not_is_never_silent() -> None:
    a, b, c = mention("1", "王丽", tel=TEL, number=ONE), mention("2", "王丽", tel=TEL, number=TWO), mention("3", "王丽")
    partition = resolve_mentions([a, b, c], today=TODAY)
    assert "两个有效身份证号不同" in "".join(why_not(a, b, partition, [], today=TODAY))
    assert why_not(a, c, partition, [], today=TODAY) == (NOTHING_SHARED,)


def test_why_not_names_the_value_that_too_many_use() -> None:
    rows = [mention(str(at), f"王{chr(0x4E00 + at)}", tel=TEL) for at in range(9)] + [mention("x", "王一", tel=TEL)]
    same = mention("y", "王一", tel=TEL)
    partition = resolve_mentions([*rows, same], today=TODAY)
    assert any(each.startswith("不计入：电话") for each in why_not(rows[-1], same, partition, [], today=TODAY))


def test_a_judgement_s_words_show_no_number() -> None:
    a, b = mention("1", "王丽"), mention("2", "王莉")
    said = replace(judgement(a, b, "yes"), why=f"电话 {TEL} 打过")
    told = speaks_for(a, b, [said], today=TODAY)
    assert TEL not in told[0]


def test_an_organisation_is_the_one_of_its_code_else_of_its_name() -> None:
    firm = mention("1", "汉江物业 （武汉）有限公司", kind="organisation", number="91110000600037341L")
    assert organisation_of(firm, by_code={}) == organisation_id("汉江物业(武汉)有限公司") == new_organisation(firm).id
    assert organisation_of(firm, by_code={"91110000600037341L": "organisation-1"}) == "organisation-1"
    assert new_organisation(firm).kind == "property_company"
    assert organisation_id(" ") is None
