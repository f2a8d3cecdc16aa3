#!/bin/sh
# Makes or renews .venv with everything in requirements/dev.lock, every package by its hash, and `sanlian` in it.
# The first time pip does it, so that nothing need be here beforehand; later uv, which is in the lock, is faster.
set -eu
cd "$(dirname "$0")/.."

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$(sh tools/find_python.sh)
    echo "environment: .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi
if [ -x .venv/bin/uv ]; then
    install=".venv/bin/uv pip install --quiet --python .venv/bin/python"
else
    install=".venv/bin/python -m pip install --quiet --disable-pip-version-check"
fi
$install --require-hashes --requirement requirements/dev.lock
$install --no-deps --no-build-isolation --editable .
