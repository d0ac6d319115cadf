#!/bin/sh
# Tests the commit as `fairway test` does, and tells Fairway what came of it. Needs Docker with its compose, curl and jq.
set -eu
folder=$(mktemp -d)
# shellcheck source=/dev/null
. .fairway/ci-api.sh
: "${DOCKER:=docker}" "${COMPOSE:=$DOCKER compose}"
project=fairway-$$

compose() { $COMPOSE --file "$folder/compose.yaml" --project-name "$project" "$@"; }
finish() {
  for last in "$DOCKER rm --force $project-test" "compose down" "$DOCKER network rm ${project}_default"; do
    $last >/dev/null 2>&1 || true
  done
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

files='{"files": {}}'
for file in .fairway/golden-path.yaml .fairway/test.yaml .fairway/pipeline.yaml; do
  [ ! -f "$file" ] || files=$(printf '%s' "$files" | jq --arg path "$file" --rawfile text "$file" '.files[$path] = $text')
done
printf '%s' "$files" | call POST "$FAIRWAY_REPOSITORY/golden-path/compose" >"$folder/answer.json"
jq --raw-output .compose "$folder/answer.json" >"$folder/compose.yaml"

export FAIRWAY_SOURCE="$PWD"
needs=$(jq --raw-output '.needs | join(" ")' "$folder/answer.json")
# Each name is a word of its own.
# shellcheck disable=SC2086
[ -z "$needs" ] || compose up --detach --wait $needs
{ compose run --name "$project-test" --no-deps -T test || true; } 2>&1 | tee "$folder/log"
code=$("$DOCKER" inspect --format '{{.State.ExitCode}}' "$project-test")

mkdir "$folder/results"
"$DOCKER" cp "$project-test:/results/." "$folder/results" || true
if ! grep -qr '<testcase' "$folder/results" || { [ "$code" != 0 ] && ! grep -qrE '<(failure|error)' "$folder/results"; }; then
  failure=
  [ "$code" = 0 ] || failure="<failure message='It ended with $code'/>"
  printf '<testsuite><testcase name="test">%s</testcase></testsuite>' "$failure" >"$folder/results/command.xml"
fi
for file in "$folder"/results/*.xml; do jq --raw-input --slurp . "$file"; done |
  jq --slurp --rawfile log "$folder/log" '{junit: ., log: $log[-200000:]}' >"$folder/report.json"
call PUT "$FAIRWAY_REPOSITORY/commits/$FAIRWAY_COMMIT/test-reports/ci" <"$folder/report.json" | jq --raw-output \
  '.report.counts | "\(.tests) tests, \(.failed) failed, \(.skipped) skipped"'
exit "$code"
