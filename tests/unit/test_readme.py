"""The README is true: its targets, commands, options and links exist. Its GraphQL is run by
`tests/api/test_docs.py`.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from api.cli.main import app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shell_lines() -> Iterator[list[str]]:
    """The words of every line in a shell block, comments left out."""
    for block in re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL):
        for line in block.splitlines():
            if words := shlex.split(line, comments=True):
                yield words


def sanlian_lines() -> list[list[str]]:
    lines = [
        words[[Path(each).name for each in words].index("sanlian") + 1 :] for words in shell_lines() if names(words)
    ]
    assert len(lines) >= 5
    return lines


def names(words: list[str]) -> bool:
    return any(Path(each).name == "sanlian" for each in words)


@pytest.mark.parametrize("words", sanlian_lines(), ids=" ".join)
def test_every_command_and_option_exists(words: list[str]) -> None:
    command = typer.main.get_command(app)
    while words and hasattr(command, "commands") and words[0] in command.commands:
        command, words = command.commands[words[0]], words[1:]
    assert not hasattr(command, "commands"), f"no such command: {words}"
    options = {each for parameter in command.params for each in parameter.opts}
    assert {each for each in words if each.startswith("-")} <= options


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z0-9]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = {words[1] for words in shell_lines() if words[0] == "make"} | set(re.findall(r"`make ([a-z]+)`", README))
    assert {"run", "test"} <= named <= targets


def test_every_link_leads_somewhere() -> None:
    links = [each for each in re.findall(r"\]\(([^)]+)\)", README) if "://" not in each]
    assert links
    for each in links:
        assert (ROOT / each).exists(), each
