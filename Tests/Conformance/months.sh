#!/usr/bin/env bash
# Exports months with the program itself and shows the files to the validators.
#
#   months.sh SHOTS SHOTS-BENCH
#
# The months: the fixture of the golden tests, the sample month when shared/ stands beside the
# repository, and generated ones.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
shots=$(realpath "$1")
bench=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# export_month NAME FOLDER MONTH TODAY: imports a folder of CSV files and exports its month.
export_month() {
  local name=$1 folder=$2 month=$3 out="$work/$1"
  export SHOTS_LEDGER="$work/$name.db" SHOTS_NOW=$4
  mkdir -p "$out"
  "$shots" init --practice "$folder/practice.json" >/dev/null
  for what in payers providers fees patients coverages doses; do
    # A refused row ends with 65: the months have faults on purpose.
    "$shots" import "$what" "$folder/$what.csv" >/dev/null 2>&1 || [ $? -eq 65 ]
  done
  "$shots" export --month "$month" --format 837p --out "$out" --json >"$work/$name.json"
  "$shots" check >/dev/null
  claims=$(sed 's/.*"claims":\([0-9]*\).*/\1/' "$work/$name.json")
  [ "$claims" -gt 0 ] || { echo "$name: no claims were exported" >&2; exit 1; }
  echo "$name: $claims claims"
}

export_month fixture "$here/../Golden/month" 2026-10 2026-11-02T09:15
sample="$here/../../../shared/samples/month"
if [ -d "$sample" ]; then export_month sample "$sample" 2026-10 2026-11-02T09:15; fi
for seed in 1 2 3; do
  "$bench" generate "$work/generated-$seed-csv" --patients 60 --doses 150 --seed "$seed" >/dev/null
  export_month "generated-$seed" "$work/generated-$seed-csv" 2026-10 2026-11-02T09:15
done

bash "$here/conformance.sh" "$work"/*/*.837
