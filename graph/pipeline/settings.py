"""The settings of identity as a store keeps them: a version each time that they are estimated or set."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from graph.identity.weights.settings import Settings, from_json, to_json
from graph.identity.weights.shipped import SHIPPED
from graph.ids import make_id
from graph.model import Setting
from graph.store import EVERYTHING, Filter, Reader, Store

IDENTITY = "identity"


def settings_of(store: Reader) -> Settings:
    """The latest settings in `store`; the shipped ones where it has none."""
    kept = versions_of(store, IDENTITY)
    return from_json(kept[-1].body) if kept else SHIPPED


def keep_settings(store: Store, settings: Settings, *, by: str, why: str) -> Settings:
    """Write `settings` as the next version, and return them with it."""
    setting = next_setting(store, settings, by=by)
    with store.change(by=by, why=why) as change:
        change.put([setting])
    return from_json(setting.body)


def next_setting(store: Reader, settings: Settings, *, by: str) -> Setting:
    """The record of `settings` as the next version, which they are numbered with."""
    version = len(versions_of(store, IDENTITY)) + 1
    return setting_of(IDENTITY, version, to_json(replace(settings, version=f"{version}")), by=by)


# -- any settings --------------------------------------------------------------------------------


def versions_of(store: Reader, name: str) -> list[Setting]:
    """Every version of the settings of that name, the first one first."""
    found = store.scan("setting", [Filter("name", "eq", name)], scope=EVERYTHING)
    return sorted(found, key=lambda each: each.version)


def setting_of(name: str, version: int, body: str, *, by: str) -> Setting:
    """The record of one version."""
    return Setting(
        id=make_id("setting", name, f"{version}"),
        name=name,
        version=version,
        body=body,
        by=by,
        at=dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0),
    )
