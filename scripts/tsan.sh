#!/usr/bin/env bash
# tsan.sh [FILTER]: runs the suite, or the tests that match, under the thread sanitizer; fails when it reports anything that
# scripts/tsan.supp does not explain. Servers that tests start are watched as well. docs/operate/sanitizer.md says more.
set -euo pipefail
cd "$(dirname "$0")/.."
build=(--sanitize=thread --scratch-path .build-tsan -Xswiftc -DMARTLET_TSAN)
swift build --build-tests "${build[@]}"
reports="$PWD/.build-tsan/reports"
rm -rf "$reports"
mkdir -p "$reports"
export TSAN_OPTIONS="suppressions=$PWD/scripts/tsan.supp log_path=$reports/report exitcode=0 ${TSAN_OPTIONS:-}"
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=${SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH:-8}
status=0
swift test --skip-build --parallel "${build[@]}" ${1:+--filter "$1"} || status=$?
count=$(cat "$reports"/* 2>/dev/null | grep -c "WARNING: ThreadSanitizer" || true)
echo "thread sanitizer: $count reports that nothing explains${count:+, in $reports}"
[ "$count" -eq 0 ] || exit 1
exit "$status"
