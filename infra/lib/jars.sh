# shellcheck shell=bash
# Jars: built when a source is newer, installed below the state folder, with an AOT cache for the server.

SERVER_JAR=$ROOT/backend/server/target/slipway-server.jar
AGENT_JAR=$ROOT/node-agent/agent/target/slipway-agent.jar

jars_build() {
  local offline=()
  if ! sources_are_newer; then return; fi
  command -v mvn >/dev/null || install maven
  step "Building the jars (some minutes the first time)"
  [ "${SLIPWAY_LAB_EGRESS:-yes}" = yes ] || offline=(-o)
  mkdir -p "$STATE/log"
  (cd "$ROOT" && mvn -q -B "${offline[@]}" -Pfast -DskipTests package -pl backend/server,node-agent/agent -am) \
    >"$STATE/log/build.log" 2>&1 ||
    die "the jars could not be built: $(grep -m1 -F '[ERROR]' "$STATE/log/build.log" | cut -c1-300) (all of it: $STATE/log/build.log)"
}

sources_are_newer() {
  local jar
  for jar in "$SERVER_JAR" "$AGENT_JAR"; do
    [ -s "$jar" ] || return 0
    [ -z "$(find "$ROOT/pom.xml" "$ROOT/backend" "$ROOT/node-agent" "$ROOT/console-ui" "$ROOT/db" \
      \( -name target -o -name node_modules -o -name generated -o -name test \) -prune -o \
      -type f -newer "$jar" -print -quit)" ] || return 0
  done
  return 1
}

# Installed copies: a new build in the working folder does not change what runs until the next infra/up.
# Returns 0 and sets CHANGED when something was replaced.
jars_install() {
  local key prepared
  CHANGED=no
  key=$(cat "$SERVER_JAR" "$AGENT_JAR" "$JAVA_HOME/release" "$INFRA"/lib/{run,train} | sha256sum | cut -c1-16)
  if [ "$(cat "$STATE/app/key" 2>/dev/null)" != "$key" ]; then
    prepared=$CACHE/app/$key
    jars_prepare "$prepared"
    rm -rf "$STATE/app.new"
    mkdir -p "$STATE/app.new"
    cp -a "$prepared/." "$STATE/app.new/"
    printf '%s\n' "$key" >"$STATE/app.new/key"
    rm -rf "$STATE/app.old"
    [ ! -d "$STATE/app" ] || mv "$STATE/app" "$STATE/app.old"
    mv "$STATE/app.new" "$STATE/app"
    CHANGED=yes
  fi
  mkdir -p "$STATE/app/infra"
  cp -a "$INFRA/lib" "$STATE/app/infra/"
}

# Extracted, because a nested jar starts slowly and cannot have an AOT cache. Kept in the cache by content.
jars_prepare() {
  (
    mkdir -p "$CACHE/app"
    flock 7
    [ ! -e "$1/done" ] || exit 0
    step "Preparing quick starts"
    rm -rf "$1"
    mkdir -p "$1/agent"
    "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$SERVER_JAR" extract --destination "$1/server" >/dev/null
    cp "$AGENT_JAR" "$1/agent/"
    # What is started only for a test need not start quickly later.
    [ "${SLIPWAY_TRAIN:-yes}" = yes ] || exit 0
    if bash "$INFRA/lib/train" "$1" 2>/dev/null; then
      touch "$1/done"
    else
      say "    (no AOT cache this time: starts take some seconds longer; $1/train.log says why)"
    fi
    # Three builds back is enough for somebody who goes to and fro.
    find "$CACHE/app" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn | sed -n '4,$s/^[^ ]* //p' |
      xargs -r rm -rf
  ) 7>"$CACHE/app.lock"
}
