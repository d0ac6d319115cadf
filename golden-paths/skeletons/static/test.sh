#!/bin/sh
# Every file that a page names is there.
set -eu
cd "$(dirname "$0")/site"
missing=0
for page in *.html; do
  for name in $(sed -n 's/.*\(href\|src\)="\([^":#?]*\)".*/\2/p' "$page"); do
    if [ ! -e "$name" ]; then
      echo "$page names $name, which is not there" >&2
      missing=1
    fi
  done
done
exit $missing
