# shellcheck shell=bash
# Sourced by shell tests: `check "sentence" command…` counts and says what failed; `finish` prints the line that everybody reads.
passed=0 failed=0
check() {
    local sentence=$1 said
    shift
    if said=$("$@" 2>&1); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED: %s\n%s\n' "$sentence" "$said" | head -40
    fi
}
not() { ! "$@"; }
within() {  # within SECONDS command…: until it succeeds
    local end=$((SECONDS + $1))
    shift
    until "$@"; do [ $SECONDS -lt $end ] || return 1; sleep 0.1; done
}
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
status_of() { curl -s -o /dev/null -w '%{http_code}' --max-time 5 "$1"; }
answers() { [ "$(status_of "$1")" = "${2:-200}" ]; }
finish() { echo "$passed passed, $failed failed"; [ "$failed" -eq 0 ]; }
