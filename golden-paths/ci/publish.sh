#!/bin/sh
# Builds the image of the commit, publishes it, and tells Fairway its digest, what is in it and what scanners found.
# Needs Docker, curl and jq; Syft and Grype look into the image where they are there.
set -eu
folder=$(mktemp -d)
# shellcheck source=/dev/null
. .fairway/ci-api.sh
: "${FAIRWAY_IMAGE:?is where the image is published, without a tag}" "${DOCKER:=docker}" "${SYFT:=syft}" "${GRYPE:=grype}"
image=$FAIRWAY_IMAGE:$FAIRWAY_COMMIT
begun=$(date +%s)
built=

# The report of a build that failed says so, and nothing of an image.
finish() {
  [ -n "$built" ] || printf '{"outcome": "FAILURE"}' | call PUT "$FAIRWAY_REPOSITORY/commits/$FAIRWAY_COMMIT/builds/image" >/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Prints the digest that the registry has, in whichever way the engine tells it.
publish() {
  if "$DOCKER" push --help | grep -q -e --digestfile; then
    "$DOCKER" push --digestfile "$folder/digest" "$image" >&2
    cat "$folder/digest"
  else
    "$DOCKER" push "$image" >&2
    "$DOCKER" inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$image" | grep "^$FAIRWAY_IMAGE@" | head -n 1 | sed 's/.*@//'
  fi
}

"$DOCKER" build --build-arg REVISION="$FAIRWAY_COMMIT" --tag "$image" .
if [ -n "${REGISTRY_USER:-}" ]; then
  printf '%s' "${REGISTRY_PASSWORD:?is a secret of the CI}" |
    "$DOCKER" login --username "$REGISTRY_USER" --password-stdin "${FAIRWAY_IMAGE%%/*}" >/dev/null
fi
digest=$(publish)

printf '{}' >"$folder/scan.json"
if command -v "$SYFT" >/dev/null; then
  "$DOCKER" save --output "$folder/image.tar" "$image"
  "$SYFT" scan "docker-archive:$folder/image.tar" --quiet --output "cyclonedx-json=$folder/bom.json"
  jq --null-input --rawfile sbom "$folder/bom.json" '{sbom: $sbom}' >"$folder/scan.json"
  if command -v "$GRYPE" >/dev/null; then
    "$GRYPE" "sbom:$folder/bom.json" --quiet --output sarif --file "$folder/found.sarif"
    jq --rawfile sarif "$folder/found.sarif" '. + {sarif: [$sarif]}' "$folder/scan.json" >"$folder/scanned.json"
    mv "$folder/scanned.json" "$folder/scan.json"
  fi
fi
jq --arg repository "$FAIRWAY_IMAGE" --arg tag "$FAIRWAY_COMMIT" --arg digest "$digest" \
  --argjson seconds "$(($(date +%s) - begun))" --arg url "${FAIRWAY_WORKFLOW:-}" \
  '. + {image: {$repository, $tag, $digest}, $seconds} + if $url == "" then {} else {$url} end' \
  "$folder/scan.json" >"$folder/build.json"
built=yes
call PUT "$FAIRWAY_REPOSITORY/commits/$FAIRWAY_COMMIT/builds/image" <"$folder/build.json" >/dev/null
printf '%s@%s\n' "$image" "$digest"
