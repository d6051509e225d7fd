#!/usr/bin/env bash
# Gets what the deployment's tests use and Debian has: installs it where this is root, and takes promtool out of its package without
# installing (the package would start a server). Never fails: a test that misses something skips and says so.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 0
have() { command -v "$1" >/dev/null; }
have apt-get || { echo "no apt-get here: going on with what is installed"; exit 0; }

wanted=(
    aardvark-dns binutils buildah catatonit containernetworking-plugins curl debootstrap jq netavark podman python3-venv runc shellcheck uidmap
)
missing=()
for package in "${wanted[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
done
install() { timeout 600 apt-get -o DPkg::Lock::Timeout=300 "$@" >/tmp/martlet-packages.$$ 2>&1 || tail -n 2 /tmp/martlet-packages.$$; rm -f /tmp/martlet-packages.$$; }
if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" -eq 0 ]; then
        echo "Installing missing packages: ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        install update -qq
        # One that this release lacks must not keep the others away.
        known=()
        for package in "${missing[@]}"; do apt-cache show "$package" >/dev/null 2>&1 && known+=("$package"); done
        [ ${#known[@]} -eq 0 ] || install install -y -qq --no-install-recommends "${known[@]}"
    else
        echo "not root, so these are not installed: ${missing[*]}"
    fi
fi
if ! have promtool && [ ! -x .cache/debian/promtool ]; then
    folder=$(mktemp -d)
    chmod 755 "$folder"
    # apt writes with its own user where it may; the folder is where it downloads to.
    if (cd "$folder" && timeout 300 apt-get download -qq prometheus >/dev/null 2>&1 && dpkg-deb -x prometheus_*.deb out && [ -x out/usr/bin/promtool ]); then
        mkdir -p .cache/debian && cp "$folder/out/usr/bin/promtool" .cache/debian/
    fi
    rm -rf "$folder"
fi
exit 0
