#!/bin/sh
# Fuzzes each parser for so many seconds: Fuzz/run.sh [SECONDS] [TARGETS]. What it finds interesting is kept in
# Fuzz/.corpus; what breaks a parser is written to Fuzz/ as crash-… and ends the run with an error.
set -eu
cd "$(dirname "$0")"
seconds=${1:-60}
targets=${2:-FuzzHTTP FuzzWebSocket FuzzJSON FuzzSearch FuzzMultipart FuzzPicture FuzzMarkdown FuzzPage FuzzBus}
swift build -c release --quiet
bin=$(swift build -c release --show-bin-path)
python3 seeds.py .corpus
for target in $targets; do
    echo "$target: $seconds s"
    ASAN_OPTIONS=detect_leaks=0 "$bin/$target" -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -verbosity=0 ".corpus/$target"
done
