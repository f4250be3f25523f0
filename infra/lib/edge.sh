# shellcheck shell=bash
# What the registry and HAProxy are told before they start.

registry_configure() {
  local dir=$STATE/registry
  await 20 test -s "$dir/token.crt" || die "the server wrote no $dir/token.crt, which the registry needs: see $(where_log server)."
  await 20 test -s "$dir/notifications.secret" || die "the server wrote no $dir/notifications.secret, which the registry needs: see $(where_log server)."
  [ -s "$dir/secret" ] || (umask 077 && openssl rand -hex 32 >"$dir/secret")
  # No cache: with one, an image that was deleted and pushed again cannot be pulled.
  (
    umask 077
    cat >"$dir/config.yml" <<Y
version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage:
  filesystem: {rootdirectory: $dir/data}
  delete: {enabled: true}
http:
  addr: $SLIPWAY_REGISTRY_HOST
  secret: $(cat "$dir/secret")
  relativeurls: true
auth:
  token:
    realm: $HTTP/registry/token
    service: slipway-registry
    issuer: slipway
    rootcertbundle: $dir/token.crt
# Pushes deploy the apps that wait for them; told again until they are heard.
notifications:
  endpoints:
    - name: slipway
      url: $HTTP/registry/notifications
      headers: {Authorization: [Bearer $(cat "$dir/notifications.secret")]}
      timeout: 5s
      threshold: 5
      backoff: 1s
      ignore: {actions: [pull], mediatypes: [application/octet-stream]}
Y
  )
}

registry_answers() { [ "$(curl -s --max-time 5 -o /dev/null -w '%{http_code}' "http://$SLIPWAY_REGISTRY_HOST/v2/")" = 401 ]; }

# Enough to answer 404 until the agent has written its own.
haproxy_configure() {
  local dir=$STATE/agent/haproxy
  mkdir -p "$dir"
  [ ! -s "$dir/haproxy.cfg" ] || return 0
  # The agent's configuration names it, and the agent checks that before it writes either.
  [ -e "$dir/hosts.map" ] || : >"$dir/hosts.map"
  cat >"$dir/haproxy.cfg" <<H
global
  stats socket $dir/admin.sock mode 600 level admin expose-fd listeners
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
frontend apps
  bind :$SLIPWAY_APPS_PORT
  http-request return status 404 content-type text/plain string "No app answers to this name."
H
}

haproxy_answers() { [ "$(curl -s --max-time 5 -o /dev/null -w '%{http_code}' "http://127.0.0.1:$SLIPWAY_APPS_PORT/")" = 404 ]; }
