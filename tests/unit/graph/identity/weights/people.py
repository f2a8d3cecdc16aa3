"""Evidence for tests, as a mention's values would be read."""

from __future__ import annotations

from typing import Any

from graph.identity.evidence import Evidence
from graph.identity.names import Form, read_name
from graph.identity.shapes import shapes_of
from graph.identity.sounds import loose_sound_of, sound_of


def stated(name: str, *, mention: str = "mention-a", **values: Any) -> Evidence:
    """The evidence of somebody called `name`."""
    read = read_name(name)
    return Evidence(
        mention,
        read,
        sound=sound_of(read),
        loose=loose_sound_of(read),
        shapes=shapes_of(read.text) if read.form is Form.FULL else (),
        **values,
    )


NUMBER = {"number": "420102198503071234"}
CUT = {"number_pattern": "420102198503071***"}
TELEPHONE = {"telephones": ("13812345678",)}
MASKED = {"telephone_patterns": ("138****5678",)}
UNIT = {"unit": "unit-1", "building": "building-1", "door": "2-1-302", "stem": "民权小区"}
NEXT_DOOR = {"unit": "unit-2", "building": "building-1", "door": "2-1-303", "stem": "民权小区"}
BUILDING = {"building": "building-1"}
