"""Fictional complaints, in the manner of those that people write, and what is true of two of them."""

from __future__ import annotations

from hypothesis import strategies as st

from graph.linkage.texts.likeness import Likeness, compare
from graph.linkage.texts.reading import Reading, read
from graph.linkage.texts.scoring import features_of, weigh

Complaint = tuple[str, str]
"""Title and text."""
DAYS = 3
"""Between any two of them."""

GARAGE = (
    "澜悦湾小区地下车库长期积水",
    "我是澜悦湾小区的业主，小区负一层地下车库从去年雨季开始一直积水，物业只放了两台水泵，车子没法停，"
    "请有关部门督促物业尽快处理。",
)
SMOKE = (
    "反映桂溪名邸楼下烧烤店油烟扰民",
    "桂溪名邸3栋一楼的老吴烧烤店没有装专用烟道，每天晚上油烟直接往楼上飘，窗户都不敢开，多次找城管没有结果。",
)
WAGES = (
    "鼎立建设拖欠农民工工资",
    "我们二十多个工人在云栖台项目干活，鼎立建设从八月起没有发过工资，老板电话不接，请帮我们讨回血汗钱。",
)
LATE = (
    "枫林学府延期交房",
    "枫林学府三期合同约定去年十二月交房，现在工地基本停工，开发商没有给任何说法，我们还着房贷租着房。",
)
NIGHT = (
    "轨道7号线澄湖站施工夜间噪音",
    "7号线澄湖站工地每天半夜打桩、倒土，吵得周边居民整夜睡不着，请限制夜间施工时间。",
)
LIFT = (
    "青禾苑电梯经常困人",
    "青禾苑5栋的电梯这个月第三次困人了，昨晚老人被关了四十分钟，维保单位敷衍了事，请质监部门检查。",
)
TILES = (
    "望江郡外墙瓷砖脱落砸车",
    "望江郡2栋外墙瓷砖接连掉落，前天砸中楼下停的两辆车，物业只拉了警戒线，请尽快维修外墙。",
)
PONDS = (
    "南塘村污水直排鱼塘",
    "南塘村上游的养猪场把粪水直接排进水渠，我家三亩鱼塘的鱼全死了，环保部门来过一次没有下文。",
)
ROAD = (
    "咨询梅岭路什么时候拉通",
    "梅岭路修到铁路边就断了，成了断头路，两边小区绕行要二十分钟，请问何时能贯通。",
)
COURSE = (
    "博艺培训机构跑路不退学费",
    "博艺美术培训一夜之间关门，家长交的一万多元课时费没有退，负责人失联，请教育局和公安立案。",
)
WATER = (
    "瑞和园自来水发黄",
    "瑞和园自来水放出来是黄的，有铁锈味，水箱一年没有清洗，请供水公司检测水质。",
)
ROOF = (
    "清溪花园违建无人管",
    "清溪花园顶楼住户在楼顶私搭阳光房，堵了消防通道，我们举报到城管，只贴了通知没有拆。",
)
LESSONS = (
    "举报第二中学违规补课",
    "第二中学高一年级周末组织学生集体补课，每人收费八百元，学生没有休息时间，请教育局制止。",
)
OLD_LIFT = (
    "要求更换电梯",
    "我住在云麓山庄，电梯每周停一次，老人上下楼很不方便，请督促物业动用维修基金更换电梯。",
)
FEES = (
    "物业费太高服务太差",
    "魅力新城小区物业费每平米三块五，保安形同虚设，绿化枯死，垃圾没人清，要求物价部门核查收费标准并督促整改。",
)
TRUCKS = (
    "渣土车夜间扰民",
    "凤凰城门口的路上每晚有渣土车经过，扬尘和噪音非常严重，居民不敢开窗，请交警和城管联合执法。",
)
LINE = (
    "1号线北延线规划进度",
    "请问1号线北延线什么时候开工，规划公示已经过去两年，沿线居民非常期待，希望给出时间表。",
)

PLACES = (
    "学位不足",
    "水岸新城的孩子今年被划到五公里外的学校，入学学位不足，请教育局说明派位方案，就近安排入学。",
)
GARAGE_AGAIN = (
    "澜悦湾车库漏水物业不管",
    "澜悦湾地库一下雨就漏水，水深到脚踝，好几辆车泡坏了，打物业电话总说在协调，希望领导过问一下。",
)
"""By another person."""

IN_OTHER_WORDS: tuple[tuple[Complaint, Complaint], ...] = (
    (SMOKE, ("老吴烧烤夜间排油烟，桂溪名邸居民苦不堪言",
             "住在桂溪名邸3栋五楼，楼下老吴烧烤营业到凌晨两点，油烟和噪音让老人孩子没法休息，请查处其无烟道经营。")),
    (LATE, ("枫林学府三期什么时候能交房",
            "购买了枫林学府三期的房子，已经逾期快一年，售楼部人去楼空，请住建局介入，督促复工并给出交付时间。")),
    (NIGHT, ("澄湖站地铁工地半夜施工扰民",
             "家住澄湖站旁边，七号线施工单位凌晨一点还在用挖机作业，噪声很大，拨打热线多次都没有改善。")),
    (LIFT, ("青禾苑5栋电梯故障频发",
            "我母亲昨晚被困在青禾苑5栋电梯里将近一小时，物业说没有钱大修，要求更换老旧电梯。")),
    (ROAD, ("梅岭路断头路何时打通",
            "我们每天上班都要绕过梅岭路断头的那一段，规划说前年就要通车，现在还围着挡板没有动工。")),
    (COURSE, ("博艺美术卷款跑路",
              "孩子在博艺美术报了两年的课，上周去发现大门紧锁，老师说工资也没有发，请帮家长追回预付款。")),
    (WATER, ("瑞和园小区自来水浑浊",
             "最近一个月瑞和园的水烧开后有沉淀，孩子喝了拉肚子，问物业说水箱没问题，希望卫生部门抽检。")),
    (ROOF, ("顶楼私自搭建无人管，清溪花园6栋住户担忧",
            "清溪花园6栋楼顶有人搭建玻璃房，承重和漏水都让楼下住户担心，要求拆除违法建筑。")),
    (PONDS, ("养猪场污染南塘村水渠",
             "南塘村的村民反映，村口养猪场长期偷排，水渠又黑又臭，井水不能喝，请环保局严查。")),
)  # fmt: skip
"""Of one matter, by two people."""


def about(said: Complaint, *names: tuple[str, str]) -> Complaint:
    """The same words about something else."""
    title, text = said
    for name, other in names:
        title, text = title.replace(name, other), text.replace(name, other)
    return title, text


COPIED: tuple[tuple[Complaint, Complaint], ...] = (
    (LATE, about(LATE, ("枫林学府", "锦绣天成"))),
    (LIFT, about(LIFT, ("青禾苑", "碧水园"))),
    (NIGHT, about(NIGHT, ("7号线", "3号线"), ("澄湖站", "柳港站"))),
    (WATER, about(WATER, ("瑞和园", "紫薇苑"))),
    (ROOF, about(ROOF, ("清溪花园", "临湖公馆"))),
    (LESSONS, about(LESSONS, ("第二中学", "第七中学"))),
    (GARAGE, about(GARAGE, ("澜悦湾", "栖霞里"))),
    (SMOKE, about(SMOKE, ("桂溪名邸", "云水雅苑"), ("老吴烧烤", "川渝串串"))),
    (WAGES, about(WAGES, ("云栖台", "凤鸣阁"), ("鼎立建设", "宏远劳务"))),
    (LATE, about(LATE, ("三期", "一期"))),
    (TILES, about(TILES, ("望江郡", "听松苑"))),
    (ROAD, about(ROAD, ("梅岭路", "茶亭路"))),
    (PONDS, about(PONDS, ("南塘村", "白果村"))),
    (COURSE, about(COURSE, ("博艺", "星海"))),
    (OLD_LIFT, about(OLD_LIFT, ("云麓山庄", "芙蓉家园"))),
    (FEES, about(FEES, ("魅力新城", "润景家园"))),
    (TRUCKS, about(TRUCKS, ("凤凰城", "东方玫瑰园"))),
    (LINE, about(LINE, ("1号线", "5号线"))),
    (PLACES, about(PLACES, ("水岸新城", "金桥佳苑"))),
)
"""Of two matters, word for word the same but for the names."""

LITTLE_IN_COMMON: tuple[tuple[Complaint, Complaint], ...] = (
    (GARAGE, GARAGE_AGAIN),
    (WAGES, ("云栖台工地工资至今没结",
             "本人在云栖台二标段做木工，承建单位鼎立建设欠我四个月工资三万二千元，一直推脱说甲方没有付款，孩子等着交学费。")),
    (TILES, ("望江郡高空坠物隐患",
             "路过望江郡2栋差点被掉下来的瓷砖砸到，墙面大片空鼓，开发商和物业互相推，希望住建部门处理。")),
)  # fmt: skip
"""Of one matter, of which little but a name is told by both."""

FRAGMENTS = (
    "澜悦湾", "小区", "桂溪名邸", "烧烤店", "油烟", "噪音扰民", "地下车库", "漏水", "青禾苑", "5栋", "十三栋",
    "电梯", "7号线", "一号线", "澄湖站", "施工", "第二中学", "补课", "学位", "物业", "千山制药", "山千制药", "集资",
    "退款", "A7县", "B2区", "，", "。", " ", "\n", "😀", "ＡＢ", "臺灣", "\u200b", "the shop", "315路公交",
    "请问何时", "鼎立建设公司", "欠薪",
)  # fmt: skip
texts = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=30).map("".join)
"""Any text, more often one that a reading finds something in."""


def reading(said: Complaint, place: str = "") -> Reading:
    """Of a complaint that says enough."""
    found = read(*said, place)
    assert found is not None
    return found


def likeness(one: Complaint, other: Complaint) -> Likeness:
    """How alike two complaints are."""
    return compare(reading(one), reading(other))


def bits(one: Complaint, other: Complaint, days: int = DAYS) -> float:
    """What the texts of two complaints by different people come to."""
    return sum(weigh(features_of(likeness(one, other), account=False, template=False, days=days)).values())
