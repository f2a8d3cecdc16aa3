"""The benchmark of linkage runs on a small city, tells every trap, and is quick the second time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.disputes.making import TRAPS
from bench.links import main


def test_a_small_city_is_measured_trap_by_trap(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--cases", "450", "--seed", "2", "--folder", str(tmp_path), "--json"])
    first = json.loads(capsys.readouterr().out)
    assert first["cases"] == 450 and first["unknown"] == [] and first["unlabelled"] == 0
    assert set(first["seconds"]) == {"generate", "load", "resolve", "link", "read back"}
    traps = {each["trap"]: each for each in first["traps"]}
    assert traps.keys() == {*TRAPS, "background"}
    assert sum(each["cases"] for each in traps.values()) == 450
    assert traps["leaks"]["linked"] > 0 and traps["tenants"]["joined"] == 0
    assert all(each["joined"] <= each["claimed"] <= each["must_not"] for each in traps.values())
    main(["--folder", str(tmp_path)])
    said = capsys.readouterr().out
    assert "| wages |" in said and "对照 450 件事件" in said and "generate" not in said
