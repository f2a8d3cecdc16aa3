"""The server engine: a Neo4j 5.26 behind the same protocol, for who has outgrown one machine."""

from graph.store.neo4j.store import Neo4jStore, open_neo4j

__all__ = ["Neo4jStore", "open_neo4j"]
