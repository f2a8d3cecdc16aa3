"""The benchmark of identity runs on a small street and is quick the second time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.identity import main


def test_a_small_street_is_measured_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--people", "150", "--mentions", "500", "--seed", "2", "--reuse", str(tmp_path), "--json"])
    first = json.loads(capsys.readouterr().out)
    assert first["records"] == 500
    assert first["not_in_store"] == first["not_in_truth"] == first["repeated"] == []
    assert set(first["seconds"]) == {"generate", "load", "resolve", "read back"}
    assert first["decidable"]["precision"] > 0.95
    main(["--reuse", str(tmp_path), "--json"])
    again = json.loads(capsys.readouterr().out)
    assert set(again["seconds"]) == {"resolve", "read back"}
    assert again["judged"] == first["judged"]


def test_it_is_told_in_words_too(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--people", "150", "--mentions", "500", "--seed", "2"])
    said = capsys.readouterr().out
    assert "对照 500 条记录：真值 150 人" in said
    assert "应归并的对，归并了多少：" in said
    assert "peak" in said
