"""How common a Chinese name is, where a set is too small to tell.

Estimates of the share of people with a surname, and of given-name characters among given names, rounded from what
the police's yearly name reports (公安部《全国姓名报告》) and the censuses publish. They need to be right within a
factor of two: a factor of two is one point of weight.
"""

from __future__ import annotations

from functools import lru_cache

from graph.identity.names import surname_of

_SURNAMES = (
    "王 7.25 李 7.19 张 6.83 刘 5.38 陈 4.53 杨 3.08 黄 2.23 赵 2.29 吴 2.05 周 2.12 徐 1.67 孙 1.54 马 1.29 朱 1.26"
    " 胡 1.31 郭 1.15 何 1.17 林 1.13 高 1.00 罗 0.95 郑 0.93 梁 0.84 谢 0.76 宋 0.70 唐 0.69 许 0.66 韩 0.68"
    " 邓 0.62 冯 0.64 曹 0.60 彭 0.60 曾 0.58 肖 0.59 田 0.50 董 0.51 潘 0.46 袁 0.50 蔡 0.46 蒋 0.47 余 0.48 于 0.48"
    " 杜 0.47 叶 0.46 程 0.44 魏 0.45 苏 0.43 吕 0.43 丁 0.42 任 0.41 卢 0.40 姚 0.40 沈 0.39 钟 0.38 姜 0.38 崔 0.38"
    " 谭 0.37 陆 0.37 范 0.36 汪 0.36 廖 0.35 石 0.34 金 0.34 韦 0.33 贾 0.33 夏 0.33 付 0.32 傅 0.25 方 0.32 邹 0.31"
    " 熊 0.31 白 0.30 孟 0.29 秦 0.29 邱 0.28 侯 0.28 江 0.27 尹 0.26 薛 0.26 闫 0.25 段 0.24 雷 0.24 龙 0.22 黎 0.22"
    " 史 0.21 陶 0.21 贺 0.20 毛 0.20 郝 0.20 顾 0.20 龚 0.20 邵 0.20 万 0.19 覃 0.19 武 0.18 钱 0.18 戴 0.18 严 0.17"
    " 莫 0.17 孔 0.17 向 0.16 常 0.16 汤 0.16 康 0.15 易 0.15 乔 0.14 赖 0.14 文 0.14 欧阳 0.07"
)
"""Per cent of all people."""
_CHARACTERS = (
    "英 2.0 华 1.9 玉 1.8 秀 1.7 明 1.6 文 1.5 珍 1.3 丽 1.5 芳 1.3 兰 1.3 国 1.3 春 1.2 红 1.3 建 1.2 梅 1.2 军 1.2"
    " 海 1.1 平 1.2 桂 1.1 志 1.1 金 1.1 霞 1.0 伟 1.2 荣 1.0 生 0.9 小 1.1 晓 0.9 云 0.9 德 0.9 凤 0.9 林 0.9 燕 0.8"
    " 艳 0.8 敏 0.9 静 0.9 永 0.8 强 0.9 美 0.8 清 0.8 玲 0.9 涛 0.7 辉 0.7 庆 0.6 杰 0.8 勇 0.8 娟 0.7 忠 0.6 成 0.6"
    " 萍 0.7 学 0.6 洪 0.5 俊 0.7 琴 0.6 波 0.6 东 0.6 新 0.6 峰 0.7 龙 0.6 祥 0.5 福 0.6 斌 0.6 宇 0.7 婷 0.7 雪 0.6"
    " 佳 0.7 欣 0.7 浩 0.7 梓 0.6 子 0.6 雨 0.6 思 0.5 磊 0.6 鹏 0.6 飞 0.6 洋 0.6 超 0.6 刚 0.5 义 0.5 安 0.5 全 0.4"
    " 香 0.5 莲 0.5 淑 0.6 翠 0.4 花 0.5 立 0.4 正 0.4 元 0.4 光 0.5 世 0.4 少 0.4 家 0.4 天 0.4 一 0.5 怡 0.5 博 0.4"
    " 宏 0.4 振 0.4 亚 0.4 爱 0.4 月 0.4 莉 0.5 琳 0.4 慧 0.5 颖 0.4 倩 0.4 丹 0.4 芬 0.5 洁 0.4 娜 0.4 健 0.5 宁 0.4"
)
"""Per cent of all given-name characters."""
_RARE_SURNAME = 0.0004
_RARE_CHARACTER = 0.001
_ONE_CHARACTER = 0.15
"""Of given names; the others have two."""
LEAST_SHARE = 1e-5
"""Of a full name. Rarer ones exist, but those who bear them are kin and neighbours."""
MOST_SHARE = 4e-4


def _read(table: str) -> dict[str, float]:
    words = table.split()
    return {word: float(share) / 100 for word, share in zip(words[::2], words[1::2], strict=True)}


_SURNAME_SHARES = _read(_SURNAMES)
_CHARACTER_SHARES = _read(_CHARACTERS)


def surname_share(surname: str) -> float:
    """The share of people of this surname, 0 to 1."""
    return _SURNAME_SHARES.get(surname, _RARE_SURNAME)


@lru_cache(maxsize=65536)
def name_share(name: str) -> float:
    """The share of people of this full name, between the least and the most that is told apart."""
    surname = surname_of(name)
    given = name[len(surname) :]
    if not surname or not given or len(given) > 2:
        return LEAST_SHARE
    share = surname_share(surname) * (_ONE_CHARACTER if len(given) == 1 else 1 - _ONE_CHARACTER)
    for each in given:
        share *= _CHARACTER_SHARES.get(each, _RARE_CHARACTER)
    return min(max(share, LEAST_SHARE), MOST_SHARE)
