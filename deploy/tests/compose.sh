#!/usr/bin/env bash
# docker-compose.dev.yml, brought up with podman-compose from images made here, with a password of every awkward character;
# and that initdb refuses the mount's root (the laboratory's first challenge).
set -euo pipefail
. "$(dirname "$0")/../support/tools.sh"
. "$root/deploy/support/count.sh"
. "$root/deploy/support/images.sh"
have netavark || [ -x /usr/lib/podman/netavark ] || skip "podman's networks need netavark (apt-get install netavark aardvark-dns)"

find_mmlab
work=$(mktemp -d)
project=martlet-test-$$
export MM_PORT MM_METRICS_PORT MM_DB_PASSWORD="it's /odd: \"p@ss#w%rd\" & more?+=" MARTLET_IMAGE=localhost/martlet-compose POSTGRES_IMAGE=localhost/postgres-test
MM_PORT=$(free_port)
MM_METRICS_PORT=$(free_port)
compose() { podman-compose -p "$project" -f "$root/docker-compose.dev.yml" "$@"; }
cleanup() { compose down -v -t 2 >/dev/null 2>&1 || true; rm -rf "$work"; }
trap cleanup EXIT

make_image martlet-compose
build_image --build-arg BASE="$base" -t "$POSTGRES_IMAGE" "$root/deploy/support/postgres"
# Podman 4 starts containers in order but does not wait for health: the server may have to be started again until the database is there.
compose up -d --no-build >"$work/up" 2>&1 || { cat "$work/up"; exit 1; }
url=http://127.0.0.1:$MM_PORT
server() { podman ps -a --filter "label=com.docker.compose.project=$project" --filter "label=com.docker.compose.service=$1" --format '{{.Names}}' | head -n 1; }
up() { answers "$url/health/ready" || { podman start "$(server mattermost)" >/dev/null 2>&1; sleep 0.5; false; }; }
check "the server is ready with PostgreSQL" within 60 up
if [ "$failed" -gt 0 ]; then podman logs "$(server mattermost)" 2>&1 | tail -n 20; podman logs "$(server postgres)" 2>&1 | tail -n 20; fi
check "figures are given on the metrics port" within 5 curl -sf -o /dev/null "http://127.0.0.1:$MM_METRICS_PORT/metrics"
check "an account can be made" curl -sf -o /dev/null "$url/api/v4/users" -d '{"username":"ann","email":"ann@example.com","password":"correct horse 1"}'

# The chart's own address of the database, with the same password, against the same PostgreSQL.
source=$(PYTHONPATH=$root/deploy/support python - <<'PYTHON'
import os, world
over = {"postgres": {"host": "postgres", "sslmode": "disable", "password": os.environ["MM_DB_PASSWORD"]}}
print(world.find(world.render(world.values(world.PROD, over)), "Secret", "mattermost")["stringData"]["MM_SQLSETTINGS_DATASOURCE"])
PYTHON
)
migrate() {
    podman run --rm --network "$(podman inspect --format '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}' "$(server postgres)")" \
        --user 10001 --read-only --cap-drop ALL -e MM_SQLSETTINGS_DRIVERNAME=postgres -e MM_SQLSETTINGS_DATASOURCE="$1" "$MARTLET_IMAGE" migrate
}
check "the chart's address of the database works, and a migration ends with 0" migrate "$source"
check "with another password it is refused, in a sentence" grep -q "could not be brought up to date" <(migrate "${source/it%27s/its}" 2>&1)
check "mmlab smoke passes: login, post, file, WebSocket" "$MMLAB" smoke --url "$url" --user ann --password "correct horse 1"
check "the database lies below the mount" podman exec "$(server postgres)" test -s /var/lib/postgresql/data/pgdata/PG_VERSION
podman exec -u 0 "$(server postgres)" mkdir -p /var/lib/postgresql/data/lost+found
in_root() { podman run --rm --network none -v "${project}_postgres-data:/var/lib/postgresql/data" -e PGDATA=/var/lib/postgresql/data -e POSTGRES_USER=x -e POSTGRES_PASSWORD=x -e POSTGRES_DB=x "$POSTGRES_IMAGE"; }
check "initdb refuses the mount's root, as on a fresh disk" grep -q "exists but is not empty" <(in_root 2>&1)
podman restart -t 5 "$(server postgres)" >/dev/null 2>&1
check "beside lost+found it starts again" within 60 up
login() { curl -s -o /dev/null -w '%{http_code}' "$url/api/v4/users/login" -d '{"login_id":"ann","password":"correct horse 1"}'; }
check "what was written is there" [ "$(login)" = 200 ]
finish
