"""Made-up complaints: seeded, of any number, about estates, shops and firms that do not exist.

Words and names are skewed as in life: a few estates and troubles fill most complaints, most names stand in few. One
case in five is part of a matter: two to eight tell of the same thing at the same place, each in its own words.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.ids import make_id
from graph.model import Case, Edge, Node, Organisation, PartyTo, Person

SEED = 20240305
_FIRST_DAY = dt.datetime(2022, 1, 1, 8)
_DAYS = 1_000
_SYLLABLES = (
    "安邦宝博昌晨成春达德东恩丰福富光广桂国海和恒弘宏鸿华辉惠吉佳嘉建江金锦景静君凯康乐丽利联林龙隆茂美明宁鹏平祺"
    "启千青庆荣瑞润盛世顺松泰天通同旺伟文祥欣新信兴秀旭雅阳益银永裕源远云泽振正志中卓紫"
)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
_KINDS_OF_ESTATE = ("小区", "花园", "公寓", "家园", "新村", "佳苑", "雅居")
_KINDS_OF_SHOP = ("餐馆", "烧烤店", "汽修店", "棋牌室", "健身房", "培训中心", "药店", "超市", "歌厅", "洗衣店")
_KINDS_OF_FIRM = ("物业管理有限公司", "建筑劳务有限公司", "置业有限公司", "装饰工程有限公司", "商贸有限公司")
_TROUBLES = (
    ("噪声扰民", "{shop}每天营业到凌晨，音响声和客人喧哗声很大", "{shop}的排风机和空调外机整夜轰鸣，老人孩子无法入睡"),
    ("油烟扰民", "{shop}的油烟管道直接对着居民窗户排放", "一楼{shop}没有安装净化设备，厨房油烟顺着楼道往上窜"),
    ("屋面漏水", "{door}顶层屋面防水老化，一下雨就渗进卧室", "{door}的天花板大面积发霉脱落，墙皮泡得鼓起来"),
    ("下水道堵塞", "{door}门前的化粪池满溢，污水流到路面", "{door}厨房下水管返水，臭气从地漏冒出来"),
    ("电梯故障", "{door}的电梯经常困人，维保单位迟迟不更换配件", "{door}两部电梯停运一部，早晚高峰排长队"),
    ("拖欠工资", "{firm}拖欠工人三个月工资，负责人电话不接", "在{firm}做工的十几名工友至今没有拿到结算款"),
    ("物业服务", "{firm}收了物业费却不清扫楼道，垃圾几天不运", "{firm}公共收益账目不公开，保安形同虚设"),
    ("延期交房", "{firm}承诺的交房日期已过半年，工地无人施工", "{firm}擅自变更绿化和车位规划，业主拒绝收房"),
    ("消防通道占用", "{door}楼下消防通道被私家车堵死，救护车开不进来", "{door}楼道里堆满纸箱和电动车，存在火灾隐患"),
    ("预付卡退费", "{shop}突然关门，会员卡里的余额无处可退", "{shop}更换经营者以后不承认之前办理的次卡"),
    ("违章搭建", "{door}住户在露台上私自加盖阳光房，遮挡采光", "{door}有人打通承重墙改成出租隔间"),
    ("宠物伤人", "{door}邻居养的大型犬不拴绳，在院子里扑咬小孩", "{door}楼上养鸽子，粪便和羽毛落满阳台"),
)
_OPENINGS = (
    "我是{place}的住户，",
    "市民来电称，{place}",
    "网友在平台留言：",
    "{name}反映，",
    "您好，我住在{place}{door}，",
    "来信人{name}（{place}业主）陈述：",
    "{place}多位居民联名反映，",
)
_COURSES = (
    "{day}开始向{office}投诉过{times}次，工作人员答复会跟进，但一直不见效果。",
    "{day}曾联系{office}，对方让等通知，到现在已经{weeks}周。",
    "业主群里为此争吵不断，{day}还发生过肢体冲突，{office}到场劝离后没有下文。",
    "社区{day}组织过一次协商，双方在费用分摊上分歧很大，最后不欢而散。",
    "{office}{day}上门查看后说不属于其职责，建议找其他部门，居民感觉被踢皮球。",
    "家里有{age}岁的老人和刚出生的婴儿，{day}以来身体明显变差，医院检查花了{money}元。",
    "粗略估算损失在{money}元左右，照片、录音和缴费收据都保留着。",
)
_DEMANDS = (
    "请尽快派人到现场核查，并书面答复处理结果。",
    "希望责令限期整改，赔偿相应损失。",
    "诉求：由{office}牵头召开协调会，明确整改时间表。",
    "盼望有关领导重视，不要再互相推诿。",
    "请求依法查处，并公开处理依据。",
)
_OFFICES = ("城管执法队", "街道办", "住建局", "市场监管所", "环保局", "派出所", "劳动监察大队", "居委会", "消防大队")
_SIZES = (2, 2, 2, 2, 3, 3, 4, 5, 6, 8)


@dataclass(frozen=True, slots=True)
class Facts:
    """What cases of a matter have in common."""

    number: int
    trouble: int
    place: str
    door: str
    shop: str
    firm: str
    start: dt.datetime


@dataclass(frozen=True)
class Complaints:
    """So many complaints."""

    cases: int
    seed: int = SEED

    def records(self) -> Iterator[Node | Edge]:
        """Every case behind its parties and before what joins them; the same for the same number and seed."""
        chance = random.Random(f"{self.seed}/cases")
        number = matter = 0
        while number < self.cases:
            facts = self._facts(matter, chance)
            size = chance.choice(_SIZES) if chance.random() < 0.0625 else 1  # so that one case in five is in one
            for _ in range(min(size, self.cases - number)):
                yield from self.told(facts, number, chance)
                number += 1
            matter += 1

    def told(self, facts: Facts, number: int, chance: random.Random) -> Iterator[Node | Edge]:
        """One case about something, told by a person who is in no other."""
        who = Person(id=make_id("person", "bench", str(number)), name=_name(chance), visible_to=("*",))
        case = self._case(facts, number, who.name, chance)
        yield from (who, case)
        yield PartyTo(source=who.id, target=case.id, role="applicant")
        if facts.firm in case.text:
            firm = Organisation(id=make_id("organisation", facts.firm), name=facts.firm)
            yield firm
            yield PartyTo(source=firm.id, target=case.id, role="respondent")

    def more(self, count: int) -> Iterator[list[Node | Edge]]:
        """New cases, each with what goes with it: of two one tells again what one of the others tells."""
        chance, of_old = random.Random(f"{self.seed}/more"), random.Random(f"{self.seed}/cases")
        for number in range(self.cases, self.cases + count):
            facts = self._facts(number, of_old if number == self.cases else chance)
            yield list(self.told(facts, number, chance))

    def _facts(self, number: int, chance: random.Random) -> Facts:
        return Facts(
            number=number,
            trouble=_skewed(len(_TROUBLES), chance),
            place=self._estates[_skewed(len(self._estates), chance)],
            door=f"{chance.randint(1, 30)}栋{chance.randint(1, 4)}单元",
            shop=self._shops[_skewed(len(self._shops), chance)],
            firm=self._firms[_skewed(len(self._firms), chance)],
            start=_FIRST_DAY + dt.timedelta(minutes=chance.randrange(_DAYS * 24 * 60)),
        )

    def _case(self, facts: Facts, number: int, name: str, chance: random.Random) -> Case:
        head, *ways = _TROUBLES[facts.trouble]
        when = facts.start + dt.timedelta(minutes=chance.randrange(20 * 24 * 60))
        slots = {
            "place": facts.place, "door": facts.door, "shop": facts.shop, "firm": facts.firm, "name": name,
            "office": chance.choice(_OFFICES), "day": f"{when.month}月{chance.randint(1, 28)}日",
            "times": chance.randint(2, 9), "weeks": chance.randint(2, 20), "age": chance.randint(60, 95),
            "money": chance.randrange(200, 90_000, 50),
        }  # fmt: skip
        said = [chance.choice(_OPENINGS), f"{chance.choice(ways)}。", *chance.sample(_COURSES, 4)]
        text = "".join([*said, chance.choice(_DEMANDS)]).format(**slots)
        return Case(
            id=make_id("case", "grid", f"B{number:07}"),
            source="grid",
            number=f"B{number:07}",
            kind="request",
            title=f"{facts.place}{facts.door if chance.random() < 0.3 else ''}{head}问题",
            text=text,
            place=facts.place,
            received_at=when,
            visible_to=("*",),
        )

    @cached_property
    def _estates(self) -> list[str]:
        return self._names("estates", max(20, self.cases // 50), _KINDS_OF_ESTATE)

    @cached_property
    def _shops(self) -> list[str]:
        return self._names("shops", max(20, self.cases // 20), _KINDS_OF_SHOP)

    @cached_property
    def _firms(self) -> list[str]:
        return self._names("firms", max(10, self.cases // 100), _KINDS_OF_FIRM)

    def _names(self, part: str, count: int, kinds: tuple[str, ...]) -> list[str]:
        chance = random.Random(f"{self.seed}/{part}")
        return [
            f"{''.join(chance.choices(_SYLLABLES, k=chance.randint(2, 3)))}{chance.choice(kinds)}" for _ in range(count)
        ]


def _name(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 2)))


def _skewed(count: int, chance: random.Random) -> int:
    """A number below `count`: the small ones far more often, as words and places are."""
    return int(count * chance.random() ** 3)
