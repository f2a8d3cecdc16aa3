"""matter … and case …: what belongs together, what happened, and how others were settled."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api.cli.main import run
from graph.store import open_store
from tests.api.test_matters import LATER, MORE
from tests.contract import street as s
from tests.contract.records import NOBODY, put

Sanlian = Callable[..., str]


@pytest.fixture
def sanlian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sanlian:
    """The command on a street of its own; what it says on standard output, or on standard error when it fails."""
    url = f"sqlite:///{tmp_path}/street.db"
    with closing(open_store(url, create=True)) as store:
        put(store, *s.street(), *MORE)
    monkeypatch.setenv("SANLIAN_STORE", url)

    def call(*arguments: object) -> str:
        with pytest.raises(SystemExit) as left:
            run([str(each) for each in arguments])
        said = capsys.readouterr()
        return said.out if not left.value.code else said.err

    return call


def test_matters_are_listed_with_what_they_come_to(sanlian: Sanlian) -> None:
    told = json.loads(sanlian("matter", "list", "物业", "--least", 2, "--open", "--by", "newest", "--json"))
    assert told["total"] == 1
    row = told["matters"][0]
    assert (row["id"], row["size"], row["participants"], row["open"], row["warning"]) == (s.MATTER.id, 3, 1, 2, "high")
    assert [each["name"] for each in row["departments"]][-1] == "平安建设办公室"
    assert "和平里物业" in sanlian("matter", "list")


@pytest.mark.parametrize(
    ("options", "total"),
    [
        (["--least", 4], 0),
        (["--ended"], 0),
        (["--from", "2024-05-10", "--until", "2024-05-10"], 1),
        (["--from", "2024-05-11"], 0),
        (["--until", "2024-02-29"], 0),
        (["--department", s.POLICE.id], 1),
        (["--department", s.COMPANY.id], 0),
        (["--community", s.SANMIN.id], 1),
        (["没有", "这些词"], 0),
    ],
)
def test_matters_are_chosen_by_their_cases(sanlian: Sanlian, options: list[Any], total: int) -> None:
    assert json.loads(sanlian("matter", "list", *options, "--json"))["total"] == total


def test_a_matter_is_shown_with_its_cases_and_departments(sanlian: Sanlian) -> None:
    told = json.loads(sanlian("matter", "show", s.MATTER.id, "--json"))
    assert [each["id"] for each in told["held"]][:1] == [s.C1.id] and len(told["held"]) == 3
    text = sanlian("matter", "show", s.MATTER.id)
    assert "3 件，1 人，未了结 2 件" in text and "民权司法所：2 件" in text
    assert "应是一个事项" in sanlian("matter", "show", s.C1.id)


def test_a_timeline_is_one_line_an_event(sanlian: Sanlian) -> None:
    lines = sanlian("matter", "timeline", s.MATTER.id).splitlines()
    assert lines[1] == "2024-03-02 09:00  民权司法所移交民权派出所：涉嫌损坏财物"
    assert lines[-1] == "共 8 条。"
    page = json.loads(sanlian("case", "timeline", s.C1.id, "--skip", 1, "--first", 1, "--json"))
    assert (page["total"], [each["kind"] for each in page["events"]]) == (5, ["hand_over"])
    assert NOBODY in sanlian("case", "timeline", NOBODY)


def test_numbers_are_masked_unless_a_purpose_is_recorded(sanlian: Sanlian) -> None:
    assert "199****1234" in sanlian("case", "timeline", s.C1.id)
    assert "19900001234" in sanlian("case", "timeline", s.C1.id, "--unmask", "核对来电人")


def test_links_are_chosen_by_kind_weight_and_certainty(sanlian: Sanlian) -> None:
    def weights(*options: Any) -> list[float]:
        told = json.loads(sanlian("case", "linked", s.C1.id, *options, "--json"))
        return [each["weight"] for each in told["links"]]

    assert weights() == [9.0, 5.0, 4.0, 2.5]
    assert weights("--kind", "复发", "--kind", "duplicate") == [5.0, 4.0]
    assert weights("--min-score", 4.5) == [9.0, 5.0]
    assert weights("--certainty", "确定") == [9.0]
    assert "同一当事人张三" in sanlian("case", "linked", s.C1.id)


def test_any_two_cases_are_told_why_they_are_not_linked(sanlian: Sanlian) -> None:
    assert sanlian("case", "why", s.C4.id, s.C5.id).startswith("没有关联。")
    assert "同一条记录" in sanlian("case", "why", s.C4.id, s.C4.id)
    assert json.loads(sanlian("case", "why", s.C4.id, s.C5.id, "--json"))["together"] is False


def test_settled_cases_alike_are_told_with_the_way_they_were_settled(sanlian: Sanlian) -> None:
    text = sanlian("case", "similar", LATER.id)
    assert "和平里1栋漏水纠纷" in text and "19 天" in text and "同为房屋漏水纠纷" in text
    assert json.loads(sanlian("case", "similar", LATER.id, "--json"))[0]["days"] == 19
    assert sanlian("case", "similar", s.C1.id) == "没有已化解的相似事件。\n"


def test_a_case_is_called_by_its_number_or_its_id(sanlian: Sanlian) -> None:
    assert sanlian("case", "why", s.C1.number, s.C2.id) == sanlian("case", "why", s.C1.id, s.C2.number)
    assert sanlian("case", "linked", s.C1.number, "--json") == sanlian("case", "linked", s.C1.id, "--json")
    assert "没有这个编号或 id" in sanlian("case", "timeline", "NOPE")
