"""A centre's own TOML files, as its people save them: what they say, or in Chinese why they cannot be read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from graph.errors import system_says


class Unreadable(Exception):
    """Why a file cannot be read, a Chinese clause without full stop."""


def read_own(path: Path) -> dict[str, Any]:
    """The tables of a TOML file in UTF-8, with the mark at its start that Notepad leaves, or without. Raises
    Unreadable.
    """
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise Unreadable(f"读不了：{system_says(error)}") from error
    except UnicodeDecodeError as error:
        raise Unreadable("不是 UTF-8 编码，请另存为 UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"不是 TOML（{error}）") from error
