"""What docs/loading.md shows is true."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from api.cli.main import app
from graph.identity.compared.profile import Comparator
from loaders.mapping import built_in_names, mapping_of_text, read_mapping
from loaders.mapping.checking import KEYS
from loaders.mapping.columns import COLUMN_KEYS
from loaders.reading import read_file
from loaders.targets import SUBJECTS
from loaders.trial import try_mapping
from tests.unit.loaders.files import write_csv

DOCS = (Path(__file__).parents[3] / "docs" / "loading.md").read_text(encoding="utf-8")


def test_the_mapping_shown_is_one(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", DOCS, re.DOTALL)
    path = tmp_path / "ours.toml"
    path.write_text(shown, encoding="utf-8")
    mapping = read_mapping(path)
    assert mapping.zh == "区热线工单"
    assert mapping.values["case.status"]["挂起"] == "in_progress"


def test_every_mapping_and_kind_of_row_is_named() -> None:
    assert all(f"`{each}`" in DOCS for each in built_in_names())
    assert all(each in DOCS for each in SUBJECTS)


MAPPINGS = (Path(__file__).parents[3] / "docs" / "mappings.md").read_text(encoding="utf-8")


def test_the_mapping_of_the_guide_reads_a_file_as_it_says(tmp_path: Path) -> None:
    shown, _ = re.findall(r"```toml\n(.*?)```", MAPPINGS, re.DOTALL)
    mapping = mapping_of_text(shown, name="区热线")
    header = ["区编号", "来电事由", "小类", "小类说明", "化解层级", "报料人联系电话", "姓名", "被报料单位", "办理状态"]
    row = ["Q1", "漏水", "漏水", "楼上漏水", "街道", "19900001234", "王丽", "武汉锦澜物业服务有限公司", "转走"]
    trial = try_mapping(read_file(write_csv(tmp_path / "a.csv", [header, row])), mapping)
    assert {each.header: each.column.path for each in trial.bindings[0][1].columns} == {
        "区编号": "case.number",
        "来电事由": "case.title",
        "小类": "case.dispute_type",
        "小类说明": "case.text",
        "报料人联系电话": "reporter.telephones",
        "姓名": "reporter.name",
        "被报料单位": "respondent.name",
        "办理状态": "case.status",
    }
    (tried,) = trial.rows
    case = next(each for each in tried.records if each.kind == "case")
    assert {"number": "Q1", "status": "已交办", "dispute_type": "房屋漏水纠纷"}.items() <= {
        name: value for name, _, value in case.fields
    }.items()
    assert "19900001234" not in str(trial.as_json())


def test_the_comparators_of_the_guide_are_all_there_are() -> None:
    _, shown = re.findall(r"```toml\n(.*?)```", MAPPINGS, re.DOTALL)
    mapping = mapping_of_text(shown, name="人物")
    assert mapping.compared["postcodefake"] is Comparator.POSTCODE
    assert mapping.compared["email"] is Comparator.IDENTIFIER
    assert "firstandsurname" not in mapping.compared
    assert [each for each in Comparator if f"| `{each}` |" not in MAPPINGS] == []


def test_every_command_of_the_guide_exists() -> None:
    group = typer.main.get_command(app).commands["mapping"]  # type: ignore[attr-defined]
    named = set(re.findall(r"sanlian mapping ([a-z]+)", MAPPINGS))
    assert named == set(group.commands)


def test_every_key_is_explained() -> None:
    assert [each for each in KEYS if f"{each}" not in MAPPINGS and each not in ("name", "about")] == []
    assert [each for each in COLUMN_KEYS if f"`{each}" not in MAPPINGS] == []
