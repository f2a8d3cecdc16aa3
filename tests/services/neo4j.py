"""A real Neo4j for the tests and the benchmarks: its own folder, its own port, gone when they end.

    with neo4j_server() as server:
        open_store(server.url, user=server.user, password=server.password)

`SANLIAN_TEST_NEO4J=bolt://user:password@host:port` names a server that runs already; it is then used as
it is, and can be neither restarted nor killed. There is no third way: without a server the tests fail.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from tests.services.errors import ServiceUnavailable
from tests.services.neo4j_jars import executable, fetched_jars, one_at_a_time

GIVEN_SERVER = "SANLIAN_TEST_NEO4J"
USER = "neo4j"
PASSWORD = "sanlian-test-1"
READY_TIMEOUT_S = 120.0
STOP_TIMEOUT_S = 60.0
FOLDERS = ("conf", "data", "logs", "run", "plugins", "import")
OPENED_PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


@dataclass(slots=True)
class Neo4jServer:
    """A server as a test sees it. `home` is None where the server was given and is not ours to stop."""

    url: str
    user: str
    password: str = field(repr=False)
    home: Path | None = None
    heap: str = "512m"
    """The most memory that it may take for its heap, as Java writes it."""
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def pid(self) -> int | None:
        """None: it does not run, or is not ours."""
        return self._process.pid if self._process else None

    def start(self, *, detached: bool = False) -> None:
        """Start it on its port and return when it answers; `detached` outlives the caller."""
        home = self._own_home()
        with (home / "logs" / "console.log").open("ab") as console:
            self._process = subprocess.Popen(
                [*([] if detached else _ending_with_the_caller()), *_server_command(home, self.heap)],
                env=_environment(home),
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                start_new_session=detached,
            )
        self.wait_ready()

    def wait_ready(self, timeout_s: float = READY_TIMEOUT_S) -> None:
        """Return when it answers `RETURN 1`; raises ServiceUnavailable if it ends or stays silent."""
        deadline = time.monotonic() + timeout_s
        while not self.answers():
            if self._process is not None and self._process.poll() is not None:
                raise ServiceUnavailable(f"Neo4j ended while starting: {self._last_words()}")
            if time.monotonic() > deadline:
                raise ServiceUnavailable(f"Neo4j at {self.url} did not answer within {timeout_s:.0f} s.")
            time.sleep(0.2)

    def answers(self) -> bool:
        """Whether a query is answered now; raises ServiceUnavailable on a wrong password."""
        with GraphDatabase.driver(self.url, auth=(self.user, self.password)) as driver:
            try:
                with driver.session() as session:  # not execute_query: it would retry, and wait longer each time
                    return session.run("RETURN 1 AS one").single(strict=True)["one"] == 1
            except AuthError as refused:
                raise ServiceUnavailable(f"Neo4j at {self.url} refuses {self.user}'s password.") from refused
            except (DriverError, Neo4jError, OSError):
                return False

    def stop(self) -> None:
        """End it as an operator would (SIGTERM), with everything written."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would (SIGKILL)."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Stop it if it runs, and start it again on the same port with the same data."""
        self.stop()
        self.start()

    def _end(self, how: signal.Signals) -> None:
        self._own_home()
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _own_home(self) -> Path:
        if self.home is None:
            raise ServiceUnavailable(
                f"{self.url} was given by {GIVEN_SERVER} and is not ours to start or stop: "
                f"unset {GIVEN_SERVER} for the tests that need this."
            )
        return self.home

    def _last_words(self) -> str:
        lines = (self._own_home() / "logs" / "console.log").read_text(errors="replace").splitlines()
        return next((line for line in reversed(lines) if "ERROR" in line), "see logs/console.log in its folder")


@contextlib.contextmanager
def neo4j_server(*, heap: str = "512m", pages: str = "256m") -> Iterator[Neo4jServer]:
    """An empty server on a free port, or the one that the environment names; ours is removed afterwards.

    `heap` and `pages`: the most memory for its heap and for what it has read of its files, as Java writes it.
    """
    given = os.environ.get(GIVEN_SERVER)
    if given:
        server = parse_server(given)
        server.wait_ready(timeout_s=10.0)
        yield server
        return
    home = Path(tempfile.mkdtemp(prefix="sanlian-neo4j-"))
    try:
        with one_at_a_time("start"):
            server = prepare_server(home, port=free_port(), pages=pages)
            server.heap = heap
            server.start()
        try:
            yield server
        finally:
            server.kill()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def parse_server(address: str) -> Neo4jServer:
    """`bolt://user:password@host:port` as a server that is not ours."""
    parts = urlsplit(address)
    if parts.scheme not in {"bolt", "neo4j"} or not parts.hostname or parts.password is None:
        raise ServiceUnavailable(f"{GIVEN_SERVER} must read bolt://user:password@host:port.")
    return Neo4jServer(
        url=f"{parts.scheme}://{parts.hostname}:{parts.port or 7687}",
        user=unquote(parts.username or USER),
        password=unquote(parts.password),
    )


def prepare_server(home: Path, *, port: int, password: str = PASSWORD, pages: str = "256m") -> Neo4jServer:
    """A server in `home`, set up with its port and password and not yet started. Existing data stays."""
    fresh = not (home / "data").is_dir()
    for folder in FOLDERS:
        (home / folder).mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(_configuration(home, port, pages), encoding="utf-8")
    if fresh:
        _set_password(home, password)
    return Neo4jServer(url=f"bolt://127.0.0.1:{port}", user=USER, password=password, home=home)


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _configuration(home: Path, port: int, pages: str) -> str:
    directories = {folder: home / folder for folder in FOLDERS if folder != "conf"}
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        **{f"server.directories.{name}": path for name, path in directories.items()},
        "server.directories.transaction.logs.root": home / "data" / "transactions",
        "server.memory.pagecache.size": pages,
        "dbms.usage_report.enabled": "false",
        "db.tx_log.rotation.retention_policy": "keep_none",
        # tests write and wipe all the time; without this a query is planned anew whenever the counts have moved
        "dbms.cypher.min_replan_interval": "1h",
    }
    return "".join(f"{key}={value}\n" for key, value in settings.items())


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}


def _set_password(home: Path, password: str) -> None:
    command = [
        executable("java"),
        "-cp",
        f"{fetched_jars()}/*",
        f"-Dbasedir={home}",
        "org.neo4j.server.startup.Neo4jAdminCommand",
        "dbms",
        "set-initial-password",
        password,
    ]
    done = subprocess.run(command, env=_environment(home), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ServiceUnavailable(f"Neo4j's first password could not be set: {done.stderr.strip()[-300:]}")


def _ending_with_the_caller() -> list[str]:
    """A prefix under which the server ends with the thread that started it, even one that was killed."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL", "--"] if setpriv else []


def _server_command(home: Path, heap: str) -> list[str]:
    return [
        executable("java"),
        "-Xms256m",
        f"-Xmx{heap}",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED_PACKAGES),
        "-Dio.netty.tryReflectionSetAccessible=true",
        "-Dlog4j2.disable.jmx=true",
        "-Dfile.encoding=UTF-8",
        "-cp",
        f"{fetched_jars()}/*",
        "org.neo4j.server.CommunityEntryPoint",
        f"--home-dir={home}",
        f"--config-dir={home / 'conf'}",
        "--console-mode",
    ]
