"""A command that was called wrongly: one Chinese sentence that says what is wrong and what would be accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import typer
from typer._click import exceptions as wrong
from typer._click.core import Command, Context
from typer.core import TyperGroup

from api.cli.session import people, print_json

CALLED_WRONGLY = 2
"""The exit code."""
CODE = "BAD_CALL"
"""With `--json`: the code of the error."""


class Spoken(TyperGroup):
    """The command `sanlian`, which says in Chinese how it was called wrongly, where Typer says it in English."""

    _as_json = False

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        self._as_json = "--json" in (args or ())
        return super().main(args, *rest, **extra)

    def make_context(self, *given: Any, **extra: Any) -> Context:
        return self._said(lambda: super(Spoken, self).make_context(*given, **extra))

    def invoke(self, ctx: Context) -> Any:
        return self._said(lambda: super(Spoken, self).invoke(ctx))

    def _said(self, run: Callable[[], Any]) -> Any:
        try:
            return run()
        except wrong.NoArgsIsHelpError:
            raise
        except wrong.ClickException as error:
            _tell(error, as_json=self._as_json)
            raise typer.Exit(CALLED_WRONGLY) from error


def _tell(error: wrong.ClickException, *, as_json: bool) -> None:
    sentence = sentence_of(error)
    if as_json:
        print_json({"error": {"code": CODE, "message": sentence}})
        return
    people.print(sentence, style="red", markup=False)
    context = getattr(error, "ctx", None)
    if context is not None:
        people.print(f"用法见 {context.command_path} -h", markup=False)


def sentence_of(error: wrong.ClickException) -> str:
    """What is wrong, and what would be accepted."""
    known: Iterator[tuple[type[Any], Callable[[Any], str]]] = iter(_SENTENCES.items())
    said = next((say for kind, say in known if isinstance(error, kind)), None)
    return said(error) if said else _usage(error)


# -- what was told is not what it should be ------------------------------------------------------


def _bad_value(error: wrong.BadParameter) -> str:
    where, said = _where(error), _shape(error) or _in_words(error.message)
    return f"{where}{said}。" if where else f"{said}。"


def _where(error: wrong.BadParameter) -> str:
    """Which option or argument."""
    param = error.param
    if error.param_hint is not None:
        hint = error.param_hint
        return " ".join(hint) if not isinstance(hint, str) else hint
    if param is None:
        return ""
    if param.param_type_name == "option":
        return f"{'、'.join(param.opts)} 写得不对："
    return f"“{_named(param)}”写得不对："


def _named(param: Any) -> str:
    return (param.metavar or param.name or "").strip("{}[]").replace("…", "")


def _shape(error: wrong.BadParameter) -> str | None:
    """What a value should be, where the type of the option refused it."""
    errors = getattr(error.__cause__, "errors", None)
    if errors is None:
        return None
    (first, *_) = errors()
    value, kind = first.get("input"), str(first.get("type", ""))
    wanted = next((zh for start, zh in _WANTED.items() if kind.startswith(start)), None)
    if wanted is None:
        formats = re.findall(r"'(%[^']*)'", str(first.get("msg", "")))
        wanted = f"应写成 {' 或 '.join(_example(each) for each in formats)}" if formats else "不能用"
    bounds = first.get("ctx") or {}
    return f"“{value}”{wanted.format(**{name: bounds.get(name, '') for name in ('ge', 'gt', 'le', 'lt', 'expected')})}"


_WANTED: Mapping[str, str] = {
    "int": "应为整数，如 20",
    "float": "应为数，如 0.5",
    "bool": "应为 true（是）或 false（否）",
    "date": "应为日期，如 2024-03-01",
    "datetime": "应为时间，如 2024-03-01T09:30",
    "greater_than_equal": "太小，至少 {ge}",
    "greater_than": "太小，要大于 {gt}",
    "less_than_equal": "太大，至多 {le}",
    "less_than": "太大，要小于 {lt}",
    "enum": "不能用，可写的有 {expected}",
    "literal": "不能用，可写的有 {expected}",
}
"""By the beginning of the kind of a value error."""


def _example(form: str) -> str:
    for sign, example in (("%Y", "2024"), ("%m", "03"), ("%d", "01"), ("%H", "09"), ("%M", "30"), ("%S", "00")):
        form = form.replace(sign, example)
    return form


_SENTENCES_OF_TYPER: Sequence[tuple[re.Pattern[str], str]] = [
    (re.compile(r"(?:File|Directory|Path) '?(.*?)'? does not exist\."), "“{0}”不存在，请核对文件名和路径"),
    (re.compile(r"\w+ '?(.*?)'? is a directory\."), "“{0}”是文件夹，应是文件"),
    (re.compile(r"\w+ '?(.*?)'? is a file\."), "“{0}”是文件，应是文件夹"),
    (re.compile(r"\w+ '?(.*?)'? is not readable\."), "“{0}”读不了，请看权限"),
    (re.compile(r"\w+ '?(.*?)'? is not writable\."), "“{0}”写不了，请看权限"),
    (re.compile(r"'(.*?)': .*"), "“{0}”打不开"),
    (re.compile(r"Value '?(.*?)'? is not a valid (\w+)\."), "“{0}”不能用"),
    (re.compile(r"(.*) is not in the range (.*)\."), "“{0}”不在范围 {1} 内"),
    (re.compile(r"(.*) is not one of (.*)\."), "{0} 不能用，可写的有 {1}"),
    (re.compile(r"Value must be an iterable\."), "应写多个值"),
    (re.compile(r"Missing command\."), "没有写子命令"),
    (re.compile(r"No such command '(.*)'\."), "没有“{0}”这个命令"),
    (re.compile(r"Got unexpected extra argument(?:\(s\)|s)? \((.*)\)"), "多写了“{0}”，认不出是什么"),
    (re.compile(r"Argument '(.*)' takes (\d+) values\."), "“{0}”要写 {1} 个值"),
    (re.compile(r"Option '(.*)' requires an argument\."), "{0} 后面要写一个值"),
    (re.compile(r"Option '(.*)' requires (\d+) arguments\."), "{0} 后面要写 {1} 个值"),
    (re.compile(r"Option '(.*)' does not take a value\."), "{0} 后面不写值"),
]
"""What Typer says, and what is said instead."""


def _in_words(message: str) -> str:
    """A message of ours as it is; one of Typer's in Chinese."""
    for form, said in _SENTENCES_OF_TYPER:
        if match := form.fullmatch(message.strip()):
            return said.format(*match.groups())
    return message.strip().rstrip("。.")


# -- what is missing, or does not exist ----------------------------------------------------------


def _missing(error: wrong.MissingParameter) -> str:
    param = error.param
    if param is None:
        return f"缺少一项：{error.message}。"
    if param.param_type_name == "option":
        note = getattr(param, "help", None)
        return f"缺少 {'、'.join(param.opts)}{f'（{note}）' if note else ''}，必须写明。"
    note = getattr(param, "help", None)
    return f"缺少“{_named(param)}”{f'（{note}）' if note else ''}，必须写明。"


def _no_option(error: wrong.NoSuchOption) -> str:
    alike = "、".join(sorted(error.possibilities or ()))
    known = "、".join(_options(error.ctx))
    meant = f"可写的有 {known}" if known else f"相近的有 {alike}"
    return f"没有 {error.option_name} 这个选项；{meant}。"


def _options(context: Context | None) -> list[str]:
    if context is None:
        return ["-h"]
    params = context.command.get_params(context)
    return [each.opts[0] for each in params if each.param_type_name == "option" and not getattr(each, "hidden", False)]


def _usage(error: Any) -> str:
    """Of a command: which there are."""
    said = _in_words(error.message)
    commands = _commands(getattr(error, "ctx", None)) if "命令" in said else []
    return f"{said}；可用的有 {'、'.join(commands)}。" if commands else f"{said}。"


def _commands(context: Context | None) -> list[str]:
    command: Command | None = context.command if context else None
    if context is None or not isinstance(command, TyperGroup):
        return []
    return command.list_commands(context)


_SENTENCES: Mapping[type[wrong.ClickException], Callable[[Any], str]] = {
    wrong.MissingParameter: _missing,
    wrong.BadParameter: _bad_value,
    wrong.NoSuchOption: _no_option,
}
"""The first that fits."""
