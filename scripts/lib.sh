# shellcheck shell=bash
# What ./run and ./test share: finding tools, building what is stale, packing the start-up cache.
# Expects $root, the folder of the repository.

# shellcheck disable=SC2154
app=$root/server/target/fairway
cache=$root/server/target/fairway.aot
stamps=$root/server/target/stamps
build_log=$root/server/target/build.log

# Chosen by measuring, see docs/decisions/0003-start-up.md.
java_flags=(-Xms80m -Xmx256m -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=45 -XX:+UseSerialGC -XX:+UseCompactObjectHeaders
  -XX:+ExitOnOutOfMemoryError -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djava.awt.headless=true
  -Dfairway.postgres.binaries="$root/server/target/postgres")

say() { printf '%s\n' "$*" >&2; }

# A person has to do something first.
refuse() {
  say "$*"
  exit 2
}

is_jdk_25() { [[ -x $1/bin/javac ]] && grep -qs '^JAVA_VERSION="25[."]' "$1/release"; }

use_jdk() {
  local candidate on_path
  on_path=$(readlink -f "$(command -v java || true)" || true)
  for candidate in "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/*; do
    if [[ -n $candidate ]] && is_jdk_25 "$candidate"; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  refuse "Fairway needs a JDK 25 and found none in JAVA_HOME (${JAVA_HOME:-not set}) or the usual places: install one, such as Eclipse Temurin 25, or point JAVA_HOME to it."
}

need() {
  command -v "$1" >/dev/null || refuse "Building Fairway needs $2, and \"$1\" is not on the PATH: install it and start again."
}

need_node() {
  need node "Node.js 20.19 or newer"
  need npm "npm 10 or newer"
  local version
  version=$(node --version)
  [[ $(printf '%s\n' v20.19.0 "$version" | sort -V | head -n 1) == v20.19.0 ]] ||
    refuse "Building Fairway needs Node.js 20.19 or newer, and this one is $version: install a newer one and start again."
}

# One line that changes when a file below the given paths does.
fingerprint() {
  (cd "$root" && { find "$@" -type f -print0 2>/dev/null || true; } |
    LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum | cut -c1-64)
}

is_built() { [[ -f $stamps/$1 && $(<"$stamps/$1") == "$2" ]]; }
mark_built() {
  mkdir -p "$stamps"
  printf '%s\n' "$2" >"$stamps/$1"
}

# Runs a build step with its output in the log, which is shown when it fails.
step() {
  local title=$1 begin=$SECONDS
  shift
  say "$title ..."
  if ! "$@" >"$build_log" 2>&1; then
    tail -n 60 "$build_log" >&2
    say "$title failed; the whole output is in $build_log"
    exit 1
  fi
  say "$title: done in $((SECONDS - begin)) s"
}

install_web_packages() {
  [[ $root/web/node_modules/.package-lock.json -nt $root/web/package-lock.json ]] ||
    step "Installing the web app's packages" npm --prefix "$root/web" ci --no-audit --no-fund
}

# $1: fingerprint of the web app's sources
build_web() {
  [[ -f $root/web/package.json ]] || return 0
  [[ -d $root/web/dist ]] && is_built web "$1" && return
  need_node
  install_web_packages
  step "Building the web app" npm --prefix "$root/web" run build
  rm -rf "$root/server/target/classes/static"
  mark_built web "$1"
}

web_fingerprint() { fingerprint web/package.json web/package-lock.json web/index.html web/vite.config.ts web/tsconfig.json web/src web/public web/scripts api/openapi.yaml; }
server_fingerprint() { fingerprint pom.xml codegen/pom.xml codegen/src server/pom.xml server/src/main api golden-paths; }

maven() {
  MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" \
    mvn --batch-mode -q -f "$root/pom.xml" "$@"
}

# $1: folder that takes the server as single files, which start faster than one packed file
unpack_server() {
  rm -rf "$1" "$1.new" &&
    "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$root/server/target/fairway.jar" extract --destination "$1.new" &&
    mv "$1.new" "$1"
}

# What a start-up cache is good for. $1: what the server was built from
cache_fingerprint() { printf '%s-%s-%s\n' "$1" "$(cksum <"$JAVA_HOME/release")" "${java_flags[*]}"; }

# Builds what is missing or stale, once however many of us start together; a built tree may be read-only.
build() {
  local web server fast
  web=$(web_fingerprint)
  server=$(server_fingerprint)-$web
  fast=$(cache_fingerprint "$server")
  [[ -d $app && -f $cache ]] && is_built server "$server" && is_built cache "$fast" && return
  mkdir -p "$root/server/target"
  exec {build_lock}>"$root/server/target/build.lock"
  flock "$build_lock"
  build_web "$web"
  if ! { [[ -d $app ]] && is_built server "$server"; }; then
    need mvn "Maven 3.8 or newer"
    step "Building the server" maven -pl server -am package -Dmaven.test.skip=true
    take_server "$server"
  fi
  make_cache "$fast"
  exec {build_lock}>&-
}

# $1: what the packed server was built from
take_server() {
  step "Unpacking the server" unpack_server "$app"
  mark_built server "$1"
}

# $1: what the cache is good for
make_cache() {
  [[ -f $cache ]] && is_built cache "$1" && return
  step "Preparing a fast start" "$root/scripts/train" "$JAVA_HOME/bin/java" "$app/fairway.jar" "$cache" "${java_flags[@]}"
  mark_built cache "$1"
}

# The folder of the programs that scripts/test-tools builds.
test_tools() { printf '%s\n' "${FAIRWAY_TEST_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/fairway/test-tools}"; }

free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  printf '%s\n' "$port"
}

# $1: method, $2: port, $3: path, $4: token, $5: JSON; prints the answer's head and body
http() {
  local authorization='' body=${5:-}
  [[ -z ${4:-} ]] || authorization="Authorization: Bearer $4"$'\r\n'
  exec 3<>"/dev/tcp/127.0.0.1/$2"
  printf '%s %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
    "$1" "$3" "$2" "$authorization" "${#body}" "$body" >&3
  cat <&3
  exec 3>&-
}

is_ready() { [[ $( (http GET "$1" /health/ready | head -n 1) 2>/dev/null) == *' 200'* ]]; }

# $1: port, $2: process, $3: seconds
await_ready() {
  local deadline=$((SECONDS + $3))
  until is_ready "$1"; do
    kill -0 "$2" 2>/dev/null || return 1
    ((SECONDS < deadline)) || return 1
    sleep 0.05
  done
}
