#!/usr/bin/env bash
# test.sh [NAME…]: every executable deploy/tests/*.sh, or those named (without folder and ending). Each prints what it skipped and why,
# ends with `N passed, N failed`, and has a limit of time; the last line here is the sum. Terraform waits more than it works, so its
# test runs beside the others. MARTLET_TEST_LIMIT=SECONDS for another limit.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
names=()
for test in deploy/tests/*.sh; do
    name=$(basename "$test" .sh)
    if [ -x "$test" ] && { [ $# -eq 0 ] || [[ " $* " == *" $name "* ]]; }; then names+=("$name"); fi
done

# Built once for all, in copies that no later build replaces. Without them the tests that need a binary skip.
can_build() {
    [ -z "${MARTLET_NO_BUILD:-}" ] && command -v swift >/dev/null && scripts/deps.sh && return
    echo "nothing is built here (no Swift, or not what it needs): what wants the server or mmlab is skipped"
    export MARTLET_NO_BUILD=1
    return 1
}

build_mmlab() {
    swift build --product mmlab >"$work/build" 2>&1 || { tail -n 20 "$work/build"; return 1; }
    cp "$(swift build --show-bin-path)/mmlab" "$work/" && export MMLAB=$work/mmlab
}

# As the image has it. Not a debug build: objects of one that was not linked statically cannot be linked so afterwards.
build_server() {
    [ -z "${MARTLET_NO_BUILD:-}" ] || return 0
    echo "building the release server (minutes, when it is not built yet)"
    make -s build >"$work/build" 2>&1 || { tail -n 20 "$work/build"; return 1; }
    cp build/martlet "$work/" && export MARTLET_BINARY=$work/martlet
}

run() { # run NAME: the test, within its time
    local limit=${MARTLET_TEST_LIMIT:-1200} status=0
    case $1 in terraform | life) limit=${MARTLET_TEST_LIMIT:-2400} ;; esac
    local start=$SECONDS
    echo "== $1"
    timeout -k 60 "$limit" "deploy/tests/$1.sh" </dev/null || status=$?
    [ $status -ne 124 ] && [ $status -ne 137 ] || echo "FAILED: $1 had no end after $limit s"
    echo $status >"$work/$1.status"
    echo "   ($((SECONDS - start)) s)"
}

count() { # count NAME: adds what its log says
    local line good bad status
    status=$(cat "$work/$1.status" 2>/dev/null || echo 1)
    line=$(grep -oE '^[0-9]+ passed, [0-9]+ failed' "$work/$1.log" | tail -n 1)
    good=${line%% *} bad=$(sed -E 's/.*, ([0-9]+) failed/\1/' <<<"$line")
    passed=$((passed + ${good:-0}))
    if [ "$status" -ne 0 ] && [ "${bad:-0}" -eq 0 ]; then bad=1; fi
    failed=$((failed + ${bad:-0}))
}

deploy/support/packages.sh
if can_build && ! build_mmlab; then
    echo "FAILED: the build of mmlab"
    echo "0 passed, 1 failed"
    exit 1
fi
beside=
if [[ " ${names[*]} " == *" terraform "* ]]; then
    run terraform >"$work/terraform.log" 2>&1 &
    beside=$!
fi
if build_server; then
    for name in "${names[@]}"; do
        [ "$name" = terraform ] || run "$name" 2>&1 | tee "$work/$name.log"
    done
else
    echo "FAILED: the build of the server"
fi
if [ -n "$beside" ]; then
    wait "$beside"
    cat "$work/terraform.log"
fi
for name in "${names[@]}"; do count "$name"; done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
