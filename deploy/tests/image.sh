#!/usr/bin/env bash
# The image: lint; built with buildah from a local Debian; small; run read-only, without root and without capabilities, it answers and
# leaves without failing anybody. MARTLET_IMAGE_BUILD=1 also compiles the server inside the build stage (minutes).
set -euo pipefail
. "$(dirname "$0")/../support/tools.sh"
. "$root/deploy/support/count.sh"
check "hadolint finds nothing" hadolint "$root/Dockerfile"
packages() { sed -n '/^packages=(/,/^)/p' "$root/scripts/deps.sh" | grep -oE '[a-z0-9.+-]+-dev' | sort -u; }
for package in $(packages); do check "the build stage installs $package, as scripts/deps.sh does" grep -qw -- "$package" "$root/Dockerfile"; done
. "$root/deploy/support/images.sh"

image=localhost/martlet-test
work=$(mktemp -d)
name=martlet-test-$$
cleanup() { podman rm -f -t 0 "$name" >/dev/null 2>&1 || true; podman volume rm -f "$name" >/dev/null 2>&1 || true; rm -rf "$work"; }
trap cleanup EXIT
if [ "${MARTLET_IMAGE_BUILD:-}" = 1 ]; then
    make_base
    have swift || skip "MARTLET_IMAGE_BUILD needs the Swift toolchain, which it lends to the build stage"
    toolchain=$(readlink -f "$(command -v swift)")
    toolchain=${toolchain%/usr/bin/*}
    build_image --build-arg BASE="$base" -t localhost/swift-local "$root/deploy/support/swift"
    nice -n 10 buildah bud --network host --pull-never --format docker -v "$toolchain:/swift:ro" --build-arg SWIFT_IMAGE=localhost/swift-local \
        --build-arg RUNTIME_IMAGE="$base" --build-arg REVISION=abc -t "$image" "$root" >"$work/build" 2>&1 || { tail -n 30 "$work/build"; exit 1; }
    check "labels say what it is" grep -q '"org.opencontainers.image.revision": "abc"' <(podman image inspect "$image")
else
    make_image martlet-test
fi

facts() { podman image inspect --format "$1" "$image"; }
check "it runs as a number, not as root" [ "$(facts '{{.Config.User}}')" = 10001:10001 ]
check "it has a health check" grep -q healthy <(facts '{{.HealthCheck.Test}}')
check "it stops by SIGTERM" [ "$(facts '{{.Config.StopSignal}}')" = SIGTERM ]
size=$(podman save --format docker-archive "$image" | gzip -6 | wc -c)
echo "compressed: $((size / 1000000)) MB"
check "it has at most 60 MB, compressed" [ "$size" -le 60000000 ]
in_image() { podman run --rm --user 10001 --read-only --cap-drop ALL --security-opt no-new-privileges --network none --entrypoint "$1" "$image" "${@:2}"; }
check "every library it names is there" not grep -q "not found" <(in_image ldd /usr/local/bin/martlet)
check "so is every library that it loads when it needs it" not grep -q "not found" \
    <(in_image sh -c 'ldd /usr/lib/*/libcurl.so.4 /usr/lib/*/libpq.so.5 || echo not found' 2>&1)
check "it holds no compiler and no interpreter but the shell" not in_image bash -c 'command -v swift gcc python3 perl5 curl wget'

port=$(free_port)
url=http://127.0.0.1:$port
start() {
    podman run -d --name "$name" --user 10001:10001 --read-only --cap-drop ALL --security-opt no-new-privileges --network host --tmpfs /tmp \
        --memory 512m --pids-limit 256 -v "$name:/mattermost/data" -e MM_SERVICESETTINGS_LISTENADDRESS=127.0.0.1:"$port" \
        -e MARTLET_SERVERSETTINGS_DRAINSECONDS=4 "$image" >/dev/null
}
start
check "read-only, without root and capabilities it answers" within 30 answers "$url/api/v4/system/ping"
check "it is ready" answers "$url/health/ready"
check "its own health check passes" podman exec "$name" /usr/local/bin/healthy
check "its own health check fails where nobody answers" not podman exec "$name" /usr/local/bin/healthy 127.0.0.1:1
check "nobody in it is root" [ "$(podman exec "$name" id -u)" = 10001 ]
check "its file system cannot be written" not podman exec "$name" touch /mattermost/x
check "it has no capability" grep -q 'CapEff:.*0000000000000000' <(podman exec "$name" cat /proc/1/status)
check "an account can be made" curl -sf -o /dev/null "$url/api/v4/users" -d '{"username":"ann","email":"ann@example.com","password":"correct horse 1"}'

podman kill -s TERM "$name" >/dev/null
check "told to stop, it is not ready any more" within 2 answers "$url/health/ready" 503
check "and still answers" answers "$url/api/v4/system/ping"
check "and ends with 0" [ "$(timeout 30 podman wait "$name")" = 0 ]
podman rm "$name" >/dev/null
start
check "what was written is there after a restart" within 30 answers "$url/api/v4/system/ping"
login() { curl -s -o /dev/null -w '%{http_code}' "$url/api/v4/users/login" -d '{"login_id":"ann","password":"correct horse 1"}'; }
check "and the account can log in" [ "$(login)" = 200 ]
finish
