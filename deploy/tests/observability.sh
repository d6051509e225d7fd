#!/usr/bin/env bash
# Alert rules by promtool; the dashboard's queries; the values for the monitoring charts, checked for what has gone wrong elsewhere.
set -euo pipefail
. "$(dirname "$0")/../support/tools.sh"
exec python "$root/deploy/support/run.py" "$root/deploy/checks/observability.py"
