"""Two words that this engine's queries may use beside Cypher's own, each expanded by text before the query leaves.

`visible(x)`: the reader may see the node x. `answering(x)`: the id that answers for the id x, which a merge may have
retired; chains of redirects are joined by THEN (see `derived.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from graph.model import EDGES, EVERYONE, NODES
from graph.schema import edge_shape, node_shape
from graph.schema.neo4j_ddl import label_of, relationship_of
from graph.store.protocol import Scope

_VISIBLE = re.compile(r"\bvisible\((\w+)\)")
_NO_CONDITION = re.compile(r"\s+AND true\b|\btrue\s+AND\s+")
_NO_WHERE = re.compile(r"\s+WHERE true\b")
_ANSWERING = re.compile(r"\banswering\(([\w.]+)\)")
_PUBLIC = "|".join(each.__name__ for each in NODES if each.PUBLIC)
_HOPS = 16
"""How many merges an id may lie behind; a longer chain would be a circle, and a circle leads nowhere."""
_LEAD = (
    "coalesce(head(COLLECT {{ MATCH (:Redirect {{old: {0}}})-[:THEN*0..{1}]->(last:Redirect)"
    " WHERE NOT EXISTS {{ (last)-[:THEN]->() }} RETURN last.new }}), {0})"
)
RANKS = {relationship_of(each.TYPE): rank for rank, each in enumerate(EDGES)}
"""The order of relationship types in every answer."""
_UNPROVEN = tuple(each.TYPE for each in EDGES if not each.PROVENANCE)


def expand(query: str, scope: Scope) -> str:
    """The query in plain Cypher, for a reader of this scope; it then needs `parameters_of` the scope."""
    return _expanded(query, scope.areas is not None)


@lru_cache(maxsize=512)
def _expanded(query: str, scoped: bool) -> str:
    if scoped:
        query = _VISIBLE.sub(rf"(\1:{_PUBLIC} OR any(area IN \1.visible_to WHERE area IN $scope))", query)
    else:
        # A pattern without any condition is counted without being walked.
        query = _NO_WHERE.sub("", _NO_CONDITION.sub("", _VISIBLE.sub("true", query)))
    return _ANSWERING.sub(lambda found: _LEAD.format(found[1], _HOPS), query)


def parameters_of(scope: Scope) -> dict[str, Any]:
    """What `visible` compares with."""
    return {} if scope.areas is None else {"scope": sorted({*scope.areas, EVERYONE})}


# -- names that may stand in a query's text: those of the shapes alone ---------------------------


def types_of(types: Sequence[str] | None) -> str:
    """`:PARTY_TO|LIVES_IN` for a relationship pattern; None: all but provenance. Raises UnknownKind."""
    asked = _UNPROVEN if types is None else dict.fromkeys(types)
    return ":" + ("|".join(relationship_of(edge_shape(each).name) for each in asked) or "NOTHING")


def labels_of(kinds: Sequence[str] | None) -> str:
    """`:Case|Person` for a node pattern; None: every kind, empty. Raises UnknownKind."""
    if kinds is None:
        return ""
    return ":" + ("|".join(label_of(node_shape(each)) for each in dict.fromkeys(kinds)) or "Nothing")
