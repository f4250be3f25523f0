# shellcheck shell=bash
# A test host: namespaces of its own for network, mounts, processes and name, on this machine.
# Everything it makes outside itself is written down in $LABS/ID, so that a later run can clear up
# after one that was killed with -9.

# shellcheck source=infra/lib/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/common.sh"

LABS=/run/slipway-lab
LAB_CGROUP=slipway-lab
LAB_NET=10.79

in_net() { nsenter --net="/run/netns/$1" "${@:2}"; }

# lab_net_up ID EGRESS: eth0 of the host ends in a namespace that answers "unreachable" to everything,
# or, with egress, in this machine behind a guard.
lab_net_up() {
  local id=$1 egress=$2 slot
  slot=$(lab_slot "$id")
  local outer=$LAB_NET.$slot.1 inner=$LAB_NET.$slot.2
  ip netns add "$id"
  ip -n "$id" link set lo up
  if [ "$egress" = yes ]; then
    ip link add "slv$slot" type veth peer name eth0 netns "$id"
    ip addr add "$outer/24" dev "slv$slot"
    ip link set "slv$slot" up
    lab_egress_up "$id" "slv$slot" "$LAB_NET.$slot.0/24"
  else
    ip netns add "$id-out"
    ip -n "$id-out" link add world type veth peer name eth0 netns "$id"
    ip -n "$id-out" addr add "$outer/24" dev world
    ip -n "$id-out" link set world up
    ip -n "$id-out" route add unreachable default
    in_net "$id-out" sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
  fi
  ip -n "$id" addr add "$inner/24" dev eth0
  ip -n "$id" link set eth0 up
  # Service addresses are rewritten on OUTPUT, which is only reached when a route exists.
  ip -n "$id" route add default via "$outer"
  in_net "$id" sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
}

# A number from 1 to 250 that no other living lab holds: names its subnet.
lab_slot() {
  local n
  for n in $(seq 1 250); do
    if mkdir "$LABS/slot-$n" 2>/dev/null; then
      printf '%s' "$1" >"$LABS/slot-$n/id"
      printf '%s' "$n"
      return
    fi
  done
  die "250 test hosts run at once: end some of them."
}

# The reject comes first: a private address that nobody inside answers must not leave the machine.
lab_egress_up() {
  local id=$1 veth=$2 subnet=$3 out
  out=$(ip route show default | sed -n 's/.* dev \([^ ]*\).*/\1/p' | head -1)
  [ -n "$out" ] || die "this machine has no default route, so a test host cannot be given one: leave out --egress."
  cat /proc/sys/net/ipv4/ip_forward >"$LABS/$id/ip_forward"
  local comment=(-m comment --comment "slipway-lab:$id")
  iptables -w -I FORWARD -i "$veth" -o "$out" "${comment[@]}" -j ACCEPT
  iptables -w -I FORWARD -i "$veth" -o "$out" -d 10.0.0.0/8 "${comment[@]}" -j REJECT
  # Its name server is the one private address it may ask.
  lab_nameservers | while read -r server; do
    iptables -w -I FORWARD -i "$veth" -o "$out" -d "$server" -p udp --dport 53 "${comment[@]}" -j ACCEPT
    iptables -w -I FORWARD -i "$veth" -o "$out" -d "$server" -p tcp --dport 53 "${comment[@]}" -j ACCEPT
  done
  iptables -w -I FORWARD -i "$out" -o "$veth" -m conntrack --ctstate RELATED,ESTABLISHED "${comment[@]}" -j ACCEPT
  iptables -w -t nat -I POSTROUTING -s "$subnet" -o "$out" "${comment[@]}" -j MASQUERADE
  echo 1 >/proc/sys/net/ipv4/ip_forward
}

lab_nameservers() { sed -n 's/^nameserver \([0-9.]*\)$/\1/p' /etc/resolv.conf; }

lab_rules_down() {
  local id=$1 table
  for table in filter nat; do
    iptables -w -t "$table" -S 2>/dev/null | grep -F "slipway-lab:$id" | sed 's/^-A/-D/' | tr -d '"' |
      while read -r rule; do
        # shellcheck disable=SC2086 # a rule as iptables printed it, word by word
        iptables -w -t "$table" $rule || true
      done
  done
}

# lab_down ID: takes away everything a lab left outside its namespaces; safe to run twice.
lab_down() {
  local id=$1 pid slot
  if pid=$(pid_of "$LABS/$id/unshare.pid"); then
    kill -KILL "$pid" 2>/dev/null || true
    await 5 test ! -d "/proc/$pid" || true
  fi
  if [ -e "$LABS/$id/ip_forward" ]; then
    lab_rules_down "$id"
    # The last lab with a way out gives the machine back its own setting.
    if [ "$(find "$LABS" -name ip_forward | wc -l)" = 1 ]; then
      cat "$LABS/$id/ip_forward" >/proc/sys/net/ipv4/ip_forward
    fi
  fi
  for ns in "$id" "$id-out"; do
    [ ! -e "/run/netns/$ns" ] || ip netns del "$ns" || true
  done
  for slot in "$LABS"/slot-*; do
    [ -d "$slot" ] || continue
    [ "$(cat "$slot/id" 2>/dev/null)" = "$id" ] || continue
    ip link del "slv${slot##*-}" 2>/dev/null || true
    rm -rf "$slot"
  done
  find /sys/fs/cgroup -depth -type d -path "*/$LAB_CGROUP/$id*" -exec rmdir {} + 2>/dev/null || true
  find /sys/fs/cgroup -maxdepth 2 -depth -type d -name "$LAB_CGROUP" -exec rmdir {} + 2>/dev/null || true
  if [ -r "$LABS/$id/owned-state" ]; then
    rm -rf --one-file-system "$(cat "$LABS/$id/owned-state")"
  fi
  rm -rf "${LABS:?}/$id"
}

# Labs whose runner is gone without having cleared up.
lab_sweep() {
  local dir
  for dir in "$LABS"/lab-*; do
    [ -d "$dir" ] || continue
    pid_of "$dir/runner.pid" >/dev/null || lab_down "${dir##*/}"
  done
}
