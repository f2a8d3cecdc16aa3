"""The settings of linking as a store keeps them: a version each time that they are learned, set or taken back."""

from __future__ import annotations

from dataclasses import replace

from graph.errors import BadValue
from graph.linkage.weights import SHIPPED, LinkSettings, from_json, to_json
from graph.model import Setting
from graph.pipeline.settings import setting_of, versions_of
from graph.store import Reader, Store

LINKAGE = "linkage"
SHIPPED_VERSION = 0
"""The number by which one goes back to the shipped settings."""


def link_settings_of(store: Reader) -> LinkSettings:
    """The latest settings in `store`; the shipped ones where it has none."""
    kept = versions_of(store, LINKAGE)
    return from_json(kept[-1].body, lenient=True) if kept else SHIPPED


def history_of(store: Reader) -> list[tuple[Setting, LinkSettings]]:
    """Every version with its numbers, the first one first; the last one counts."""
    return [(each, from_json(each.body, lenient=True)) for each in versions_of(store, LINKAGE)]


def keep_link_settings(store: Store, settings: LinkSettings, *, by: str, why: str) -> LinkSettings:
    """Write `settings` as the next version, and return them with it. What is linked stays until all is linked anew."""
    with store.change(by=by, why=why) as change:
        version = len(versions_of(change.graph, LINKAGE)) + 1
        kept = replace(settings, version=f"{version}")
        change.put([setting_of(LINKAGE, version, to_json(kept), by=by)])
    return kept


def go_back(store: Store, version: int, *, by: str) -> LinkSettings:
    """Write an older version anew as the next one; 0 are the shipped settings. Raises BadValue when there is none."""
    older = SHIPPED if version == SHIPPED_VERSION else _of_version(store, version)
    made = f"恢复{'出厂参数' if version == SHIPPED_VERSION else f'版本 {version}'}；{older.made}"
    return keep_link_settings(store, replace(older, made=made), by=by, why=f"恢复关联参数的版本 {version}")


def _of_version(store: Reader, version: int) -> LinkSettings:
    known = {setting.version: settings for setting, settings in history_of(store)}
    if version not in known:
        last = f"，已有 1 到 {max(known)}" if known else "，还没有保存过"
        raise BadValue(value=version, field="关联参数的版本", reason=f"没有这个版本（0 是出厂参数{last}）")
    return known[version]
