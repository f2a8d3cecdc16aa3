"""A workbook of an old or rare kind, tried in a process of its own first.

Of a malformed .xls, .xlsb or .ods calamine may ask for more memory than there is, which ends the process that it
runs in (found by changing bytes of real files). Such files are small, so they are read once where that does no harm.
"""

from __future__ import annotations

import subprocess
import sys
from typing import IO

from loaders.archive import damaged
from loaders.source import Source

_SECONDS = 60
_PROBE = """
import io, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, ValueError, OSError):
    pass
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
for at in range(len(book.sheets_metadata)):
    sheet = book.get_sheet_by_index(at)
    sheet.merged_cell_ranges
    for row in sheet.iter_rows():
        pass
"""


def probe(source: Source) -> None:
    """Raises FileUnreadable for a workbook that calamine cannot read to its end, whichever way it fails."""
    with source.open() as stream:
        if not _survives(stream):
            raise damaged(source)


def _survives(stream: IO[bytes]) -> bool:
    command = [sys.executable, "-I", "-c", _PROBE]
    try:
        ended = subprocess.run(
            command, input=stream.read(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=_SECONDS,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode == 0
