"""`sanlian duty …`: steps, what may be done, what waits, what goes up, in the terminal."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.duty.acts import ACTS
from graph.store import EVERYTHING, Filter, Store
from tests.api.conftest import Sanlian
from tests.api.street import JUSTICE, case

pytestmark = pytest.mark.usefixtures("writable")


def test_every_act_has_a_command_that_says_what_it_needs(sanlian: Sanlian) -> None:
    for act in ACTS:
        said = sanlian("duty", "step", act.KIND.replace("_", "-"), "--help")
        assert said.code == 0 and "--by" in said.out, act.KIND


def test_organisations_are_called_by_their_names(sanlian: Sanlian) -> None:
    said = sanlian("duty", "step", "hand-over", "W001", "--by", "打铜社区居委会", "--to", "民权司法所", "--json")
    assert (said.code, said.json["status"]) == (0, "assigned")  # type: ignore[index]
    assert {each["organisation"] for each in said.json["tasks"] if each["kind"] == "accept"} == {JUSTICE}  # type: ignore[index]
    shown = sanlian("duty", "inbox", "民权司法所")
    assert "接收" in shown.out and "共 1 项待办" in shown.out


def test_a_refused_step_is_one_sentence_and_exit_1(sanlian: Sanlian) -> None:
    said = sanlian("duty", "step", "close", "W001", "--by", "打铜社区居委会")
    assert (said.code, said.out) == (1, "")
    assert said.err.count("\n") == 1 and "规则：有果有访才办结" in said.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("accept", "W999", "--by", "民权司法所"), "W999"),
        (("accept", "W001", "--by", "没有的单位"), "没有的单位"),
        (("accept", "W001", "--by", "民权司法所", "--at", "昨天"), "应写成"),
        (("visit", "W001", "--by", "打铜社区居委会", "--mode", "心灵感应"), "回访方式"),
    ],
)
def test_bad_input_is_said(sanlian: Sanlian, arguments: tuple[str, ...], said: str) -> None:
    told = sanlian("duty", "step", *arguments)
    assert told.code == 1 and said in told.err and "Traceback" not in told.err


def test_a_key_makes_a_repeated_step_one(sanlian: Sanlian) -> None:
    step = ("duty", "step", "accept", "W001", "--by", "打铜社区居委会", "--key", "k1")
    assert "已接收" in sanlian(*step).out
    assert "早已办过" in sanlian(*step).out


def test_what_may_be_done_is_listed_with_reasons(sanlian: Sanlian) -> None:
    said = sanlian("duty", "allowed", "W001")
    assert "首接 打铜社区居委会" in said.out and "回访：— " in said.out
    steps = sanlian("duty", "allowed", "W001", "--json").json["steps"]  # type: ignore[index]
    assert [each["step"] for each in steps] == [each.KIND for each in ACTS]


def test_tasks_of_loaded_cases_are_made_good_once_and_listed(sanlian: Sanlian, writable: Store) -> None:
    first, again = sanlian("duty", "tasks", "--json").json, sanlian("duty", "tasks", "--json").json
    assert first["opened"] > 0 and (again["opened"], again["ended"], again["moved"]) == (0, 0, 0)  # type: ignore[index]
    due = sanlian("duty", "due", "逾期", "--json").json
    assert due["total"] == sanlian("duty", "due", "overdue", "--json").json["total"] > 0  # type: ignore[index]
    assert sanlian("duty", "due", "将来").code == 1


def test_an_unanswered_whistle_goes_up_by_itself(sanlian: Sanlian, writable: Store) -> None:
    by = ("--by", "打铜社区居委会")
    sanlian("duty", "step", "whistle", "W001", *by, "--to", "民权司法所", "--subject", "请到场")
    assert "上报 0 次" in sanlian("duty", "sweep").out
    later = (dt.datetime.now() + dt.timedelta(days=10)).isoformat(timespec="seconds")
    said = sanlian("duty", "sweep", "--at", later)
    assert "到顶仍逾期 1 次" in said.out
    late = list(writable.scan("whistle", [Filter("status", "eq", "late")], scope=EVERYTHING))
    assert len(late) == 1
    assert writable.edges([late[0].id], types=["about"], scope=EVERYTHING)[0].target == case(1)


def test_what_a_step_is_about_need_not_be_written_by_its_id(sanlian: Sanlian) -> None:
    by, court = ("--by", "打铜社区居委会"), ("--by", "民权司法所")
    assert "没有可选的吹哨" in sanlian("duty", "step", "report", "W001", *court).err
    sanlian("duty", "step", "whistle", "W001", *by, "--to", "民权司法所", "--subject", "请到场")
    assert "，等待民权司法所报到" in sanlian("duty", "allowed", "W001").out
    assert "已报到" in sanlian("duty", "step", "report", "W001", *court).out
    for title in "一次会商", "二次会商":
        sanlian("duty", "step", "meet", "W001", *by, "--kind", "会商", "--title", title)
    decide = ("duty", "step", "decide", "W001", *by, "--text", "修管道", "--lead", "民权司法所")
    several = sanlian(*decide).err
    assert "不止一项" in several and "一次会商" in several and "二次会商" in several
    assert "已决定" in sanlian(*decide, "--meeting", "二次会商").out
    assert "已落实" in sanlian("duty", "step", "fulfil", "W001", *court).out


def test_names_that_hold_what_was_written_are_told(sanlian: Sanlian) -> None:
    assert (
        "相近的有 民权司法所"
        in sanlian("duty", "step", "hand-over", "W001", "--by", "打铜社区居委会", "--to", "司法").err
    )


def test_advice_about_no_case_is_entered_once(sanlian: Sanlian) -> None:
    asked = ("duty", "advise", "--by", "民权司法所", "--mode", "预约", "--subject", "押金不退怎么办", "--key", "k1")
    first, again = sanlian(*asked), sanlian(*asked)
    assert first.code == again.code == 0
    assert "已登记：预约" in first.out and "早已登记" in again.out
    wrong = sanlian("duty", "advise", "--by", "民权司法所", "--mode", "飞", "--subject", "押金")
    assert (wrong.code, wrong.out) == (1, "") and "咨询方式" in wrong.err
