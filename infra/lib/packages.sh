# shellcheck shell=bash
# What Slipway needs of the distribution's packages.

RUN_PACKAGES=(
  docker.io docker-registry haproxy nftables iptables conntrack iproute2 tini
  git openssh-client curl jq openssl ca-certificates socat util-linux e2fsprogs procps mmdebstrap busybox-static
)
TEST_PACKAGES=(postgresql-client skopeo wrk chromium python3 nodejs openssh-server)

# install PACKAGE…: those that are missing, without starting the services some of them bring.
install() {
  local package missing=() policy=/usr/sbin/policy-rc.d mine=no
  for package in "$@"; do
    installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  step "Installing ${missing[*]}"
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    mine=yes
  fi
  apt_get update -qq || true
  if ! apt_get install -y -qq --no-install-recommends "${missing[@]}" >"$(apt_log)" 2>&1; then
    [ "$mine" = no ] || rm -f "$policy"
    die "could not install ${missing[*]}: $(grep -m1 '^E:' "$(apt_log)" || echo "see $(apt_log)") Mend that (often 'apt-get update' or the network) and run this again."
  fi
  [ "$mine" = no ] || rm -f "$policy"
  # Their packages enable them for the next start of the machine; ours are started by us.
  if has_systemd; then
    for package in "${missing[@]}"; do
      case $package in
        haproxy | docker-registry) systemctl disable --quiet --now "$package" 2>/dev/null || true ;;
        openssh-server) systemctl disable --quiet --now ssh 2>/dev/null || true ;;
      esac
    done
  fi
}

apt_get() { DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@"; }

apt_log() {
  mkdir -p "$CACHE"
  printf '%s/apt.log' "$CACHE"
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
