"""A command that is called wrongly: a Chinese sentence, exit code 2, and JSON where that was asked for."""

from __future__ import annotations

import json
import re

import pytest

from api.cli.main import run

TYPER = re.compile(r"Invalid|Missing|No such|Usage|Error|unexpected|Input should|Try '|Possible")


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as ended:
        run(list(arguments))
    said = capsys.readouterr()
    return ended.value.code, said.out, said.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("duty", "agenda", "--month", "xx"), "--month 写得不对：“xx”应写成 2024-03。"),
        (("duty", "due", "--first", "abc"), "--first 写得不对：“abc”应为整数，如 20。"),
        (("stats", "--from", "2024"), "--from 和 --to 要一起写。"),
        (("stats", "--from", "2024", "--to", "2025-01-01"), "“2024”不是日期，写成 2024-03-01。"),
        (("stats", "--month", "3"), "没有 --month 这个选项；可写的有 --year"),
        (("nosuch",), "没有“nosuch”这个命令；可用的有 demo、load"),
        (("duty", "nosuch"), "没有“nosuch”这个命令；可用的有 allowed"),
        (("duty", "step", "nosuch"), "没有“nosuch”这个命令；可用的有 receive"),
        (("duty", "step", "settle"), "缺少“CASE”"),
        (("duty", "step", "visit", "1"), "缺少 --by（替哪个单位办理"),
        (("duty", "due", "a", "b"), "多写了“b”，认不出是什么。"),
        (("duty", "due", "--first"), "--first 后面要写一个值。"),
        (("duty", "due", "--json=1"), "--json 后面不写值。"),
    ],
)
def test_one_sentence_says_what_is_wrong(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = called(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(said)
    assert not TYPER.search(err)
    assert "用法见" in err or "后面" in said


def test_a_program_is_told_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capsys, "duty", "due", "--first", "abc", "--json")
    assert (code, err) == (2, "")
    assert json.loads(out) == {"error": {"code": "BAD_CALL", "message": "--first 写得不对：“abc”应为整数，如 20。"}}


def test_help_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "duty", "-h")
    assert code == 0
    assert "办一步" in out
