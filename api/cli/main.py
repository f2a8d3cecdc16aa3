"""The command `sanlian` and its subcommands."""

from __future__ import annotations

import gc
import sys

import typer

from api.cli import (
    addressing,
    batches,
    cases,
    duty,
    exporting,
    identity,
    keeping,
    linking,
    loading,
    mapping,
    matters,
    reading,
    serving,
    statistics,
)
from api.cli.session import failed, people
from api.cli.wrongly import Spoken
from graph.errors import SanlianError

_INTERRUPTED = 130
"""The code with which a command ends that was interrupted."""
_SELDOM = (100_000, 20, 100)
"""When Python looks for circles among its objects. Records hold none, and a load makes millions of them: with Python's
own thresholds (700, 10, 10) it took a third longer.
"""

app = typer.Typer(
    name="sanlian",
    cls=Spoken,
    help="三链：把事件、居民、房屋、单位放进一张图，看出反复的当事人、相连的纠纷和跨部门的责任。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_ROOMS = (
    loading, batches, mapping, addressing, linking, identity, matters, cases, duty, reading, statistics, exporting,
    keeping,
    serving,
)  # fmt: skip
for room in _ROOMS:
    room.add_to(app)


def run(arguments: list[str] | None = None) -> None:
    """The entry point: every known failure is one sentence and an exit code, never a traceback."""
    given = sys.argv[1:] if arguments is None else arguments
    gc.set_threshold(*_SELDOM)
    try:
        app(given)
    except SystemExit as ended:
        if ended.code == _INTERRUPTED:
            people.print("已中断。已经写完的文件见 sanlian batch list。", markup=False)
        raise
    except SanlianError as error:
        sys.exit(failed(error, as_json="--json" in given))
