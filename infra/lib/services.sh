# shellcheck shell=bash
# Starting and stopping the five services: as systemd units where systemd runs, else supervised.

# In the order they are started; stopped the other way round.
SERVICES=(engine server registry haproxy agent)
RUN=$STATE/run
LOGS=$STATE/log

declare -A PATIENCE=([engine]=40 [server]=30 [registry]=5 [haproxy]=5 [agent]=15)

has_systemd() { [ -d /run/systemd/system ]; }

# Only the installation in the standard folder owns the machine's units; others are supervised.
uses_systemd() { has_systemd && [ "$STATE" = /var/lib/slipway ]; }

service_runs() {
  if uses_systemd; then
    systemctl is-active --quiet "slipway-$1"
  else
    pid_of "$RUN/$1.pid" >/dev/null
  fi
}

# The process of the service itself, not of its supervisor.
service_pid() {
  if uses_systemd; then
    systemctl show -p MainPID --value "slipway-$1"
  else
    pid_of "$RUN/$1.child.pid"
  fi
}

service_start() {
  local name=$1
  if service_runs "$name"; then return; fi
  if uses_systemd; then
    sed "s|@STATE@|$STATE|g" "$INFRA/install/slipway-$name.service" >"/etc/systemd/system/slipway-$name.service"
    systemctl daemon-reload
    systemctl enable --quiet "slipway-$name"
    systemctl restart "slipway-$name"
    return
  fi
  end_orphan "$name"
  mkdir -p "$RUN" "$LOGS"
  setsid bash "$STATE/app/infra/lib/supervise" "$name" "${PATIENCE[$name]}" "$RUN" "$LOGS" \
    bash "$STATE/app/infra/lib/run" "$name" </dev/null >/dev/null 2>&1 &
  await 5 test -s "$RUN/$name.pid" || die "the supervisor of $name did not start: see $LOGS/$name.log."
}

# Left by a supervisor that was killed with -9.
end_orphan() {
  local child
  if child=$(pid_of "$RUN/$1.child.pid"); then end_process "$child" "${PATIENCE[$1]}"; fi
  rm -f "$RUN/$1.pid" "$RUN/$1.child.pid"
}

service_stop() {
  local name=$1 pid
  if uses_systemd; then
    systemctl disable --quiet --now "slipway-$name" 2>/dev/null || true
    return
  fi
  if pid=$(pid_of "$RUN/$name.pid"); then
    end_process "$pid" $((${PATIENCE[$name]} + 5))
  fi
  end_orphan "$name"
}

service_restart() {
  service_stop "$1"
  service_start "$1"
}

service_log() {
  if uses_systemd; then
    journalctl -u "slipway-$1" -n "$2" --no-pager -o cat
  else
    tail -n "$2" "$LOGS/$1.log" 2>/dev/null
  fi
}

where_log() { if uses_systemd; then printf 'journalctl -u slipway-%s' "$1"; else printf '%s/%s.log' "$LOGS" "$1"; fi; }

# started NAME SECONDS CHECK…: waits until the check holds, with the service's own words when it never does.
started() {
  local name=$1 seconds=$2
  shift 2
  await "$seconds" "$@" ||
    die "$name did not come up within $seconds s; its last words (more: $(where_log "$name")): $(service_log "$name" 5 | cut -c1-300)"
}
