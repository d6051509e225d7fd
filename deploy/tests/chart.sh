#!/usr/bin/env bash
# The Helm chart and the raw manifests: rendered by Helm's own engines (4 and 3), checked against Kubernetes' schemas, installed on a double of
# Kubernetes; and that each challenge of the laboratory stays met.
set -euo pipefail
. "$(dirname "$0")/../support/tools.sh"
get_helm3
exec python "$root/deploy/support/run.py" "$root"/deploy/checks/chart_*.py
