"""Why a pair weighs what it weighs, in sentences that users read, every value masked unless the reading is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from graph.identity.compared.facts import Facts
from graph.identity.evidence import Evidence
from graph.identity.patterns import fits
from graph.identity.weights.columns import columns_of
from graph.identity.weights.compared.model import model_of
from graph.identity.weights.compared.telling import told_of
from graph.identity.weights.comparisons import COMPARISONS, levels_of
from graph.identity.weights.levels import Level
from graph.identity.weights.scoring import parts
from graph.identity.weights.settings import Settings
from graph.masking import mask


class Reason(NamedTuple):
    """One kind of evidence of a pair."""

    signal: str
    """Comparison and level: `telephone.equal`."""
    left: str
    """What the first says; empty where it has no words."""
    right: str
    weight: float
    """In points of log2: 1 doubles the odds, -1 halves them."""
    sentence: str


class Step(NamedTuple):
    """One bar of a waterfall."""

    label: str
    weight: float
    total: float
    """With all the steps before."""


_SENTENCES: Mapping[str, str] = {
    "name.equal": "姓名“{left}”相同",
    "name.former": "姓名“{left}”与“{right}”，其中一个是另一方的曾用名",
    "name.sound": "姓名“{left}”与“{right}”同音",
    "name.shape": "姓名“{left}”与“{right}”形近",
    "name.loose": "姓名“{left}”与“{right}”读音相近",
    "name.title": "称呼“{left}”与“{right}”相符",
    "name.near": "姓名“{left}”与“{right}”只差一字",
    "name.surname": "同姓不同名（“{left}”、“{right}”）",
    "name.other": "姓名不同（“{left}”、“{right}”）",
    "number.equal": "身份证号（{left}）相同",
    "number.mistyped": "身份证号（{left}、{right}）只错一位或颠倒两位",
    "number.fits": "残缺的身份证号相符（{left}、{right}）",
    "number.masked": "遮盖的身份证号相符（{left}、{right}）",
    "number.doubtful": "身份证号不同（{left}、{right}），但其中一个与登记的性别或出生日期不符",
    "number.differ": "身份证号不同（{left}、{right}）",
    "number.contradicts": "身份证号对不上（{left}、{right}）",
    "telephone.equal": "电话（{left}）相同",
    "telephone.masked": "遮盖的电话相符（{left}、{right}）",
    "telephone.mistyped": "电话只差一位（{left}、{right}）",
    "telephone.differ": "电话不同（{left}、{right}）",
    "address.unit": "住址同一户室",
    "address.door": "户室号相同，门牌写法不同",
    "address.building": "住址同一楼栋，一方没有写户室",
    "address.neighbour": "住址同一楼栋，不同户室",
    "address.other": "住址不同",
    "birth.equal": "出生日期（{left}）相同",
    "birth.sex": "性别不同（{left}、{right}）",
    "birth.differs": "出生日期不同（{left}、{right}）",
    "account.equal": "同一平台的账号相同",
    "account.differ": "账号不同",
}
_SEALED = ("number", "telephone")
Shown = Callable[[str], str]
_SEXES = {"male": "男", "female": "女"}


def reasons(one: Evidence, other: Evidence, settings: Settings, *, shown: Shown = mask) -> tuple[Reason, ...]:
    """A reason for each kind of evidence that both have, in the order of the comparisons.

    `shown`: how a number leaves; as it is only for a reading that was recorded with its purpose.
    """
    return tuple(_reasons(one, other, settings, shown))


def waterfall(one: Evidence, other: Evidence, settings: Settings) -> list[Step]:
    """From the prior to the pair's weight, step by step: for a drawing."""
    if one.facts is not None or other.facts is not None:
        return _waterfall_of_facts(one.facts, other.facts, settings)
    steps = [Step("起点（任意两条记录）", settings.prior, settings.prior)]
    for level, weight in _weights(one, other, settings).values():
        if level.key != "silent":
            steps.append(Step(level.zh, weight, steps[-1].total + weight))
    return steps


def _waterfall_of_facts(one: Facts | None, other: Facts | None, settings: Settings) -> list[Step]:
    """No step where the two cannot be compared."""
    if one is None or other is None or one.profile != other.profile:
        return []
    prior = model_of(one.profile, settings).prior
    steps = [Step("起点（任意两条记录）", prior, prior)]
    for each in told_of(one, other, settings):
        steps.append(Step(each.level.zh, each.weight, steps[-1].total + each.weight))
    return steps


def _weights(one: Evidence, other: Evidence, settings: Settings) -> dict[str, tuple[Level, float]]:
    left, right = columns_of(one), columns_of(other)
    levels = levels_of(left, right)
    weights = parts(left, right, levels, settings)
    keys = (each.key for each in COMPARISONS)
    return dict(zip(keys, zip(levels, weights, strict=True), strict=True))


def _reasons(one: Evidence, other: Evidence, settings: Settings, shown: Shown) -> Iterator[Reason]:
    if one.facts is not None and other.facts is not None:
        for each in told_of(one.facts, other.facts, settings, shown=shown):
            yield Reason(each.signal, each.left, each.right, each.weight, each.sentence)
        return
    if one.facts is not None or other.facts is not None:
        return
    for comparison, (level, weight) in _weights(one, other, settings).items():
        if level.key != "silent":
            signal = f"{comparison}.{level.key}"
            left, right = _VALUES[comparison](one, other, level.key)
            if comparison in _SEALED:
                left, right = shown(left), shown(right)
            yield Reason(signal, left, right, weight, _SENTENCES[signal].format(left=left, right=right))


def _names(one: Evidence, other: Evidence, _level: str) -> tuple[str, str]:
    return one.name.text, other.name.text


def _numbers(one: Evidence, other: Evidence, _level: str) -> tuple[str, str]:
    return one.number or one.number_pattern, other.number or other.number_pattern


def _telephones(one: Evidence, other: Evidence, level: str) -> tuple[str, str]:
    """The two that made the level; of several that differ the first."""
    if level == "equal":
        common = next(each for each in one.telephones if each in other.telephones)
        return common, common
    ours, theirs = ((columns_of(each).telephone_text or "").strip(",").split(",") for each in (one, other))
    alike = ((a, b) for a in ours for b in theirs if fits(a, b))
    left, right = next(alike, (ours[0], theirs[0])) if level == "masked" else (ours[0], theirs[0])
    return left, right


def _addresses(one: Evidence, other: Evidence, _level: str) -> tuple[str, str]:
    return f"{one.stem} {one.door}".strip(), f"{other.stem} {other.door}".strip()


def _births(one: Evidence, other: Evidence, level: str) -> tuple[str, str]:
    if level == "sex":
        return _SEXES.get(one.sex or "", ""), _SEXES.get(other.sex or "", "")
    return one.birth or "", other.birth or ""


def _accounts(_one: Evidence, _other: Evidence, _level: str) -> tuple[str, str]:
    """An account is kept as a digest, which says nothing to anybody."""
    return "", ""


_VALUES: Mapping[str, Callable[[Evidence, Evidence, str], tuple[str, str]]] = {
    "name": _names,
    "number": _numbers,
    "telephone": _telephones,
    "address": _addresses,
    "birth": _births,
    "account": _accounts,
}
