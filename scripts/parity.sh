#!/usr/bin/env bash
# Replays the recorded exchanges of a real Mattermost 11.6 against the server, on both engines, and prints the table.
# parity.sh [GROUPS [ENGINES]]: comma-separated lists instead of every group, of both. Fails when a group has less than 97 %.
# Each group has a fresh server of its own, several at a time: most of a replay is waiting. A group that misses its bar is
# replayed once more, alone, since the record tells by the clock what happened.
set -euo pipefail
cd "$(dirname "$0")/.."
export MARTLET_PARITY=${MARTLET_PARITY:-../shared/parity}
# The longest first, so that none of them is waited for at the end.
groups=${1:-push,mail,bulk,admin,integrations,permissions,channels,posts,users,websocket,auth,threads,boot,teams,files,previews}
[ -d "$MARTLET_PARITY" ] || { echo "The record is not here: set MARTLET_PARITY to the folder that holds parity.py." >&2; exit 1; }
[ -x .cache/parity/bin/python ] || { python3 -m venv .cache/parity && .cache/parity/bin/pip -q install requests websocket-client; }

engine() { # in its own process: replays the groups on one engine, compares, replays what missed, compares again
    work=$(mktemp -d "${TMPDIR:-/tmp}/martlet-parity.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    export PARITY_WORK=$work
    tr , '\n' <<<"$groups" | xargs -P "${PARITY_WIDTH:-4}" -I{} scripts/parity_group.sh {} || true # a group without a record has no equal step
    compare >"$work/table"
    if low=$(scripts/parity_bar.py "$work/result.json" --names); then
        echo "again, alone: $low"
        tr ' ' '\n' <<<"$low" | xargs -I{} scripts/parity_group.sh {} || true
        compare >"$work/table"
    fi
    cat "$work/table"
    scripts/parity_bar.py "$work/result.json"
}

compare() {
    .cache/parity/bin/python scripts/parity_compare.py "$MARTLET_PARITY" compare --candidate "$work/out" --golden "$MARTLET_PARITY/golden" \
        --only "$groups" --ignore-message --show "${PARITY_SHOW:-0}" --later api/parity-later.tsv --json "$work/result.json" || true
}

if [ -n "${PARITY_ENGINE:-}" ]; then
    engine
    exit
fi
[ -n "${MARTLET_BINARY:-}" ] || swift build --product martlet >/dev/null
export MARTLET_BINARY=${MARTLET_BINARY:-$(swift build --show-bin-path)/martlet}
status=0
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
for engine in $(tr , ' ' <<<"${2:-sqlite,postgres}"); do # both at a time: most of it is waiting
    with=
    [ "$engine" = sqlite ] || with=scripts/with-postgres.sh
    PARITY_ENGINE=$engine $with scripts/parity.sh "$groups" >"$logs/$engine" 2>&1 &
    echo $! >"$logs/$engine.pid"
done
for engine in $(tr , ' ' <<<"${2:-sqlite,postgres}"); do
    wait "$(cat "$logs/$engine.pid")" || status=1
    echo "== $engine"
    cat "$logs/$engine"
done
exit $status
