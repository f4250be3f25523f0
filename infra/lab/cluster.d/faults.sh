# shellcheck shell=bash disable=SC2154 # C, NET and AGENT_PORTS are the cluster's
# What can happen to a machine or to a process.

fault() {
  local verb=$1 target=$2 service=${3:-}
  case $target in
    n*) if [ -n "$service" ]; then node_service_"$verb" "$target" "$service"; else node_"$verb" "$target"; fi ;;
    p[0-9]* | postgres | registry | balancer) host_"$verb" "$target" ;;
    *) die "infra/lab/cluster does not know '$target': it has n1…, p1…, postgres and registry." ;;
  esac
}

# The power cut: everything on it is gone at once, its disk stays.
node_kill() {
  local unshare
  unshare=$(pid_of "$C/$1/unshare.pid") || return 0
  # First: a machine without power says good-bye to nobody.
  ip -n lan link set "$1" down
  kill -KILL "$(node_init "$1")"
  await 60 test ! -d "/proc/$unshare" || die "$1 does not end."
}

node_stop() { node_kill "$1"; }

node_pause() { on_node "$1" bash -c "kill -STOP -1"; }

node_resume() { on_node "$1" bash -c "kill -CONT -1"; }

node_service_kill() { on_node "$1" kill -KILL "$(node_pid "$1" "$2")"; }

node_service_stop() {
  on_node "$1" kill -KILL "$(node_pid "$1" "$2" '')"
  # It may be between two starts.
  on_node "$1" kill -KILL "$(node_pid "$1" "$2")" 2>/dev/null || true
}

node_service_start() {
  local dir=$C/$1
  rm -f "$dir/run/$2.pid" "$dir/run/$2.child.pid"
  setsid env -i PATH="$PATH" HOME=/root SLIPWAY_STATE="$dir" nsenter --target "$(node_init "$1")" --mount --uts --net --pid \
    bash "$dir/app/infra/lib/supervise" "$2" 15 "$dir/run" "$dir/log" bash "$dir/app/infra/lib/run" "$2" \
    </dev/null >>"$dir/console.log" 2>&1 &
  await 30 test -s "$dir/run/$2.pid" || die "$2 of $1 did not start."
}

node_service_pause() { on_node "$1" kill -STOP "$(node_pid "$1" "$2")"; }

node_service_resume() { on_node "$1" kill -CONT "$(node_pid "$1" "$2")"; }

host_kill() { kill -KILL "$(outer_pid "$1" '')"; }

host_stop() {
  kill -KILL "$(cut -d' ' -f1 "$C/cp/run/$1.pid")"
  host_kill "$1"
}

host_start() {
  case $1 in
    postgres) postgres_start ;;
    p[0-9]*) plane_start "$1" ;;
    registry) registry_up ;;
    *) die "$1 is not started again." ;;
  esac
}

host_pause() { kill -STOP "$(outer_pid "$1" '')"; }

host_resume() { kill -CONT "$(outer_pid "$1" '')"; }

# By rules of the node's own network that come before all others, so that one direction can go alone.
cut_node() {
  local ports
  ports=$(printf ', %s' "${AGENT_PORTS[@]}")
  heal_node "$1"
  {
    printf 'table inet labcut {\n'
    printf ' chain in { type filter hook prerouting priority -450; policy accept;\n'
    case $2 in
      all | in) printf '  iifname eth0 drop\n' ;;
      control) printf '  iifname eth0 ip saddr %s.1 tcp sport { %s } drop\n' "$NET" "${ports#, }" ;;
    esac
    printf ' }\n chain out { type filter hook postrouting priority 450; policy accept;\n'
    case $2 in
      all | out) printf '  oifname eth0 drop\n' ;;
      control) printf '  oifname eth0 ip daddr %s.1 tcp dport { %s } drop\n' "$NET" "${ports#, }" ;;
    esac
    printf ' }\n}\n'
  } | in_node_net "$1" nft -f -
}

heal_node() {
  in_node_net "$1" nft delete table inet labcut 2>/dev/null || true
  in_node_net "$1" tc qdisc del dev eth0 root 2>/dev/null || true
}

slow_node() { in_node_net "$1" tc qdisc replace dev eth0 root tbf rate "$2" burst 16kb latency 400ms; }

fill_node() {
  local _ free
  for _ in 1 2 3 4 5; do
    free=$(df --output=avail -m "$C/$1" | tail -1)
    # Whoever writes there at the same moment may have had what it counted on.
    ! fallocate -l "$((free - $2 - 1))M" "$C/$1/filler" 2>/dev/null || break
  done
  [ -s "$C/$1/filler" ] || die "The disk of $1 cannot be filled."
  # To the last byte, which others are writing for as well.
  [ "$2" != 0 ] || cat /dev/zero >>"$C/$1/filler" 2>/dev/null || true
}

free_node() { rm -f "$C/$1/filler"; }

mend() {
  local node
  for node in $(nodes); do
    heal_node "$node"
    free_node "$node"
    if pid_of "$C/$node/unshare.pid" >/dev/null; then node_resume "$node"; else node_start "$node"; fi
  done
}

# Its proxy goes on, so only what the agent itself knows is exchanged.
clone_node() {
  node_service_stop "$2" agent
  mkdir "$C/$2/agent.own"
  cp -a "$C/$2/agent"/{identity.pem,desired.*,pods.json} "$C/$2/agent.own/" 2>/dev/null || true
  cp -a "$C/$1/agent/identity.pem" "$C/$2/agent/"
  node_service_start "$2" agent
}

unclone_node() {
  node_service_stop "$1" agent
  cp -a "$C/$1/agent.own/." "$C/$1/agent/"
  rm -rf "$C/$1/agent.own"
  node_service_start "$1" agent
}
