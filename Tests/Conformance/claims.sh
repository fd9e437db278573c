#!/usr/bin/env bash
# Shows some hundred random claims of every shape to the validators. The tests must be built.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$here/../.."
SHOTS_RANDOM_CLAIMS="$work" swift test --skip-build --filter RandomClaimFile >"$work/log" 2>&1 || {
  cat "$work/log" >&2
  exit 1
}
bash "$here/conformance.sh" "$work"/*.837
