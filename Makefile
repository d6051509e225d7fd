# Martlet's commands. `make run` and `make test` install what is missing first.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export MARTLET_BUILD_FLAGS ?=

.PHONY: help run build test test-deploy image check tsan parity bench torture fuzz format lint deps clean

help: ## what there is to do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

deps: ## install the Debian packages that are missing
	@scripts/deps.sh

run: deps ## build and serve on http://localhost:8065 with SQLite
	swift build -c release --product martlet --static-swift-stdlib
	$$(swift build -c release --show-bin-path)/martlet server

build: deps ## leave the release server at build/martlet
	swift build -c release --product martlet --static-swift-stdlib -Xlinker -s
	@mkdir -p build && cp "$$(swift build -c release --show-bin-path)/martlet" build/martlet && ls -lh build/martlet

test: deps ## run the tests on SQLite and PostgreSQL
	scripts/test.sh

test-deploy: ## rehearse the deployment: chart, image, compose file, workflows, Terraform and mmlab, on doubles of AWS and Kubernetes
	deploy/test.sh

image: ## build the container image (docker or podman)
	$$(command -v docker || command -v podman) build --target server -t localhost/martlet:dev --build-arg REVISION=$$(git rev-parse HEAD) .

check: deps lint ## everything that CI runs
	swift build --build-tests -Xswiftc -warnings-as-errors
	swift build -c release --package-path Fuzz --quiet
	scripts/test.sh
	scripts/parity.sh
	deploy/test.sh

lint: ## formatting
	swift format lint --strict --recursive --parallel Sources Tests Package.swift

format: ## format the sources in place
	swift format --in-place --recursive --parallel Sources Tests Package.swift

parity: deps ## compare with the recorded exchanges of a real Mattermost server (needs ../shared)
	scripts/parity.sh

bench: deps build ## measure speed and memory; writes docs/operate/performance.md
	scripts/bench.sh

tsan: deps ## run the suite under the thread sanitizer (long; builds into .build-tsan)
	scripts/tsan.sh

torture: deps ## kill -9 under load, fifty times on each engine
	scripts/torture.sh 50

fuzz: deps ## fuzz every parser for a minute each
	Fuzz/run.sh 60

clean: ## remove what was built
	rm -rf .build build
