#!/usr/bin/env bash
# The GitHub workflows: their form, their rights, their pins; and the shell steps that deploy and publish, run against doubles of AWS
# and Kubernetes.
set -euo pipefail
. "$(dirname "$0")/../support/tools.sh"
. "$root/deploy/tests/aws/double.sh"
if double_tools; then double_start; fi
python "$root/deploy/support/run.py" "$root/deploy/checks/workflows.py"
