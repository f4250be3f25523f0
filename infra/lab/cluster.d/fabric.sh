# shellcheck shell=bash disable=SC2154 # NET is the cluster's
# The wire between the machines: a bridge in a network of its own, as an engine beside it would filter what
# passes; this test host has a leg in it at .1 and a node nX at .1X.

fabric_up() {
  # Before the first request: what nobody answers inside must not leave.
  nft -f - <<'N'
table inet lab {
  chain sent { type filter hook output priority 0; policy accept; ip daddr 10.96.0.0/16 reject; }
  chain passed { type filter hook forward priority 0; policy accept; ip daddr 10.96.0.0/16 reject; }
}
N
  ip netns add lan
  ip -n lan link set lo up
  ip -n lan link add br0 type bridge
  ip -n lan link set br0 up
  ip link add fabric type veth peer name host netns lan
  ip -n lan link set host master br0 up
  ip addr add "$NET.1/24" dev fabric
  ip link set fabric up
}

fabric_attach() {
  local node=$1
  ip netns add "$node"
  ip -n lan link add "$node" type veth peer name eth0 netns "$node"
  ip -n lan link set "$node" master br0 up
  ip -n "$node" link set lo up
  ip -n "$node" addr add "$NET.1${node#n}/24" dev eth0
  ip -n "$node" link set eth0 up
  ip -n "$node" route add default via "$NET.1"
  # Set before the engine starts: it would refuse to forward otherwise.
  in_node_net "$node" sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
}

# Not "ip netns exec": that one hides the control groups.
in_node_net() { nsenter --net="/run/netns/$1" "${@:2}"; }
