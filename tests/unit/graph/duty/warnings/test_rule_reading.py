"""A centre's own rules over the shipped ones, and every mistake in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.duty.warnings.facts import Fact
from graph.duty.warnings.rule_reading import read_rules, shipped_rules
from graph.duty.warnings.rules import RuleBook
from graph.duty.warnings.sayings import meant
from graph.duty.warnings.scoring import score_of
from graph.errors import BadWarningRules

RULE = 'name = "mine"\nzh = "我的规则"\npoints = 2\nsentence = "有 {participants}"\n'
MINE = f"[[rule]]\n{RULE}when = {{ participants = {{ at_least = 2 }} }}\n"


def read(folder: Path, text: str) -> RuleBook:
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return read_rules(path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "Invalid value"),
        ("[[rules]]\n", "没有“rules”这一项（是不是 rule？）"),
        ("rule = 3\n", "规则要写成 [[rule]]"),
        ('[[rule]]\nname = "Mine"\n', "不能是 'Mine'"),
        (MINE + MINE, "规则 mine 写了两次"),
        (MINE + 'score = 3\n', "规则 mine 里没有“score”这一项"),
        ('[[rule]]\nname = "mine"\nzh = "我"\npoints = 2\n', "缺少 when、sentence"),
        (MINE.replace("points = 2", "points = 0"), "points 要是大于 0、不超过 100 的数，不能是 0"),
        (MINE.replace("points = 2", "points = true"), "不能是 True"),
        (MINE.replace("points = 2", 'points = "2"'), "不能是 '2'"),
        (MINE.replace("points = 2", "points = nan"), "不能是 nan"),
        (MINE.replace("points = 2", "points = -3"), "不能是 -3"),
        (MINE.replace('zh = "我的规则"', "zh = 3"), "zh 要写文字"),
        (MINE.replace("participants = {", "participant = {"), "没有“participant”这个事实（是不是 participants？）"),
        (MINE.replace("at_least = 2", "at_least = -1"), "门槛 -1 不可能"),
        (MINE.replace("at_least = 2", "at_least = 1e9"), "只会在 0 到 10,000,000 之间"),
        (MINE.replace("at_least = 2", "atleast = 2"), "没有“atleast”这种比较"),
        (MINE.replace("at_least = 2", 'at_least = "2"'), "要与数比较，不能是 '2'"),
        (MINE.replace("at_least = 2", "is = 2"), "没有“is”这种比较"),
        (MINE.replace("at_least = 2", "at_least = 9, below = 9"), "不可能既不小于 9 又小于 9"),
        (MINE.replace("at_least = 2", "below = 0"), "永远达不到"),
        (MINE.replace("{ at_least = 2 }", "3"), "participants 要写成 { at_least = 1 }"),
        (f"[[rule]]\n{RULE}when = {{}}\n", "要写至少一个条件"),
        (f"[[rule]]\n{RULE}when = {{ legacy = 1 }}\n", "legacy 只能是 true 或 false"),
        (f'[[rule]]\n{RULE}when = {{ dispute_type = {{ is = "wages" }} }}\n', "没有代码 'wages'"),
        (f'[[rule]]\n{RULE}when = {{ stage = {{ at_least = "city" }} }}\n', "没有代码 'city'"),
        (MINE.replace("{participants}", "{people}"), "sentence 里没有“people”这个事实"),
        (MINE.replace("{participants}", "{participants"), "花括号不成对"),
        (MINE.replace("{participants}", "{participants:d}"), "花括号里只写事实的名字：{participants}"),
        (MINE.replace("{participants}", "{}"), "没有“”这个事实"),
        (MINE + 'about = ["person"]\n', "about 只能是 case、matter"),
        (MINE + 'off = "yes"\n', "off 只能是 true 或 false"),
        ('[[rule]]\nname = "none"\noff = true\n', "没有叫 none 的规则可以停用"),
        ('[[rule]]\nname = "wage"\noff = true\npoints = 3\n', "停用（off = true）时只写 name"),
        (f"[[rule]]\n{RULE}when = {{ days_open = {{ above = 10, below = 11 }} }}\n", "不可能既大于 10 又小于 11"),
        (f"[[rule]]\n{RULE}when = {{ cases = {{ at_least = 1e9 }} }}\n", "1,000,000,000 不可能：只会在 0 到 1,000,000"),
        (MINE.replace("我的规则", "吸毒人员"), "zh 里的“吸毒”说的是人的身份"),
        (MINE.replace("有 {", "社区矫正对象 {"), "sentence 里的“社区矫正”说的是人的身份"),
        ("[[rule\n", "不是 TOML"),
        ("[levels]\nhigh = 5\n", "按高、中、低依次变小"),
        ("[levels]\nhigh = 1000\n", "永远达不到"),
        ("[levels]\nlow = 0\n", "low 要是大于 0"),
        ("[levels]\nmargin = 3\n", "永远降不下来"),
        ("[levels]\nmargin = -1\n", "margin 要是"),
        ("[levels]\ndays = 1.5\n", "0 到 366 的整数天"),
        ("[levels]\nhighest = 1\n", "[levels] 里没有“highest”这一项（是不是 high？）"),
        ('[festivals]\n"元宵节" = ["2027-02-20"]\n', "要是日期的列表"),
        ('[words.violence]\nwords = "砍"\n', "words 要是词语的列表"),
        ('[words.violence]\nwords = ["("]\n', "不是有效的正则表达式"),
        ('[words.violence]\nwords = ["x*"]\n', "什么都匹配"),
        ('[words.violence]\nword = ["砍"]\n', "没有“word”这一项（是不是 words？）"),
        ('[words.addicts]\nzh = "某些人"\nwords = ["吸毒人员"]\n', "说的是人的身份"),
        ('[words.lift]\nwords = ["电梯困人"]\n', "要写 zh 和 words"),
        (f"[[rule]]\n{RULE}when = {{ said_lift = {{ at_least = 1 }} }}\n", "没有“said_lift”这个事实"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadWarningRules) as refused:
        read(tmp_path, text)
    sentence = str(refused.value)
    assert says in sentence
    assert "rules.toml" in sentence
    assert "\n" not in sentence


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadWarningRules):
        read_rules(tmp_path / "none.toml")


def test_a_rule_is_added_replaced_switched_off(tmp_path: Path) -> None:
    shipped = {each.name: each for each in shipped_rules().rules}
    text = f'[levels]\nhigh = 12\n{MINE}[[rule]]\nname = "wage"\noff = true\n' + MINE.replace("mine", "legacy")
    book = read(tmp_path, text)
    rules = {each.name: each for each in book.rules}
    assert rules.keys() == (shipped.keys() | {"mine"}) - {"wage"}
    assert rules["legacy"].points == 2
    assert rules["injury"] == shipped["injury"]
    assert (book.levels.high, book.levels.medium) == (12, shipped_rules().levels.medium)


def test_a_centre_adds_words_and_groups(tmp_path: Path) -> None:
    text = (
        '[words.gathering]\nwords = ["堵桥"]\nunless = ["堵桥墩"]\n[words.lift]\nzh = "电梯"\nwords = ["电梯困人"]\n'
        '[[rule]]\nname = "lift"\nzh = "电梯困人"\npoints = 3\n'
        'when = { said_lift = { at_least = 1 } }\nsentence = "{said_lift}"\n'
    )
    book = read(tmp_path, text)
    assert meant("村民要堵桥", book.wording).keys() == {"gathering"}
    assert not meant("村民要堵桥墩的洞", book.wording)
    assert meant("电梯困人两小时", book.wording).keys() == {"lift"}
    assert not meant("村民要堵桥", shipped_rules().wording)
    score = score_of({"said_lift": Fact(1, "“电梯困人两小时”（W1）")}, "case", book)
    assert score.rules == ("lift",)
    assert score.reasons == ("“电梯困人两小时”（W1）（+3 分）",)


def test_a_festival_of_the_centres_own_is_known(tmp_path: Path) -> None:
    book = read(tmp_path, '[festivals]\n"元宵节" = [2027-02-20]\n')
    assert "元宵节" in book.later_festivals
    assert "春节" in book.later_festivals


def test_every_shipped_rule_can_speak_and_no_name_is_used_twice() -> None:
    book = shipped_rules()
    names = [each.name for each in book.rules]
    assert len(set(names)) == len(names)
    assert {condition.fact for each in book.rules for condition in each.when} <= book.kinds.keys()
    assert sum(each.points for each in book.rules) > book.levels.high
