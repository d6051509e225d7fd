#!/usr/bin/env bash
# parity_group.sh GROUP: replays one group against a fresh server and keeps what it answered in $PARITY_WORK/out (see parity.sh).
set -euo pipefail
group=$1
folder=$PARITY_WORK/$group
rm -rf "$folder"
mkdir -p "$folder/run/config" "$PARITY_WORK/out"
source=$folder/martlet.db
if [ "$PARITY_ENGINE" = postgres ]; then
    database=parity_${group}_$RANDOM
    psql -q "$POSTGRES_URL" -c "CREATE DATABASE $database"
    source=${POSTGRES_URL%/martlet\?*}/$database?${POSTGRES_URL##*\?}
fi
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
python3 scripts/parity_settings.py "$MARTLET_PARITY/golden" >"$folder/run/config/config.json"
(
    cd "$folder/run"
    MARTLET_CONNECTIONSETTINGS_TRUSTEDPROXIES=127.0.0.1 MM_SERVICEENVIRONMENT=dev MM_SQLSETTINGS_DRIVERNAME=$PARITY_ENGINE \
        MM_SQLSETTINGS_DATASOURCE=$source MM_SERVICESETTINGS_LISTENADDRESS=127.0.0.1:$port exec "$MARTLET_BINARY" server
) >"$folder/log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; wait $server 2>/dev/null || true' EXIT
for _ in $(seq 200); do curl -sf "http://127.0.0.1:$port/api/v4/system/ping" >/dev/null && break; sleep 0.05; done
kill -0 $server 2>/dev/null || { echo "$group: the server did not start" >&2; tail -n 3 "$folder/log" >&2; exit 1; }

.cache/parity/bin/python scripts/parity_compare.py "$MARTLET_PARITY" record --url "http://127.0.0.1:$port" --only "$group" \
    --settle 60 --out "$folder/out" >"$folder/replay" || true
grep -hE "^== $group: |!! .*(aborted|stopped)" "$folder/replay" || true
mv "$folder/out/$group.jsonl" "$folder/out/bootstrap.jsonl" "$PARITY_WORK/out/"
