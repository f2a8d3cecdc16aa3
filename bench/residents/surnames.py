"""Surnames with about the shares that they have in China, in thousandths, and a Wuhan street's own lean."""

from __future__ import annotations

import random

from bench.residents.lists import words

_SHARES = """
王 72 李 71 张 66 刘 56 陈 50 杨 29 黄 24 赵 19 吴 22 周 23 徐 17 孙 12 马 9 朱 12 胡 17 郭 10 何 12 高 8 林 9 罗 11
郑 8 梁 6 谢 7 宋 7 唐 7 许 7 韩 5 邓 7 冯 6 曹 7 彭 9 曾 6 肖 9 田 6 董 5 袁 7 潘 6 于 4 蒋 5 蔡 6 余 10 杜 5 叶 6
程 10 苏 4 魏 5 吕 5 丁 6 任 4 沈 5 姚 4 卢 4 姜 3 崔 3 钟 4 谭 5 陆 3 汪 9 范 4 金 4 石 4 廖 4 贾 2 夏 6 韦 2 付 5
方 6 白 2 邹 5 孟 2 熊 8 秦 4 邱 3 江 4 尹 3 薛 2 闫 2 段 3 雷 4 侯 2 龙 3 史 2 陶 3 黎 2 贺 3 顾 2 毛 3 郝 2 龚 5
邵 2 万 6 钱 2 严 3 覃 2 武 2 戴 4 莫 1 孔 1 向 3 汤 3 常 1 温 1 康 2 施 2 文 3 牛 1 樊 2 葛 2 邢 1 安 1 齐 1 易 4
乔 1 伍 2 庞 1 颜 1 倪 1 庄 1 聂 3 章 3 鲁 2 岳 1 翟 1 殷 2 詹 2 申 1 欧 1 耿 1 关 1 兰 1 焦 1 俞 1 左 1 柳 1 甘 2
祝 2 包 1 宁 1 尚 1 符 1 舒 2 阮 2 柯 3 纪 1 梅 3 童 2 凌 1 毕 1 单 1 季 1 裴 1 霍 1 涂 3 成 1 苗 1 谷 1 盛 1 曲 1
翁 1 冉 1 骆 1 蓝 1 路 1 游 2 辛 1 靳 1 管 1 柴 1 蒙 1 鲍 1 华 1 喻 3 祁 1 蒲 1 房 1 屈 1 饶 2 解 1 牟 1 艾 1 尤 1
阳 1 时 1 穆 1 司 1 古 1 吉 1 缪 1 简 1 车 1 项 2 连 1 芦 2 麦 1 皮 2 明 2 郧 1 占 1 晏 1 冷 1 官 1 桂 2 费 1
欧阳 2 上官 1 司马 1 诸葛 1 皇甫 1 夏侯 1 司徒 1 令狐 1 慕容 1 尉迟 1 东方 1 公孙 1
"""
_WORDS = _SHARES.split()
_NAMES, _WEIGHTS = tuple(_WORDS[::2]), tuple(int(each) for each in _WORDS[1::2])
JOINED = words(
    """
    买买提·吐尔逊 阿依古丽·艾合买提 古丽娜尔·买买提 艾力·阿不都 阿卜杜拉·卡迪尔 热依汗·吐尔逊
    玛依拉·肉孜 吐尔洪·尼亚孜 巴特尔·苏和 扎西·次仁 卓玛·央金 帕提古丽·依明 木合塔尔·艾山
    阿迪力·玉素甫 斯琴·高娃 其其格·乌兰
    """
)
"""Whole names whose parts are joined by a dot."""
HEARD_ALIKE = {
    each[0]: each[1]
    for each in words(
        """
        张章 章张 陈程 程陈 吴伍 伍吴 徐许 许徐 余于 于余 俞余 汪王 黄王 肖萧 付傅 邱丘 沈申 石史 史石
        江姜 姜江 龚宫 严颜 颜严 何贺 贺何 陆卢 卢芦 林凌 金靳
        """
    )
}
"""What an operator writes who has only heard a surname."""


def surname(chance: random.Random) -> str:
    """A surname by its share."""
    return chance.choices(_NAMES, _WEIGHTS)[0]
