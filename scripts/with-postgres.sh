#!/usr/bin/env bash
# with-postgres.sh COMMAND…: runs a command with a PostgreSQL server of its own, on a free loopback port, thrown away after.
# The command finds it in POSTGRES_URL (a superuser's, database "martlet"). POSTGRES_OPTIONS goes to the server.
set -euo pipefail

bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin -type d | sort -V | tail -n 1)
[ -x "$bin/initdb" ] || { echo "PostgreSQL's server was not found: apt-get install postgresql" >&2; exit 1; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/martlet-postgres.XXXXXX")
as=()
if [ "$(id -u)" -eq 0 ]; then  # PostgreSQL refuses to run as root
    chown postgres "$folder"
    as=(runuser -u postgres --)
fi
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

cd "$folder"
"${as[@]}" "$bin/initdb" -D "$folder/data" -U martlet -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w \
    -o "-c listen_addresses=127.0.0.1 -p $port -k $folder -c max_connections=300 ${POSTGRES_OPTIONS:-}" start >/dev/null
stop() {
    "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
psql -q "postgres://martlet@127.0.0.1:$port/postgres" -c 'CREATE DATABASE martlet'
cd "$OLDPWD"
POSTGRES_URL="postgres://martlet@127.0.0.1:$port/martlet?sslmode=disable" POSTGRES_DATA="$folder/data" "$@"
