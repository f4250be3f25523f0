# shellcheck shell=bash
# What has to be true of this machine before anything is started; one sentence for each refusal.

LEAST_DISK_GB=5

check_system() {
  local id=unknown
  # shellcheck disable=SC1091 # the machine's own file
  [ ! -r /etc/os-release ] || id=$(. /etc/os-release && printf '%s' "${ID:-unknown}")
  case $id in
    debian | ubuntu) ;;
    *) die "this machine runs '$id', and infra/up installs on Debian and Ubuntu: use one of them, or start the jars by hand (docs/operators.md)." ;;
  esac
}

check_disk() {
  local dir=$STATE free
  while [ ! -d "$dir" ]; do dir=$(dirname "$dir"); done
  free=$(df --output=avail -B1G "$dir" | tail -1 | tr -d ' ')
  [ "$free" -ge "$LEAST_DISK_GB" ] ||
    die "only $free GB are free where $STATE lies, and images need at least $LEAST_DISK_GB: free some, or set SLIPWAY_STATE to a folder on another disk."
}

# A port may be held by our own running service; anybody else's is named.
check_port() {
  local variable=$1 service=$2 holder pid
  local port=${!variable}
  [ -n "$(ss -Hltn "sport = :$port")" ] || return 0
  holder=$(ss -Hltnp "sport = :$port" | sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/\1 (process \2)/p' | head -1)
  pid=${holder##*process }
  ! belongs_to "${pid%)}" "$service" || return 0
  die "port $port is in use by ${holder:-another process}: stop it, or choose another port with $variable=… infra/up."
}

# HAProxy listens in a child of the process we started.
belongs_to() {
  local service_pid
  service_pid=$(service_pid "$2") && [ -n "$1" ] && [ -n "$service_pid" ] || return 1
  [ "$1" = "$service_pid" ] || [ "$(stat_field "$1" 2)" = "$service_pid" ]
}

check_ports() {
  check_port SLIPWAY_HTTP_PORT server
  check_port SLIPWAY_AGENT_PORT server
  check_port SLIPWAY_REGISTRY_PORT registry
  check_port SLIPWAY_APPS_PORT haproxy
}

# An engine somebody else runs may hold containers that are not ours to touch: only with consent.
check_engine() {
  local socket=/var/run/docker.sock pid
  [ "$SLIPWAY_ENGINE" != shared ] || return 0
  service_runs engine && return 0
  [ -S "$socket" ] && curl -fs --max-time 5 --unix-socket "$socket" http://engine/_ping >/dev/null || return 0
  if has_systemd && distribution_engine_is_idle; then return 0; fi
  pid=$(ss -Hxlp "src = $(readlink -f "$socket")" 2>/dev/null | sed -n 's/.*pid=\([0-9]*\).*/\1/p' | head -1)
  die "a Docker daemon (process ${pid:-unknown}) that Slipway did not start already runs on $socket: let Slipway use it with 'infra/up --share-docker' (it touches only what it labels), or stop that daemon first."
}

distribution_engine_is_idle() {
  systemctl is-active --quiet docker && [ -z "$(command docker -H unix:///var/run/docker.sock ps -aq 2>/dev/null)" ]
}

