"""Mentions as a loader would make them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graph.identity.keys import keys_of
from graph.ids import make_id
from graph.model import Mention


def make_mention(source: str, record: str, **facts: Any) -> Mention:
    """The mention that the record `record` of `source` states, with its keys."""
    mention = Mention(id=make_id("mention", source, record), source=source, record=record, **facts)
    return replace(mention, keys=keys_of(mention))
