"""Every code list: the code that is stored, the Chinese that users read, and where the list comes from.

A centre extends a list by a TOML file of its own (`read_vocabulary`); a stored code that a list does not know is
refused on the way in and shown as it is on the way out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from graph.errors import BadVocabulary, UnknownCode
from graph.own_files import Unreadable, read_own

CENTRE = "三链工作法（民权街道综治中心）"
GBT_31000 = "GB/T 31000-2015 社会治安综合治理基础数据规范"
MEDIATION_LAW = "中华人民共和国人民调解法（2010）"


@dataclass(frozen=True)
class CodeList:
    """One list of codes, in the order in which users see them."""

    name: str
    zh: str
    origin: str
    labels: Mapping[str, str]
    synonyms: Mapping[str, str] = field(default_factory=dict)

    def label(self, code: str | None) -> str:
        """The Chinese of `code`; a code that the list does not know is its own label, None is empty."""
        return "" if code is None else self.labels.get(code, code)

    def code(self, text: str) -> str:
        """The code that a user's `text` stands for: a code, a label or a synonym. Raises UnknownCode."""
        found = self.find(text)
        if found is None:
            raise UnknownCode(list=self.zh, value=text, known="、".join(self.labels.values()))
        return found

    def find(self, text: str) -> str | None:
        """The code as `code` finds it; None: the list knows none."""
        return self._readings.get(text.strip())

    @cached_property
    def _readings(self) -> dict[str, str]:
        by_label = {zh: code for code, zh in self.labels.items()}
        return {**self.synonyms, **by_label, **{code: code for code in self.labels}}


def _list(name: str, zh: str, origin: str, codes: str, **synonyms: str) -> CodeList:
    """A list from lines of `code label`; a synonym is given as `code="甲 乙"`."""
    labels = dict(line.split(None, 1) for line in codes.strip().splitlines())
    readings = {word: code for code, words in synonyms.items() for word in words.split()}
    return CodeList(name, zh, origin, labels, readings)


_LISTS = (
    _list("source", "来源渠道", CENTRE, """
        grid 网格
        hotline_12345 12345热线
        petition 智慧信访
        online 线上平台
        walk_in 来访接待
        team 群防群治队伍
        weekly_list 矛盾隐患清单
        police 派出所移交
        court 法院委派
        register 登记台账
        other 其他""",
        grid="网格员 网格上报 网格排查 网格员上报 网格中心 日常巡查", hotline_12345="12345 市长热线 12345工单 热线 市民热线 武汉12345",
        petition="信访 智慧信访平台 网上信访 来信", online="线上 微信小程序 小程序 公众号 网上 微邻里 网络平台",
        walk_in="来访 上门 现场 窗口 综治中心窗口 群众来访 电话 来电", police="派出所 110 警情移交", court="法院",
        team="群防群治 志愿者 志愿队 巡逻队 义警 民权义警 平安锣 楚风自管队 帮帮应急队 楼栋长"),
    _list("case_kind", "件别", CENTRE, """
        dispute 矛盾纠纷
        request 群众诉求
        hazard 隐患""",
        dispute="纠纷 矛盾", request="诉求 求助 咨询 投诉 建议 举报 投诉举报", hazard="安全隐患 矛盾隐患 风险隐患"),
    _list("dispute_type", "纠纷类别", f"{GBT_31000}；司法部人民调解案件分类", """
        family 婚姻家庭纠纷
        neighbour 邻里纠纷
        property_service 物业纠纷
        housing 房屋宅基地纠纷
        tenancy 房屋租赁纠纷
        labour 劳动争议纠纷
        wage 拖欠工资纠纷
        consumer 消费纠纷
        contract 合同纠纷
        debt 债务纠纷
        injury 损害赔偿纠纷
        traffic 道路交通事故纠纷
        medical 医疗纠纷
        demolition 征地拆迁纠纷
        environment 环境污染纠纷
        noise 噪声扰民纠纷
        construction 施工纠纷
        leakage 房屋漏水纠纷
        parking 停车纠纷
        inheritance 继承纠纷
        support 赡养抚养纠纷
        campus 校园纠纷
        business 生产经营纠纷
        administrative 行政争议
        other 其他纠纷""",
        family="婚姻家庭 家庭纠纷 婚姻纠纷 家庭矛盾", neighbour="邻里 邻里矛盾", property_service="物业 物业管理 物业服务 物业服务纠纷 物业管理纠纷",
        housing="房屋 宅基地 房产纠纷 房屋纠纷", tenancy="租赁 租赁纠纷 房租 租房纠纷", labour="劳动 劳动争议 劳资纠纷 劳动纠纷 劳务纠纷 劳资 劳动社保",
        wage="欠薪 讨薪 拖欠工资 工资 欠薪纠纷", consumer="消费 消费维权 消费投诉", contract="合同 经济合同纠纷 经济纠纷", debt="债务 借贷 借贷纠纷 民间借贷 债权债务",
        injury="损害赔偿 人身损害 赔偿", traffic="交通事故 交通", medical="医疗 医患 医患纠纷", demolition="拆迁 征地 征收 征收补偿 征收拆迁",
        environment="环境 环境污染 油烟扰民 油烟 环保", noise="噪声 噪音 噪音扰民 噪声扰民", construction="施工 工程施工 施工扰民 装修",
        leakage="漏水 渗水 房屋渗水 漏水纠纷 渗漏水", parking="停车 停车位 车位 占道停车", inheritance="继承 遗产", support="赡养 抚养 扶养 赡养纠纷",
        campus="校园 学校", business="生产经营 经营纠纷", administrative="行政 行政纠纷", other="其他 其它"),
    _list("event_scale", "事件规模", f"{GBT_31000} 事件规模", """
        individual 个体性事件
        general_group 一般群体性事件
        larger_group 较大群体性事件
        major_group 重大群体性事件
        extra_major_group 特别重大群体性事件""",
        individual="个体 个体性", general_group="一般群体性 一般", larger_group="较大群体性 较大", major_group="重大群体性 重大",
        extra_major_group="特别重大"),
    _list("case_status", "办理状态", CENTRE, """
        received 已受理
        assigned 已交办
        in_progress 办理中
        settled 已化解
        unsettled 未化解
        closed 已办结
        reopened 重新办理
        paused 中止办理
        withdrawn 已撤回
        rejected 不予受理""",
        received="受理 待处理 未处理 新增 待办 登记", assigned="交办 已派单 已转办 转办", in_progress="处理中 化解中 调解中 正在化解 正在办理 正在处理 正在调解 正在处理中 正在办理中 正在化解中 正在调解中 处置中 跟进中",
        settled="化解 调解成功 化解成功 已调解 成功", unsettled="调解失败 化解失败 化解不成功 未成功", closed="办结 结案 已结案 已处理 已处置 已完成 完成",
        reopened="重开 重办 再次办理", withdrawn="撤回 撤销 撤诉", rejected="不受理"),
    _list("outcome", "化解结果", f"{CENTRE}；{MEDIATION_LAW}", """
        agreement 达成协议
        explained 解释疏导
        fulfilled 诉求解决
        referred 引导依法处理
        rectified 隐患消除
        withdrawn 当事人撤回
        failed 未化解""",
        agreement="调解成功 和解 达成调解协议", explained="解释 政策解释 疏导", fulfilled="已解决 解决", referred="引导诉讼 诉讼 仲裁 引导诉讼仲裁",
        rectified="已整改 整改", failed="调解不成 未达成协议"),
    _list("stage", "化解层级", f"{CENTRE} 三级化解", """
        grid 网格初调
        community 社区联调
        street 街道精调""",
        grid="网格 网格级", community="社区 社区级", street="街道 街道级 领导包案"),
    _list("party_role", "当事人身份", f"{CENTRE}；{MEDIATION_LAW}", """
        applicant 申请人
        respondent 被申请人
        party 当事人
        third_party 第三人
        agent 代理人
        witness 见证人
        reporter 反映人
        resident 居民""",
        applicant="甲方 申请方 投诉人 信访人 诉求人 甲方当事人 一方当事人 主要当事人", respondent="乙方 被申请方 被投诉人 对方当事人 被反映人 乙方当事人 另一方当事人",
        party="涉事人 涉及人 双方当事人", third_party="第三方", agent="委托人 委托代理人", witness="证人", reporter="举报人 来电人 报告人 上报人 投诉反映人",
        resident="户主 住户 业主 租户"),
    _list("mention_kind", "当事人类别", CENTRE, """
        person 自然人
        organisation 单位""", person="个人", organisation="企业 公司 法人 机构"),
    _list("sex", "性别", "GB/T 2261.1-2003 人的性别代码", """
        1 男
        2 女""", **{"1": "男性 M", "2": "女性 F"}),
    _list("place_level", "地点层级", f"{GBT_31000} 城乡社区网格与房屋", """
        street 街道
        community 社区
        grid 网格
        estate 小区
        lane 里份
        road 道路
        number 门牌
        building 楼栋
        entrance 单元
        floor 楼层
        unit 户室""", lane="里 巷", road="路 街", unit="房屋 户 室 商铺 门面"),
    _list("tenure", "居住关系", CENTRE, """
        lives 居住
        owns 产权人
        rents 承租""", lives="常住 户籍 自住 现住 户主 同住 居民", owns="业主 房主 产权 房东 自有 所有权人", rents="租住 租户 租客 承租人 租赁 出租"),
    _list("organisation_kind", "单位类别", CENTRE, """
        party_committee 党工委
        department 职能部门
        community_committee 社区居委会
        mediation_committee 调解组织
        property_company 物业公司
        enterprise 企业
        shop 商户
        construction_site 工地项目部
        volunteer_team 群防群治队伍
        law_firm 律师事务所
        court 法院
        school 学校
        hospital 医院
        association 社会组织
        other 其他单位""",
        department="部门 政府部门 机关 街道科室 派驻部门", community_committee="社区 居委会", mediation_committee="调委会 调解室 人民调解委员会", property_company="物业",
        enterprise="公司", shop="商铺 门店 个体工商户 个体户", construction_site="工地 项目部", volunteer_team="志愿队 巡逻队 义警 志愿者队伍 群防群治 队伍 楼栋长队伍", law_firm="律所",
        association="协会 社会团体", other="其他"),
    _list("tier", "组织层级", f"{CENTRE} 1+4+N", """
        core 党工委（1）
        resident 常驻部门（4）
        member 成员单位（N）""", core="1 核心 党工委 领导", resident="4 常驻 常驻部门", member="N n 成员 成员单位 联动单位"),
    _list("presence", "进驻方式", CENTRE, """
        resident 常驻
        rotating 轮驻
        invited 特邀""", rotating="轮流入驻", invited="邀请 随驻"),
    _list("mediation_level", "调解层级", f"{CENTRE} 四级调解网络", """
        street 街道调委会
        community 社区调委会
        studio 三所一庭工作室
        micro 小微型调解室""", studio="“三所一庭”工作室 工作室 三所一庭 “三所一庭” 三所一庭联调工作室", micro="小微调解室 调解室 小微型 小微", street="街道", community="社区"),
    _list("function", "职能", f"{CENTRE} 六大职能", """
        public_order 综治
        justice 司法
        petition 信访
        police 公安
        grid 网格
        inspection 巡察
        legal_service 法律服务
        psychology 心理服务
        court 诉讼服务
        labour 劳动仲裁
        housing 住房管理
        market 市场监管
        city_management 城管执法
        civil_affairs 民政
        women 妇女儿童权益
        emergency 应急管理""",
        public_order="平安建设 综合治理", petition="信访接待", police="治安", labour="劳动监察", city_management="城管", women="妇联",
        housing="住建 房管", court="法院"),
    _list("step", "办理步骤", f"{CENTRE} 共治链", """
        receive 受理
        decline 不予受理
        accept 接收
        refuse 退回
        hand_over 移交
        escalate 升级
        lead 包案牵头
        help 协办
        whistle 吹哨
        report 报到
        raise_up 逐级上报
        mediate 调解
        conclude 调解结束
        confirm 司法确认
        meet 会商
        decide 决定
        fulfil 落实
        drop 取消决定
        pause 中止
        resume 恢复
        supervise 督办
        consult 法律咨询
        settle 化解
        visit 回访
        reopen 重启
        withdraw 撤回
        close 办结"""),
    _list("whistle_status", "吹哨状态", CENTRE, """
        open 待报到
        answered 已报到
        late 逾期报到
        done 已办结
        escalated 已逐级上报
        withdrawn 不用报到"""),
    _list("whistle_kind", "吹哨类别", f"{CENTRE} 街道吹哨、举手报告", """
        call 吹哨报到
        raise 举手报告"""),
    _list("task_kind", "待办事项", f"{CENTRE} 督办", """
        accept 接收
        settle 化解
        stage 本级化解
        report 报到
        conclude 调解
        fulfil 落实决定
        visit 回访
        close 办结
        handle 处置预警
        review 复核预警
        list 报送清单"""),
    _list("task_ending", "待办结束", CENTRE, """
        done 已办
        cancelled 不再需要
        replaced 由他项替代"""),
    _list("meeting_kind", "会议类别", CENTRE, """
        joint_consultation 联合会商
        risk_review 风险研判会
        party_committee 大党委联席会议
        hangkong 航吭百脑汇
        tongxin 同心议事会""",
        joint_consultation="会商 会商会", risk_review="研判会 风险研判"),
    _list("decision_status", "决定落实", CENTRE, """
        open 待落实
        done 已落实
        dropped 已取消"""),
    _list("mediation_route", "调解途径", f"{CENTRE} 三调联动；{MEDIATION_LAW}", """
        people 人民调解
        administrative 行政调解
        judicial 司法调解""",
        people="人民 人调", administrative="行政 行调", judicial="司法 诉讼调解"),
    _list("mediation_result", "调解结果", MEDIATION_LAW, """
        agreement 达成协议
        partial 部分达成
        failed 未达成
        refused 一方拒绝
        open 调解中"""),
    _list("warning_level", "预警等级", f"{CENTRE} 高中低预警", """
        high 高
        medium 中
        low 低""", high="高风险 高级 红色 一级", medium="中风险 中级 黄色 二级", low="低风险 低级 蓝色 三级"),
    _list("visit_mode", "回访方式", CENTRE, """
        phone 电话
        home 上门
        online 线上"""),
    _list("consultation_mode", "咨询方式", f"{CENTRE} 法律咨询", """
        online 线上
        appointment 预约
        on_site 现场"""),
    _list("weekly_status", "清单状态", CENTRE, """
        new 新增
        ongoing 在办
        settled 化解""", ongoing="跟进"),
    _list("basis", "依据", "design 5", """
        rule 规则
        score 评分
        judgement 人工判定"""),
    _list("certainty", "可靠程度", "design 2", """
        certain 确定
        provisional 暂定
        suggested 待判定"""),
    _list("link_kind", "关联类别", "design 6", """
        duplicate 重复件
        group 群体诉求
        recurrence 复发
        derived 衍生
        related 有关联"""),
    _list("kinship", "亲属关系", "GB/T 4761-2008 家庭关系代码", """
        spouse 配偶
        parent 父母
        child 子女
        sibling 兄弟姐妹
        grandparent 祖父母
        grandchild 孙子女
        other 其他亲属"""),
    _list("answer", "判定", "design 5", """
        yes 是
        no 否
        unsure 不确定"""),
    _list("judgement_kind", "判定事项", "design 5, 6", """
        identity 是否同一人
        linkage 是否同一事项"""),
    _list("batch_state", "批次状态", "docs/batches.md", """
        loading 载入中
        applied 已载入
        undone 已撤销"""),
    _list("role", "角色", "design 9", """
        clerk 录入员
        grid_officer 网格员
        mediator 调解员
        investigator 调查员
        liaison 部门联络员
        chair 会商主持人
        auditor 审计员
        admin 管理员"""),
)  # fmt: skip


@dataclass(frozen=True)
class Vocabulary:
    """All code lists by name."""

    lists: Mapping[str, CodeList]

    def __getitem__(self, name: str) -> CodeList:
        return self.lists[name]

    def __iter__(self) -> Iterator[CodeList]:
        return iter(self.lists.values())

    def label(self, list: str, code: str | None) -> str:
        """The Chinese of `code` in `list`."""
        return self.lists[list].label(code)


VOCABULARY = Vocabulary({each.name: each for each in _LISTS})


def read_vocabulary(path: Path, base: Vocabulary = VOCABULARY) -> Vocabulary:
    """`base` with the codes of a user's TOML file added to it.

    The file has one table a list (`[dispute_type]`), each line a code and its label
    (`elevator = "电梯纠纷"`); a label may be changed, a code never taken away.
    Raises BadVocabulary with what is wrong: not TOML, no such list, a code or label that is not text,
    a label that two codes of a list would share.
    """
    try:
        tables = read_own(path)
    except Unreadable as error:
        raise BadVocabulary(path=path, reason=error) from error
    lists = dict(base.lists)
    for name, codes in tables.items():
        lists[name] = _extended(path, lists.get(name), name, codes)
    return Vocabulary(lists)


def _extended(path: Path, known: CodeList | None, name: str, codes: object) -> CodeList:
    if known is None:
        raise BadVocabulary(path=path, reason=f"没有代码表“{name}”")
    if not isinstance(codes, dict) or not all(isinstance(zh, str) and zh.strip() for zh in codes.values()):
        raise BadVocabulary(path=path, reason=f'[{name}] 的每一行应是 代码 = "中文"')
    labels = {**known.labels, **codes}
    if len(set(labels.values())) < len(labels):
        raise BadVocabulary(path=path, reason=f"[{name}] 有两个代码的中文相同")
    return replace(known, labels=labels)
