#!/usr/bin/env bash
# Alert rules by promtool; the dashboard's queries, compared with what a running server gives; the values for the monitoring charts,
# checked for what has gone wrong elsewhere.
set -euo pipefail
. "$(dirname "$0")/../support/tools.sh"
with=()
if compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && have psql; then with=("$root/scripts/with-postgres.sh"); fi
exec ${with[@]+"${with[@]}"} python "$root/deploy/support/run.py" "$root"/deploy/checks/observability*.py
