"""A long list of ids in few bytes: a load of a million rows names two million of them in its report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator


class Listing(Collection[str]):
    """Ids in the order in which they came, some perhaps more than once."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._length = 0

    def add(self, ids: Collection[str]) -> None:
        """Put these behind the others."""
        if ids:
            self._parts.append("\n".join(ids).encode())
            self._length += len(ids)

    @classmethod
    def joined(cls, some: Iterable[Listing]) -> Listing:
        """One behind the other."""
        whole = cls()
        for each in some:
            whole._parts += each._parts
            whole._length += each._length
        return whole

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[str]:
        for part in self._parts:
            yield from part.decode().split("\n")

    def __contains__(self, id: object) -> bool:
        return any(each == id for each in self)
