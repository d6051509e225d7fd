#!/bin/sh
# Fuzzes each parser for so many seconds, as many at a time as there are processors: Fuzz/run.sh [SECONDS] [TARGETS]. What it finds
# interesting is kept in Fuzz/.corpus; what breaks a parser is written to Fuzz/ as crash-… and ends the run with an error.
set -eu
cd "$(dirname "$0")"
seconds=${1:-60}
targets=${2:-FuzzHTTP FuzzWebSocket FuzzFrame FuzzJSON FuzzSearch FuzzMultipart FuzzPicture FuzzMessage FuzzMarkdown FuzzPage FuzzBus}
swift build -c release --quiet
FUZZ_BIN=$(swift build -c release --show-bin-path)
FUZZ_SECONDS=$seconds
export FUZZ_BIN FUZZ_SECONDS
python3 seeds.py .corpus
# shellcheck disable=SC2016  # the inner shell reads it
echo "$targets" | tr ' ' '\n' | xargs -P "$(nproc)" -I '{}' sh -c '
    log=$(mktemp)
    trap "rm -f $log" EXIT
    status=0
    ASAN_OPTIONS=detect_leaks=0 "$FUZZ_BIN/{}" -max_total_time="$FUZZ_SECONDS" -max_len=4096 -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -verbosity=0 ".corpus/{}" >"$log" 2>&1 || status=1
    echo "{}: $FUZZ_SECONDS s, $(sed -n "s/^stat::number_of_executed_units: *//p" "$log") inputs"
    [ $status -eq 0 ] || cat "$log"
    exit $status'
