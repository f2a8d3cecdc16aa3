"""What must hold for the project's own files: locks, package, image, composition, the ground's imports."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
NPM = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
NPM_LOCK = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
LOCKS = ("runtime", "dev")
PACKAGES = ("graph", "loaders", "viz", "api")
CARRIED = {".sql", ".cypher", ".toml", ".html", ".js", ".css", ".graphql", ".json", ".txt"}


def pins(name: str) -> dict[str, tuple[str, int]]:
    """What a lock pins: name -> (version, how many hashes)."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    found = re.finditer(r"^([a-z0-9.-]+)==(\S+).*((?:\n    --hash=sha256:[0-9a-f]{64}.*)*)", text, re.MULTILINE)
    return {match[1]: (match[2], match[3].count("--hash=")) for match in found}


def plain(requirement: str) -> str:
    """`pyright[nodejs]>=1` as `pyright`."""
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_everything_by_hash(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    stated = [line for line in text.splitlines() if re.match(r"[a-zA-Z0-9]", line)]
    pinned = pins(name)
    assert len(stated) == len(pinned)
    assert [package for package, (_, hashes) in pinned.items() if hashes == 0] == []


def test_every_dependency_is_locked_and_both_locks_agree() -> None:
    runtime, dev = pins("runtime"), pins("dev")
    assert {plain(need) for need in PROJECT["project"]["dependencies"]} <= runtime.keys()
    assert {plain(need) for need in PROJECT["dependency-groups"]["dev"]} <= dev.keys()
    assert {package: dev.get(package) for package in runtime} == runtime


@pytest.mark.parametrize("name", [*(f"requirements/{lock}.lock" for lock in LOCKS), "package-lock.json"])
def test_a_lock_names_no_host_and_no_machine(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"\w+://|--index-url|--find-links|file:|(?<!\w)/(?:home|root|work|opt|tmp)/", text) == []


def test_npm_packages_are_pinned_by_version_and_integrity() -> None:
    stated = NPM["dependencies"] | NPM["devDependencies"]
    locked = {path: package for path, package in NPM_LOCK["packages"].items() if path}
    assert {name: locked[f"node_modules/{name}"]["version"] for name in stated} == stated
    assert [path for path, package in locked.items() if "integrity" not in package] == []
    assert [path for path, package in locked.items() if "resolved" in package] == []


def test_the_package_cannot_be_uploaded_and_holds_the_four_rooms() -> None:
    assert "Private :: Do Not Upload" in PROJECT["project"]["classifiers"]
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert PROJECT["project"]["scripts"] == {"sanlian": "api.cli.main:run"}
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == list(PACKAGES)


def test_the_wheel_carries_queries_mappings_pages_and_assets(tmp_path: Path) -> None:
    """Another build tool drops such files in silence: this is why it is hatchling."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        inside = set(wheel.namelist())
    wanted = {
        file.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for file in (ROOT / package).rglob("*")
        if file.suffix in CARRIED and not any(part.startswith(".") for part in file.relative_to(ROOT).parts)
    }
    assert "viz/assets/manifest.json" in wanted
    assert wanted - inside == set()


def test_only_the_application_is_published() -> None:
    published = {name for name, service in COMPOSE["services"].items() if service.get("ports")}
    assert published == {"app"}
    assert [str(port).rsplit(":", 1)[1] for port in COMPOSE["services"]["app"]["ports"]] == ["8000"]
    assert "network_mode" not in str(COMPOSE)


def test_every_service_is_watched_and_the_application_waits() -> None:
    services = COMPOSE["services"]
    assert [name for name, service in services.items() if not service["healthcheck"]["test"]] == []
    assert services["app"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["app"]["environment"]["SANLIAN_STORE"] == "bolt://neo4j:7687"
    assert services["neo4j"]["image"] == "neo4j:5.26-community"


def test_every_store_outlives_its_container() -> None:
    mounted = {volume.split(":")[0] for service in COMPOSE["services"].values() for volume in service["volumes"]}
    assert mounted == COMPOSE["volumes"].keys()


def test_passwords_come_from_the_environment_and_have_no_default() -> None:
    stated = {
        key: value
        for service in COMPOSE["services"].values()
        for key, value in service["environment"].items()
        if key.endswith(("PASSWORD", "AUTH"))
    }
    assert len(stated) == 2
    assert [key for key, value in stated.items() if "${NEO4J_PASSWORD:?" not in value] == []


def test_the_image_runs_as_nobody_in_particular_and_says_how_it_is() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    last_stage = lines[max(index for index, line in enumerate(lines) if line.startswith("FROM")) :]
    assert "USER sanlian" in last_stage
    assert any(line.startswith("HEALTHCHECK") for line in last_stage)
    installs = [line for line in lines if "pip install" in line]
    assert [line for line in installs if "--require-hashes" not in line and "--no-deps" not in line] == []


def test_ci_runs_what_the_readme_says() -> None:
    script = ROOT / ".ci" / "run"
    commands = [line for line in script.read_text(encoding="utf-8").splitlines() if line.startswith("make")]
    assert [command.split()[-1] for command in commands] == ["check", "test"]
    assert os.access(script, os.X_OK)


@pytest.mark.parametrize("room", ["model", "ids.py", "errors.py"])
def test_the_ground_stands_on_the_standard_library(room: str) -> None:
    path = ROOT / "graph" / room
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    allowed = sys.stdlib_module_names | {"graph"}
    foreign = {(file.name, name) for file in files for name in _imported(file) if name not in allowed}
    assert files
    assert foreign == set()


def _imported(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module and node.level == 0
    }
    return {name.split(".")[0] for name in names}
