# shellcheck shell=bash disable=SC2154 # C, NET and AGENT_PORTS are the cluster's
# A node: its disk of limited size, its settings, its first process.

NODE_DISK=${SLIPWAY_LAB_NODE_DISK:-2g}
NODE_SERVICES=(engine haproxy agent)

node_configure() {
  local node=$1 number=${1#n} dir=$C/$1 planes
  mkdir -p "$dir"
  # Outside of the node's own mounts, so that it survives the node.
  mount -t tmpfs -o "size=$NODE_DISK,mode=711" "$node" "$dir"
  mkdir -p "$dir/engine" "$dir/agent"
  ln -s "$C/cp/app" "$dir/app"
  planes=$(printf ",$NET.1:%s" "${AGENT_PORTS[@]}")
  cat >"$dir/slipway.env" <<S
SLIPWAY_ENGINE=own
SLIPWAY_JAVA_HOME=$JAVA_HOME
SLIPWAY_DOCKER_SOCKET=$dir/engine/docker.sock
SLIPWAY_CGROUP_PARENT=$SLIPWAY_CGROUP_PARENT/$node
SLIPWAY_NODE_NAME=$node
SLIPWAY_SPARE_SANDBOXES=4
SLIPWAY_NODE_ADDRESS=$NET.1$number
SLIPWAY_CONTROL_PLANE=${planes#,}
S
  cat >"$dir/engine/daemon.json" <<J
{"data-root":"$dir/engine/data","exec-root":"$dir/engine/exec","pidfile":"$dir/engine/docker.pid",
 "hosts":["unix://$dir/engine/docker.sock"],"cgroup-parent":"$SLIPWAY_CGROUP_PARENT/$node",
 "log-level":"warn","storage-driver":"overlay2","bip":"172.2$number.0.1/16","userland-proxy":false,"live-restore":true,
 "shutdown-timeout":5,"insecure-registries":["$NET.0/24"],"dns":["10.79.255.53"],
 "default-address-pools":[{"base":"172.3$number.0.0/16","size":24}],
 "log-driver":"json-file","log-opts":{"max-size":"10m","max-file":"2"}}
J
  STATE=$dir haproxy_configure
}

# What the engine left in its run folder is wrong after a boot.
node_start() {
  local node=$1 dir=$C/$1
  ip -n lan link set "$node" up
  rm -rf "$dir/engine/exec" "$dir/engine/docker.pid" "$dir/engine/docker.sock" "$dir/run"
  setsid env -i PATH="$PATH" HOME=/root SLIPWAY_STATE="$dir" SLIPWAY_CACHE="$CACHE" nsenter --net="/run/netns/$node" \
    unshare --mount --uts --pid --fork --kill-child=SIGKILL --propagation private \
    bash "$INFRA/lab/cluster.d/node" "$node" "$dir" "${NODE_SERVICES[@]}" >>"$dir/console.log" 2>&1 </dev/null &
  write_pid "$dir/unshare.pid" $!
  await 60 test -s "$dir/run/agent.pid" || die "$node did not boot: $(tail -n 3 "$dir/console.log")"
}

# The node's process 1, as this test host counts.
node_init() {
  local unshare
  unshare=$(pid_of "$C/$1/unshare.pid") || die "$1 does not run."
  pgrep -P "$unshare" | head -1
}

on_node() { nsenter --target "$(node_init "$1")" --mount --uts --net --pid -- "${@:2}"; }

node_pid() { cut -d" " -f1 "$C/$1/run/$2${3-.child}.pid"; }

# outer_pid TARGET SERVICE: a process of a node has a number there and another one here.
outer_pid() {
  local inner init
  if [[ $1 != n* ]]; then
    cut -d' ' -f1 "$C/cp/run/$1.child.pid"
    return
  fi
  inner=$(node_pid "$1" "$2")
  init=$(node_init "$1")
  grep -lE "^NSpid:.*[[:space:]]$inner\$" /proc/[0-9]*/status 2>/dev/null | while IFS=/ read -r _ _ pid _; do
    [ "$(readlink "/proc/$pid/ns/pid")" != "$(readlink "/proc/$init/ns/pid")" ] || printf '%s\n' "$pid"
  done | head -1
}
