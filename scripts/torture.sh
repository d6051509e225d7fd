#!/usr/bin/env bash
# torture.sh [KILLS]: kill -9 under load on both engines; every acknowledged post must be there, once, and be counted. On
# PostgreSQL two servers share the database, and clients go on at the other one.
set -euo pipefail
cd "$(dirname "$0")/.."
kills=${1:-50}
swift build --product martlet >/dev/null
martlet="$(swift build --show-bin-path)/martlet"
work=$(mktemp -d "${TMPDIR:-/tmp}/martlet-torture.XXXXXX")
trap 'rm -rf "$work"' EXIT
echo "sqlite"
python3 Tests/ClientTests/torture.py "$martlet" sqlite "$work/martlet.db" "$kills"
echo "postgres"
scripts/with-postgres.sh bash -c 'python3 Tests/ClientTests/torture.py "$0" postgres "$POSTGRES_URL" "$1"' "$martlet" "$kills"
