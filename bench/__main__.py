"""`python -m bench [NAME [OPTIONS]]`: every benchmark one after the other, or the one that is named.

A benchmark is a module of this folder with a `main` that takes its options.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from types import ModuleType

import bench


def benchmarks() -> dict[str, ModuleType]:
    """The benchmarks by name."""
    names = [each.name for each in pkgutil.iter_modules(bench.__path__) if not each.name.startswith("_")]
    modules = {name: importlib.import_module(f"bench.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "main")}


def run(arguments: list[str]) -> int:
    """Run what the command line asks for; the exit code."""
    known = benchmarks()
    name, options = (arguments[0], arguments[1:]) if arguments else (None, [])
    if name is not None and name not in known:
        print(f"no benchmark {name!r}: there are {', '.join(known)}", file=sys.stderr)
        return 2
    for each in [name] if name else known:
        known[each].main(options)
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
