"""Books that centres and communities keep by hand: the visitors received, the case ledgers without codes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from graph.model import Case, Mention
from graph.store import Store
from graph.store.protocol import EVERYTHING
from tests.unit.loaders.conftest import Load
from tests.unit.loaders.files import write_xlsx

WALK_IN = ["序号", "来访时间", "来访人", "联系电话", "家庭住址", "来访事由", "接待人", "处理情况"]
VISITS = [
    ["1", "2024年3月5日", "王丽", "19900001234", "锦澜苑3栋2单元302室", "楼上漏水无人管", "刘敏", "已转物业处理"],
    ["2", "2024年3月6日", "李强", "19900005678", "锦澜苑4栋1单元101室", "夜间噪声", "刘敏", "当场答复"],
]


def cases(store: Store) -> dict[str, Case]:
    """The cases of the store by their titles."""
    return {each.title: each for each in store.scan("case", scope=EVERYTHING) if isinstance(each, Case)}


def people(store: Store) -> dict[str, Mention]:
    """The mentions of the store by their names."""
    return {each.name: each for each in store.scan("mention", scope=EVERYTHING) if isinstance(each, Mention)}


def test_a_book_of_visitors_without_numbers(load: Load, store: Store, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "来访.xlsx", {"一": [["综治中心来访接待登记表"], WALK_IN, *VISITS]})
    report = load(path).files[0]
    assert (report.mapping, report.loaded, report.rejected) == ("walk_in", 2, 0)
    leak = cases(store)["楼上漏水无人管"]
    assert (leak.source, leak.received_at, leak.result) == ("walk_in", dt.datetime(2024, 3, 5), "已转物业处理")
    assert leak.number.startswith("自编-")
    assert {name: each.telephones for name, each in people(store).items()} == {
        "王丽": ("19900001234",),
        "李强": ("19900005678",),
    }
    assert {
        each.role
        for each in store.edges(
            list({each.id for each in people(store).values()}),
            types=["mentioned_in"],
            direction="out",
            scope=EVERYTHING,
        )
    } == {"applicant"}
