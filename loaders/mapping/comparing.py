"""`[identity]` of a mapping: which columns say who is the same person, for people whom China's rules do not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Mapping as Map
from typing import Any

from graph.identity.compared.profile import NAMED, Comparator, profile_text
from loaders.headers import plain_header
from loaders.mapping.record import Mapping
from loaders.mapping.wrong import Wrong
from loaders.refused import excluded_field, refused_header

IDENTITY_KEYS = ("comparators", "compare")
ROWS = ("mention", "resident")
"""Rows that are one person each: of several in one row nobody could say whose a column is."""
_KEY = "identity"

Nearest = Callable[[str, Iterable[str]], str]


def read_compared(
    tables: Map[str, Any], *, row: str, base: Mapping | None, note: Callable[[Wrong], None], nearest: Nearest
) -> dict[str, Comparator]:
    """By column in plain form how it is compared; nothing: by the rules of residents. Notes whatever is wrong."""
    before = dict(base.compared) if base else {}
    stated = tables.get(_KEY)
    if stated is None:
        return before
    if not isinstance(stated, dict):
        note(Wrong((_KEY,), f"“{_KEY}”应是一张表：[{_KEY}] 或 [{_KEY}.compare]"))
        return before
    for each in stated:
        if each not in IDENTITY_KEYS:
            note(
                Wrong(
                    (_KEY, each),
                    f"[{_KEY}] 里没有“{each}”这一项，{nearest(each, IDENTITY_KEYS)}可用的有 {'、'.join(IDENTITY_KEYS)}",
                )
            )
    if row not in ROWS:
        note(Wrong((_KEY,), f"“{row}”行不能写 [{_KEY}]：一行须是一个人，可用的有 {'、'.join(ROWS)}"))
    found = {**before, **_named(stated, note, nearest), **_own(stated, note, nearest)}
    return {column: comparator for column, comparator in found.items() if comparator is not None}


def profile_for(headers: Iterable[str], compared: Map[str, Comparator]) -> str:
    """The profile that a table with these headers gives its mentions; empty: none of its columns is compared."""
    return profile_text({each: compared[plain] for each in headers if (plain := plain_header(each)) in compared})


def _named(stated: Map[str, Any], note: Callable[[Wrong], None], nearest: Nearest) -> dict[str, Comparator]:
    name = stated.get("comparators")
    if name is None:
        return {}
    if not isinstance(name, str) or name not in NAMED:
        said = f"没有一套叫“{name}”的对照办法，{nearest(str(name), list(NAMED))}可用的有 {'、'.join(NAMED)}"
        note(Wrong((_KEY, "comparators"), said, value=True))
        return {}
    return {plain_header(column): comparator for column, comparator in NAMED[name].items()}


def _own(stated: Map[str, Any], note: Callable[[Wrong], None], nearest: Nearest) -> dict[str, Comparator | None]:
    """The columns that the file names; None: not to be compared."""
    table = stated.get("compare", {})
    if not isinstance(table, dict):
        note(Wrong((_KEY, "compare"), f'应是一张表：[{_KEY}.compare]，每行是 "列名" = "对照办法"'))
        return {}
    found: dict[str, Comparator | None] = {}
    for column, how in table.items():
        try:
            plain = _column(column)
            if plain in found:
                raise Wrong((_KEY, "compare", column), f"“{column}”写了两次，只是标点或大小写不同")
            found[plain] = _comparator(column, how, nearest)
        except Wrong as wrong:
            note(wrong)
    return found


def _column(column: str) -> str:
    key = (_KEY, "compare", column)
    plain = plain_header(column)
    if not plain:
        raise Wrong(key, "有一个空的列名")
    if why := refused_header(plain) or excluded_field(column):
        raise Wrong(key, f"“{column}”不收：{why}不载入本系统，请删去这一行")
    return plain


def _comparator(column: str, how: Any, nearest: Nearest) -> Comparator | None:
    key, known = (_KEY, "compare", column), [str(each) for each in Comparator]
    if how is False:
        return None
    if not isinstance(how, str) or how not in known:
        said = (
            f"“{column}”的对照办法“{how}”不认识，{nearest(str(how), known)}可用的有 {'、'.join(known)}，不对照写 false"
        )
        raise Wrong(key, said, value=True)
    return Comparator(how)
