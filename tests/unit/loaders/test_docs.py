"""What docs/loading.md shows is true."""

from __future__ import annotations

import re
from pathlib import Path

from loaders.mapping import built_in_names, read_mapping
from loaders.targets import SUBJECTS

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
