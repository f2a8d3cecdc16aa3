"""What many share, by whom, and whose it is."""

from __future__ import annotations

from pathlib import Path

from graph.pipeline.sharing import shared_values
from tests.unit.graph.identity.rows import mention, number
from tests.unit.graph.pipeline.streets import new_store, put

OFFICE = "02785001111"
NAMES = ("张大伟", "李二妹", "王三省", "赵四海", "钱五湖", "孙六合", "周七星", "吴八方")


def test_a_telephone_of_many_is_nobody_s(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    put(
        store,
        *(mention(f"{n}", name, tel=OFFICE) for n, name in enumerate(NAMES)),
        mention("9", "郑九", tel="19900000001"),
    )
    (found,) = shared_values(store)
    assert (found.kind, found.owner, set(found.names)) == ("电话", "", set(NAMES))
    assert found.records == tuple(str(n) for n in range(8))
    assert OFFICE not in found.value


def test_a_husband_s_number_is_his_and_does_not_count_for_his_wife(tmp_path: Path) -> None:
    store, his = new_store(tmp_path), number(1)
    sex = "1" if int(his[16]) % 2 else "2"
    own = [mention(f"{n}", "张伟民", number=his, sex=sex) for n in range(3)]
    put(store, *own, mention("7", "李秀英", number=his, sex="2" if sex == "1" else "1"))
    (found,) = shared_values(store)
    assert (found.kind, found.owner, found.names, found.records) == ("身份证号", "张伟民", ("李秀英",), ("7",))


def test_nothing_is_shared_where_nothing_is(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    assert shared_values(store) == ()
    put(store, mention("1", ""), mention("2", "王丽", tel="19900000001"), mention("3", "王丽", tel="19900000001"))
    assert shared_values(store) == ()
