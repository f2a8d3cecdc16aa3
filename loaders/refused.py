"""What is never loaded, by name: special populations and traits that the design excludes (design 2).

A column is refused by its header, and one whose meaning is not known by what stands in it; a register whose
title says that its people are such a population is refused whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_POPULATION = re.compile(
    "吸毒|涉毒|戒毒|禁毒人员|毒品人员|艾滋|HIV|AIDS|精神障碍|精神病|精神疾病|精神异常|肇事肇祸|严重精神|社区矫正|社矫|矫正对象|矫正人员"
    "|刑满释放|刑释|两劳|安置帮教|帮教对象|邪教|涉邪|法轮功|重点人员|重点人群|特殊人群|重点人口|重点青少年|服刑|前科|犯罪记录|违法犯罪"
    "|上访重点|稳控对象|稳控人员|涉稳人员|高危人员",
    re.IGNORECASE,
)
_TRAIT = re.compile(
    "民族|宗教|信仰|政治面貌|党派|党员|婚姻状况|婚姻状态|婚否|婚史|婚姻|健康|疾病|病史|病情|残疾|血型|孕|生育|性取向|基因|指纹|人脸"
)
_NO_TRAIT = re.compile("婚姻家庭|纠纷|民族路|民族街|党员单位|党员志愿")
_FIELD = re.compile(
    "ethnic|nationalit|religio|belief|politic|party_?member|marital|marriage|health|illness|disease|disab|blood|pregnan|drug"
    "|addict|aids|hiv|mental|psych|correction|convict|criminal|prison|cult|minzu|zhengzhi|hunyin|jiankang",
    re.IGNORECASE,
)
"""The same in the names that a mapping's author would give to fields."""
_PEOPLE = re.compile("人员|人群|对象|名册|名单|台账|花名|登记|信息|患者|青少年|人口|档案")
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
    if len(text) <= _LONGEST_LABEL and _POPULATION.search(text):
        return "特殊人群数据"
    return None


def refused_title(texts: Iterable[str]) -> str | None:
    """The title that says that a register is of a special population; None: none does."""
    for each in texts:
        if (found := _POPULATION.search(each)) and _PEOPLE.search(each[found.start() :]):
            return each
    return None
