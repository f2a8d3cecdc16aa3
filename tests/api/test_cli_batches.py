"""`load --draft` and `batch` as a clerk meets them: what is printed, in both forms, and the exit code."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Sanlian

HEAD = ["编号", "上报时间", "标题", "事件描述", "类别", "地点", "当事人", "联系电话", "社区"]
LEAK = ["WG1", "2024-03-05 10:30", "三楼漏水", "漏到二楼", "漏水", "民权路15号302室", "张伟", "19900001234", "三民社区"]
NOISE = ["WG2", "2024-06-08 09:00", "夜间噪音", "很吵", "噪音扰民", "民生社区", "李娜", "19900005678", "民生社区"]
BAD = ["WG3", "昨天", *NOISE[2:]]


def write(name: str, *rows: list[str]) -> str:
    """A grid's table in the present folder."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEAD, *rows])
    Path(name).write_text(text.getvalue(), encoding="utf-8")
    return name


def answer(said: tuple[int, str, str]) -> Any:
    return json.loads(said[1])


def ids(sanlian: Sanlian, state: str) -> dict[str, str]:
    """Files and ids of those in a state, the newest first."""
    listed = answer(sanlian("batch", "list", "--json"))["batches"]
    return {each["file"]: each["id"] for each in listed if each["state"] == state}


@pytest.fixture
def draft(sanlian: Sanlian) -> str:
    """The id of a draft of one leak."""
    code, out, _ = sanlian("load", "--draft", write("三月.csv", LEAK))
    assert code == 0
    assert "已存为草稿" in out
    return ids(sanlian, "draft")["三月.csv"]


def test_a_draft_is_listed_shown_compared_and_applied(sanlian: Sanlian, draft: str) -> None:
    assert "source,type,target" in sanlian("export", "graph")[1]
    assert len(sanlian("export", "cases")[1].splitlines()) == 1
    assert f"{draft}  草稿  三月.csv  grid  1 行" in sanlian("batch", "list")[1]
    assert "还没有写入图库" in sanlian("batch", "show", draft)[1]
    shown = answer(sanlian("batch", "show", draft, "--json"))
    assert (shown["loadable"], shown["written"]) == (1, {})
    assert "case.number" in shown["texts"]["mapping"]
    assert "新增 事件 WG1“三楼漏水”" in sanlian("batch", "diff", draft)[1]
    code, out, _ = sanlian("batch", "apply", draft)
    assert (code, "载入 1" in out) == (0, True)
    assert ids(sanlian, "applied") == {"三月.csv": draft}
    assert ids(sanlian, "draft") == {}
    assert len(sanlian("export", "identity")[1].splitlines()) == 2


def test_applying_without_resolving(sanlian: Sanlian, draft: str) -> None:
    assert sanlian("batch", "apply", draft, "--no-resolve", "--json")[0] == 0
    assert len(sanlian("export", "people")[1].splitlines()) == 1


def test_a_difference_for_programs_is_masked(sanlian: Sanlian, draft: str) -> None:
    sanlian("batch", "apply", draft)
    sanlian("load", "--draft", write("更正.csv", [*LEAK[:7], "19900005678", LEAK[8]]))
    code, out, _ = sanlian("batch", "diff", ids(sanlian, "draft")["更正.csv"], "--json")
    found = json.loads(out)
    assert code == 0
    assert found["counts"]["mention"] == {"new": 0, "changed": 1, "gone": 0, "unchanged": 0}
    (mention,) = [each for each in found["records"] if each["kind"] == "mention"]
    phone = next(each for each in mention["fields"] if each["field"] == "telephones")
    assert (phone["before"], phone["after"]) == ("199****1234", "199****5678")


def test_which_batch_wrote_last_is_said_at_both(sanlian: Sanlian, draft: str) -> None:
    sanlian("batch", "apply", draft)
    sanlian("load", write("更正.csv", [*LEAK[:2], "二楼漏水", *LEAK[3:]]))
    applied = ids(sanlian, "applied")
    out = sanlian("batch", "list")[1]
    assert f"部分行后来由 更正.csv（{applied['更正.csv']}）重新载入，以后者为准" in out
    assert f"重新载入了 三月.csv（{draft}）的部分行，以本批次为准" in out
    listed = {each["id"]: each for each in answer(sanlian("batch", "list", "--json"))["batches"]}
    assert listed[draft]["restated_by"] == [applied["更正.csv"]]
    written = answer(sanlian("batch", "show", applied["更正.csv"], "--json"))["written"]
    assert written["case"] == {"new": 0, "changed": 1, "gone": 0}


def test_undoing_is_refused_with_what_depends_on_it_and_done_in_order(sanlian: Sanlian, draft: str) -> None:
    sanlian("batch", "apply", draft)
    sanlian("load", write("更正.csv", [*LEAK[:2], "二楼漏水", *LEAK[3:]], NOISE))
    later = ids(sanlian, "applied")["更正.csv"]
    code, out, err = sanlian("batch", "undo", draft)
    assert code == 1
    assert "不能撤销" in err
    assert later in err
    assert "事件“二楼漏水”被改动" in out
    code, out, _ = sanlian("batch", "undo", draft, "--json")
    error = json.loads(out)["error"]
    assert (code, error["code"]) == (1, "BATCH_IN_USE")
    assert {each["batch"] for each in error["dependents"]} == {later}
    code, out, _ = sanlian("batch", "undo", later, "--why", "载错了")
    assert (code, "已撤销 更正.csv" in out) == (0, True)
    assert answer(sanlian("batch", "undo", draft, "--json"))["removed"]["case"] == 1
    assert sanlian("export", "graph")[1].splitlines() == ["source,type,target"]
    assert sanlian("batch", "undo", draft)[0] == 1
    listed = answer(sanlian("batch", "list", "--json"))["batches"]
    assert {each["state"] for each in listed} == {"undone"}
    assert sanlian("load", "三月.csv")[0] == 0
    assert ids(sanlian, "applied") == {"三月.csv": draft}


def test_a_discarded_draft_is_gone(sanlian: Sanlian, draft: str) -> None:
    assert "图库没有改动" in sanlian("batch", "discard", draft)[1]
    assert "还没有批次" in sanlian("batch", "list")[1]
    for command in ("show", "diff", "apply", "discard", "undo"):
        code, out, err = sanlian("batch", command, draft)
        assert (code, out) == (1, "")
        assert draft in err
    code, out, _ = sanlian("batch", "discard", draft, "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "NOT_A_DRAFT")


def test_rejected_rows_and_unusable_files_leave_with_load_s_codes(sanlian: Sanlian) -> None:
    code, out, err = sanlian("load", "--draft", write("坏.csv", LEAK, BAD), "--rejects", "退回.xlsx")
    assert (code, "退回 1" in out, "退回.xlsx" in err) == (3, True, True)
    assert zipfile.is_zipfile("退回.xlsx")
    batch = ids(sanlian, "draft")["坏.csv"]
    assert "退回 1 行，第一处" in sanlian("batch", "diff", batch)[1]
    assert sanlian("batch", "apply", batch)[0] == 3
    assert sanlian("load", "--draft", write("全坏.csv", BAD))[0] == 1
    assert ids(sanlian, "draft") == {}
    told = answer(sanlian("load", "--draft", write("好.csv", NOISE), "--json"))
    assert (told["loaded"], len(told["drafts"])) == (1, 1)


def test_a_draft_goes_along_with_a_copy(sanlian: Sanlian, draft: str) -> None:
    sanlian("load", write("别的.csv", NOISE))
    assert sanlian("copy", "sqlite:///street.db", "sqlite:///copy.db")[0] == 0
    assert sanlian("batch", "apply", draft, "--store", "sqlite:///copy.db")[0] == 0


def test_an_id_that_is_none(sanlian: Sanlian, draft: str) -> None:
    for command in ("show", "diff", "apply", "discard", "undo"):
        code, _, err = sanlian("batch", command, "三月.csv")
        assert (code, "不是批次的编号：编号形如 batch-" in err) == (1, True)


def test_what_is_told_of_a_correction_has_no_word_of_the_program(sanlian: Sanlian, draft: str) -> None:
    sanlian("batch", "apply", draft)
    sanlian("load", write("更正.csv", ["WG1", "2024-03-04", *LEAK[2:-1], "民生社区"]))
    told = sanlian("batch", "diff", ids(sanlian, "applied")["更正.csv"])[1]
    assert "可见范围（有更改）" in told
    assert "办理步骤“受理”被改动" in sanlian("batch", "undo", draft)[1]
