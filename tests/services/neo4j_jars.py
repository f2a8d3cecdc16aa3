"""The jars of the Neo4j that the tests run on, fetched once by Maven into the ignored folder `.cache/`."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.services.errors import ServiceUnavailable

POM = Path(__file__).with_name("pom.xml")
CACHE = Path(__file__).resolve().parents[2] / ".cache" / "neo4j"
FETCH_TIMEOUT_S = 900


def fetched_jars() -> Path:
    """The folder of jars for `pom.xml` as it stands, fetched if it is not there yet.

    Its name is the hash of the pom, and it appears by a rename: it is either complete or absent.
    """
    version = hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
    jars = CACHE / f"jars-{version}"
    if not jars.is_dir():
        with one_at_a_time("fetch"):
            if not jars.is_dir():
                _fetch(jars)
    return jars


@contextlib.contextmanager
def one_at_a_time(what: str) -> Iterator[None]:
    """Wait until no other run of the tests on this machine does the same thing in this checkout."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def executable(name: str) -> str:
    """The path of a program; raises ServiceUnavailable where there is none."""
    found = shutil.which(name)
    if found is None:
        raise ServiceUnavailable(
            f"The tests need a real Neo4j and there is no `{name}` here: run tools/prerequisites.sh, "
            "or name a server in SANLIAN_TEST_NEO4J=bolt://user:password@host:port."
        )
    return found


def _fetch(jars: Path) -> None:
    executable("java")
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="fetching-") as scratch:
        arriving = Path(scratch) / "lib"
        command = [
            executable("mvn"),
            "--quiet",
            "--batch-mode",
            f"--file={POM}",
            "dependency:copy-dependencies",
            "-DincludeScope=runtime",
            f"-DoutputDirectory={arriving}",
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=FETCH_TIMEOUT_S, check=False)
        if done.returncode != 0:
            reason = next((line for line in done.stdout.splitlines() if "ERROR" in line), "no reason given")
            raise ServiceUnavailable(f"Maven could not fetch Neo4j for the tests: {reason.strip()}")
        arriving.rename(jars)
