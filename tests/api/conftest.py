"""The hand-made street, asked through every face: `street` is only read, `writable` is a fresh one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pytest

from api.cli.main import run
from api.graphql import execute
from graph.store import Store, open_store
from tests.api.street import fill


class Said(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        return json.loads(self.out)

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out)))


class Sanlian(Protocol):
    """`sanlian`, with its arguments; `keys` are what is piped into it, a line each."""

    def __call__(self, *arguments: object, keys: Iterable[object] = ()) -> Said:
        """Its exit code, its output and its errors."""
        ...


class Asks(Protocol):
    """A query, and who asks it."""

    def __call__(self, query: str, variables: dict[str, Any] | None = None, **caller: Any) -> dict[str, Any]:
        """The whole answer."""
        ...


@pytest.fixture(scope="session")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The street in SQLite. Nobody writes to it."""
    with closing(_filled(tmp_path_factory.mktemp("street"))) as store:
        yield store


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[Store]:
    """A street of one's own."""
    with closing(_filled(tmp_path)) as store:
        yield store


@pytest.fixture
def ask(street: Store) -> Asks:
    """Ask the street."""

    def asking(query: str, variables: dict[str, Any] | None = None, **caller: Any) -> dict[str, Any]:
        return execute(street, query, variables, **caller)

    return asking


@pytest.fixture
def sanlian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sanlian:
    """The command, in a folder of its own with a store of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SANLIAN_STORE", "sqlite:///street.db")

    def call(*arguments: object, keys: Iterable[object] = ()) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{each}\n" for each in keys)))
        with pytest.raises(SystemExit) as left:
            run([str(each) for each in arguments])
        said, code = capsys.readouterr(), left.value.code
        return Said(code if isinstance(code, int) else 0, said.out, said.err)

    return call


def _filled(folder: Path) -> Store:
    store = open_store(f"sqlite:///{folder / 'street.db'}", create=True)
    fill(store)
    return store
