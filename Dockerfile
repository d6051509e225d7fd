# syntax=docker/dockerfile:1
# The server, and a web client beside it when wanted:
#     docker build -t martlet .                                  the server with its built-in page
#     docker build -t martlet --build-arg CLIENT=official .      with the client of Mattermost's own image
#     docker build -t martlet --build-arg CLIENT=source .        with that client built from its source
# Debian's digest pins the runtime. For the other two give name:tag@sha256:… where yours are known (README.devops.md says why not here).
ARG SWIFT_IMAGE=docker.io/library/swift:6.2.3-bookworm
ARG RUNTIME_IMAGE=docker.io/library/debian:bookworm-20260824-slim@sha256:88200866dfff7ea7f5cbcb6ec7c8a701889efe6fe859fe64d6990e4b07ea4171
ARG NODE_IMAGE=docker.io/library/node:24.15.0-bookworm-slim
ARG MATTERMOST_IMAGE=docker.io/mattermost/mattermost-team-edition:11.6.1
ARG CLIENT=""

# -- Web clients: one of three, chosen by CLIENT; the others are not built.
FROM ${RUNTIME_IMAGE} AS client-none
RUN mkdir /client

FROM ${MATTERMOST_IMAGE} AS mattermost

FROM ${RUNTIME_IMAGE} AS client-official
COPY --from=mattermost /mattermost/client /client

FROM ${NODE_IMAGE} AS client-source
ARG CLIENT_VERSION=v11.6.1
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates git && rm -rf /var/lib/apt/lists/* \
    && git clone --depth 1 --branch "${CLIENT_VERSION}" --filter=blob:none --sparse https://github.com/mattermost/mattermost.git /source \
    && git -C /source sparse-checkout set webapp
WORKDIR /source/webapp
RUN --mount=type=cache,target=/root/.npm npm ci && npm run build && mv channels/dist /client

# hadolint ignore=DL3006
FROM client-${CLIENT:-none} AS client

# -- The server. Packages first, sources last: a changed source builds again from the cache of the build before.
FROM ${SWIFT_IMAGE} AS build
ARG TARGETARCH=amd64
# Debian's own versions: the base image pins the release they come from.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends \
        libcrypt-dev libcurl4-openssl-dev libpng-dev libpq-dev libqrencode-dev libsqlite3-dev libssl-dev libturbojpeg0-dev libuv1-dev \
        libwebp-dev pkg-config zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN --mount=type=cache,id=martlet-build-${TARGETARCH},target=/src/.build \
    swift build -c release --product martlet --static-swift-stdlib -Xlinker -s \
    && install -D -m 0755 "$(swift build -c release --show-bin-path)/martlet" /out/martlet

# -- What runs: the binary and the system libraries that it names. Nothing else is needed at run time.
FROM ${RUNTIME_IMAGE} AS runtime
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends \
        ca-certificates libcurl4 libpng16-16 libpq5 libqrencode4 libsqlite3-0 libssl3 libturbojpeg0 libuv1 libwebp7 libwebpdemux2 libwebpmux3 \
        tzdata zlib1g \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt /var/log/apt /var/log/dpkg.log /usr/share/doc /usr/share/man /usr/share/locale /var/cache/debconf \
    && groupadd --gid 10001 martlet \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /mattermost --shell /usr/sbin/nologin martlet \
    && install -d -o 10001 -g 10001 -m 0750 /mattermost/data
COPY --chmod=0755 deploy/image/healthy /usr/local/bin/healthy
WORKDIR /mattermost
ARG CLIENT=""
ENV MARTLET_CLIENTSETTINGS_DIRECTORY=${CLIENT:+/mattermost/client} \
    MM_LOGSETTINGS_ENABLEFILE=false \
    MM_METRICSSETTINGS_LISTENADDRESS=:8067 \
    MM_SERVICESETTINGS_LISTENADDRESS=:8065
VOLUME /mattermost/data
EXPOSE 8065 8067
USER 10001:10001
# The server drains on SIGTERM (MARTLET_SERVERSETTINGS_DRAINSECONDS) and then ends with 0.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 CMD ["/usr/local/bin/healthy"]
ENTRYPOINT ["/usr/local/bin/martlet"]
CMD ["server"]

FROM runtime AS server
COPY --from=client /client /mattermost/client
COPY --from=build /out/martlet /usr/local/bin/martlet
ARG VERSION=1.0.0
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
ARG SOURCE=""
LABEL org.opencontainers.image.title="Martlet" \
      org.opencontainers.image.description="A self-hosted team-messaging server that speaks Mattermost's API" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.base.name="docker.io/library/debian:bookworm-slim"
