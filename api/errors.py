"""How each error of the graph answers over HTTP and GraphQL; and the few that only this floor knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph import errors
from graph.errors import AccessError, InputError, SanlianError

# -- what only a server can refuse -----------------------------------------------------------------


class BadRequest(InputError):
    code = "BAD_REQUEST"
    sentence = '请求无法理解（{reason}）：请用 POST 发送 JSON，形如 {{"query": "…", "variables": {{}}}}。'


class BadQuery(InputError):
    code = "BAD_QUERY"
    sentence = "查询有误：{reason}"


class QueryTooDeep(InputError):
    code = "QUERY_TOO_DEEP"
    sentence = "字段“{field}”已是第 {depth} 层，最多 {most} 层：请分几次查询。"


class QueryTooWide(InputError):
    code = "QUERY_TOO_WIDE"
    sentence = "到字段“{field}”为止已选了 {count} 个{what}，最多 {most} 个：请分几次查询。"


class QueryTooLarge(InputError):
    code = "QUERY_TOO_LARGE"
    sentence = "到字段“{field}”为止会有 {cost} 条记录，整个查询最多 {most} 条：请把 first 写小一些，或分几次查询。"


class ForeignHost(AccessError):
    code = "FOREIGN_HOST"
    sentence = "不接受发给 {host} 的请求：请用 {known} 访问。"


class ForeignOrigin(AccessError):
    code = "FOREIGN_ORIGIN"
    sentence = "不接受来自 {origin} 页面的请求。"


class NoSuchPage(InputError):
    code = "NO_SUCH_PAGE"
    sentence = "没有 {path} 这个地址：请从 /explore 或 /graphql 开始。"


class BodyTooLarge(InputError):
    code = "BODY_TOO_LARGE"
    sentence = "请求有 {size} 字节，最多 {most} 字节：请缩短查询，或分几次发送。"


class BadSetting(SanlianError):
    code = "BAD_SETTING"
    sentence = "环境变量 {name} 的值不能用（{reason}）：请改正，或去掉它以使用默认值。"


class CannotListen(SanlianError):
    code = "CANNOT_LISTEN"
    sentence = "不能监听 {host}:{port}（{reason}）：请检查地址、端口和权限。"


INTERNAL = "INTERNAL"
INTERNAL_SENTENCE = "服务器内部出错，已记入日志：请稍后再试，或联系管理员。"

# -- statuses --------------------------------------------------------------------------------------

STATUSES: Mapping[type[SanlianError], int] = {
    errors.StoreMissing: 503,
    errors.StoreExists: 409,
    errors.NotAStore: 503,
    errors.StoreLocked: 503,
    errors.StoreReadOnly: 503,
    errors.StoreFull: 507,
    errors.ServerFull: 507,
    errors.StoreNewer: 503,
    errors.StoreDamaged: 503,
    errors.StoreUnreachable: 503,
    errors.StoreRefused: 503,
    errors.StoreUrlWrong: 503,
    errors.BackupWrong: 400,
    errors.HelperLost: 503,
    errors.CopyDiffers: 500,
    errors.AsOfTooEarly: 400,
    errors.BadId: 400,
    errors.BadBatchId: 400,
    errors.UnknownKind: 400,
    errors.UnknownField: 400,
    errors.UnknownCode: 400,
    errors.UnknownRecord: 404,
    errors.WrongEnd: 400,
    errors.BadCursor: 400,
    errors.BadFilter: 400,
    errors.BadValue: 400,
    errors.PageTooLarge: 400,
    errors.BadVocabulary: 500,
    errors.BadWarningRules: 500,
    errors.WarningRefused: 409,
    errors.BadOldNames: 500,
    errors.BadCalendar: 500,
    errors.BadDeadlines: 500,
    errors.ReportingCircle: 409,
    errors.BadPairs: 400,
    errors.BadTruth: 400,
    errors.TooFewJudgements: 409,
    errors.AmbiguousCases: 400,
    errors.BatchUndone: 409,
    errors.BatchInUse: 409,
    errors.NotADraft: 404,
    errors.DraftDamaged: 500,
    errors.StepRefused: 409,
    errors.StepOvertaken: 409,
    errors.KeyReused: 409,
    errors.FileMissing: 400,
    errors.FileUnreadable: 400,
    errors.WrongFileType: 400,
    errors.WrongEncoding: 400,
    errors.MissingColumn: 400,
    errors.NoMapping: 400,
    errors.BadMapping: 400,
    errors.NothingLoaded: 400,
    errors.TokenNeeded: 401,
    errors.Unauthorised: 401,
    errors.NotAllowed: 403,
    errors.PurposeNeeded: 403,
    errors.PortTaken: 500,
    errors.OutputUnwritable: 500,
    errors.AssetsMissing: 503,
    BadRequest: 400,
    BadQuery: 400,
    QueryTooDeep: 400,
    QueryTooWide: 400,
    QueryTooLarge: 400,
    ForeignHost: 421,
    ForeignOrigin: 403,
    NoSuchPage: 404,
    BodyTooLarge: 413,
    BadSetting: 500,
    CannotListen: 500,
}
"""Every leaf of the tree; a test finds the one that is not here."""


def status_of(error: SanlianError) -> int:
    """The HTTP status of an error."""
    return STATUSES[type(error)]


def leaves(root: type[SanlianError] = SanlianError) -> Iterator[type[SanlianError]]:
    """Every error that can be raised: the classes of the tree that have none below them."""
    below = root.__subclasses__()
    if not below:
        yield root
    for each in below:
        yield from leaves(each)
