#!/usr/bin/env bash
# Replays the recorded exchanges of a real Mattermost 11.6 against the server, on both engines, and prints the table.
# parity.sh [GROUPS]: a comma-separated list instead of every group that is built. Fails when a group has less than 97 %.
set -euo pipefail
cd "$(dirname "$0")/.."
parity=${MARTLET_PARITY:-../shared/parity}
groups=${1:-auth,users,teams,channels,posts,threads,websocket,permissions}
[ -d "$parity" ] || { echo "The record is not here: set MARTLET_PARITY to the folder that holds parity.py." >&2; exit 1; }

[ -x .cache/parity/bin/python ] || { python3 -m venv .cache/parity && .cache/parity/bin/pip -q install requests websocket-client; }
swift build --product martlet >/dev/null
martlet="$(swift build --show-bin-path)/martlet"
work=$(mktemp -d "${TMPDIR:-/tmp}/martlet-parity.XXXXXX")
trap 'rm -rf "$work"' EXIT

if [ "${2:-}" = "" ]; then
    status=0
    for engine in sqlite postgres; do
        echo "== $engine"
        if [ $engine = sqlite ]; then
            "$0" "$groups" "sqlite://$work/martlet.db" || status=1
        else
            scripts/with-postgres.sh bash -c '"$0" "$1" "$POSTGRES_URL"' "$0" "$groups" || status=1
        fi
    done
    exit $status
fi

source=$2
driver=postgres
case $source in sqlite://*) driver=sqlite; source=${source#sqlite://} ;; esac
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir -p "$work/run"
settings=$(python3 scripts/parity_settings.py "$parity/golden")
(
    cd "$work/run"
    while IFS= read -r setting; do export "$setting"; done <<<"$settings"
    MARTLET_CONNECTIONSETTINGS_TRUSTEDPROXIES=127.0.0.1 MM_SQLSETTINGS_DRIVERNAME=$driver MM_SQLSETTINGS_DATASOURCE=$source MM_SERVICESETTINGS_LISTENADDRESS=127.0.0.1:$port \
        exec "$martlet" server
) >"$work/log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; wait $server 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 200); do curl -sf "http://127.0.0.1:$port/api/v4/system/ping" >/dev/null && break; sleep 0.05; done

.cache/parity/bin/python scripts/parity_compare.py "$parity" compare --url "http://127.0.0.1:$port" --golden "$parity/golden" --only "$groups" \
    --ignore-message --settle 60 --show "${PARITY_SHOW:-0}" --later api/parity-later.tsv --out "$work/out" --json "$work/result.json" || true
exec python3 scripts/parity_bar.py "$work/result.json"
