#!/usr/bin/env bash
# Builds the release server when tests need it as a process, then runs the whole suite on both engines.
set -euo pipefail
cd "$(dirname "$0")/.."
swift build --build-tests
# All at once, the tests would wait longer for a thread than for what they test: their time limits would measure that.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=${SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH:-16}
exec swift test --skip-build --parallel
