# What the scripts beside it call Fairway with. Needs curl.
: "${FAIRWAY_URL:?names Fairway}" "${FAIRWAY_REPOSITORY:?is where the API has it}" "${FAIRWAY_TOKEN:?is a secret of the CI}"
: "${FAIRWAY_COMMIT:?is what was checked out}"
: "${folder:?is what the caller keeps its own files in}"
printf 'header = "Authorization: Bearer %s"\n' "$FAIRWAY_TOKEN" >"$folder/token"

# $1: method, $2: path below the version of the API; the body comes from standard input where there is one
call() {
  set -- --request "$1" "$FAIRWAY_URL/v1/$2"
  case $2 in
    GET) ;;
    *) set -- --header 'content-type: application/json' --data-binary @- "$@" ;;
  esac
  curl --silent --show-error --fail-with-body --config "$folder/token" "$@"
}
