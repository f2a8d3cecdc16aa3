"""Traditional characters as simplified ones."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

_BOTH = frozenset("乾著藉於瞭徵昇")
"""Characters that simplified texts write too: alone they do not make a text traditional."""


def simplified(text: str) -> str:
    """`text` in simplified characters; itself when nothing in it is traditional."""
    return _converter().convert(text) if _traditional().search(text) else text


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _traditional() -> re.Pattern[str]:
    """Any character that has a simplified form of its own."""
    every = [chr(code) for code in range(0x3400, 0xA000)]
    changed = zip(every, _converter().convert("\n".join(every)).split("\n"), strict=True)
    return re.compile(f"[{''.join(one for one, other in changed if one != other and one not in _BOTH)}]")
