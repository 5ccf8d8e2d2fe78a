#!/usr/bin/env bash
# Runs `halyard check` once and keeps its result for the steps after this one, which conclude the job.
set -u

report="${RUNNER_TEMP:-.}/halyard.md"
options=(--format github --format "sarif=$HALYARD_SARIF" --format "markdown=$report")
[ -z "$HALYARD_SINCE" ] || options+=(--since "$HALYARD_SINCE")
[ -z "$HALYARD_DAY" ] || options+=(--now "$HALYARD_DAY")
[ -z "$HALYARD_MAX_WARNINGS" ] || options+=(--max-warnings "$HALYARD_MAX_WARNINGS")

# Paths are separated by blanks; none of them is taken for a pattern or an option.
paths=()
[ -z "$HALYARD_PATHS" ] || read -r -a paths <<<"$HALYARD_PATHS"

if [ -n "$HALYARD_VERSION" ]; then
  command=(npx --yes "halyard@$HALYARD_VERSION")
else
  command=(npx --no-install halyard)
fi

"${command[@]}" check "${options[@]}" -- ${paths[@]+"${paths[@]}"}
code=$?

{
  echo "exit-code=$code"
  [ ! -f "$HALYARD_SARIF" ] || echo "sarif-file=$HALYARD_DIRECTORY/$HALYARD_SARIF"
  [ ! -f "$report" ] || echo "report-file=$report"
} >>"$GITHUB_OUTPUT"
[ ! -f "$report" ] || cat "$report" >>"$GITHUB_STEP_SUMMARY"
