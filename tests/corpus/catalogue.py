"""Every file of the corpus by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from inspect import isfunction
from pkgutil import iter_modules

from tests.corpus import files
from tests.corpus.expected import CorpusFile

Maker = Callable[[], CorpusFile]


def all_files() -> Mapping[str, Maker]:
    """Makers by name, in the order of the rooms: every public function of a module of `files`."""
    found: dict[str, Maker] = {}
    for room in iter_modules(files.__path__, f"{files.__name__}."):
        module = import_module(room.name)
        for name, made in vars(module).items():
            if isfunction(made) and made.__module__ == room.name and not name.startswith("_"):
                assert name not in found, name
                found[name] = made
    return found
