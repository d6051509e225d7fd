# shellcheck shell=bash
# Sourced by the tests of the deployment: puts the checkers (Python packages by version and hash) and, where no helm is installed,
# one on Helm's own engine on the PATH. `have NAME…` says whether programs are there; `skip WHY` ends a test that cannot run here.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
tools=$root/.cache/deploy
stamp=$(sha256sum "$root/deploy/support/requirements.txt" | cut -c1-16)
if [ ! -e "$tools/$stamp" ]; then
    rm -rf "$tools"
    python3 -m venv "$tools"
    "$tools/bin/pip" -q install --require-hashes -r "$root/deploy/support/requirements.txt"
    touch "$tools/$stamp"
fi
export PATH=$root/deploy/support/bin:$tools/bin:$PATH PYTHONDONTWRITEBYTECODE=1
have() { local program; for program in "$@"; do command -v "$program" >/dev/null || return 1; done; }
skip() { echo "skipped: $*"; echo "0 passed, 0 failed"; exit 0; }
