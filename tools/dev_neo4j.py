"""A Neo4j that stays up while you work: `python tools/dev_neo4j.py up | down | status`.

Its data stays in `.cache/neo4j/dev` between `down` and the next `up`. It listens on 127.0.0.1 alone.
"""

from __future__ import annotations

import argparse
import os
import sys

import psutil

from tests.services.errors import ServiceUnavailable
from tests.services.neo4j import GIVEN_SERVER, STOP_TIMEOUT_S, Neo4jServer, prepare_server
from tests.services.neo4j_jars import CACHE

HOME = CACHE / "dev"
PID_FILE = HOME / "run" / "dev.pid"


def main() -> int:
    """Exit code 0: done; 1: not running (`status`), or it could not be started."""
    asked = _arguments()
    try:
        return {"up": up, "down": down, "status": status}[asked.what](_server(asked))
    except ServiceUnavailable as reason:
        print(reason, file=sys.stderr)
        return 1


def up(server: Neo4jServer) -> int:
    """Start it unless it runs, and say how to reach it."""
    if _running() is None:
        server.start(detached=True)
        PID_FILE.write_text(str(server.pid))
    return status(server)


def down(server: Neo4jServer) -> int:
    """Stop it with everything written; nothing happens where none runs."""
    process = _running()
    if process is not None:
        process.terminate()
        process.wait(STOP_TIMEOUT_S)
    PID_FILE.unlink(missing_ok=True)
    print(f"{server.url} is down; its data stays in {HOME}")
    return 0


def status(server: Neo4jServer) -> int:
    """Say whether it answers, and the line that points the tests at it."""
    if _running() is None or not server.answers():
        print(f"{server.url} is down")
        return 1
    address = server.url.replace("://", f"://{server.user}:{server.password}@")
    print(f"{server.url} is up. To run the tests on it: export {GIVEN_SERVER}={address}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("what", choices=["up", "down", "status"])
    parser.add_argument("--port", type=int, default=17687)
    parser.add_argument("--password", default=os.environ.get("NEO4J_PASSWORD", "sanlian-dev-1"))
    return parser.parse_args()


def _server(asked: argparse.Namespace) -> Neo4jServer:
    return prepare_server(HOME, port=asked.port, password=asked.password)


def _running() -> psutil.Process | None:
    """The process of the last `up`, if it lives and is that Neo4j: a pid alone may be another's by now."""
    try:
        process = psutil.Process(int(PID_FILE.read_text()))
        return process if f"--home-dir={HOME}" in process.cmdline() else None
    except (OSError, ValueError, psutil.Error):
        return None


if __name__ == "__main__":
    sys.exit(main())
