#!/usr/bin/env bash
# test.sh [NAME…]: every executable deploy/tests/*.sh (or those named, without folder and ending), one after the other. Each prints
# what it skipped and why, and ends with `N passed, N failed`; so does this.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
passed=0 failed=0
for test in deploy/tests/*.sh; do
    name=$(basename "$test" .sh)
    [ -x "$test" ] || continue
    if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
    echo "== $name"
    "$test" 2>&1 | tee "/tmp/martlet-deploy-test.$$"
    status=${PIPESTATUS[0]}
    line=$(grep -oE '^[0-9]+ passed, [0-9]+ failed' "/tmp/martlet-deploy-test.$$" | tail -n 1)
    rm -f "/tmp/martlet-deploy-test.$$"
    good=${line%% *} bad=$(sed -E 's/.*, ([0-9]+) failed/\1/' <<<"$line")
    passed=$((passed + ${good:-0}))
    if [ "$status" -ne 0 ] && [ "${bad:-0}" -eq 0 ]; then bad=1; fi
    failed=$((failed + ${bad:-0}))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
