#!/usr/bin/env bash
# Replays the web app's own recorded calls (all flows but the integrations and the console) against a fresh server, on both engines.
# traffic.sh [FLOWS]: a comma-separated list instead of these. Fails when an answer differs from the recorded one.
set -euo pipefail
cd "$(dirname "$0")/.."
parity=${MARTLET_PARITY:-../shared/parity}
flows=${1:-01,02,03,04,05,06,07,08,12,13,14,09}
[ -d "$parity/web" ] || { echo "The record is not here: set MARTLET_PARITY to the folder that holds web/." >&2; exit 1; }

if [ "${2:-}" = "" ]; then
    [ -x .cache/parity/bin/python ] || { python3 -m venv .cache/parity && .cache/parity/bin/pip -q install requests websocket-client; }
    [ -n "${MARTLET_BINARY:-}" ] || swift build --product martlet >/dev/null
    export MARTLET_BINARY=${MARTLET_BINARY:-$(swift build --show-bin-path)/martlet}
    # Both at a time: the replay is one page, which waits for each answer.
    status=0
    lite=$(mktemp)
    "$0" "$flows" sqlite >"$lite" 2>&1 &
    other=$(scripts/with-postgres.sh bash -c '"$0" "$1" "$POSTGRES_URL"' "$0" "$flows" 2>&1) || status=1
    wait $! || status=1
    printf '== sqlite\n%s\n== postgres\n%s\n' "$(cat "$lite")" "$other"
    rm -f "$lite"
    exit $status
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/martlet-traffic.XXXXXX")
driver=postgres
source=$2
[ "$source" = sqlite ] && { driver=sqlite; source=$work/martlet.db; }
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
(
    cd "$work"
    MM_SQLSETTINGS_DRIVERNAME=$driver MM_SQLSETTINGS_DATASOURCE=$source MM_SERVICESETTINGS_LISTENADDRESS=127.0.0.1:$port \
        exec "$MARTLET_BINARY" server
) >"$work/log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; wait $server 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 200); do curl -sf "http://127.0.0.1:$port/api/v4/system/ping" >/dev/null && break; sleep 0.05; done
.cache/parity/bin/python scripts/web_traffic.py "http://127.0.0.1:$port" "$parity/web" "$flows"
