"""A centre's own files: read as they are saved, and refused in Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.own_files import Unreadable, read_own


def test_the_mark_that_notepad_leaves_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes("\ufeff[office]\r\nhours = ['09:00-12:00']\r\n".encode())
    assert read_own(path) == {"office": {"hours": ["09:00-12:00"]}}


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "没有这个文件夹或文件"), ("名称".encode("gb18030"), "不是 UTF-8 编码"), (b"[a\n", "不是 TOML")],
)
def test_what_cannot_be_read_is_said_in_chinese(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Unreadable, match=says):
        read_own(path)
    with pytest.raises(Unreadable, match="文件夹"):
        read_own(tmp_path)
