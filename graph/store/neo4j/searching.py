"""Full-text search. The index finds nodes that hold every token; what stands next to what is then read from the nodes.

Lucene's own language cannot say “these tokens in this order, the last one only begun”, which is what a word that ends
in
one Chinese character is. Tokens are kept in one text with a space between them, so CONTAINS says it exactly.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.schema.neo4j_ddl import SEARCH_INDEX
from graph.store.neo4j.codec import read_node
from graph.store.neo4j.connection import Bolt
from graph.store.neo4j.finding import NODE
from graph.store.neo4j.scoping import expand, labels_of, parameters_of
from graph.store.protocol import Hit, Scope
from graph.store.wording import Phrase, phrases

_SEARCH = """
CALL db.index.fulltext.queryNodes('{index}', $asked) YIELD node AS n
WITH n, ' ' + n.search_title + ' ' AS title, ' ' + n.search_text + ' ' AS text
WHERE visible(n){labelled} AND all(word IN $words WHERE title CONTAINS word OR text CONTAINS word)
WITH n, all(word IN $words WHERE title CONTAINS word) AS titled
WITH n, titled ORDER BY titled DESC, CASE WHEN titled THEN n.title_length END, n.id
WITH collect([n, titled]) AS hits
RETURN size(hits), COLLECT {{
    UNWIND hits[$skip..$end] AS hit
    WITH hit[0] AS n, hit[1] AS titled
    RETURN [n{node}, titled]
}}
"""


def search(
    bolt: Bolt, text: str, *, kinds: Sequence[str] | None, first: int, skip: int, scope: Scope
) -> tuple[list[Hit], int]:
    """See `Reader.search`."""
    words = phrases(text)
    query = _SEARCH.format(
        index=SEARCH_INDEX, labelled=f" AND n{labels_of(kinds)}" if kinds is not None else "", node=f" {NODE}"
    )
    if not words:
        return [], 0
    parameters = {
        "asked": " ".join(_asked(each) for each in words),
        "words": [_run(each) for each in words],
        "skip": skip,
        "end": skip + first,
        **parameters_of(scope),
    }
    ((total, hits),) = bolt.rows(expand(query, scope), parameters)
    return [Hit(read_node(properties), titled) for properties, titled in hits], total


def _asked(phrase: Phrase) -> str:
    """What Lucene is asked for; tokens are letters and digits alone, so nothing needs escaping."""
    *whole, last = phrase.tokens
    if phrase.prefix:
        return " ".join([*(f"+{each}" for each in whole), f"+{last}*"])
    return f'+"{" ".join(phrase.tokens)}"'


def _run(phrase: Phrase) -> str:
    """The phrase as it stands among a node's tokens."""
    return f" {' '.join(phrase.tokens)}{'' if phrase.prefix else ' '}"
