"""What GraphQL itself says of a query that is not valid, in Chinese: what is wrong, and what would be accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_MEANT = re.compile(r" ?Did you mean ([^?]*)\?( Found: .*)?$", re.S)
_QUOTED = re.compile(r"'([^']*)'")
_AT = re.compile(
    r"(?:Variable '\$(\w+)'|Argument '([^']+)') (?:got|has) invalid value(?: at '?([^:']*)'?)?(?: [^:]*)?: (.*)", re.S
)
_SCALARS = {
    "Int": "整数，如 20",
    "Float": "数，如 0.5",
    "String": "文字，写在引号里",
    "Boolean": "true 或 false",
    "ID": "编号，写在引号里",
    "Date": "日期，如 2024-03-01",
    "DateTime": "时间，如 2024-03-01T09:30",
    "LocalDateTime": "时间，如 2024-03-01T09:30",
}


def _kind(type: str) -> str:
    """A type of the schema in words; a record's or input's by its name."""
    plain = type.strip("![]")
    return _SCALARS.get(plain, f"类型 {type}")


_SAID: Sequence[tuple[str, Callable[..., str]]] = [
    (r"Cannot query field '(.*)' on type '(.*)'\.", lambda field, on: f"{on} 没有 {field} 这一项"),
    (r"Unknown argument '(.*)' on field '(.*)'\.", lambda name, on: f"{on} 没有 {name} 这个参数"),
    (r"Unknown argument '(.*)' on directive '(.*)'\.", lambda name, on: f"{on} 没有 {name} 这个参数"),
    (r"Unknown directive '(.*)'\.", lambda name: f"没有 {name} 这个指令"),
    (r"Unknown type '(.*)'\.", lambda name: f"没有 {name} 这个类型"),
    (r"Unknown fragment '(.*)'\.", lambda name: f"没有名为 {name} 的片段"),
    (r"Argument '(.*)\((.*):\)' of type '(.*)' is required, but it was not provided\.",
     lambda field, name, type: f"缺少参数 {field} 的 {name}，必须写明：{_kind(type)}"),
    (r"Field '(.*)' of required type '(.*)' was not provided\.",
     lambda name, type: f"缺少 {name}，必须写明：{_kind(type)}"),
    (r"Field '(.*)' of type '(.*)' must have a selection of subfields\.",
     lambda name, type: f"{name} 是 {type}，要写明取其中哪些项，如 {name} {{ id }}"),
    (r"Field '(.*)' must not have a selection since type '(.*)' has no subfields\.",
     lambda name, type: f"{name} 是单个的值（{type}），后面不写花括号"),
    (r"Field '(.*)' is not defined by type '(.*)'\.", lambda name, type: f"{type} 没有 {name} 这一项"),
    (r"Value '(.*)' does not exist in '(.*)' enum\.", lambda value, type: f"{type} 没有 {value} 这个值"),
    (r"Enum '(.*)' cannot represent (?:non-enum |non-string )?value: (.*)\.",
     lambda type, value: f"{value} 不是 {type} 的值"),
    (r"Expected value of type '(.*)' to include required field '(.*)', found: .*",
     lambda type, name: f"缺少 {type}.{name}，必须写明"),
    (r"Expected value of type '(.*)' not to include unknown field '([^']*)'(?:\.|, found: .*|\..*)",
     lambda type, name: f"{type} 没有 {name} 这一项"),
    (r"Expected value of type '(.*)' to be an object, found: (.*)\.",
     lambda type, value: f"应为对象（{type}），写在花括号里，写的是 {value}"),
    (r"Expected a value of non-null type '(.*)' to be provided\.", lambda type: f"没有给出，应为{_kind(type)}"),
    (r"Expected value of type '(.*)'(?:, but encountered error '.*?';)?,? found:? (.*)\.",
     lambda type, value: f"应为{_kind(type)}，写的是 {value}"),
    (r"Expected value of non-null type '(.*)' not to be (?:None|null)\.", lambda type: f"不能为空，应为{_kind(type)}"),
    (r"Expected non-nullable type '(.*)' not to be (?:None|null)\.", lambda type: f"不能为空，应为{_kind(type)}"),
    (r"Expected type '(.*)' to be (?:a mapping|an object)\.", lambda type: f"应为对象（{type}），写在花括号里"),
    (r"Expected type '(.*)'\.(?: .*)?", lambda type: f"应为{_kind(type)}"),
    (r"(Int|Float|String|Boolean|ID) cannot represent (?:.*?value: )(.*?)\.?",
     lambda type, value: f"{value} 不能用，应为{_kind(type)}"),
    (r"Variable '\$(.*)' of required type '(.*)' was not provided\.",
     lambda name, type: f"缺少变量 ${name}，必须给出：{_kind(type)}"),
    (r"Variable '\$(.*)' of (?:non-null|required) type '(.*)' must not be (?:None|null)\.",
     lambda name, type: f"变量 ${name} 不能为空，应为{_kind(type)}"),
    (r"Argument '(.*)' of (?:non-null|required) type '(.*)' (?:must not be (?:None|null)|was not provided)\.",
     lambda name, type: f"参数 {name} 不能为空，应为{_kind(type)}"),
    (r"Variable '\$(.*)' is not defined(?: by operation '(.*)')?\.",
     lambda name, operation: f"变量 ${name} 没有在操作{f' {operation} ' if operation else ''}开头写明"),
    (r"Variable '\$(.*)' is never used(?: in .*)?\.", lambda name: f"变量 ${name} 写了没有用到，请删去"),
    (r"Variable '\$(.*)' of type '(.*)' used in position expecting type '(.*)'\.",
     lambda name, type, wanted: f"变量 ${name} 的类型是 {type}，这里要的是 {wanted}"),
    (r"Variable '\$(.*)' cannot be non-input type '(.*)'\.",
     lambda name, type: f"变量 ${name} 不能是 {type}：它只用在答案里"),
    (r"Fragment '(.*)' is never used\.", lambda name: f"片段 {name} 写了没有用到，请删去"),
    (r"Fragment '(.*)' cannot be spread here as objects of type '(.*)' can never be of type '(.*)'\.",
     lambda name, type, other: f"片段 {name} 是 {other} 的，{type} 里用不上"),
    (r"Fragment cannot be spread here as objects of type '(.*)' can never be of type '(.*)'\.",
     lambda type, other: f"{type} 不会是 {other}"),
    (r"Cannot spread fragment '(.*)' within itself.*", lambda name: f"片段 {name} 用到了它自己"),
    (r"Fields '(.*)' conflict because .*", lambda name: f"{name} 以不同的写法要了两次，请给其中一个另起名字（别名）"),
    (r"There can be only one (.*) named '(.*)'\.", lambda what, name: f"{_PARTS.get(what, what)}“{name}”只能有一个"),
    (r"This anonymous operation must be the only defined operation\.", lambda: "没有名字的操作只能单独写一个"),
    (r"Directive '(.*)' may not be used on .*\.", lambda name: f"指令 {name} 不能用在这里"),
    (r"The directive '(.*)' can only be used once at this location\.", lambda name: f"指令 {name} 在这里只能用一次"),
    (r"Syntax Error: Expected (.*), found (.*)\.",
     lambda wanted, found: f"语法不对：这里应为{_token(wanted)}，写的是{_token(found)}"),
    (r"Syntax Error: Unexpected (.*)\.", lambda found: f"语法不对：不该有{_token(found)}"),
    (r"Syntax Error: Unterminated string\.", lambda: "语法不对：文字少了后面的引号"),
    (r"Syntax Error: (.*)", lambda said: f"语法不对：{said}"),
]  # fmt: skip
"""What graphql-core says, and how it is said instead."""
_PATTERNS = [(re.compile(form, re.S), say) for form, say in _SAID]
_PARTS = {
    "argument": "参数", "operation": "操作", "fragment": "片段", "variable": "变量", "input field": "项",
    "directive": "指令",
}  # fmt: skip
_TOKENS = {"<EOF>": "结尾", "Name": "名称", "Int": "整数", "String": "文字", "<SOF>": "开头", "character": "字符"}


def _token(said: str) -> str:
    word, _, rest = said.partition(" ")
    return f"{_TOKENS.get(word, word)}{f' {rest}' if rest else ''}"


def in_chinese(message: str) -> str:
    """A sentence of GraphQL's own in Chinese, without full stop; what nobody foresaw, and what is Chinese, as it is."""
    plain, meant = _without_suggestion(message.strip())
    return _said(plain) + (f"；是不是 {'、'.join(meant)}" if meant else "")


def _without_suggestion(message: str) -> tuple[str, list[str]]:
    match = _MEANT.search(message)
    if match is None:
        return message, []
    meant = [each for each in _QUOTED.findall(match[1]) if "{" not in each]
    return message[: match.start()], meant


def _said(message: str) -> str:
    if match := _AT.fullmatch(message):
        variable, argument, path, why = match.groups()
        where = f"变量 ${variable}" if variable else f"参数 {argument}"
        inner = f"（{path.strip('.')}）" if path else ""
        return f"{where}{inner}：{in_chinese(why)}"
    for form, say in _PATTERNS:
        if match := form.fullmatch(message):
            return say(*(each if each is not None else "" for each in match.groups()))
    return message.rstrip(".。")
