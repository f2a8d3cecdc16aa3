"""A street small enough to know by heart.

Two communities. In 三民 a lane with one building: 张三 and 王五 live in 101, 李四 in 102. In 大龙 an
estate with 赵六's 302. 张三 quarrels with 李四 over a leak (C1) and, twice, with the property company (C2,
C6); in 大龙 王五 quarrels with the same company (C3), and 赵六 with him (C4). C5 is a hazard for all to see.
"""

from __future__ import annotations

import datetime as dt

from graph.model import (
    At,
    Edge,
    HandedTo,
    HelpedBy,
    In,
    LedBy,
    Linked,
    MentionedIn,
    Node,
    Owns,
    PartOf,
    ReceivedBy,
    RefersTo,
    StatedAt,
)
from graph.store import Scope
from tests.contract.records import (
    case,
    gist,
    lives,
    matter,
    mention,
    officer,
    organisation,
    party,
    person,
    place,
    redirect,
)

# -- places and who answers for them --------------------------------------------------------------

STREET = place("street", "民权街道")
SANMIN = place("community", "三民社区", aliases=("三民社区居委会",))
DALONG = place("community", "大龙社区")
LANE = place("lane", "三民社区和平里", community=SANMIN.id)
BUILDING = place("building", "三民社区和平里1栋", community=SANMIN.id)
UNIT_101 = place("unit", "三民社区和平里1栋101室", community=SANMIN.id)
UNIT_102 = place("unit", "三民社区和平里1栋102室", community=SANMIN.id)
ESTATE = place("estate", "大龙社区江景苑", community=DALONG.id)
UNIT_302 = place("unit", "大龙社区江景苑302室", community=DALONG.id)

JUSTICE = organisation("民权司法所", kind="department", tier="resident")
POLICE = organisation("民权派出所", kind="department", tier="resident")
SAFETY = organisation("平安建设办公室", kind="department", tier="resident")
COMPANY = organisation("和顺物业管理有限公司", kind="property_company", aliases=("和顺物业",))
LEADER = officer("陈主任", post="街道办事处主任")

# -- people and cases ------------------------------------------------------------------------------

ZHANG = person("张三", mentions=3, telephones=("19900000001",), visible_to=(SANMIN.id,))
LI = person("李四", mentions=1, visible_to=(SANMIN.id,))
WANG = person("王五", mentions=1, visible_to=(SANMIN.id, DALONG.id))
ZHAO = person("赵六", visible_to=(DALONG.id,))
RETIRED = "person-00000000000000aa"
"""An id that 张三 once had."""
LONG_RETIRED = "person-00000000000000bb"
"""An id that led to the retired one."""


def _at(day: str, hour: int = 9) -> dt.datetime:
    return dt.datetime.fromisoformat(day) + dt.timedelta(hours=hour)


C1 = case(
    "C1", title="和平里1栋漏水纠纷", text="楼上卫生间漏水，双方争执。", received_at=_at("2024-03-01"),
    community=SANMIN.id,
    dispute_type="leakage", status="settled", settled_on=dt.date(2024, 3, 20), participants=2,
    amount=1500.0,
    visible_to=(SANMIN.id, JUSTICE.id, POLICE.id),
)  # fmt: skip
C2 = case(
    "C2", title="物业管理费纠纷", text="反映物业管理不到位，101室漏水无人修。",
    received_at=_at("2024-05-10"), community=SANMIN.id,
    dispute_type="property_service", status="in_progress", participants=12,
    visible_to=(SANMIN.id, SAFETY.id),
)  # fmt: skip
C3 = case(
    "C3", title="停车位", text="小区停车难，要求物业解决。", received_at=_at("2025-01-05"),
    community=DALONG.id, kind="request",
    status="closed", legacy=True, visible_to=(DALONG.id, POLICE.id),
)  # fmt: skip
C4 = case("C4", title="邻里口角", community=DALONG.id, dispute_type="neighbour", visible_to=(DALONG.id,))
C5 = case("C5", title="楼道堆物", source="hotline_12345", received_at=_at("2025-02-02"), kind="hazard")
C6 = case(
    "C6", title="物业再次停水", received_at=_at("2024-05-31", hour=23), community=SANMIN.id,
    dispute_type="property_service",
    amount=80.5, visible_to=(SANMIN.id,),
)  # fmt: skip
CASES = (C1, C2, C3, C4, C5, C6)

MATTER = matter("和平里物业", cases=2, visible_to=(SANMIN.id,))

# -- what the rows state ---------------------------------------------------------------------------

M1 = mention("R1", name="张三", role="applicant", keys=("k-zhang", "k-phone"), visible_to=(SANMIN.id,))
M2 = mention("R2", name="李四", role="respondent", keys=("k-li",), visible_to=(SANMIN.id,))
M3 = mention("R3", name="张三", role="applicant", keys=("k-zhang",), visible_to=(SANMIN.id,))
M4 = mention("R4", name="王五", role="applicant", keys=("k-phone",), visible_to=(DALONG.id,))
M5 = mention("R5", name="赵六", role="applicant", visible_to=(DALONG.id,))
M6 = mention("R6", name="和顺物业", kind="organisation", role="respondent", visible_to=(SANMIN.id,))
MENTIONS = (M1, M2, M3, M4, M5, M6)

G1 = gist(C1, "w-leak", "w-lane", digest="d-one")
G2 = gist(C2, "w-leak", digest="d-two")
G3 = gist(C3, "w-parking", digest="d-two")
G5 = gist(C5)
GISTS = (G1, G2, G3, G5)

NODES: tuple[Node, ...] = (
    STREET, SANMIN, DALONG, LANE, BUILDING, UNIT_101, UNIT_102, ESTATE, UNIT_302,
    JUSTICE, POLICE, SAFETY, COMPANY, LEADER, ZHANG, LI, WANG, ZHAO, *CASES, MATTER, *MENTIONS, *GISTS,
    redirect(RETIRED, ZHANG.id), redirect(LONG_RETIRED, RETIRED),
)  # fmt: skip


def _in(low: Node, high: Node) -> In:
    return In(source=low.id, target=high.id)


EDGES: tuple[Edge, ...] = (
    _in(SANMIN, STREET), _in(DALONG, STREET), _in(LANE, SANMIN), _in(BUILDING, LANE),
    _in(UNIT_101, BUILDING),
    _in(UNIT_102, BUILDING), _in(ESTATE, DALONG), _in(UNIT_302, ESTATE),
    lives(ZHANG, UNIT_101, since=dt.date(2019, 5, 1)), lives(WANG, UNIT_101), lives(LI, UNIT_102),
    Owns(source=ZHAO.id, target=UNIT_302.id),
    party(ZHANG, C1, "applicant"), party(LI, C1, "respondent"),
    party(ZHANG, C2, "applicant"), party(COMPANY, C2, "respondent"),
    party(WANG, C3, "applicant"), party(COMPANY, C3, "respondent", certainty="provisional"),
    party(ZHAO, C4, "applicant"), party(WANG, C4, "respondent"),
    party(ZHANG, C6, "applicant"), party(ZHANG, C6, "reporter"), party(COMPANY, C6, "respondent"),
    At(source=C1.id, target=BUILDING.id), At(source=C2.id, target=UNIT_101.id),
    At(source=C3.id, target=UNIT_302.id),
    At(source=C5.id, target=BUILDING.id),
    ReceivedBy(source=C1.id, target=JUSTICE.id, at=_at("2024-03-01")),
    HandedTo(source=C1.id, target=POLICE.id, at=_at("2024-03-02"), giver=JUSTICE.id, reason="涉嫌损坏财物"),
    HandedTo(source=C1.id, target=POLICE.id, at=_at("2024-03-05"), giver=JUSTICE.id),
    ReceivedBy(source=C2.id, target=SAFETY.id, at=_at("2024-05-10")),
    LedBy(source=C2.id, target=JUSTICE.id), HelpedBy(source=C2.id, target=POLICE.id),
    ReceivedBy(source=C3.id, target=POLICE.id),
    LedBy(source=MATTER.id, target=LEADER.id),
    PartOf(source=C1.id, target=MATTER.id), PartOf(source=C2.id, target=MATTER.id),
    Linked(source=C1.id, target=C2.id, kind="related", weight=2.5, reasons=("同一当事人张三", "同一楼栋")),
    MentionedIn(source=M1.id, target=C1.id, role="applicant"),
    MentionedIn(source=M2.id, target=C1.id, role="respondent"),
    MentionedIn(source=M3.id, target=C2.id, role="applicant"),
    MentionedIn(source=M4.id, target=C3.id, role="applicant"),
    MentionedIn(source=M5.id, target=C4.id, role="applicant"),
    MentionedIn(source=M6.id, target=C2.id, role="respondent"),
    StatedAt(source=M1.id, target=UNIT_101.id, since=dt.date(2019, 5, 1), also="民权路9号"),
    StatedAt(source=M1.id, target=UNIT_101.id, tenure="owns", until=dt.date(2024, 12, 31)),
    RefersTo(source=M1.id, target=ZHANG.id), RefersTo(source=M2.id, target=LI.id),
    RefersTo(source=M3.id, target=ZHANG.id),
    RefersTo(source=M4.id, target=WANG.id, certainty="provisional"),
    RefersTo(source=M6.id, target=COMPANY.id),
)  # fmt: skip

IN_SANMIN = Scope.of(SANMIN.id)
IN_DALONG = Scope.of(DALONG.id)
OF_NOTHING = Scope.of()


def street() -> tuple[Node | Edge, ...]:
    """All of it, nodes first."""
    return (*NODES, *EDGES)
