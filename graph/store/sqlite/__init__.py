"""The embedded engine: one file, nothing to install."""

from graph.store.sqlite.store import SqliteStore, open_sqlite

__all__ = ["SqliteStore", "open_sqlite"]
