# shellcheck shell=bash
# Sourced by tests that build and run containers without a registry: a Debian base made here, the server's binary built outside.
have buildah podman runc || skip "buildah, podman or runc is not installed (apt-get install buildah podman runc)"
[ "$(id -u)" -eq 0 ] || skip "containers are built and run as root here"
export CONTAINERS_CONF=$root/deploy/support/containers.conf BUILDAH_ISOLATION=chroot
base=localhost/debian-slim:bookworm

make_base() {
    if ! podman image exists "$base"; then
        have debootstrap || skip "no Debian base image, and debootstrap is not installed to make one"
        local folder
        folder=$(mktemp -d)
        if ! timeout 600 debootstrap --variant=minbase bookworm "$folder" >"$folder.log" 2>&1; then
            tail -n 3 "$folder.log"
            rm -rf "$folder" "$folder.log"
            skip "debootstrap cannot make a base image here (no rights to, or no way to Debian's archive)"
        fi
        rm -rf "$folder"/var/cache/apt/archives/*.deb "$folder"/var/lib/apt/lists/* "$folder"/usr/share/{doc,man,locale,info}/*  # as slim does
        printf 'path-exclude /usr/share/doc/*\npath-exclude /usr/share/man/*\npath-exclude /usr/share/locale/*\n' >"$folder/etc/dpkg/dpkg.cfg.d/slim"
        tar -C "$folder" -c . | podman import -q --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - "$base" >/dev/null ||
            skip "podman cannot keep an image here"
        rm -rf "$folder" "$folder.log"
    fi
    local said
    said=$(timeout 60 podman run --rm --network none --cap-drop ALL "$base" true 2>&1) || skip "podman cannot run a container here: $(tail -n 1 <<<"$said")"
}

# build_image WORDS…: buildah, which skips the test where Debian's archive is not reached from the build.
build_image() {
    local log said
    log=$(mktemp)
    if ! timeout 900 nice -n 5 buildah bud --network host --pull-never --format docker "$@" >"$log" 2>&1; then
        tail -n 30 "$log"
        said=$(grep -oE 'Temporary failure resolving|Could not connect|Unable to connect|Could not resolve' "$log" | head -n 1)
        rm -f "$log"
        [ -z "$said" ] || skip "Debian's archive is not reached from the build ($said)"
        echo "0 passed, 1 failed"
        exit 1
    fi
    rm -f "$log"
}

make_image() {  # make_image NAME: the Dockerfile's runtime stage with the binary
    find_server
    make_base
    local folder
    folder=$(mktemp -d)
    build_image --target runtime --build-arg RUNTIME_IMAGE="$base" -t "$1-runtime" "$root"
    strip -o "$folder/martlet" "$MARTLET_BINARY"
    printf 'FROM localhost/%s-runtime\nCOPY --chmod=0755 martlet /usr/local/bin/martlet\n' "$1" >"$folder/Dockerfile"
    build_image -t "$1" "$folder"
    rm -rf "$folder"
}
