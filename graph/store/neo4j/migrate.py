"""From an older schema to today's.

What only adds (a kind, a field, an index) needs no word here: properties need no declaration, and every constraint and
index of today's DDL is made where it is lacking. What renames, splits or refills has a query in `STEPS`, run before
the store says that it is newer; each must be harmless when it is run twice.
"""

from __future__ import annotations

from graph.schema import SCHEMA_VERSION
from graph.schema.neo4j_ddl import statements
from graph.store.neo4j.connection import Bolt

STEPS: dict[int, str] = {
    2: "MATCH (b:Batch) WHERE b.state IS NULL SET b.state = 'applied', b.changes = 0, b.undos = 0, b.over = []"
}
"""What to do to a store of the version before, by the version that it then has."""

_INDEXES_READY_S = 600


def migrate(bolt: Bolt, found: int) -> None:
    """Bring a store of version `found` to today's; one that is interrupted goes on when it is opened again."""
    add_missing(bolt)
    for version in range(found + 1, SCHEMA_VERSION + 1):
        with bolt.translated(), bolt.session() as session, session.begin_transaction() as transaction:
            if version in STEPS:
                transaction.run(STEPS[version]).consume()  # type: ignore[arg-type]
            transaction.run("MATCH (m:Meta) SET m.schema_version = $version", version=version).consume()
            transaction.commit()


def add_missing(bolt: Bolt) -> None:
    """Make every constraint and index of today's DDL that the store lacks, and wait until they serve."""
    known = {name for (name,) in bolt.rows("SHOW INDEXES YIELD name", {})}
    missing = [statement for name, statement in statements().items() if name not in known]
    if not missing:
        return
    with bolt.translated(), bolt.session() as session:
        with session.begin_transaction() as transaction:
            for statement in missing:
                transaction.run(statement)  # type: ignore[arg-type]
            transaction.commit()
        session.run("CALL db.awaitIndexes($seconds)", seconds=_INDEXES_READY_S).consume()
