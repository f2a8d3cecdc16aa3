"""The command line as its users meet it: answers on standard output, one sentence when it fails, the exit code that
says which.
"""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import networkx as nx
import pytest

from tests.api.conftest import Said, Sanlian

GRID = """编号,上报时间,标题,事件描述,类别,地点,当事人,联系电话,社区
WG1,2024-03-05 10:30,三楼漏水,三楼卫生间漏水到二楼,漏水,民权路15号2栋1单元302室,张伟,19900001234,三民社区
WG2,2024-06-07 09:00,又漏水了,还是三楼漏水，电话19900001234,漏水,民权路15号2栋1单元302室,张伟,19900001234,三民社区
WG3,2024-06-08 09:00,夜间噪音,烧烤店噪音,噪音扰民,民生社区,李娜,19900005678,民生社区
"""


@pytest.fixture
def loaded(sanlian: Sanlian, tmp_path: Path) -> Sanlian:
    """The command, with three rows in its store."""
    (tmp_path / "grid.csv").write_text(GRID, encoding="utf-8")
    said = sanlian("load", "grid.csv")
    assert said.code == 0
    stages = "，".join(rf"{each} [\d.]+ 秒" for each in ("载入", "认人", "关联", "待办", "预警"))
    assert re.fullmatch(stages, said.out.splitlines()[-1])
    return sanlian


# -- answers -------------------------------------------------------------------------------------


def test_a_file_loads_and_loading_it_again_changes_nothing(loaded: Sanlian) -> None:
    before = json.loads(loaded("query", "{ changes(since: 0) { seq } }").out)
    again = loaded("load", "grid.csv", "--json").json
    assert isinstance(again, dict)
    assert again["loaded"] == 3
    assert list(again["seconds"]) == ["load"]
    assert {counts["new"] + counts["updated"] for counts in again["files"][0]["records"].values()} == {0}
    assert json.loads(loaded("query", "{ changes(since: 0) { seq } }").out) == before


def test_what_is_loaded_is_resolved_and_linked_at_once(loaded: Sanlian) -> None:
    people = {row["record"]: row["person"] for row in loaded("export", "identity", "--format", "csv").rows}
    assert len(people) == 3
    assert len(set(people.values())) == 2
    links = loaded("export", "links").rows
    assert [{row["case"], row["other"]} for row in links] == [{"WG1", "WG2"}]
    assert "张伟" in links[0]["reasons"]


def test_every_case_stands_in_the_matters_once(loaded: Sanlian) -> None:
    rows = loaded("export", "matters", "--format", "csv").rows
    assert list(rows[0]) == ["case", "matter"]
    assert sorted(row["case"] for row in rows) == ["WG1", "WG2", "WG3"]


@pytest.mark.parametrize("what", ["cases", "mentions", "people", "graph"])
@pytest.mark.parametrize("format", ["csv", "json", "graphml", "gexf"])
def test_no_export_shows_a_whole_number(loaded: Sanlian, tmp_path: Path, what: str, format: str) -> None:
    assert loaded("export", what, "--format", format, "-o", "out").code == 0
    text = (tmp_path / "out").read_text(encoding="utf-8")
    assert text
    assert "19900001234" not in text


def test_a_graph_export_is_the_graph(loaded: Sanlian, tmp_path: Path) -> None:
    assert loaded("export", "graph", "--format", "graphml", "-o", "street.graphml").code == 0
    graph = nx.read_graphml(tmp_path / "street.graphml", force_multigraph=True)
    rows = loaded("export", "graph").rows
    assert graph.number_of_edges() == len(rows)
    assert nx.has_path(graph.to_undirected(), rows[0]["source"], rows[0]["target"])


def test_an_unmasked_reading_states_its_purpose_and_is_kept(loaded: Sanlian) -> None:
    assert "19900001234" in loaded("export", "mentions", "--unmask", "核对联系电话").out
    (row,) = loaded("export", "reveals").rows
    assert (row["purpose"], row["what"]) == ("核对联系电话", "export mentions")
    assert loaded("export", "mentions", "--unmask", " ").code == 1


def test_a_picture_is_one_file(loaded: Sanlian, tmp_path: Path) -> None:
    person = loaded("export", "people").rows[0]["id"]
    assert loaded("view", person, "-o", "picture.html").code == 0
    page = (tmp_path / "picture.html").read_text(encoding="utf-8")
    assert "19900001234" not in page


def test_a_street_moves_by_copy_and_by_backup(loaded: Sanlian) -> None:
    graph = loaded("export", "graph").out
    assert loaded("copy", "sqlite:///street.db", "sqlite:///copy.db", "--json").json["equal"] is True  # type: ignore[index]
    assert loaded("backup", "street.bak").code == 0
    assert loaded("restore", "street.bak", "--store", "sqlite:///restored.db").code == 0
    assert loaded("export", "graph", "--store", "sqlite:///copy.db").out == graph
    assert loaded("export", "graph", "--store", "sqlite:///restored.db").out == graph


def test_resolve_and_link_again_find_nothing_new(loaded: Sanlian) -> None:
    before = loaded("export", "graph").out
    assert loaded("resolve", "--json").code == 0
    assert loaded("link").code == 0
    assert loaded("export", "graph").out == before


def test_statistics_are_keyed_by_year(loaded: Sanlian) -> None:
    figures = loaded("stats", "--year", 2024, "--compare", 2025, "--json").json
    assert isinstance(figures, dict)
    assert list(figures) == ["2024", "2025"]
    assert figures["2024"]["disputes"] == 3
    assert "矛盾纠纷" in loaded("stats", "--year", 2024).out


def test_figures_of_any_period_stand_beside_those_before(loaded: Sanlian, tmp_path: Path) -> None:
    found = loaded("stats", "--period", "2024", "--by", "community", "--json").json
    assert isinstance(found, dict)
    assert found["before"]["name"] == "2023"
    assert found["figures"]["received"]["value"] == 3
    assert sum(each["value"] for each in found["figures"]["received"]["by"]) == 3
    named = loaded("stats", "--period", "2024", "--by", "社区", "--figure", "受理", "--json").json
    assert isinstance(named, dict)
    assert (named["by"], list(named["figures"])) == ("community", ["received"])
    assert "按期化解率" in loaded("stats", "--from", "2024-01-01", "--to", "2024-12-31").out
    book, chart = tmp_path / "a.xlsx", tmp_path / "a.svg"
    said = loaded("stats", "--year", 2024, "--by", "month", "--out", book, "--chart", chart)
    assert "2024-12" in said.out
    assert book.read_bytes().startswith(b"PK")
    assert "polyline" in chart.read_text(encoding="utf-8")


def test_a_token_is_shown_once_and_kept_as_a_digest(loaded: Sanlian, tmp_path: Path) -> None:
    token = loaded("token", "add", "--role", "调查员").out.strip()
    assert len(token) > 20
    assert token.encode() not in (tmp_path / "street.db").read_bytes()
    assert token not in loaded("token", "list").out


def test_schemas_are_printed(sanlian: Sanlian) -> None:
    assert "type Case implements Node" in sanlian("schema").out
    assert "CREATE TABLE cases" in sanlian("schema", "sqlite").out
    assert "CREATE CONSTRAINT" in sanlian("schema", "neo4j").out


# -- failures ------------------------------------------------------------------------------------


def failed(said: Said, code: int = 1) -> str:
    """The sentence that a failed command said."""
    assert said.code == code, said
    assert "Traceback" not in said.err + said.out
    return said.err


def test_rejected_rows_come_back_and_exit_with_three(sanlian: Sanlian, tmp_path: Path) -> None:
    (tmp_path / "grid.csv").write_text(GRID + "WG4,2024-13-45,坏日期,无,漏水,某处,王五,1,三民社区\n", encoding="utf-8")
    said = sanlian("load", "grid.csv", "--rejects", "back.xlsx")
    assert said.code == 3
    assert "2024-13-45" in said.out
    assert (tmp_path / "back.xlsx").stat().st_size


def test_a_file_without_a_usable_row_writes_nothing(loaded: Sanlian, tmp_path: Path) -> None:
    before = loaded("export", "graph").out
    (tmp_path / "bad.csv").write_text("编号,上报时间,标题,事件描述\nW1,不是日期,甲,乙\n", encoding="utf-8")
    said = failed(loaded("load", "bad.csv", "--mapping", "grid", "--rejects", "back.xlsx"))
    assert "bad.csv" in said
    assert "退回的行已写入 back.xlsx" in said
    assert (tmp_path / "back.xlsx").stat().st_size
    assert loaded("export", "graph").out == before


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02" * 50, b"PK\x03\x04broken", "甲,乙\n1,2\n".encode(), b"\xff\xfe\xff"]
)
def test_a_wrong_file_is_named(loaded: Sanlian, tmp_path: Path, content: bytes) -> None:
    before = loaded("export", "graph").out
    (tmp_path / "wrong.csv").write_bytes(content)
    assert "wrong.csv" in failed(loaded("load", "wrong.csv"))
    assert loaded("export", "graph").out == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("load", "none.csv"),
        ("load", "grid.csv", "--mapping", "nosuch"),
        ("export", "nosuch"),
        ("view", "person-0000000000000000", "-o", "x.html"),
        ("view", "Zhang", "-o", "x.html"),
        ("backup", "grid.csv"),
        ("restore", "grid.csv", "--store", "sqlite:///other.db"),
        ("restore", "none.bak", "--store", "sqlite:///other.db"),
        ("copy", "sqlite:///street.db", "sqlite:///street.db"),
        ("copy", "sqlite:///none.db", "sqlite:///other.db"),
        ("demo",),
        ("token", "add", "--role", "国王"),
        ("serve", "--host", "0.0.0.0"),
        ("export", "cases", "--store", "nonsense"),
        ("export", "cases", "-o", "no/such/folder.csv"),
    ],
)
def test_a_failure_is_one_sentence(loaded: Sanlian, arguments: tuple[str, ...]) -> None:
    before = loaded("export", "graph").out
    sentence = failed(loaded(*arguments)).strip()
    assert len(sentence.splitlines()) == 1
    assert sentence.endswith("。")
    assert loaded("export", "graph").out == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("load",),
        ("nosuch",),
        ("stats",),
        ("stats", "--year", "soon"),
        ("stats", "--year", 2024, "--period", "2024"),
        ("stats", "--from", "2024-01-01"),
        ("stats", "--from", "soon", "--to", "2024-01-01"),
        ("stats", "--period", "2024", "--compare", 2025),
        ("stats", "--period", "2024", "--out", "a.csv"),
        ("export", "cases", "--format", "docx"),
        ("query", "{ cases { totalCount } }", "--variables", "[1]"),
        ("demo", "--years", "long ago"),
    ],
)
def test_wrong_usage_exits_with_two(loaded: Sanlian, arguments: tuple[str | int, ...]) -> None:
    failed(loaded(*arguments), 2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--period", "2024-Q9"),
        ("--from", "2024-02-01", "--to", "2024-01-01"),
        ("--period", "2024", "--by", "me"),
        ("--period", "2024", "--figure", "me"),
        ("--period", "2024", "--by", "route", "--figure", "received"),
    ],
)
def test_a_period_or_a_mark_that_is_none_is_one_sentence(loaded: Sanlian, arguments: tuple[str, ...]) -> None:
    failed(loaded("stats", *arguments))


def test_a_failure_in_json_is_json(sanlian: Sanlian) -> None:
    said = sanlian("stats", "--year", 2024, "--json")
    assert said.code == 1
    assert json.loads(said.out)["error"]["code"] == "STORE_MISSING"


def test_a_wrong_query_exits_with_one_and_says_where(loaded: Sanlian) -> None:
    said = loaded("query", "{ cases { colour } }")
    assert said.code == 1
    assert "colour" in json.loads(said.out)["errors"][0]["message"]


def test_a_locked_store_is_left_as_it_was(loaded: Sanlian, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANLIAN_WAIT_S", "0.1")
    with closing(sqlite3.connect(tmp_path / "street.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "另一个程序" in failed(loaded("resolve"))


def test_an_interrupted_load_says_so_and_leaves_nothing(
    loaded: Sanlian, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before = loaded("export", "graph").out
    (tmp_path / "more.csv").write_text(GRID.replace("WG1", "WG9"), encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr("loaders.load._Loading._put_batch", interrupt)
        assert "已中断" in failed(loaded("load", "more.csv", "--mapping", "grid"), 130)
    assert loaded("export", "graph").out == before


@pytest.mark.parametrize("name", ["picture.graphml", "picture.gexf"])
def test_a_picture_goes_to_other_programs_too(loaded: Sanlian, tmp_path: Path, name: str) -> None:
    person = loaded("export", "people").rows[0]["id"]
    assert loaded("view", person, "-o", name).code == 0
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert person in text
    assert "19900001234" not in text
    failed(loaded("view", person, "-o", "picture.docx"), 2)


def test_a_centres_own_codes_reach_loading_answers_and_pictures(
    sanlian: Sanlian, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "words.toml").write_text('[dispute_type]\nelevator = "电梯纠纷"\n', encoding="utf-8")
    monkeypatch.setenv("SANLIAN_VOCABULARY", "words.toml")
    (tmp_path / "grid.csv").write_text(GRID.replace("噪音扰民", "电梯纠纷"), encoding="utf-8")
    assert sanlian("load", "grid.csv").code == 0
    (case,) = [row for row in sanlian("export", "cases").rows if row["dispute_type"] == "elevator"]
    asked = sanlian("query", f'{{ case(id: "{case["id"]}") {{ disputeTypeLabel }} }}')
    assert json.loads(asked.out)["data"]["case"]["disputeTypeLabel"] == "电梯纠纷"
    assert sanlian("view", case["id"], "-o", "picture.html").code == 0
    assert "电梯纠纷" in (tmp_path / "picture.html").read_text(encoding="utf-8")
