"""Whether a text looks like a person's name, an organisation's, or neither."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.characters import simplified
from graph.identity.name_words import COMPOUND_SURNAMES, NOBODY, SURNAMES
from graph.identity.names import Form, organisation_name, read_name

_ORGANISATION = re.compile(
    r".{2,}(?:公司|集团|物业|委员会|居委会|业委会|调委会|社区|医院|学校|小学|中学|大学|学院|幼儿园|酒店|宾馆|超市|工地|项目部|银行|合作社|事务所|办事处|派出所|管理处|市场|协会|商会|基金会"
    r"|商行|工作室|饭店|餐馆|餐厅|酒楼|药店|药房|诊所|养老院|门诊部|经营部|服务部|管理中心|服务中心|指挥部|分公司|办公室|停车场|俱乐部|健身房|培训中心|中介|工程队|施工队|开发商|卫生院|律所)"
    r"(?:\(.*\))?|.{3,}(?:店|局|厂|院|站|馆|坊|行|中心|所|队|部|吧|城)(?:\(.*\))?|.*(?:有限责任|股份有限).*"
    r"|(?:物业|开发商|施工方|施工队|街道办|居委会|业委会|物业公司)"
    r"|.*[A-Z].*\b(?:CO\.?,?\s*LTD|COMPANY|INC|LLC|LTD|CORP|GMBH|LIMITED)\.?(?:\(.*\))?"
)
_LATIN_COMPANY = re.compile(r"[A-Z0-9&.,' \-]*\b(?:CO\.|LTD|COMPANY|INC|LLC|CORP|GMBH|LIMITED)\.?\b.*", re.IGNORECASE)
_LOOSE = re.compile(
    r"[\u3400-\u9fff*＊×某○Xx]{1,6}|[\u3400-\u9fff]+(?:[·•．‧・.][\u3400-\u9fff]+)+|[A-Za-z][A-Za-z .·•'-]{0,40}"
)
_SIGNS = re.compile(r"[\W_某×Xx○]*")
_BEHIND = re.compile(r"\s*[(（【\[][^()（）【】\[\]]*[)）】\]]$")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_JOINED_BY_DOTS = re.compile(r"[\u3400-\u9fff]{1,12}(?:[·•．‧・][\u3400-\u9fff]{1,12})+")


_FAMILY = re.compile(
    r"(?:夫妇|夫妻俩?|两口子|一家人?|全家|父子|父女|母子|母女|兄弟|姐妹|姊妹|兄妹|姐弟|婆媳|祖孙|叔侄)(?:俩|仨|(?P<count>[二两三四五六七八\d])[人口个])?"
)
"""Behind a name: that person with those of the family whom nobody names."""


def kind_of_name(name: str) -> str:
    """Whether a name looks like a person's or an organisation's (code list `mention_kind`)."""
    return "organisation" if is_organisation(name) else "person"


@lru_cache(maxsize=16384)
def is_organisation(name: str) -> bool:
    """Whether a text ends or is made as an organisation's name."""
    return bool(_ORGANISATION.fullmatch(organisation_name(name)) or (name.isascii() and _LATIN_COMPANY.fullmatch(name)))


def may_be_name(text: str) -> bool:
    """Whether a text between two separators can be a name, but for what stands in brackets behind."""
    text = _BEHIND.sub("", text) or text
    return _LOOSE.fullmatch(text.replace(" ", "") if not text.isascii() else text) is not None or is_organisation(text)


def is_name(text: str) -> bool:
    """Whether a text is a name by itself: of a known surname, with a title, joined by dots, an organisation's."""
    return is_person(text) or is_organisation(text)


@lru_cache(maxsize=16384)
def is_person(text: str) -> bool:
    """Whether a text is surely a person's name or title form."""
    if _JOINED_BY_DOTS.fullmatch(text):
        return True
    read = read_name(text)
    if read.form is Form.TITLE:
        return len(text) > 1 and text not in COMPOUND_SURNAMES and (read.surname in SURNAMES or len(read.surname) > 1)
    if read.form is Form.NONE or not _HAN_NAME.fullmatch(read.text) or is_organisation(text):
        return False
    return len(read.surname) == 2 or (read.surname in SURNAMES and len(read.text) <= 3) or _is_double(read.text)


def without_family(text: str) -> str:
    """李四夫妇, 张三一家 or 王女士母子 as the one who is named; any other text as it stands."""
    for match in _FAMILY.finditer(text):
        if match.end() == len(text) and is_person(text[: match.start()]):
            return text[: match.start()]
    return text


def _is_double(name: str) -> bool:
    """Four characters of which the first two are both surnames: 陈李建国, a married or double surname."""
    return len(name) == 4 and name[0] in SURNAMES and name[1] in SURNAMES


def is_nobody(text: str) -> bool:
    """Whether a text is a word that names nobody: 匿名, 不详, 业主, a sign."""
    word = simplified(text).strip("()（）[]【】〔〕 ")
    return word.upper() in NOBODY or _SIGNS.fullmatch(word) is not None
