#!/bin/sh
# What the tests need beside .venv: Java 17 or later and Maven (for a real Neo4j), Chromium and a Chinese font.
# As root on Debian or Ubuntu it installs what is missing; otherwise it names it in one line and fails.
set -eu

missing=""
need() { missing="$missing $1"; }

java_is_recent() {
    version=$(java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 17 ]
}
browser_is_there() {
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}
chinese_font_is_there() {
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]
}

if [ -z "${SANLIAN_TEST_NEO4J:-}" ]; then
    java_is_recent 2>/dev/null || need default-jre-headless
    command -v mvn >/dev/null 2>&1 || need maven
fi
browser_is_there || need chromium
chinese_font_is_there || need "fontconfig fonts-noto-cjk"

[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "prerequisites: installing$missing"
    log=$(mktemp)
    if { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
        rm -f "$log"
        exit 0
    fi
    echo "prerequisites: apt-get could not install$missing: $(grep -m1 '^E:' "$log" || tail -n1 "$log")" >&2
    exit 1
fi
echo "The tests need programs that are not here. As root: apt-get install$missing" >&2
exit 1
