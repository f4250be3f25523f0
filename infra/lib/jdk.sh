# shellcheck shell=bash
# A JDK of at least 25: the given one, the one in PATH, an installed one, the distribution's.

LEAST_JAVA=25

find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" "$(java_in_path)" /usr/lib/jvm/*; do
    if is_jdk "$home"; then
      export JAVA_HOME=$home
      return
    fi
  done
  home=openjdk-$LEAST_JAVA-jdk-headless
  if apt-cache show "$home" >/dev/null 2>&1; then
    install "$home"
    for home in /usr/lib/jvm/*; do
      if is_jdk "$home"; then
        export JAVA_HOME=$home
        return
      fi
    done
  fi
  die "Slipway needs a JDK $LEAST_JAVA or newer and found none: install one and set JAVA_HOME to its folder."
}

java_in_path() {
  local java
  java=$(command -v javac) && dirname "$(dirname "$(readlink -f "$java")")"
}

is_jdk() {
  local version
  [ -n "$1" ] && [ -x "$1/bin/javac" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  [ -n "$version" ] && [ "$version" -ge "$LEAST_JAVA" ]
}
