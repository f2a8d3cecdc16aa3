"""The HTTP server: GraphQL and its page, the explorer, and the files that both load."""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import orjson
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

import viz.assets
from api.access import Caller, caller_at, demand_token
from api.bell import Bell
from api.errors import INTERNAL, INTERNAL_SENTENCE, BadRequest, CannotListen, NoSuchPage, status_of
from api.graphql.answer import answer
from api.graphql.asked import Context
from api.graphql.page import graphiql_page
from api.graphql.reading import Lens
from api.guard import Next, check_host, check_origin, guarded, read_body
from api.live import Live
from api.settings import Settings
from api.upkeep import kept_up
from graph.errors import AssetsMissing, PortTaken, SanlianError, Unauthorised, UnknownRecord
from graph.masking import mask_text
from graph.model import Case
from graph.store import Store
from viz import explore
from viz.code import code_svg, link_of

log = logging.getLogger("sanlian.server")

_OPEN = ("/health",)
"""What needs no token: it tells nothing."""


class Asking(NamedTuple):
    """What a GraphQL request says."""

    query: str
    variables: Mapping[str, Any]
    operation: str | None


# -- the application -------------------------------------------------------------------------------


def create_app(settings: Settings, store: Store | None = None) -> FastAPI:
    """The application over `store`, by default the one that the settings name. Raises a StoreError, BadVocabulary,
    BadOldNames.
    """
    app = FastAPI(title="三链", docs_url=None, redoc_url=None, openapi_url=None, lifespan=kept_up)
    app.state.store = store or settings.open()
    app.state.settings = settings
    app.state.lens = Lens(settings.words())
    app.state.old_names = settings.former_names()
    app.state.timing = settings.timing()
    app.state.book = settings.rules()
    app.state.bell = Bell(app.state.store)
    app.middleware("http")(_guard)
    app.add_exception_handler(HTTPException, _not_found)
    app.add_exception_handler(Exception, _failed)
    app.add_exception_handler(SanlianError, _refused)
    _add_routes(app)
    _add_files(app)
    return app


def _add_routes(app: FastAPI) -> None:
    app.add_api_route("/", _start, methods=["GET"])
    app.add_api_route("/health", _health, methods=["GET"])
    app.add_api_route("/graphql", _graphql_page, methods=["GET"])
    app.add_api_route("/graphql", _graphql, methods=["POST"])
    app.add_api_route("/explore", _explore_page, methods=["GET"])
    app.add_api_route("/c/{case}", _case, methods=["GET"])
    app.add_api_route("/c/{case}/code.svg", _case_code, methods=["GET"])
    app.add_api_websocket_route("/graphql", Live().serve)


def _add_files(app: FastAPI) -> None:
    app.mount("/explore/static", StaticFiles(directory=explore.FOLDER), name="explore")
    try:
        app.mount("/assets", StaticFiles(directory=viz.assets.folder()), name="assets")
    except AssetsMissing as error:
        log.warning("%s", error)


# -- routes ----------------------------------------------------------------------------------------


def _start() -> Response:
    return RedirectResponse("/explore")


def _health(request: Request) -> Response:
    seq, at = request.app.state.store.head()
    return _json({"status": "ok", "head": seq, "at": at})


def _graphql_page() -> Response:
    viz.assets.find("graphiql.js")
    return HTMLResponse(graphiql_page())


def _explore_page() -> Response:
    return HTMLResponse(explore.explore_page())


def _case(request: Request, case: str) -> Response:
    """一案一码: where the code of a case leads."""
    return RedirectResponse(f"/explore#{_seen_case(request, case).id}")


def _case_code(request: Request, case: str) -> Response:
    link = link_of(_seen_case(request, case).id, request.app.state.settings.address)
    return Response(code_svg(link), media_type="image/svg+xml")


def _seen_case(request: Request, id: str) -> Case:
    """The case, if the caller may see it. Raises UnknownRecord."""
    found = request.app.state.store.get([id], scope=request.state.caller.scope)[0]
    if not isinstance(found, Case):
        raise UnknownRecord(id=id)
    return found


async def _graphql(request: Request) -> Response:
    asking = read_asking(request.headers.get("content-type", ""), await read_body(request))
    return await run_in_threadpool(_answer, request, asking)


def _answer(request: Request, asking: Asking) -> Response:
    state = request.app.state
    context = Context(
        state.store,
        request.state.caller,
        state.lens,
        asking.operation,
        state.old_names,
        timing=state.timing,
        book=state.book,
    )
    given = answer(context, asking.query, variables=asking.variables)
    return _json(given.body, status=400 if given.refused else 200)


def read_asking(content_type: str, body: bytes) -> Asking:
    """What a POST to /graphql asks. Raises BadRequest for anything but a JSON object with a query."""
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise BadRequest(reason="Content-Type 应为 application/json")
    try:
        asked = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadRequest(reason="内容不是 JSON") from error
    if not isinstance(asked, dict) or not isinstance(asked.get("query"), str) or not asked["query"].strip():
        raise BadRequest(reason="缺少文字 query")
    variables, operation = asked.get("variables"), asked.get("operationName")
    if not isinstance(variables, dict | None):
        raise BadRequest(reason="variables 应为对象")
    if not isinstance(operation, str | None):
        raise BadRequest(reason="operationName 应为文字")
    return Asking(asked["query"], variables or {}, operation)


# -- before and after every request ------------------------------------------------------------------


async def _guard(request: Request, call_next: Next) -> Response:
    try:
        settings: Settings = request.app.state.settings
        check_host(request, bound=settings.host, hosts=settings.hosts)
        check_origin(request)
        request.state.caller = await run_in_threadpool(_caller, request, settings)
        return guarded(await call_next(request))
    except SanlianError as error:
        return guarded(_refusal(error))


def _caller(request: Request, settings: Settings) -> Caller | None:
    if request.url.path in _OPEN:
        return None
    return caller_at(request.app.state.store, settings.host, request.headers.get("authorization"))


def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, SanlianError)
    return _refusal(error)


def _refusal(error: SanlianError) -> Response:
    response = _json(_error(mask_text(str(error)), error.code), status=status_of(error))
    if isinstance(error, Unauthorised):
        response.headers["WWW-Authenticate"] = 'Bearer realm="sanlian", Basic realm="sanlian", charset="UTF-8"'
    return response


def _not_found(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    missing = NoSuchPage(path=request.url.path)
    return _json(_error(str(missing), missing.code), status=error.status_code)


def _failed(_: Request, error: Exception) -> Response:
    log.error("a request failed", exc_info=error)
    return guarded(_json(_error(INTERNAL_SENTENCE, INTERNAL), status=500))


def _error(message: str, code: str) -> dict[str, Any]:
    return {"errors": [{"message": message, "extensions": {"code": code}}]}


def _json(content: Any, *, status: int = 200) -> Response:
    return Response(orjson.dumps(content), status_code=status, media_type="application/json")


# -- listening ---------------------------------------------------------------------------------------


def serve(
    store: Store,
    settings: Settings,
    *,
    host: str | None = None,
    port: int | None = None,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve until told to stop, at `host` and `port`, by default the settings'; `on_ready` gets the address.

    Raises TokenNeeded before listening beyond this machine without a token, PortTaken, CannotListen.
    """
    bound = settings.model_copy(update={"host": host or settings.host, "port": settings.port if port is None else port})
    app = create_app(bound, store)
    demand_token(store, bound.host)
    with _listening(bound.host, bound.port) as listening:
        if on_ready:
            on_ready(_address(bound.host, listening.getsockname()[1]))
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(1024)
    except (OSError, OverflowError) as error:
        made.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise PortTaken(port=port) from error
        raise CannotListen(host=host, port=port, reason=error) from error
    return made
