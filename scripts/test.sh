#!/usr/bin/env bash
# Builds the release server when tests need it as a process, then runs the whole suite on both engines.
set -euo pipefail
cd "$(dirname "$0")/.."
swift build --build-tests
exec swift test --skip-build --parallel
