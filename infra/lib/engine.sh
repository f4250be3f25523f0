# shellcheck shell=bash
# The Docker Engine pods and builds run on: our own, the distribution's (systemd), or a shared one.

engine_choose() {
  if [ "${1:-no}" = yes ]; then
    SLIPWAY_ENGINE=shared
  elif [ "$SLIPWAY_ENGINE" = own ] && uses_systemd && ! service_runs engine; then
    SLIPWAY_ENGINE=distribution
  fi
  [ "$SLIPWAY_ENGINE" = own ] || SLIPWAY_DOCKER_SOCKET=/var/run/docker.sock
  export DOCKER_HOST=unix://$SLIPWAY_DOCKER_SOCKET
}

engine_up() {
  case $SLIPWAY_ENGINE in
    own)
      engine_configure
      service_start engine
      started engine 60 engine_answers
      ;;
    distribution)
      systemctl enable --quiet --now docker
      await 60 engine_answers || die "docker.service does not answer on $SLIPWAY_DOCKER_SOCKET: see journalctl -u docker."
      ;;
    *)
      engine_answers || die "no Docker daemon answers on $SLIPWAY_DOCKER_SOCKET: start it, or run infra/up without --share-docker."
      ;;
  esac
}

engine_answers() { curl -fs --max-time 5 --unix-socket "$SLIPWAY_DOCKER_SOCKET" http://engine/_ping; }

engine_configure() {
  local dir=$STATE/engine parent=''
  mkdir -p "$dir"
  [ -z "${SLIPWAY_CGROUP_PARENT:-}" ] || parent="\"cgroup-parent\": \"$SLIPWAY_CGROUP_PARENT\","
  engine_forget_old_boot
  cat >"$dir/daemon.json" <<J
{
  "data-root": "$dir/data", "exec-root": "$dir/exec", "pidfile": "$dir/docker.pid",
  "hosts": ["unix://$SLIPWAY_DOCKER_SOCKET"], $parent
  "live-restore": true, "userland-proxy": false, "shutdown-timeout": 15,
  "log-driver": "json-file", "log-opts": {"max-size": "10m", "max-file": "2"}
}
J
}

# What it left in its run folder is wrong after the machine (or the test host) started anew.
engine_forget_old_boot() {
  local boot
  boot=$(cat /proc/sys/kernel/random/boot_id)/$(readlink /proc/self/ns/pid)
  if [ "$(cat "$STATE/engine/boot" 2>/dev/null)" != "$boot" ]; then
    rm -rf "$STATE/engine/exec" "$STATE/engine/docker.pid"
    printf '%s\n' "$boot" >"$STATE/engine/boot"
  fi
}

# Pods live on without the agent, so stopping Slipway means stopping them too: only ours.
engine_stop_pods() {
  local ids
  engine_answers >/dev/null || return 0
  ids=$(docker ps -q --filter label=slipway.pod)
  # shellcheck disable=SC2086 # one word per container
  [ -z "$ids" ] || docker stop -t 10 $ids >/dev/null || true
}

# purge: an engine that stays loses everything of ours; our own engine goes with its folder.
engine_purge() {
  local ids
  engine_answers >/dev/null || return 0
  ids=$(docker ps -aq --filter label=slipway.pod)
  # shellcheck disable=SC2086 # one word per container
  [ -z "$ids" ] || docker rm -f $ids >/dev/null || true
  ids=$(docker network ls -q --filter label=slipway.network)
  # shellcheck disable=SC2086 # one word per network
  [ -z "$ids" ] || docker network rm $ids >/dev/null || true
}

# Our own engine's traces in the machine's network: its bridge and its rules.
engine_purge_network() {
  local table chain
  ip link del docker0 2>/dev/null || true
  for table in filter nat; do
    iptables -w -t "$table" -S 2>/dev/null | grep -E -- '-j DOCKER|-(o|i) docker0|-s 172\.17\.0\.0/16' |
      sed -n 's/^-A/-D/p' | while read -r rule; do
      # shellcheck disable=SC2086 # a rule as iptables printed it, word by word
      iptables -w -t "$table" $rule 2>/dev/null || true
    done
    for chain in $(iptables -w -t "$table" -S 2>/dev/null | sed -n 's/^-N \(DOCKER.*\)/\1/p'); do
      iptables -w -t "$table" -F "$chain" 2>/dev/null || true
    done
    for chain in $(iptables -w -t "$table" -S 2>/dev/null | sed -n 's/^-N \(DOCKER.*\)/\1/p'); do
      iptables -w -t "$table" -X "$chain" 2>/dev/null || true
    done
  done
}
