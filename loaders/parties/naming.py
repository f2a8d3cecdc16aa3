"""The text of a cell of names, taken apart: roles, then names, then what stands beside each.

Only what is surely two names is parted where no separator stands. A text of which a part is neither a name nor
a known fact is kept whole as one name, and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from graph.characters import simplified
from graph.identity.name_words import NOBODY, SURNAMES
from graph.identity.names import organisation_name
from graph.masking import mask_text
from loaders.cells.cell import shortened
from loaders.cells.texts import one_line
from loaders.numerals import NUMERALS, chinese_number
from loaders.parties.facts import FACT_WORDS, NUMBER, RELATION, ROLE, ROLES, facts_of, number_of
from loaders.parties.kinds import is_name, is_nobody, is_organisation, is_person, may_be_name, without_family
from loaders.parties.named import Named, Names, Reading

_COMMONEST = re.compile(r"[\u3400-\u9fff]{1,3}")
_COMMON_LIST = re.compile(r"[\u3400-\u9fff]{2,3}(?:[、，][\u3400-\u9fff]{2,3})+")
_MARK = re.compile(
    rf"[(（【\[]?(?P<role>{ROLE})(?:[一二三四五六七八九十\d]{{1,2}})?[)）】\]]?\s*(?:[(（][^()（）]*[)）])?[:：]\s*"
)
_PREFIX = re.compile(rf"(?P<role>{ROLE})(?:[一二三四五六七八九十\d]{{1,2}})?[\s:：]*(?=[\u3400-\u9fffA-Za-z])")
_ROLE_WORD = re.compile(ROLE)
_SHORTEST_PAIR = 6
"""Characters of two names with a role between them."""
_CAPACITY_PREFIX = re.compile(
    r"(?:业主|租户|租客|承租人|出租人|房东|住户|居民|商户|户主|产权人|店主|司机|车主|员工|职工|工人)[\s:：]*(?=[\u3400-\u9fff])"
)
_AGAINST = re.compile(
    r"(?P<one>.{2,40}?)(?:起诉|投诉|举报|状告|诉|与|和|对)?(?P<sign>起诉|投诉|举报|状告|诉)(?P<other>.{2,40})"
)
_THEM = r"(?:户|名)(?:居民|业主|住户|商户|工人|员工|群众|村民)|个人|人|户|名|家|位"
_ASIDE = r"(?:[(（][^()（）]*[)）])?"
_AND_OTHERS = re.compile(
    rf"(?:等|以及|及|共计|共|一行|合计|其他|其余|另外?|[,，、\s])+(?P<count>\d{{1,5}}|[{NUMERALS}]+)(?:余|多|来)?\s*(?:{_THEM}){_ASIDE}$"
    rf"|[,，、\s]*等(?:若干|数|几|多|众多)?[{NUMERALS}]*(?:余|多)?(?:{_THEM}|居民|业主)?{_ASIDE}$"
    rf"|[,，、\s]*(?:以及|及|和)?其他(?:{_THEM}|居民|业主|住户|群众|当事)*{_ASIDE}$"
)
_LABEL = re.compile(
    r"(?:姓\s?名|单位名称|名称|业主|租户|租客|房东|住户|居民|商户|户主|产权人|物业公司|物业|开发商|施工方|楼上|楼下"
    r"|(?:出租|承租|买受|出卖|买|卖|借款|出借|债权|债务)[人方]|劳动者|用人单位)\s*[:：]\s*"
)
_ONLY_A_COUNT = re.compile(
    rf"(?:共计|共|约|等)*\s*(?P<count>\d{{1,5}}|[{NUMERALS}]+)(?:余|多|来)?\s*(?:{_THEM}){_ASIDE}"
)
_TOGETHER = re.compile(r"\s*(?P<count>\d{1,2}|[两二三四五六七八九十])(?:人|名|位)$")
"""张三、李四二人: as many as are named."""
_SEPARATOR = re.compile(rf"[、,，;；/|\n]+|。(?=.)|(?<=[)）\ue003])\s*(?=[\u3400-\u9fff]{{2}})|\s+(?={ROLE})")
_BRACKET = re.compile(r"[(（【\[〔](?P<inside>[^()（）【】\[\]〔〕]*)[)）】\]〕]")
_INNER = re.compile(r"[、,，;；/|\s。]+")
_JOINING = re.compile(r"以及|[和与及跟同&＆+＋—-]|(?<![A-Za-z])(?:vs|VS|Vs)\.?(?![A-Za-z])")
_COMPANY_ENDING = re.compile(r",\s*(?=(?:Ltd|Inc|LLC|Co|Corp|Limited)\b)", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"[\u2460-\u249b]|(?:(?<=^)|(?<=[\s、,，;；]))[(（]?\d{1,2}[.、)）．](?=\s*[\u3400-\u9fff])")
_SPACED_NAME = re.compile(
    r"(?<![\u3400-\u9fff])(?:[\u3400-\u9fff][ \t]+[\u3400-\u9fff]{1,2}"
    r"|[\u3400-\u9fff]{2}[ \t]+(?![男女])[\u3400-\u9fff])(?![\u3400-\u9fff])"
)
_OF_THE_NAME, _BESIDE = "\ue002", "\ue003"
"""End what stands for a bracket while its cell is parted."""
_KNOWING = frozenset({"telephones", "identity_number"})
"""What makes somebody of facts without a name."""
_GOES_ON = re.compile(r"\n(?=[(（]|(?:有限|股份|责任|服务|管理|分公司|公司|集团|中心|委员会|·|•))|(?<=[·•(（])\n")


def names_in(text: str) -> Names:
    """The parties that a cell names; none where it names nobody."""
    if _COMMONEST.fullmatch(text) and text[-1] != "等":
        return Names([] if is_nobody(text) or text in FACT_WORDS else [Named(text)])
    if _COMMON_LIST.fullmatch(text) and all(map(_is_plainly_name, pieces := re.split("[、，]", text))):
        return Names([Named(each) for each in dict.fromkeys(pieces)])
    text = _LABEL.sub("", _LIST_NUMBER.sub("、", _joined_lines(_SPACED_NAME.sub(_close, text))))
    found = Names()
    for role, section in _sections(text):
        _read_section(section, role, found)
    found.named = _each_once(found.named)
    return found


def _close(match: re.Match[str]) -> str:
    """A name with a stray blank in it, 周 德海, as one; anything else as it stands."""
    name = "".join(match[0].split())
    return name if name[0] in SURNAMES or name[:2] in SURNAMES else match[0]


def _is_plainly_name(piece: str) -> bool:
    """Whether two or three characters are a name and can be nothing else."""
    return piece[0] in SURNAMES and piece[-1] not in "族等" and piece not in FACT_WORDS and piece not in NOBODY


def _joined_lines(text: str) -> str:
    """`text` without the line breaks inside names; the others part one name from the next."""
    if "\n" not in text:
        return text
    text = _GOES_ON.sub("", text)
    lines = [each.strip() for each in text.split("\n") if each.strip()]
    if all(_begins_name(each) for each in lines):
        return "\n".join(lines)
    return one_line("\n".join(lines))


def _begins_name(line: str) -> bool:
    """Whether a line is whole: names, or a name with what follows it."""
    first = next(iter(_plain_pieces(line)), "")
    return is_name(first) or _MARK.match(line) is not None or NUMBER.search(line) is not None or len(line) > 8


def _plain_pieces(line: str) -> list[str]:
    return [each for each in re.split(r"[、,，;；/|(（\d\s:：]+", line) if each]


def _sections(text: str) -> Iterator[tuple[str | None, str]]:
    """The parts of a cell that begin with a role, and what stands before the first."""
    marks = list(_MARK.finditer(simplified(text)))
    if not marks:
        yield from _sides(text)
        return
    if before := text[: marks[0].start()].strip("、,，;；。 \n"):
        yield None, before
    for mark, end in zip(marks, [*(each.start() for each in marks[1:]), len(text)], strict=True):
        yield ROLES[mark["role"]], text[mark.end() : end].strip("、,，;；。 \n")


def _sides(text: str) -> Iterator[tuple[str | None, str]]:
    """张三诉李四 as two sides where both are surely names; otherwise the whole."""
    match = _AGAINST.fullmatch(simplified(text))
    if match and all(_surely_names(match[side]) for side in ("one", "other")):
        yield "applicant", text[slice(*match.span("one"))]
        yield "respondent", text[slice(*match.span("other"))]
    else:
        yield None, text


def _surely_names(text: str) -> bool:
    text = _AND_OTHERS.sub("", text)
    pieces = [_PREFIX.sub("", each.strip()) for each in _SEPARATOR.split(text) if each.strip()]
    return bool(pieces) and all(_begins_surely(each) or len(_parted(each)) > 1 for each in pieces)


def _read_section(text: str, role: str | None, found: Names) -> None:
    if match := _others(text):
        count = _count(match["count"])
        found.count = found.count if count is None else (found.count or 0) + count
        text = text[: match.start()].rstrip("、,，;； ")
    reading = Reading(role)
    for piece in _pieces(text):
        _read_piece(piece, reading)
    if reading.strange or _unlikely(reading.named):
        if len(reading.named) > 1:
            reading.named = [_as_one(text, role)]
        found.remarks.append(mask_text(f"“{shortened(reading.named[0].name)}”不像姓名，当作一个名称按原样留存"))
    found.named += [each for each in reading.named if each.name or each.facts.keys() & _KNOWING]


def _as_one(text: str, role: str | None) -> Named:
    """All of a text as one name, but the numbers in it."""
    whole = Named(_trimmed(" ".join(NUMBER.sub(" ", text).split())), role=role)
    for number in NUMBER.finditer(text):
        kind, value = number_of(number)
        _add_to(whole, {kind: (value,) if kind == "telephones" else value})
    return whole


def _unlikely(named: list[Named]) -> list[Named]:
    """Of several names those that may be words of a sentence, where fewer than half are surely names."""
    unsure = [each for each in named if len(each.name) > 3 and not is_name(each.name)]
    sure = sum(is_name(each.name) for each in named)
    return unsure if len(named) > 1 and sure * 2 < len(named) else []


def _others(text: str) -> re.Match[str] | None:
    """What a text ends with to say that there are more than it names, or how many it named."""
    if is_organisation(text):
        return None
    if match := _ONLY_A_COUNT.fullmatch(text):
        return match
    if (match := _AND_OTHERS.search(text)) and match.start() > 0:
        return match
    match = _TOGETHER.search(text)
    return match if match and _count(match["count"]) == len(list(_pieces(text[: match.start()]))) > 1 else None


def _count(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else chinese_number(text)


def _pieces(text: str) -> Iterator[str]:
    """`text` parted at its separators, not within brackets."""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[0])
        return f"\ue001{len(held) - 1}{_OF_THE_NAME if _facts_in(match) is None else _BESIDE}"

    closed = _COMPANY_ENDING.sub(hold, _BRACKET.sub(hold, text))
    for each in _SEPARATOR.split(closed):
        piece = re.sub("\ue001(\\d+)[\ue002\ue003]", lambda match: held[int(match[1])], each).strip()
        if piece:
            yield piece


def _read_piece(piece: str, reading: Reading) -> None:
    """One piece: a name, several that are surely so, numbers behind the last name, or facts of it."""
    facts, rest = facts_of(piece)
    if not rest and (reading.named or not RELATION.fullmatch(piece)):
        _add_facts(facts, reading)
        return
    if not rest:  # 张三的儿子: whoever it is, no name stands before it that it could speak of
        reading.named.append(Named(piece, role=reading.role))
        reading.strange.append(piece)
        return
    bare, beside = _without_brackets(piece)
    bare = bare.strip()
    numbers = list(NUMBER.finditer(bare))
    ends = [0, *(each.end() for each in numbers)]
    starts = [*(each.start() for each in numbers), len(bare)]
    names = [bare[end:start] for end, start in zip(ends, starts, strict=True)]
    if not names[0] and names[-1]:  # the number stands before its name: 19900001234张三
        names = names[1:]
    for position, text in enumerate(names):
        _read_names(text, reading)
        if position < len(numbers):
            kind, value = number_of(numbers[position])
            _add_facts({kind: (value,) if kind == "telephones" else value}, reading)
    _add_facts(beside, reading)


def _without_brackets(piece: str) -> tuple[str, dict[str, Any]]:
    """The piece without brackets that say something beside the name, and what they say."""
    facts: dict[str, Any] = {}

    def take(match: re.Match[str]) -> str:
        own = _facts_in(match)
        if own is None:
            return match[0]
        _add_facts_to(facts, own)
        return " "

    return _BRACKET.sub(take, piece), facts


def _facts_in(match: re.Match[str]) -> dict[str, Any] | None:
    """What a bracket says of the name before it; None: it belongs to the name, or is not understood."""
    facts: dict[str, Any] = {}
    if "inside" not in match.re.groupindex:
        return None
    for part in filter(None, _INNER.split(match["inside"])):
        own, rest = facts_of(part)
        if rest:
            return None
        _add_facts_to(facts, own)
    return facts


def _read_names(text: str, reading: Reading) -> None:
    """The names in a text that no separator parts; a role before the first is of those behind it as well."""
    text = _without_joining(_trimmed(text), reading)
    if not text:
        return
    if sides := _joined_sides(text):
        for each in sides:
            _read_names(each, reading)
        return
    prefix = _PREFIX.match(simplified(text))
    rest = text[prefix.end() :].strip() if prefix else ""
    if prefix and (is_name(rest) or not is_name(text)) and (may_be_name(rest) or _role_between(rest)):
        reading.role = ROLES[prefix["role"]]
        text = rest
    if mark := _role_between(text):
        _read_names(text[: mark.start()], reading)
        reading.role = ROLES[mark[0]]
        text = text[mark.end() :].strip()
    for part in _parted(_without_capacity(text)):
        each = without_family(part)
        facts, rest = facts_of(each)
        if not rest:
            _add_facts(facts, reading)
        elif not is_nobody(each):
            reading.named.append(Named(each, role=reading.role))
            reading.strange += [] if may_be_name(each) else [each]


def _without_joining(text: str, reading: Reading) -> str:
    """与李四, behind the telephone of 张三, as 李四."""
    match = _JOINING.match(text)
    return text[match.end() :].strip() if match and reading.named and is_name(text[match.end() :].strip()) else text


def _role_between(text: str) -> re.Match[str] | None:
    """乙方 in 张三乙方李四: a role with what is surely a name on both sides."""
    plain = simplified(text) if len(text) >= _SHORTEST_PAIR else ""
    for mark in _ROLE_WORD.finditer(plain):
        if is_name(plain[: mark.start()].strip()) and is_name(plain[mark.end() :].strip()):
            return mark
    return None


def _trimmed(text: str) -> str:
    text = text.strip(" 　:：。、,，;；-—'\"`’‘")
    if not text.isascii():
        text = text.rstrip(".")
    if len(re.findall(r"[(（]", text)) != len(re.findall(r"[)）]", text)):
        text = text.strip("()（） ")
        text += "）" * (len(re.findall(r"[(（]", text)) - len(re.findall(r"[)）]", text)))  # a number stood before it
    return text


def _without_capacity(text: str) -> str:
    """业主张三 as 张三."""
    match = _CAPACITY_PREFIX.match(text)
    return text[match.end() :] if match and is_person(text[match.end() :]) else text


def _joined_sides(text: str) -> tuple[str, str] | None:
    """张三和李四 as two texts, where both are surely names."""
    for joining in _JOINING.finditer(text):
        one, other = text[: joining.start()].strip(), text[joining.end() :].strip()
        if _begins_surely(one) and _begins_surely(other) and not (is_person(text) and len(text) <= 3):
            return one, other
    return None


def _begins_surely(text: str) -> bool:
    bare = without_family(_without_capacity(_PREFIX.sub("", text, count=1) if _PREFIX.match(text) else text))
    return is_name(bare) or is_name(text) or _joined_sides(bare) is not None


def _parted(text: str) -> list[str]:
    """The names in a text that blanks part: one, unless it is surely several."""
    words = text.split()
    if len(words) < 2 or text.isascii():
        return [text]
    read = [(each, facts_of(each)[1]) for each in words]
    if all(not rest or is_name(each) for each, rest in read) and any(rest for _, rest in read):
        return words
    return [" ".join(words) if len("".join(words)) <= 3 else "".join(words)]


def _add_facts(facts: dict[str, Any], reading: Reading) -> None:
    """Facts beside a name are the last one's; numbers before any name are somebody's without one."""
    if not facts:
        return
    if not reading.named:
        reading.named.append(Named("", role=reading.role))
    _add_to(reading.named[-1], facts)


def _add_to(named: Named, facts: Mapping[str, Any]) -> None:
    named.role = facts.get("role") or named.role
    _add_facts_to(named.facts, {name: value for name, value in facts.items() if name != "role"})


def _add_facts_to(known: dict[str, Any], facts: Mapping[str, Any]) -> None:
    """Add what is not known yet: every telephone and identity number, of anything else the first."""
    for name, value in facts.items():
        if name == "telephones":
            known[name] = tuple(dict.fromkeys((*known.get(name, ()), *value)))
        elif name == "identity_number" and known.get(name, value) != value:
            known[name] = f"{known[name]}、{value}"
        else:
            known.setdefault(name, value)


def _each_once(named: list[Named]) -> list[Named]:
    """Each name of a role once, with all that stands beside it."""
    once: dict[tuple[str | None, str], Named] = {}
    for each in named:
        key = (each.role, organisation_name(each.name))
        known = once.get(key) if each.name else None
        if known is None:
            once[key if each.name else (each.role, str(len(once)))] = each
        else:
            _add_to(known, each.facts)
    return list(once.values())
