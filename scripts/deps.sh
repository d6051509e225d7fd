#!/usr/bin/env bash
# Installs the Debian packages that the build, the server and the tests need and that are missing. Says what it does.
set -euo pipefail

packages=(
    libuv1-dev libsqlite3-dev libpq-dev libssl-dev libcurl4-openssl-dev zlib1g-dev libpng-dev libturbojpeg0-dev libwebp-dev libqrencode-dev libcrypt-dev
    pkg-config postgresql redis-server python3 python3-venv
)

if ! command -v swift >/dev/null; then
    echo "Swift 6.2 or newer is needed and was not found. Install it with swiftly:" >&2
    echo "    curl -O https://download.swift.org/swiftly/linux/swiftly-\$(uname -m).tar.gz && tar zxf swiftly-*.tar.gz && ./swiftly init" >&2
    exit 1
fi
version=$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9]+\.[0-9]+' | grep -oE '[0-9]+\.[0-9]+')
if [ "$(printf '%s\n6.2\n' "$version" | sort -V | head -n 1)" != "6.2" ]; then
    echo "Swift $version is too old: Martlet needs 6.2 or newer. Install it with: swiftly install latest" >&2
    exit 1
fi

missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

run=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "These packages are missing: ${missing[*]}" >&2
        echo "Neither root nor sudo is at hand. Ask an administrator to run: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    run=(sudo)
fi
echo "Installing missing packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${run[@]}" apt-get update -qq
"${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
