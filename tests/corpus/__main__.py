"""`python -m tests.corpus [--only NAME] [--json] [--keep FOLDER]`: recall and precision of facts, file by file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.corpus.catalogue import all_files
from tests.corpus.measuring import Result, measure

_SHOWN = 12


def main() -> int:
    """Measure and print. Returns 1 when a file did not give what it must."""
    asked = _arguments()
    makers = {
        name: maker for name, maker in all_files().items() if not asked.only or any(e in name for e in asked.only)
    }
    results = []
    for name, maker in makers.items():
        results.append(measure(name, maker(), keep=asked.keep))
        if not asked.json:
            _print_file(results[-1], quiet=asked.quiet)
    if asked.json:
        print(json.dumps({"files": [each.as_json() for each in results], **totals(results)}, ensure_ascii=False))
    else:
        _print_totals(results)
    return 0 if results and all(each.passed for each in results) else 1


def totals(results: Sequence[Result]) -> dict[str, float]:
    """The sums over all files."""
    expected, found, right = (sum(getattr(each, name) for each in results) for name in ("expected", "found", "right"))
    return {
        "measured": len(results),
        "passed": sum(each.passed for each in results),
        "expected": expected,
        "found": found,
        "right": right,
        "recall": right / expected if expected else 1.0,
        "precision": right / found if found else 1.0,
        "bad_rows": sum(each.bad_rows for each in results),
        "named": sum(each.named for each in results),
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("--only", action="append", metavar="NAME", help="files whose name holds this")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the files there")
    parser.add_argument("--quiet", action="store_true", help="only the files that fail, without what is wrong")
    return parser.parse_args()


def _print_file(each: Result, *, quiet: bool) -> None:
    if quiet and each.passed:
        return
    mark = "ok  " if each.passed else "FAIL"
    print(
        f"{mark} {each.name:<42} expected {each.expected:>4}  found {each.found:>4}  wrong {len(each.wrong):>3}  "
        f"missing {len(each.missing):>3}  recall {each.recall:.3f}  precision {each.precision:.3f}  "
        f"bad rows named {each.named}/{each.bad_rows}"
    )
    if quiet:
        return
    for label, lines in (("wrong", each.wrong), ("missing", each.missing), ("fault", each.faults)):
        for line in lines[:_SHOWN]:
            print(f"       {label}: {line}")
        if len(lines) > _SHOWN:
            print(f"       {label}: … {len(lines) - _SHOWN} more")


def _print_totals(results: Sequence[Result]) -> None:
    t = totals(results)
    print(
        f"{t['measured']} files, {t['passed']} as they must be: facts expected {t['expected']}, found {t['found']}, "
        f"recall {t['recall']:.4f}, precision {t['precision']:.4f}; bad rows {t['bad_rows']}, named {t['named']}"
    )


if __name__ == "__main__":
    sys.exit(main())
