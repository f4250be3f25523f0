# shellcheck shell=bash
# What every script of infra/ shares: saying things, stopping with one sentence, waiting.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
INFRA=$ROOT/infra
CACHE=${SLIPWAY_CACHE:-/var/cache/slipway}
export ROOT INFRA CACHE

say() { printf '%s\n' "$*" >&2; }

step() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }

die() {
  printf 'slipway: %s\n' "$*" >&2
  exit 1
}

need_root() {
  [ "$(id -u)" = 0 ] || die "this has to run as root (it installs packages and starts an engine): run it again with sudo."
}

# await SECONDS WHAT COMMAND…: polls until the command succeeds; returns 1 when the time is over.
await() {
  local seconds=$1 end
  shift
  end=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.1
  done
}

# A pid file holds "PID START": a pid that was given to another process since does not count as alive.
# The command name in /proc/PID/stat may hold spaces, so fields are counted behind its bracket.
stat_field() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f"$2"; }

started_at() { stat_field "$1" 20; }

# write_pid FILE PID: whoever reads the file meanwhile finds the old or the new content, never none.
write_pid() {
  printf '%s %s\n' "$2" "$(started_at "$2")" >"$1.new"
  mv -f "$1.new" "$1"
}

# pid_of FILE: prints the pid if that very process still lives.
pid_of() {
  local pid start
  [ -r "$1" ] && read -r pid start <"$1" && [ -n "$pid" ] && [ "$(started_at "$pid")" = "$start" ] && printf '%s\n' "$pid"
}

# end_process PID SECONDS: asks with TERM, insists with KILL.
end_process() {
  local pid=$1 tries=$(($2 * 10))
  kill -TERM "$pid" 2>/dev/null || return 0
  while [ -d "/proc/$pid" ] && [ "$(stat_field "$pid" 1)" != Z ]; do
    tries=$((tries - 1))
    if [ "$tries" -le 0 ]; then
      kill -KILL "$pid" 2>/dev/null || true
      return 0
    fi
    sleep 0.1
  done
}

