#!/usr/bin/env bash
# mmlab on a double of Kubernetes: deploys, falls into an upgrade that was broken off and comes out of it, goes back.
set -euo pipefail
. "$(dirname "$0")/../support/tools.sh"
have kubectl || skip "mmlab.sh needs kubectl"
find_mmlab
exec python "$root/deploy/support/run.py" "$root/deploy/checks/mmlab.py"
