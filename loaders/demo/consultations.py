"""法律咨询: what residents asked the centre's lawyers, and what they were told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.ids import make_id
from graph.model import About, By, Consultation, Organisation
from loaders.demo.chance import Chance
from loaders.demo.residents import Resident
from loaders.demo.setting import Setting

_A_YEAR_PER_RESIDENT = 0.04
_ASKED = (
    ("租房押金不退怎么办", "保留合同和转账记录，可先申请调解，调解不成可向法院起诉。"),
    ("遗嘱怎么写才有效", "自书遗嘱须亲笔书写、签名并注明年月日，建议办理公证。"),
    ("老人赡养费如何分担", "子女按能力共同负担，可在社区调解员主持下签订赡养协议。"),
    ("公司拖欠工资如何维权", "可向劳动监察部门投诉或申请劳动仲裁，注意一年时效。"),
    ("楼上漏水损失由谁赔", "先查明漏点，属专有部分的由该业主赔偿，属公共部位的可申请维修资金。"),
    ("邻居装摄像头侵犯隐私吗", "对准他人门窗可能侵犯隐私，可要求调整角度。"),
    ("网购退货商家不理怎么办", "七日无理由退货期内可向平台和市场监管部门投诉。"),
    ("离婚时房产如何分割", "协商优先，协商不成由法院根据出资和登记情况判决。"),
    ("借条没写还款日期还有效吗", "有效，可随时要求返还，但应给对方合理的准备时间。"),
    ("物业服务差能不能不交物业费", "不宜直接拒交，可要求整改并通过业主大会协商减免。"),
)
_LED_TO_A_CASE = 0.15


@dataclass(frozen=True, slots=True)
class Advice:
    """Who was advised: an edge to a person, which identity must have founded first."""

    consultation: str
    resident: Resident


def consult(setting: Setting, years: range) -> list[Advice]:
    """The consultations of `years`; some are about a case of the same community."""
    given: list[Advice] = []
    for year in years:
        count = round(len(setting.residents.all) * _A_YEAR_PER_RESIDENT)
        for position in range(count):
            given.append(_one(setting, year, position))
    return given


def _one(setting: Setting, year: int, position: int) -> Advice:
    chance = Chance(setting.seed, year, "consultation", position)
    on = chance.day(dt.date(year, 1, 4), dt.date(year, 12, 28))
    resident = setting.resident(chance, on=on)
    lawyers = _lawyers(setting, on, position)
    subject, advice = chance.one(_ASKED)
    readers = (lawyers.id, setting.organisations["justice"].id, resident.room.community.id)
    consultation = Consultation(
        id=make_id("consultation", str(year), str(position)), visible_to=tuple(sorted(readers)), subject=subject, on=on,
        mode=chance.weighted({"online": 30, "appointment": 25, "on_site": 45}), advice=advice,
    )  # fmt: skip
    adviser = setting.organisations.officer(lawyers, chance, on=on) or lawyers
    setting.log.add(on, consultation, By(source=consultation.id, target=adviser.id))
    if chance.happens(_LED_TO_A_CASE):
        _about(setting, consultation, resident, chance)
    return Advice(consultation.id, resident)


def _lawyers(setting: Setting, on: dt.date, position: int) -> Organisation:
    """A third went to another firm while its term ran."""
    former = setting.organisations["former_lawyers"]
    served = former.until is not None and on <= former.until
    return former if served and position % 3 == 0 else setting.organisations["lawyers"]


def _about(setting: Setting, consultation: Consultation, resident: Resident, chance: Chance) -> None:
    """About a dispute that had come in by then."""
    before = dt.datetime.combine(consultation.on, dt.time())
    cases = [
        each.case
        for each in chance.some(setting.journeys, 40)
        if each.case.kind == "dispute" and each.case.community == resident.room.community.id
        and each.case.received_at is not None and each.case.received_at < before
    ]  # fmt: skip
    if cases:
        setting.log.add(consultation.on, About(source=consultation.id, target=cases[0].id))
