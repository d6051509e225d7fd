#!/usr/bin/env bash
# Measures the release server on SQLite and PostgreSQL beside the least a server can do (the floor), in one run, and writes
# docs/operate/performance.md. BENCH_LENGTH and BENCH_REPEAT make it longer; see Benchmarks/SideBySide/README.md. Then the search, in
# databases of as many posts as BENCH_SEARCH names (a million and ten millions, which take an hour; none when it is empty).
set -euo pipefail
cd "$(dirname "$0")/.."
bench=$PWD/Benchmarks/SideBySide
martlet=$PWD/build/martlet
work=$(mktemp -d "${TMPDIR:-/tmp}/martlet-bench.XXXXXX")
[ -x .cache/bench/bin/python ] || { python3 -m venv .cache/bench && .cache/bench/bin/pip -q install requests; }
python=$PWD/.cache/bench/bin/python
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port
export LENGTH=${BENCH_LENGTH:-15} REPEAT=${BENCH_REPEAT:-3}

cat >"$work/server" <<'SERVER'
#!/usr/bin/env bash
# Ends the server of this run, starts it anew, waits until it answers, prints its pid.
cd "$WORK"
[ -f pid ] && kill "$(cat pid)" 2>/dev/null && while kill -0 "$(cat pid)" 2>/dev/null; do sleep 0.05; done
MM_SQLSETTINGS_DRIVERNAME=$DRIVER MM_SQLSETTINGS_DATASOURCE=$SOURCE MM_SERVICESETTINGS_LISTENADDRESS=127.0.0.1:$PORT \
    MM_TEAMSETTINGS_MAXUSERSPERTEAM=100000 MM_TEAMSETTINGS_ENABLEOPENSERVER=true MARTLET_LOGINSETTINGS_PASSWORDITERATIONS=1000 \
    setsid "$MARTLET" server >>log 2>&1 </dev/null &
echo $! >pid
for _ in $(seq 200); do curl -sf "http://127.0.0.1:$PORT/api/v4/system/ping" >/dev/null && break; sleep 0.05; done
cat pid
SERVER
chmod +x "$work/server"
trap '[ -f "$work/pid" ] && kill "$(cat "$work/pid")" 2>/dev/null; rm -rf "$work"' EXIT

one() {  # one NAME DRIVER SOURCE [ALSO]
    export WORK=$work MARTLET=$martlet PORT=$port DRIVER=$2 SOURCE=$3 ALSO=${4:-}
    local pid world=$work/world-$1
    pid=$("$work/server")
    "$python" "$bench/setup.py" --url "$url" --out "$world" --users 200 --fill 100
    pid=$("$work/server")
    RESTART=$work/server SERIES=${BENCH_SERIES:-get page post mixed fanout idle} "$bench/compare.sh" run "$1" "$url" "$pid" "$world"
    kill "$(cat "$work/pid")" && rm "$work/pid"
    sleep 1
    "$bench/compare.sh" start "$1" "$url" "exec env MM_SQLSETTINGS_DRIVERNAME=$2 MM_SQLSETTINGS_DATASOURCE=$3 MM_SERVICESETTINGS_LISTENADDRESS=127.0.0.1:$port $martlet server"
}

search() {  # search [URL]: a table for each size
    local posts
    for posts in ${BENCH_SEARCH-1000000 10000000}; do
        python3 Benchmarks/Search/search.py "$martlet" "$posts" ${1:+"$1"}
        echo
    done
}

if [ "${1:-}" = search ]; then
    search "$POSTGRES_URL"
    exit
fi
if [ "${1:-}" = postgres ]; then
    one martlet-postgres postgres "$POSTGRES_URL" "--also-name postgres --also-match martlet,walwriter,checkpointer,background"
    exit
fi
one martlet-sqlite sqlite "$work/martlet.db"
scripts/with-postgres.sh "$0" postgres
"$bench/floor" --port "$port" --page 35000 --frame 1000 &
floor=$!
sleep 0.3
SERIES="get page post fanout" "$bench/compare.sh" run floor "$url" $floor "$work/world-martlet-sqlite"
kill $floor
{
    sed '/<!-- figures -->/q' docs/operate/performance.md
    "$bench/compare.sh" table martlet-sqlite martlet-postgres floor
    echo
    "$bench/compare.sh" table mattermost-11.6 martlet-postgres floor
    echo
    echo "## Search"
    echo
    search
    scripts/with-postgres.sh "$0" search
} >"$work/performance.md"
cp "$work/performance.md" docs/operate/performance.md
