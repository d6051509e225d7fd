#!/usr/bin/env bash
# mmlab on a double of Kubernetes: deploys, falls into an upgrade that was broken off and comes out of it, goes back.
set -euo pipefail
. "$(dirname "$0")/../support/tools.sh"
have kubectl || skip "mmlab.sh needs kubectl"
if [ -z "${MMLAB:-}" ]; then
    swift build --package-path "$root" --product mmlab >/dev/null
    MMLAB=$(swift build --package-path "$root" --show-bin-path)/mmlab
fi
export MMLAB
exec python "$root/deploy/support/run.py" "$root/deploy/checks/mmlab.py"
