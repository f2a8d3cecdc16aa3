"""duty deadlines, calendar, chain and view org: the table, the days, the organisations; mistakes are one sentence."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api.cli.main import run
from graph.store import open_store
from tests.contract.duty_centre import CORE, ORDER, PATROL, found

Sanlian = Callable[..., str]


@pytest.fixture
def sanlian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sanlian:
    """The command on a small centre; what it says on standard output, or on standard error when it fails."""
    url = f"sqlite:///{tmp_path}/street.db"
    with closing(open_store(url, create=True)) as store:
        found(store)
    monkeypatch.setenv("SANLIAN_STORE", url)

    def call(*arguments: object) -> str:
        with pytest.raises(SystemExit) as left:
            run([str(each) for each in arguments])
        said = capsys.readouterr()
        return said.out if not left.value.code else said.err

    return call


def answer(sanlian: Sanlian, *arguments: object) -> Any:
    return json.loads(sanlian(*arguments, "--json"))


# -- deadlines -----------------------------------------------------------------------------------


def test_the_table_is_printed_with_its_sources(sanlian: Sanlian) -> None:
    told = sanlian("duty", "deadlines")
    assert "化解（矛盾纠纷）：30日，剩 25% 时临期。依据：人民调解工作若干规定（司法部令第75号）第三十三条" in told
    assert "报送清单：本周星期五17:00前" in told
    lines = answer(sanlian, "duty", "deadlines")["deadlines"]
    petition = next(each for each in lines if each["conditions"].get("source") == ["petition"])
    assert (petition["number"], petition["unit"], petition["own"]) == (60, "days", False)


def test_own_lines_stand_first_and_say_so(sanlian: Sanlian, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[deadline]]\ntask = "settle"\nnumber = 20\nunit = "days"\n', encoding="utf-8")
    monkeypatch.setenv("SANLIAN_DEADLINES", str(own))
    settle = [line for line in sanlian("duty", "deadlines").splitlines() if "化解：" in line or "化解（" in line]
    assert settle[0] == "【本中心】化解：20日，剩 25% 时临期。依据：本中心规定"
    own.write_text('[[deadline]]\ntask = "settle"\nnumber = 0\nunit = "days"\n', encoding="utf-8")
    refused = sanlian("duty", "deadlines")
    assert refused.strip().endswith("有误：第 1 行时限（化解） number “0”不行，应是 1 到 3650 的整数。")


# -- calendar ------------------------------------------------------------------------------------


def test_the_working_days_of_a_period_and_until_when_holidays_are_known(sanlian: Sanlian) -> None:
    told = sanlian("duty", "calendar", "--from", "2025-09-27", "--to", "2025-10-12")
    assert "16 天，其中工作日 6 天" in told
    assert "2025-09-28 星期日 上班（国庆节）" in told
    assert "2025-10-08 星期三 放假" in told
    asked = answer(sanlian, "duty", "calendar", "--from", "2025-09-29", "--to", "2025-10-12")
    assert asked["working_days"] == ["2025-09-29", "2025-09-30", "2025-10-09", "2025-10-10", "2025-10-11"]
    assert asked["known"] is True


def test_a_year_that_nobody_announced_says_so(sanlian: Sanlian) -> None:
    assert "按周一至周五上班算" in sanlian("duty", "calendar", "--from", "2040-09-30", "--to", "2040-10-08")
    assert answer(sanlian, "duty", "calendar", "--from", "2040-09-30", "--to", "2040-10-08")["known"] is False


def test_own_days_count(sanlian: Sanlian, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "days.toml"
    own.write_text("[2040]\noff = [2040-10-01]\n", encoding="utf-8")
    monkeypatch.setenv("SANLIAN_CALENDAR", str(own))
    told = sanlian("duty", "calendar", "--from", "2040-10-01", "--to", "2040-10-02")
    assert "2040-10-01 星期一 放假" in told
    assert "按周一至周五上班算" not in told
    own.write_text("[2040]\noff = [2039-10-01]\n", encoding="utf-8")
    assert "off 里的 2039-10-01 不在 2040 年" in sanlian("duty", "calendar")


def test_an_end_before_the_beginning_is_refused(sanlian: Sanlian) -> None:
    assert "--to 2025-01-01 早于 --from 2025-01-02" in sanlian(
        "duty", "calendar", "--from", "2025-01-02", "--to", "2025-01-01"
    )


# -- organisations -------------------------------------------------------------------------------


def test_the_chain_of_a_day_and_what_it_lacks(sanlian: Sanlian) -> None:
    told = sanlian("duty", "chain", "--on", "2026-03-02")
    assert "党工委（1）：民权街道党工委" in told
    assert "1+4+N 的“4”缺网格中心" in told
    asked = answer(sanlian, "duty", "chain", "--on", "2026-03-02")
    patrol = next(each for each in asked["organisations"] if each["id"] == PATROL.id)
    assert (patrol["stated"], patrol["serves"]) == (True, True)
    order = next(each for each in asked["organisations"] if each["id"] == ORDER.id)
    assert order["reports_to"] == CORE.id
    assert "four_levels" in {each["rule"] for each in asked["problems"]}


@pytest.mark.parametrize("ending", ["html", "graphml", "gexf"])
def test_the_organisations_are_drawn(sanlian: Sanlian, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"org.{ending}"
    drawn = answer(sanlian, "view", "org", "--out", path)
    assert (drawn["nodes"], drawn["edges"]) == (6, 5)
    assert "民权街道党工委" in html.unescape(path.read_text(encoding="utf-8"))
