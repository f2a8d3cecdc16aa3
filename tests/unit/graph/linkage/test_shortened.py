"""Which short names may be which long ones: a table."""

from __future__ import annotations

import pytest

from graph.linkage.shortened import may_be_one

FULL = "武汉鼎固建筑劳务有限公司"


@pytest.mark.parametrize(
    ("name", "one"),
    [
        (FULL, True),
        ("鼎固劳务", True),
        ("鼎固建筑劳务", True),
        ("武汉鼎固劳务公司", True),
        ("鼎源劳务", False),
        ("鼎固物业", False),
        ("建筑公司", False),
        ("鼎固", False),
        ("", False),
    ],
)
def test_a_short_name_leaves_characters_out_behind_its_first_word(name: str, one: bool) -> None:
    assert may_be_one(name, FULL) is one
    assert may_be_one(FULL, name) is one
