# shellcheck shell=bash
# Sourced by tests that build and run containers without a registry: a Debian base made here, the server's binary built outside.
have buildah podman runc || skip "buildah, podman or runc is not installed (apt-get install buildah podman runc)"
[ "$(id -u)" -eq 0 ] || skip "containers are built and run as root here"
export CONTAINERS_CONF=$root/deploy/support/containers.conf BUILDAH_ISOLATION=chroot
base=localhost/debian-slim:bookworm

make_base() {
    podman image exists "$base" && return
    have debootstrap || skip "no Debian base image, and debootstrap is not installed to make one"
    local folder
    folder=$(mktemp -d)
    debootstrap --variant=minbase bookworm "$folder" >/dev/null
    rm -rf "$folder"/var/cache/apt/archives/*.deb "$folder"/var/lib/apt/lists/* "$folder"/usr/share/{doc,man,locale,info}/*  # as slim does
    printf 'path-exclude /usr/share/doc/*\npath-exclude /usr/share/man/*\npath-exclude /usr/share/locale/*\n' >"$folder/etc/dpkg/dpkg.cfg.d/slim"
    tar -C "$folder" -c . | podman import -q --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - "$base" >/dev/null
    rm -rf "$folder"
}

make_binary() {  # prints the path of a server linked as in the image
    if [ -n "${MARTLET_BINARY:-}" ]; then echo "$MARTLET_BINARY"; return; fi
    if [ -x "$root/build/martlet" ]; then echo "$root/build/martlet"; return; fi
    (cd "$root" && swift build --product martlet --static-swift-stdlib >&2 && echo "$(swift build --show-bin-path)/martlet")
}

make_image() {  # make_image NAME: the Dockerfile's runtime stage with the binary
    make_base
    local binary folder
    binary=$(make_binary)
    folder=$(mktemp -d)
    buildah bud -q --network host --pull-never --format docker --target runtime --build-arg RUNTIME_IMAGE="$base" -t "$1-runtime" "$root" >/dev/null
    strip -o "$folder/martlet" "$binary"
    printf 'FROM localhost/%s-runtime\nCOPY --chmod=0755 martlet /usr/local/bin/martlet\n' "$1" >"$folder/Dockerfile"
    buildah bud -q --pull-never --format docker -t "$1" "$folder" >/dev/null
    rm -rf "$folder"
}
