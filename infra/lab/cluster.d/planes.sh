# shellcheck shell=bash disable=SC2154 # C and NET are the cluster's
# What runs on the test host itself: PostgreSQL, control planes, their balancer, the registry.

supervised() {
  local name=$1 patience=$2
  shift 2
  mkdir -p "$C/cp/run" "$C/cp/log"
  setsid bash "$INFRA/lib/supervise" "$name" "$patience" "$C/cp/run" "$C/cp/log" "$@" </dev/null >/dev/null 2>&1 &
  await 30 test -s "$C/cp/run/$name.pid" || die "the supervisor of $name did not start."
}

# The programs of the embedded PostgreSQL, run by themselves.
postgres_up() {
  local pg=$C/cp/pg jar
  mkdir -p "$pg/programs"
  jar=$(find "$C/cp/app/server" -name 'embedded-postgres-binaries-*.jar' | head -1)
  (cd "$pg" && "$JAVA_HOME/bin/jar" xf "$jar" && tar -C programs -xJf postgres-linux-*.txz)
  mkdir -p "$pg/data"
  chown 65534:65534 "$pg/data"
  chmod 755 "$pg" "$pg/programs"
  as_nobody "$pg/programs/bin/initdb" -D "$pg/data" -U postgres -A trust --locale-provider=builtin --locale=C.UTF-8 \
    -E UTF8 >"$pg/initdb.log" 2>&1 || die "initdb failed: $(tail -n 3 "$pg/initdb.log")"
  postgres_start
  await 60 postgres_answers || die "PostgreSQL did not start: $(tail -n 3 "$C/cp/log/postgres.log")"
  sql postgres "create role slipway_owner login createrole password 'lab'"
  sql postgres "create database slipway owner slipway_owner"
}

as_nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }

postgres_start() {
  supervised postgres 10 setpriv --reuid 65534 --regid 65534 --clear-groups "$C/cp/pg/programs/bin/postgres" \
    -D "$C/cp/pg/data" -p 5432 -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c shared_buffers=64MB \
    -c max_connections=200
}

postgres_answers() { sql postgres 'select 1'; }

sql() { psql -X -q -t -A -v ON_ERROR_STOP=1 -h 127.0.0.1 -U postgres -d "$1" -c "$2"; }

planes_up() {
  local plane
  for plane in $(planes); do plane_start "$plane"; done
  balancer_up
  await 120 server_healthy || die "the control plane did not start: $(tail -n 5 "$C/cp/log/p1.log")"
  await 60 test -s "$C/cp/owner-token" || die "there is no owner's token."
  for plane in $(planes); do
    await 120 curl -fs --max-time 2 "http://127.0.0.1:808${plane#p}/actuator/health" || die "$plane did not start."
  done
}

plane_start() {
  supervised "$1" 30 env SLIPWAY_HTTP_PORT="808${1#p}" SLIPWAY_AGENT_PORT="844${1#p}" \
    SLIPWAY_REGISTRY_HOST="$NET.1:5500" bash "$C/cp/app/infra/lib/run" server
}

# A proxy as people put before replicas: asks each twice a second whether it lives.
balancer_up() {
  local plane
  {
    cat <<'H'
defaults
  mode http
  timeout connect 1s
  timeout client 60s
  timeout server 60s
  option redispatch 1
frontend console
  bind :8080
  default_backend planes
backend planes
  balance first
  option httpchk GET /actuator/health
  default-server inter 500ms fastinter 500ms fall 2 rise 1
H
    for plane in $(planes); do printf '  server %s 127.0.0.1:808%s check\n' "$plane" "${plane#p}"; done
  } >"$C/cp/balancer.cfg"
  supervised balancer 5 haproxy -db -f "$C/cp/balancer.cfg"
}

registry_up() {
  HTTP=http://$NET.1:8080 registry_configure
  supervised registry 5 docker-registry serve "$C/cp/registry/config.yml"
  await 60 registry_answers || die "the registry did not start: $(tail -n 3 "$C/cp/log/registry.log")"
}

join_token() { api POST /nodes/join-tokens | jq -r .token; }
