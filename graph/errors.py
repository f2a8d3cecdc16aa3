"""Every error that a user can meet, in one tree.

Each leaf is one sentence in Chinese that says what is wrong and what to do; its facts are fields, its
`code` is for programs. Nothing here knows of HTTP: `api/errors.py` maps every leaf.
"""

from __future__ import annotations

import errno
from typing import Any, ClassVar


class SanlianError(Exception):
    """The root. `sentence` is a format string over the facts that the error is raised with."""

    code: ClassVar[str] = "ERROR"
    sentence: ClassVar[str] = "出错了。"

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.sentence.format_map(facts))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.facts))


def _rebuild(kind: type[SanlianError], facts: dict[str, Any]) -> SanlianError:
    return kind(**facts)


_SYSTEM_SAYS = {
    errno.ENOENT: "没有这个文件夹或文件",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘满了",
}


def system_says(error: BaseException) -> str:
    """Why the system would not read or write a file, in Chinese where it is one of the usual reasons."""
    wrapped = (each for each in (error, *error.args, error.__cause__) if isinstance(each, OSError))
    cause = next(wrapped, error)
    known = _SYSTEM_SAYS.get(cause.errno or 0) if isinstance(cause, OSError) else None
    return known or getattr(cause, "strerror", None) or str(cause)


# -- the store -----------------------------------------------------------------------------------


class StoreError(SanlianError):
    """The store cannot serve."""


class StoreMissing(StoreError):
    code = "STORE_MISSING"
    sentence = "没有找到图库 {url}：请先用 sanlian demo 或 sanlian load 建库，或检查 SANLIAN_STORE。"


class StoreExists(StoreError):
    code = "STORE_EXISTS"
    sentence = "{url} 已经有数据：请换一个空的图库，或先备份并移走它。"


class NotAStore(StoreError):
    code = "NOT_A_STORE"
    sentence = "{url} 不是三链图库（{reason}）：请检查路径，原文件没有改动。"


class StoreLocked(StoreError):
    code = "STORE_LOCKED"
    sentence = "图库 {url} 正被另一个程序写入，等了 {waited_s:g} 秒：请稍后再试，本次没有写入。"


class StoreReadOnly(StoreError):
    code = "STORE_READ_ONLY"
    sentence = "图库 {url} 只能读不能写：请检查文件和文件夹的权限，本次没有写入。"


class StoreFull(StoreError):
    code = "STORE_FULL"
    sentence = "图库 {url} 所在的磁盘已满：请腾出空间再试，本次没有写入。"


class ServerFull(StoreError):
    code = "SERVER_FULL"
    sentence = "Neo4j（{url}）的内存装不下这一次操作：请分批进行，或调大服务器的堆内存；本次没有写入。"


class StoreNewer(StoreError):
    code = "STORE_NEWER"
    sentence = "图库 {url} 的结构版本是 {found}，本程序只认识到 {known}：请升级 sanlian，图库没有改动。"


class StoreDamaged(StoreError):
    code = "STORE_DAMAGED"
    sentence = "图库 {url} 已损坏（{reason}）：请用 sanlian restore 从备份恢复。"


class StoreUnreachable(StoreError):
    code = "STORE_UNREACHABLE"
    sentence = "连不上 Neo4j（{url}）：请确认服务已启动、地址和端口正确。"


class StoreRefused(StoreError):
    code = "STORE_REFUSED"
    sentence = "Neo4j（{url}）拒绝了用户名或密码：请检查地址里的账号，或 SANLIAN_STORE_USER、SANLIAN_STORE_PASSWORD。"


class StoreUrlWrong(StoreError):
    code = "STORE_URL_WRONG"
    sentence = "图库地址 {url} 看不懂：请写成 sqlite:///文件.db 或 bolt://用户:密码@主机:7687。"


class BackupWrong(StoreError):
    code = "BACKUP_WRONG"
    sentence = "{path} 不是可用的备份（{reason}）：图库没有改动。"


class HelperLost(StoreError):
    code = "HELPER_LOST"
    sentence = "一同计算的进程中断了（可能是内存不足）：本次没有写入，请关掉别的程序再试。"


class CopyDiffers(StoreError):
    code = "COPY_DIFFERS"
    sentence = "复制后两边不一致（{difference}）：请不要使用 {url}，并重新复制到空库。"


class AsOfTooEarly(StoreError):
    code = "AS_OF_TOO_EARLY"
    sentence = "图库没有 {at} 的记录：最早的一次写入在 {first}。"


# -- what a caller asked -------------------------------------------------------------------------


class InputError(SanlianError):
    """The caller asked for something that cannot be."""


class BadId(InputError):
    code = "BAD_ID"
    sentence = "“{id}”不是有效的编号：编号形如 case-0123456789abcdef。"


class BadBatchId(InputError):
    """An id that is no batch's, where one is asked for."""

    code = "BAD_BATCH_ID"
    sentence = "“{id}”不是批次的编号：编号形如 batch-0123456789abcdef，可用 sanlian batch list 查看。"


class UnknownKind(InputError):
    code = "UNKNOWN_KIND"
    sentence = "没有“{kind}”这类记录：可用的有 {known}。"


class UnknownField(InputError):
    code = "UNKNOWN_FIELD"
    sentence = "{kind} 没有字段“{field}”：可用的有 {known}。"


class UnknownCode(InputError):
    code = "UNKNOWN_CODE"
    sentence = "{list} 没有代码“{value}”：可用的有 {known}。"


class UnknownRecord(InputError):
    code = "UNKNOWN_RECORD"
    sentence = "没有找到 {id}：可能编号有误，或不在您的查看范围内。"


class WrongEnd(InputError):
    code = "WRONG_END"
    sentence = "{type} 不能从 {source} 连到 {target}。"


class BadCursor(InputError):
    code = "BAD_CURSOR"
    sentence = "翻页标记无效：请使用上一页返回的 endCursor，且不要改变筛选和排序。"


class BadFilter(InputError):
    code = "BAD_FILTER"
    sentence = "字段“{field}”的筛选条件无效：{reason}。"


class BadValue(InputError):
    code = "BAD_VALUE"
    sentence = "“{value}”不能作为{field}：{reason}。"


class PageTooLarge(InputError):
    code = "PAGE_TOO_LARGE"
    sentence = "“{field}”一次最多取 {most} 条，要了 {asked} 条：请分页。"


class BadVocabulary(InputError):
    code = "BAD_VOCABULARY"
    sentence = "代码表文件 {path} 有误：{reason}。"


class BadWarningRules(InputError):
    code = "BAD_WARNING_RULES"
    sentence = "预警规则文件 {path} 有误：{reason}。"


class WarningRefused(InputError):
    """`reason`: what speaks against it, in Chinese."""

    code = "WARNING_REFUSED"
    sentence = "预警 {id} 不能这样处理：{reason}；图库没有改动。"


class BadOldNames(InputError):
    code = "BAD_OLD_NAMES"
    sentence = "旧地名表 {path} 有误：{reason}。"


class BadCalendar(InputError):
    code = "BAD_CALENDAR"
    sentence = "工作日文件 {path} 有误：{reason}。"


class BadDeadlines(InputError):
    code = "BAD_DEADLINES"
    sentence = "时限表 {path} 有误：{reason}。"


class ReportingCircle(InputError):
    code = "REPORTING_CIRCLE"
    sentence = "上报关系成了圈：{circle}；请改正其中一处，没有写入。"


class BadPairs(InputError):
    code = "BAD_PAIRS"
    sentence = "地址对文件 {path} 有误：{reason}。"


class BadTruth(InputError):
    code = "BAD_TRUTH"
    sentence = "检验用的文件 {path} 有误：{reason}。"


class AmbiguousCases(InputError):
    """`sources`: where the cases of that number come from, in Chinese; `count`: such numbers in all."""

    code = "AMBIGUOUS_CASES"
    sentence = (
        "编号 {number} 在图库里不止一件事件（{sources}），这样的编号共 {count} 个："
        "请改写事件的 id（sanlian export cases 的 id 一列）。"
    )


class TooFewJudgements(InputError):
    code = "TOO_FEW_JUDGEMENTS"
    sentence = (
        "判定太少，学不出关联参数：现有 {pairs} 对（是 {yes}，否 {no}），至少要 {least} 对，两种答案各 {each} 对；"
        "请先用 sanlian link review 判定，没有改动。"
    )


class BatchUndone(InputError):
    code = "BATCH_UNDONE"
    sentence = "批次 {file}（{id}）没有可撤销的载入：它已经撤销过了，要恢复请再载入这个文件。"


class BatchInUse(InputError):
    """`dependents` are the later facts, all of them."""

    code = "BATCH_IN_USE"
    sentence = (
        "批次 {file}（{id}）不能撤销，之后有 {count} 处内容依赖它，来自{changes}：请先撤销或改回这些，图库没有改动。"
    )


class NotADraft(InputError):
    code = "NOT_A_DRAFT"
    sentence = "{id} 不是草稿：草稿见 sanlian batch list；已载入的批次用 sanlian batch undo 撤销。"


class DraftDamaged(StoreError):
    code = "DRAFT_DAMAGED"
    sentence = "草稿 {file}（{id}）存下的内容与校验值不符：请用 sanlian batch discard 弃掉，重新放入文件。"


# -- steps on cases ------------------------------------------------------------------------------


class StepRefused(InputError):
    """`name` and `rule`: name and title of the rule in docs/duty.md; `why`: what stands against it; `allowed`: what may
    be done instead, and by whom.
    """

    code = "STEP_REFUSED"
    sentence = "不能{step}：{why}（规则：{rule}）；{allowed}。没有写入。"


class StepOvertaken(InputError):
    """`last`: the step that somebody else took meanwhile, in words."""

    code = "STEP_OVERTAKEN"
    sentence = "{case} 刚有新的步骤（{last}），与您看到的不同：请刷新后再办，本次没有写入。"


class KeyReused(InputError):
    code = "KEY_REUSED"
    sentence = "请求编号“{key}”已经用于另一步骤（{step}）：同一编号只能重发同一步骤，请换一个编号；没有写入。"


# -- files that are loaded -----------------------------------------------------------------------


class LoadError(SanlianError):
    """A file cannot be loaded; nothing of it was written."""


class FileMissing(LoadError):
    code = "FILE_MISSING"
    sentence = "没有找到文件 {path}：请检查路径。"


class FileUnreadable(LoadError):
    code = "FILE_UNREADABLE"
    sentence = "读不了 {path}（{reason}）：{advice}。"


class WrongFileType(LoadError):
    code = "WRONG_FILE_TYPE"
    sentence = "{path} 不是能读的表格（{reason}）：请另存为 .xlsx 或 .csv 再试。"


class WrongEncoding(LoadError):
    code = "WRONG_ENCODING"
    sentence = "{path} 的文字编码不是 UTF-8 也不是 GB18030（第 {line} 行）：请另存为 UTF-8 再试。"


class MissingColumn(LoadError):
    code = "MISSING_COLUMN"
    sentence = "{path} 缺少“{mapping}”必需的列：{columns}；表里有：{found}。"


class NoMapping(LoadError):
    code = "NO_MAPPING"
    sentence = "认不出 {path} 是哪种表（{reason}）：请用 --mapping 指定，可用的有 {known}。"


class BadMapping(LoadError):
    code = "BAD_MAPPING"
    sentence = "映射文件 {path} 有误：{reason}。"


class NothingLoaded(LoadError):
    code = "NOTHING_LOADED"
    sentence = "{path} 没有一行能载入（共 {rows} 行，第一处：{first}）：图库没有改动。"


# -- access --------------------------------------------------------------------------------------


class AccessError(SanlianError):
    """The caller may not do this."""


class TokenNeeded(AccessError):
    code = "TOKEN_NEEDED"
    sentence = "监听 {host} 之前必须有访问令牌：请先运行 sanlian token add --role 角色，或改为监听 127.0.0.1。"


class Unauthorised(AccessError):
    code = "UNAUTHORISED"
    sentence = "需要有效的访问令牌：请在 Authorization 头里写 Bearer 令牌。"


class NotAllowed(AccessError):
    code = "NOT_ALLOWED"
    sentence = "您的角色（{role}）不能{action}。"


class PurposeNeeded(AccessError):
    code = "PURPOSE_NEEDED"
    sentence = "查看完整号码须说明用途：请写 --unmask “用途”，用途会记入日志。"


class PortTaken(SanlianError):
    code = "PORT_TAKEN"
    sentence = "端口 {port} 已被占用：请关掉占用它的程序，或用 --port 换一个端口。"


class OutputUnwritable(SanlianError):
    code = "OUTPUT_UNWRITABLE"
    sentence = "写不了 {path}（{reason}）：请检查文件夹和权限。"


class AssetsMissing(SanlianError):
    code = "ASSETS_MISSING"
    sentence = "缺少页面文件 {name}：请先运行 make setup。"
