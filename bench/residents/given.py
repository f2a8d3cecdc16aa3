"""Given names by decade of birth and sex: whole names that were in fashion, and characters that were joined to names.

In each list the commonest come first and the shares fall from rank to rank, so namesakes come by themselves.
"""

from __future__ import annotations

import random
from functools import cache
from typing import NamedTuple

MALE, FEMALE = "男", "女"


class _Fashion(NamedTuple):
    """What one time named its children."""

    singles: str
    single_share: float
    wholes: tuple[str, ...]
    whole_share: float
    first: str
    second: str


def _fashion(singles: str, single: float, wholes: str, whole: float, first: str, second: str) -> _Fashion:
    return _Fashion(singles, single, tuple(wholes.split()), whole, first, second)


_OF_SINGLES = 0.75
"""Of the names of one character that the lists would give: with all of them there were twice the namesakes."""
_TIMES: dict[str, tuple[tuple[int, _Fashion], ...]] = {
    MALE: (
        (1950, _fashion(
            "清华林福荣贵祥发", 0.08,
            "建国 德明 国华 正明 汉清 家福 明德 长生 永福 志明 国清 金山 文彬 桂生 水生 德福 汉生 光明 世荣 传福",
            0.25, "国德正家光汉永长金世传文明大启先昌元炳耀绍", "华清明生福发祥林山荣贵安友才义和成财高柏",
        )),
        (1960, _fashion(
            "军平明强华斌刚林", 0.1,
            "建国 建华 国庆 建军 志强 国强 建平 卫国 汉生 爱国 建明 胜利 保国 抗美 援朝 志刚 志明 新民 和平 国平 "
            "汉桥 建新 跃进 铁生 大庆",
            0.35, "建国志卫新汉爱保永光明文德家少胜正长红水", "国华强军平明生民庆刚林清安祥新桥荣发元友",
        )),
        (1970, _fashion(
            "军勇斌强平明刚辉华波", 0.18,
            "建军 卫东 志强 建华 红卫 志刚 向东 卫兵 文革 建平 立新 永红 爱军 红兵 汉平 建新 建斌 卫民 学军 "
            "拥军 永强 国平 红军 志勇",
            0.3, "建志卫红永汉学向立新文国爱少春正利继光大", "军东强兵平华斌明刚勇新民林安生红武胜涛忠",
        )),
        (1980, _fashion(
            "伟勇军斌涛强磊波辉刚峰鹏杰超", 0.38,
            "志强 志刚 建军 俊杰 建华 海涛 志勇 晓东 永强 红涛 志伟 文斌 晓明 汉斌 建波 春林 海波 小军 新华 "
            "国强 立军 汉军",
            0.22, "志建海晓文永红小新汉春利立俊国东学少金大", "军勇斌涛波辉刚峰兵杰伟忠华明平林强东松雄",
        )),
        (1990, _fashion(
            "伟磊鹏涛超杰斌峰强勇波浩亮飞凯", 0.42,
            "俊杰 志鹏 海波 晓峰 志伟 文杰 俊峰 文涛 小龙 志超 建伟 亚东 晓东 海龙 志勇 世杰 汉超 文博 少华 "
            "俊伟",
            0.2, "志文俊海晓世少小亚建汉明家国雪振宏一立嘉", "杰鹏峰涛伟超龙东飞凯斌辉博浩亮明华文军宇",
        )),
        (2000, _fashion(
            "浩鑫宇凯杰涛帅鹏超磊俊阳洋扬晨威", 0.36,
            "俊杰 浩然 文博 志豪 宇航 子豪 嘉豪 文轩 天宇 俊豪 思远 家豪 宇轩 泽宇 明轩 子轩 佳伟 世豪 嘉伟",
            0.22, "俊子宇志文嘉浩思天明家泽佳鑫世一博瑞启正", "杰豪宇航轩涵然博文伟凡辉阳晨哲鹏洋成龙诚",
        )),
        (2100, _fashion(
            "睿宸轩泽昊宇浩晨", 0.1,
            "浩宇 子轩 梓轩 浩然 宇轩 子涵 梓豪 一诺 宇航 俊熙 沐宸 奕辰 梓睿 博文 子墨 铭泽 皓轩 天佑 梓涵 "
            "奕泽 宇泽 亦辰 俊宇 景行 知远",
            0.4, "子梓浩宇俊沐奕博皓铭泽一天景知亦睿嘉思辰", "轩宇涵豪然辰泽熙睿宸航墨文佑诺霖洋昊阳铭",
        )),
    ),
    FEMALE: (
        (1950, _fashion(
            "英珍芳兰华莲琴珠", 0.06,
            "秀英 桂英 秀兰 玉兰 桂珍 玉珍 秀珍 凤英 玉英 腊梅 金枝 翠英 素珍 桂兰 春香 冬梅 金娥 凤仙 银枝 "
            "腊英",
            0.42, "秀桂玉凤金翠春腊素银淑冬惠爱菊喜仙福汉水", "英珍兰芳华香梅莲娥枝云珠仙琴姣娇凤元容清",
        )),
        (1960, _fashion(
            "芳萍珍玲华敏英霞", 0.1,
            "秀英 桂英 秀兰 玉兰 桂兰 玉梅 秀珍 汉英 春梅 桂芳 惠芳 淑珍 凤兰 建英 爱华 爱珍 腊梅 玉华 新华 "
            "美英 秀华 汉珍",
            0.38, "秀桂玉汉春惠淑爱建凤新美金翠腊菊幼素国水", "英兰珍芳梅华玲云琴香莲萍清荣秀霞娥枝珠安",
        )),
        (1970, _fashion(
            "红萍芳玲敏霞丽华燕莉", 0.22,
            "建华 红梅 春梅 红霞 玉梅 小红 秀丽 丽华 爱红 汉萍 建红 卫红 惠萍 桂芳 丽萍 春兰 玉玲 秀芳 金莲 "
            "小玲 汉桥",
            0.28, "红春丽玉小秀建爱惠桂汉金淑美冬卫新艳慧腊", "华梅霞红萍芳玲丽英兰琴珍莲云燕娥敏桃蓉荣",
        )),
        (1980, _fashion(
            "丽芳艳敏燕静红霞玲莉娟萍琴琼", 0.4,
            "丽娟 红艳 海燕 丽华 小燕 春燕 丽丽 晓燕 玉兰 艳红 丽萍 小红 冬梅 汉华 红霞 晓红 建芳 慧芳 秀梅",
            0.2, "丽小红晓艳海慧玉春汉燕秀雪金志文亚美冬巧", "红霞燕萍丽芳敏娟玲琴蓉华梅琼英艳莉云平珍",
        )),
        (1990, _fashion(
            "静婷丽敏娟艳燕芳娜倩莉玲雪莎慧颖", 0.45,
            "婷婷 丽娜 晓燕 莉莉 丽丽 雪梅 海燕 静静 佳佳 文静 晓丽 倩倩 丹丹 娟娟 慧敏 雅琴 晓玲 小芳",
            0.2, "晓丽雪文小海慧雅佳玉亚艳思梦春美红燕诗秋", "婷娟静丽敏燕娜玲倩芳琴颖莉萍洁雯君慧蓉琳",
        )),
        (2000, _fashion(
            "婷静雪倩莹颖蕾洁琪雯欣悦婧莉", 0.34,
            "佳怡 思雨 雨婷 欣怡 梦婷 佳琪 雅婷 诗雨 雨欣 思琪 梦洁 佳慧 欣悦 静怡 慧玲 文慧 雅琪 梦瑶",
            0.26, "佳思雨欣梦雅诗文静慧晓婉心紫嘉若雪可依乐", "怡婷琪雨欣瑶洁慧雯颖妍悦菲萱莹琳玲涵蕾彤",
        )),
        (2100, _fashion(
            "悦萱彤玥诺汐", 0.06,
            "梓涵 子涵 欣怡 雨桐 诗涵 梓萱 欣妍 可馨 一诺 语桐 思涵 若汐 语汐 依诺 雨萱 梓琪 佳怡 芷若 沐瑶 "
            "梓晴 艺涵 婉清 可欣 语嫣",
            0.46, "梓雨欣诗语思子若可依沐佳一艺芷心婉悦安亦", "涵萱怡桐妍汐彤馨瑶诺琪熙晴嫣菲玥然宁琳悦",
        )),
    ),
}  # fmt: skip


def given(chance: random.Random, *, sex: str, born: int, shared: str = "") -> str:
    """A given name for someone born in that year; `shared` is the character that siblings begin with."""
    fashion = next(each for until, each in _TIMES[sex] if born < until)
    if shared:
        return shared + _ranked(chance, fashion.second)
    roll = chance.random()
    if roll < fashion.single_share * _OF_SINGLES:
        return _ranked(chance, fashion.singles)
    if roll < fashion.single_share * _OF_SINGLES + fashion.whole_share:
        return _ranked(chance, fashion.wholes)
    return _ranked(chance, fashion.first) + _ranked(chance, fashion.second)


def _ranked(chance: random.Random, some: str | tuple[str, ...]) -> str:
    return chance.choices(some, _zipf(len(some)))[0]


@cache
def _zipf(count: int) -> tuple[float, ...]:
    return tuple(1 / (rank + 12) for rank in range(count))


@cache
def characters() -> tuple[str, ...]:
    """Every character that a given name here may hold, in a fixed order."""
    fashions = [each for times in _TIMES.values() for _, each in times]
    texts = [each.singles + each.first + each.second + "".join(each.wholes) for each in fashions]
    return tuple(sorted(set("".join(texts)) | set(_RARE)))


_RARE = "玮炜佳嘉婧菁晶京旌莹滢盈颍影利俐力立俪珊杉姗艺怡仪宜彬宾滨洪鸿弘虹旭绪栩钰毓昱煜裕渝薇微巍蔚卉汇俞榆瑜禹羽语屿"
"""Seldom chosen by parents here, often by operators: characters that sound like common ones."""
