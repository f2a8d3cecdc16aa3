"""What is never loaded, by name: special populations and traits that the design excludes (design 2).

A column is refused by its header, and one whose meaning is not known by what stands in it; a register whose
title says that its people are such a population is refused whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from graph.characters import simplified

_POPULATION = re.compile(
    "吸毒|涉毒|戒毒|禁毒人员|毒品人员|艾滋|(?<![a-z])(?:HIV|AIDS)(?![a-z])|精神障碍|精神病|精神疾病|精神异常|精神残疾|肇事肇祸|严重精神|易肇事|社区矫正|社矫|矫正对象"
    "|矫正人员|刑满释放|刑释|两劳|安置帮教|帮教|邪教|涉邪|法轮功|重点人员|重点人群|特殊人群|重点人口|重点青少年|重点关注人员|重点(?:上访|信访|涉访|涉稳|稳控)(?:老)?(?:人|户|对象)"
    "|重点管控|服刑|前科|犯罪记录|犯罪史|违法犯罪|上访重点|信访重点人|稳控对象|稳控人员|涉稳人员|高危人员|涉恐|在逃",
    re.IGNORECASE,
)
_TRAIT = re.compile(
    "民族|宗教|信仰|信教|政治面貌|政治身份|党派|党员|团员|婚姻|婚否|婚史|婚育|结婚|离异|健康|疾病|病史|病情|病名|患病|服药|用药|残疾|血型|孕|生育|计生"
    "|性取向|基因|指纹|人脸"
)
_NO_TRAIT = re.compile("婚姻家庭|纠纷|民族路|民族街|党员单位|党员志愿|健康路|健康街|健康里")
_PEOPLE = re.compile("人员|人群|对象|名册|名单|台账|花名|登记|信息|患者|病人|青少年|人口|档案|统计|摸排|汇总")
_INSTITUTION = re.compile(
    "(?:治疗|康复|管理|教育|防治)?(?:所|中心|医院|办公室|办|机构|局|站|支队|大队|学校|宣传|教育|日)(?!.{0,2}人员)"
)
_DISPUTE = re.compile("(?:与|和|同|跟|因|向|被|对|告).*(?:纠纷|矛盾|冲突|争议|投诉|诉求)")
_FIELD = re.compile(
    "ethnic|nationalit|religio|belief|politic|party_?member|marital|marriage|health|illness|disease|disab|blood|pregnan|drug"
    "|addict|aids|hiv|mental|psych|correction|convict|criminal|prison|cult|minzu|zhengzhi|hunyin|jiankang",
    re.IGNORECASE,
)
"""The same in the names that a mapping's author would give to fields."""
_TRAIT_WORD = re.compile(
    r"(?:汉|回|满|壮|苗|土家|维吾尔|藏|蒙古|彝|侗|瑶|朝鲜|白|傣|畲|哈尼|哈萨克|布依|黎)族|汉|(?:中共|预备)?党员|中共(?:正式|预备)党员|共青团员|团员"
    r"|民主党派|无党派(?:人士)?|群众|佛教|道教|基督教|天主教|伊斯兰教|无宗教信仰|已婚|未婚|离异|离婚|丧偶|初婚|再婚|复婚|健康|良好|体弱|残疾|[ABO]{1,2}型"
)
_CLEAR_TRAIT = re.compile(".族|.*[党团]员|.*教|已婚|未婚|O型|AB型")
"""Words that are hardly anything else; 群众 and 离婚 may be, and A型 and B型 are flats."""
_MOSTLY = 0.6
"""A share of the stated cells above which they tell what a column holds."""
_FEW = 3
"""Rows of a table, of which one alone may tell what its column holds."""
_LONGEST_LABEL = 15
"""Characters: a longer cell is a story in which such a word may stand, not a label on a person."""


def refused_header(header: str) -> str | None:
    """Why a column of this (plain) header is refused; None: it is not."""
    if _POPULATION.search(header):
        return "特殊人群数据"
    if _TRAIT.search(header) and not _NO_TRAIT.search(header):
        return "民族、宗教、政治面貌、婚姻、健康等个人特征"
    return None


def excluded_field(path: str) -> str | None:
    """Why no mapping may name a field like this, which no record has; None: it is merely unknown."""
    name = path.rpartition(".")[2]
    return refused_header(name) or (
        "特殊人群数据或民族、宗教、政治面貌、婚姻、健康等个人特征" if _FIELD.search(name) else None
    )


def refused_cell(text: str) -> str | None:
    """Why a column of unknown meaning is refused for a cell that says this; None: it is not."""
    if len(text) > _LONGEST_LABEL or text.isascii():
        return "特殊人群数据" if len(text) <= _LONGEST_LABEL and _POPULATION.search(text) else None
    found = _POPULATION.search(simplified(text))
    return "特殊人群数据" if found and not _is_institution(simplified(text), found) else None


def trait_in(counts: Mapping[str, int], *, rows: int) -> str | None:
    """The word for which a column of unknown meaning is refused as a personal trait; None: it is not one.

    `counts` are its stated cells, half-width, and how often each stands in the `rows`. Most of them must be such words,
    and one cell by accident in a column that is otherwise empty is none.
    """
    words = [each for each in counts if len(each) <= _LONGEST_LABEL and _TRAIT_WORD.fullmatch(simplified(each))]
    hits = sum(counts[each] for each in words)
    if not words or hits <= _MOSTLY * sum(counts.values()) or (hits == 1 and rows > _FEW):
        return None
    clear = [each for each in words if _CLEAR_TRAIT.fullmatch(simplified(each))]
    flats = all(each.endswith("型") for each in words)
    if clear or (len(words) > 1 and not flats):
        return (clear or words)[0]
    return None


def refused_title(texts: Iterable[str]) -> str | None:
    """The title that says that the people of a register are such a population; None: none does.

    A title that names a place (戒毒所) or one matter (某人与某人纠纷) says nothing of the people of a list.
    """
    return next((each for each in texts if _is_register("".join(simplified(each).split()))), None)


def _is_register(title: str) -> bool:
    if _DISPUTE.search(title):
        return False
    for found in _POPULATION.finditer(title):
        if _is_institution(title, found):
            continue
        if found[0] == title or _PEOPLE.search(title[found.start() :]):
            return True
    return False


def _is_institution(text: str, found: re.Match[str]) -> bool:
    return _INSTITUTION.match(text, found.end()) is not None
