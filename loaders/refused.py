"""What is never loaded, by name: special populations and traits that the design excludes (design 2).

A column is refused by its header, and one whose meaning is not known by what stands in it; a register whose
title says that its people are such a population is refused whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.identity.characters import simplified

_POPULATION = re.compile(
    "吸毒|涉毒|戒毒|禁毒人员|毒品人员|艾滋|HIV|AIDS|精神障碍|精神病|精神疾病|精神异常|精神残疾|肇事肇祸|严重精神|易肇事|社区矫正|社矫|矫正对象"
    "|矫正人员|刑满释放|刑释|两劳|安置帮教|帮教|邪教|涉邪|法轮功|重点人员|重点人群|特殊人群|重点人口|重点青少年|重点关注人员"
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
