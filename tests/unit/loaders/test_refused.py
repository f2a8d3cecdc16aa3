"""What is never loaded, and what only sounds like it."""

from __future__ import annotations

import pytest

from loaders.refused import refused_cell, refused_header, refused_title


@pytest.mark.parametrize(
    "header",
    ["民族", "宗教信仰", "政治面貌", "是否党员", "婚姻状况", "健康状况", "病史", "残疾等级", "血型", "吸毒史",
     "是否社区矫正", "刑满释放日期", "重点人员类别", "hiv检测", "精神障碍等级"],
)  # fmt: skip
def test_refused_headers(header: str) -> None:
    assert refused_header(header)


@pytest.mark.parametrize(
    "header", ["姓名", "婚姻家庭纠纷数", "民族路门牌", "纠纷类别", "事件描述", "出生日期", "单位名称", "党组织覆盖"]
)
def test_other_headers(header: str) -> None:
    assert refused_header(header) is None


def test_a_label_is_refused_a_story_is_not() -> None:
    assert refused_cell("社区矫正")
    assert refused_cell("正常") is None
    assert refused_cell("邻居说他以前吸毒，夜里常有陌生人敲门，希望民警上门看看") is None


@pytest.mark.parametrize(
    ("title", "refused"),
    [
        ("打铜社区社区矫正人员花名册", True),
        ("严重精神障碍患者信息", True),
        ("重点人员台账", True),
        ("打铜社区居民登记", False),
        ("禁毒宣传活动签到", False),
        ("矛盾隐患清单", False),
    ],
)
def test_titles(title: str, refused: bool) -> None:
    assert (refused_title([title]) is not None) is refused
