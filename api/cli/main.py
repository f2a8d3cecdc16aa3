"""The command `sanlian` and its subcommands."""

from __future__ import annotations

import os
import sys

import click
import typer

from api.cli import exporting, keeping, linking, loading, reading, serving
from api.cli.session import FAILED, USAGE, failed, people
from graph.errors import SanlianError

app = typer.Typer(
    name="sanlian",
    help="三链：把事件、居民、房屋、单位放进一张图，看出反复的当事人、相连的纠纷和跨部门的责任。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for room in (loading, linking, reading, exporting, keeping, serving):
    room.add_to(app)


def run(arguments: list[str] | None = None) -> None:
    """The entry point: every known failure is one sentence and an exit code, never a traceback."""
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    try:
        return app(arguments, standalone_mode=False) or 0
    except SanlianError as error:
        return failed(error, as_json="--json" in arguments)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.UsageError as error:
        error.show()
        return USAGE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        people.print("已中断，没有写入未完成的部分。")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
