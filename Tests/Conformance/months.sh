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

# export_month NAME FOLDER DAYS...: imports a folder of CSV files and exports its days.
export_month() {
  local name=$1 folder=$2 out="$work/$1"
  shift 2
  export SHOTS_LEDGER="$work/$name.db"
  mkdir -p "$out"
  "$shots" init --practice "$folder/practice.json" >/dev/null 2>&1
  for what in payers providers fees patients coverages doses; do
    # A refused row ends with 65: the months have faults on purpose.
    "$shots" import "$what" "$folder/$what.csv" >/dev/null 2>&1 || [ $? -eq 65 ]
  done
  # What payers differ on is asked; the first answer of each question lets the claims go.
  for _ in 1 2 3; do
    "$shots" unbilled --totals 2>&1 | sed -nE '/waits? for/{n;s/^ *shots //p;}' >"$work/answers"
    while read -r answer; do
      # The words of the command are its arguments.
      # shellcheck disable=SC2086
      "$shots" $answer >/dev/null </dev/null
    done <"$work/answers"
  done
  "$shots" export "$@" --format 837p --out "$out" --json >"$work/$name.json"
  "$shots" check >/dev/null
  claims=$(sed 's/.*"claims":\([0-9]*\).*/\1/' "$work/$name.json")
  [ "$claims" -gt 0 ] || { echo "$name: no claims were exported" >&2; exit 1; }
  echo "$name: $claims claims"
}

# go_on NAME FIRST SECOND MEMBER FLAGS...: the claims of the last export to one payer are answered
# line by line, and what is left goes on to another.
go_on() {
  local name=$1 first=$2 second=$3 member=$4 out="$work/$1"
  shift 4
  "$shots" claim list --state written --limit 1000000 --json | sed 's/},{/}\n{/g' \
    | sed -nE "s/.*\"claim\":([0-9]+),.*\"mrn\":\"([^\"]+)\".*\"payer\":\"$first\".*/\1 \2/p" \
    >"$work/claims"
  while read -r claim mrn; do
    "$shots" coverage add "$mrn" --payer "$second" --member-id "$member" --priority S \
      --from 2020-01-01 "$@" >/dev/null
    local lines=() position=0 cents left
    for cents in $("$shots" claim show "$claim" --json | grep -o '"charge_cents":[0-9]*' \
      | cut -d: -f2); do
      position=$((position + 1)) left=$((cents / 3))
      lines+=(--line "$(printf '%d:paid=%d.%02d,PR-2=%d.%02d' "$position" \
        $(((cents - left) / 100)) $(((cents - left) % 100)) $((left / 100)) $((left % 100)))")
    done
    "$shots" claim mark "$claim" paid --payer-number "X$claim" "${lines[@]}" >/dev/null 2>&1
  done <"$work/claims"
  "$shots" export --month 2026-10 --payer "$second" --format 837p --out "$out" --json \
    >"$work/second.json"
  "$shots" check >/dev/null
  claims=$(sed 's/.*"secondary":\([0-9]*\).*/\1/' "$work/second.json")
  [ "$claims" -gt 0 ] || { echo "$name: no claims went on to $second" >&2; exit 1; }
  echo "$name: $claims claims went on from $first to $second"
}

for patients in 7 60 300; do
  "$bench" generate "$work/generated-$patients-csv" "$patients" $((patients * 2)) >/dev/null
  export_month "generated-$patients" "$work/generated-$patients-csv" --from 2000-01-01
done
# The months below are of October 2026, whenever this runs.
export SHOTS_NOW=2026-11-02T09:15
export_month fixture "$here/../Golden/month" --month 2026-10
go_on fixture COMM MCRB 1EG4TE5MK73 --medicare-second 12
go_on fixture BLUE COMM CM0000099
sample="$here/../../../shared/samples/month"
if [ -d "$sample" ]; then export_month sample "$sample" --month 2026-10; fi

bash "$here/conformance.sh" "$work"/*/*.837
