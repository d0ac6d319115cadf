#!/bin/sh
# Asks Fairway to deploy the image of the commit, as a person would, and waits for the outcome. Needs curl and jq.
set -eu
folder=$(mktemp -d)
# shellcheck source=/dev/null
. .fairway/ci-api.sh
: "${FAIRWAY_SERVICE:?is what is deployed}" "${FAIRWAY_ENVIRONMENT:?is where}" "${FAIRWAY_WAIT:=900}"
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

jq --null-input --arg service "$FAIRWAY_SERVICE" --arg environment "$FAIRWAY_ENVIRONMENT" --arg tag "$FAIRWAY_COMMIT" \
  --arg url "${FAIRWAY_WORKFLOW:-}" \
  '{properties: ({$service, $environment, $tag, commit: $tag} + if $url == "" then {} else {workflow: $url} end)}' |
  call POST actions/deploy_service/runs >"$folder/run.json"
run=$(jq --raw-output .run.id "$folder/run.json")
printf 'Asked for %s in %s: request %s\n' "$FAIRWAY_SERVICE" "$FAIRWAY_ENVIRONMENT" "$run"

end=$(($(date +%s) + FAIRWAY_WAIT))
while status=$(jq --raw-output .run.status "$folder/run.json") && [ "$status" = IN_PROGRESS ] && [ "$(date +%s)" -lt "$end" ]; do
  sleep 3
  call GET "actions/runs/$run" >"$folder/run.json"
done
jq --raw-output '"\(.run.status) \(.run.summary // "")"' "$folder/run.json"
case $status in
  SUCCESS) ;;
  WAITING_FOR_APPROVAL) echo "It goes on by itself once somebody approves it." ;;
  IN_PROGRESS) echo "It still goes on; Fairway shows how." ;;
  *) exit 1 ;;
esac
