"""Rules read from TOML: those that come with the program, and a centre's own over them.

Every mistake is one sentence that says where it stands and what would be right; then no rule of the file counts.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, NoReturn, get_args

from graph.duty.warnings.conditions import read_when
from graph.duty.warnings.facts import FactKind, fact_kinds
from graph.duty.warnings.rules import About, Levels, Rule, RuleBook
from graph.duty.warnings.wording import Group, Wording, shipped_wording
from graph.errors import BadWarningRules
from graph.own_files import Unreadable, read_own

_FILE = Path(__file__).with_name("rules.toml")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_TABLES = ("levels", "festivals", "rule", "words")
_RULE = ("name", "zh", "points", "when", "sentence", "about", "off")
_WORDS = ("zh", "words", "unless")
_MOST_POINTS = 100
_MOST_DAYS = 366
_OF_PEOPLE = re.compile(
    "吸毒|涉毒|戒毒|艾滋|精神(?:障碍|病|疾病|异常|残疾)|肇事肇祸|社区矫正|矫正对象|刑满|刑释|前科|邪教|重点(?:人员|人群|人口)|特殊人群"
    "|民族|宗教|信教|党员|残疾|低保户|外来人口"
)
"""What people are, of which no rule may speak (design 2)."""


class _Wrong(Exception):
    """Why a file cannot be used, in Chinese."""


def shipped_rules() -> RuleBook:
    """The rules that come with the program."""
    return _shipped()


@cache
def _shipped() -> RuleBook:
    stated = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    kinds = fact_kinds(shipped_wording())
    rules = tuple(_rule(each, kinds) for each in stated["rule"])
    return RuleBook(Levels(**stated["levels"]), rules, shipped_wording(), stated["festivals"])


def read_rules(path: Path) -> RuleBook:
    """The shipped rules with those of a centre's file over them. Raises BadWarningRules."""
    try:
        return _over(_shipped(), read_own(path))
    except (Unreadable, _Wrong) as error:
        raise BadWarningRules(path=path, reason=error) from error


def _over(book: RuleBook, stated: Mapping[str, Any]) -> RuleBook:
    _known(stated, _TABLES, "文件")
    wording = _wording(book.wording, _table(stated.get("words", {}), "words"))
    levels = _levels(book.levels, _table(stated.get("levels", {}), "levels"))
    festivals = {**book.later_festivals, **_festivals(_table(stated.get("festivals", {}), "festivals"))}
    rules = _rules(book.rules, stated.get("rule", []), fact_kinds(wording))
    most = sum(each.points for each in rules)
    if levels.high > most:
        _refuse(f"高的门槛 {levels.high:g} 分超过全部规则之和 {most:g} 分，永远达不到")
    return RuleBook(levels, rules, wording, festivals)


# -- rules -----------------------------------------------------------------------------------------


def _rules(shipped: Iterable[Rule], stated: object, kinds: Mapping[str, FactKind]) -> tuple[Rule, ...]:
    if not isinstance(stated, list):
        _refuse("规则要写成 [[rule]]")
    found = {each.name: each for each in shipped}
    seen: set[str] = set()
    for each in stated:
        name = _name_of(each)
        if name in seen:
            _refuse(f"规则 {name} 写了两次")
        seen.add(name)
        if each.get("off") is True:
            _switched_off(found, each, name)
        else:
            found[name] = _rule(each, kinds)
    return tuple(found.values())


def _switched_off(found: dict[str, Rule], stated: Mapping[str, Any], name: str) -> None:
    if len(stated) > 2:
        _refuse(f"规则 {name} 停用（off = true）时只写 name")
    if found.pop(name, None) is None:
        _refuse(f"没有叫 {name} 的规则可以停用{_meant(name, found)}")


def _name_of(stated: object) -> str:
    name = stated.get("name") if isinstance(stated, dict) else None
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        _refuse(f"规则的 name 要用小写字母、数字和下划线，不能是 {name!r}")
    return name


def _rule(stated: Mapping[str, Any], kinds: Mapping[str, FactKind]) -> Rule:
    where = f"规则 {_name_of(stated)}"
    _known(stated, _RULE, where)
    if missing := [each for each in ("zh", "points", "when", "sentence") if each not in stated]:
        _refuse(f"{where} 缺少 {'、'.join(missing)}")
    if stated.get("off", False) is not False:
        _refuse(f"{where} 的 off 只能是 true 或 false")
    try:
        when = read_when(stated["when"], kinds)
    except ValueError as error:
        _refuse(f"{where} 的 when {error}")
    return Rule(
        name=stated["name"],
        zh=_text(stated["zh"], f"{where} 的 zh"),
        points=_number(stated["points"], f"{where} 的 points", above=0, most=_MOST_POINTS),
        when=when,
        sentence=_sentence(stated["sentence"], f"{where} 的 sentence", kinds),
        about=_about(stated.get("about", list(get_args(About))), where),
    )


def _sentence(stated: object, where: str, kinds: Collection[str]) -> str:
    sentence = _text(stated, where)
    try:
        parts = [part for part in Formatter().parse(sentence) if part[1] is not None]
    except ValueError:
        _refuse(f"{where} 的花括号不成对：{sentence}")
    for _, name, form, conversion in parts:
        if name not in kinds:
            _refuse(f"{where} 里没有“{name}”这个事实{_meant(name or '', kinds)}")
        if form or conversion:
            _refuse(f"{where} 的花括号里只写事实的名字：{{{name}}}")
    return sentence


def _about(stated: object, where: str) -> tuple[About, ...]:
    known = get_args(About)
    if not isinstance(stated, list) or not stated or not {*stated} <= {*known}:
        _refuse(f"{where} 的 about 只能是 case、matter 的列表")
    return tuple(each for each in known if each in stated)


# -- levels, festivals, words ----------------------------------------------------------------------


def _levels(shipped: Levels, stated: Mapping[str, Any]) -> Levels:
    names = ("high", "medium", "low", "margin", "days", "again")
    _known(stated, names, "[levels]")
    numbers: dict[str, Any] = {name: stated.get(name, getattr(shipped, name)) for name in names}
    for name in ("high", "medium", "low"):
        _number(numbers[name], f"[levels] 的 {name}", above=0, most=1e6)
    _number(numbers["margin"], "[levels] 的 margin", above=-1e-9, most=1e6)
    for name in ("days", "again"):
        if (
            not isinstance(numbers[name], int)
            or isinstance(numbers[name], bool)
            or not 0 <= numbers[name] <= _MOST_DAYS
        ):
            _refuse(f"[levels] 的 {name} 要是 0 到 {_MOST_DAYS} 的整数天，不能是 {numbers[name]!r}")
    if not numbers["high"] > numbers["medium"] > numbers["low"]:
        told = "、".join(f"{name} = {numbers[name]:g}" for name in ("high", "medium", "low"))
        _refuse(f"[levels] 的门槛要按高、中、低依次变小，不能是 {told}")
    if numbers["margin"] >= numbers["low"]:
        _refuse(f"[levels] 的 margin {numbers['margin']:g} 分要小于低的门槛 {numbers['low']:g} 分，否则永远降不下来")
    return Levels(**numbers)


def _festivals(stated: Mapping[str, Any]) -> dict[str, tuple[dt.date, ...]]:
    for name, days in stated.items():
        if not isinstance(days, list) or not all(type(each) is dt.date for each in days):
            _refuse(f"[festivals] 的 {name} 要是日期的列表，如 [2027-02-06]")
    return {name: tuple(sorted(days)) for name, days in stated.items()}


def _wording(shipped: Wording, stated: Mapping[str, Any]) -> Wording:
    return shipped.with_groups({name: _group(name, table, shipped) for name, table in stated.items()})


def _group(name: str, stated: object, shipped: Wording) -> Group:
    where = f"[words.{name}]"
    table = _table(stated, f"words.{name}")
    _known(table, _WORDS, where)
    if not _NAME.fullmatch(name):
        _refuse(f"{where} 的名字要用小写字母、数字和下划线")
    words, unless = (_patterns(table.get(each, []), f"{where} 的 {each}") for each in ("words", "unless"))
    known = shipped.groups.get(name)
    zh = _text(table["zh"], f"{where} 的 zh") if "zh" in table else None
    if known is not None:
        return known.with_more(zh=zh, words=words, unless=unless)
    if zh is None or not words:
        _refuse(f"{where} 是新的一组词，要写 zh 和 words")
    return Group(name, zh, words, unless)


def _patterns(stated: object, where: str) -> tuple[str, ...]:
    if not isinstance(stated, list) or not all(isinstance(each, str) and each.strip() for each in stated):
        _refuse(f"{where} 要是词语的列表")
    for each in stated:
        _check_dispute(each, where)
        try:
            empty = re.compile(each).search("")
        except re.error as error:
            _refuse(f"{where} 里的“{each}”不是有效的正则表达式（{error}）")
        if empty:
            _refuse(f"{where} 里的“{each}”什么都匹配")
    return tuple(stated)


# -- common ----------------------------------------------------------------------------------------


def _table(stated: object, name: str) -> Mapping[str, Any]:
    if not isinstance(stated, dict):
        _refuse(f"{name} 要写成表，如 [{name}]")
    return stated


def _known(stated: Mapping[str, Any], names: Collection[str], where: str) -> None:
    for name in stated:
        if name not in names:
            _refuse(f"{where} 里没有“{name}”这一项{_meant(name, names)}，可用的有 {'、'.join(names)}")


def _meant(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"（是不是 {near[0]}？）" if near else ""


def _text(stated: object, where: str) -> str:
    if not isinstance(stated, str) or not stated.strip():
        _refuse(f"{where} 要写文字")
    _check_dispute(stated, where)
    return stated.strip()


def _check_dispute(stated: str, where: str) -> None:
    if found := _OF_PEOPLE.search(stated):
        _refuse(f"{where} 里的“{found[0]}”说的是人的身份：预警只看矛盾本身，不看当事人是谁")


def _number(stated: object, where: str, *, above: float, most: float) -> float:
    if isinstance(stated, bool) or not isinstance(stated, int | float) or not above < stated <= most:
        _refuse(f"{where} 要是大于 {max(above, 0):g}、不超过 {most:g} 的数，不能是 {stated!r}")
    return float(stated)


def _refuse(reason: str) -> NoReturn:
    raise _Wrong(reason)
