# shellcheck shell=bash
# The settings of this installation: environment over $STATE/slipway.env over defaults.

STATE=${SLIPWAY_STATE:-/var/lib/slipway}
SETTINGS=$STATE/slipway.env

# NAME=default; every one can be given in the environment and is then kept.
DEFAULTS=(
  SLIPWAY_HTTP_PORT=8080
  SLIPWAY_AGENT_PORT=8443
  SLIPWAY_REGISTRY_PORT=5500
  SLIPWAY_APPS_PORT=80
  SLIPWAY_APPS_DOMAIN=apps.localhost
  SLIPWAY_ENGINE=own
  "SLIPWAY_DOCKER_SOCKET=$STATE/engine/docker.sock"
  SLIPWAY_HUB=on
  # What nodes, service addresses and containers get to see; changed only before the first start.
  SLIPWAY_POD_CIDR=10.64.0.0/12
  SLIPWAY_SERVICE_CIDR=10.96.0.0/16
)

# Other settings of the server and the agent that are kept when given.
OPTIONAL=(
  SLIPWAY_JAVA_HOME SLIPWAY_SERVER_HEAP SLIPWAY_BOOTSTRAP SLIPWAY_EXTERNAL_URL SLIPWAY_HOSTS SLIPWAY_TRUSTED_PROXIES
  SLIPWAY_DETECTION_HEARTBEAT
  SLIPWAY_ALLOWED_GIT_HOSTS SLIPWAY_OUTBOUND_ALLOWED SLIPWAY_CGROUP_PARENT SLIPWAY_SPARE_SANDBOXES
  SLIPWAY_APPS_BESIDE_CONSOLE SLIPWAY_ORGANIZATIONS_OPEN SLIPWAY_IMAGES_ECR_ENDPOINT
  SLIPWAY_LIMITS_API_PER_MINUTE SLIPWAY_LIMITS_ANONYMOUS_PER_MINUTE SLIPWAY_LIMITS_DEPLOYMENTS_PER_HOUR
  SLIPWAY_QUOTAS_APPS SLIPWAY_QUOTAS_PODS SLIPWAY_QUOTAS_CPU_MILLIS SLIPWAY_QUOTAS_MEMORY_BYTES
  SLIPWAY_QUOTAS_STORAGE_BYTES SLIPWAY_QUOTAS_BUILDS SLIPWAY_QUOTAS_DOMAINS SLIPWAY_QUOTAS_TOKENS
  SLIPWAY_DATABASE_URL SLIPWAY_DATABASE_USER SLIPWAY_DATABASE_PASSWORD
  SLIPWAY_DATABASE_RUNTIME_USER SLIPWAY_DATABASE_RUNTIME_PASSWORD
)

load_settings() {
  local line name
  declare -A given=()
  for name in $(setting_names); do
    [ -z "${!name+x}" ] || given[$name]=${!name}
  done
  for line in "${DEFAULTS[@]}"; do export "${line?}"; done
  if [ -r "$SETTINGS" ]; then
    while IFS= read -r line; do
      [[ $line =~ ^SLIPWAY_[A-Z_]+= ]] && export "${line?}"
    done <"$SETTINGS"
  fi
  for name in "${!given[@]}"; do export "$name=${given[$name]}"; done
  check_settings
  export SLIPWAY_STATE=$STATE
  export SLIPWAY_REGISTRY_HOST=${SLIPWAY_REGISTRY_HOST:-127.0.0.1:$SLIPWAY_REGISTRY_PORT}
  export DOCKER_HOST=unix://$SLIPWAY_DOCKER_SOCKET
  export HTTP=http://127.0.0.1:$SLIPWAY_HTTP_PORT
}

setting_names() {
  local line
  for line in "${DEFAULTS[@]}"; do printf '%s\n' "${line%%=*}"; done
  printf '%s\n' "${OPTIONAL[@]}"
}

check_settings() {
  local name
  for name in HTTP AGENT REGISTRY APPS; do
    name=SLIPWAY_${name}_PORT
    [[ ${!name} =~ ^[0-9]{1,5}$ ]] && [ "${!name}" -ge 1 ] && [ "${!name}" -le 65535 ] ||
      die "$name must be a port from 1 to 65535, not '${!name}'."
  done
  [[ $SLIPWAY_APPS_DOMAIN =~ ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$ ]] ||
    die "SLIPWAY_APPS_DOMAIN must be a domain name such as apps.example.org, not '$SLIPWAY_APPS_DOMAIN'."
  # The engine's sockets lie below it, and a socket's path has at most 107 characters.
  [[ $STATE =~ ^/[A-Za-z0-9/._-]+$ ]] ||
    die "SLIPWAY_STATE must be an absolute path of letters, digits, '.', '_' and '-', not '$STATE'."
  [ ${#STATE} -le 60 ] || die "SLIPWAY_STATE is too long (${#STATE} characters, at most 60): choose a shorter folder."
}

# Kept so that the next call, a service and a person find the same values; may hold a password.
# Sets SETTINGS_CHANGED to yes when an installation gets other values than it had.
save_settings() {
  local name
  SETTINGS_CHANGED=no
  mkdir -p "$STATE"
  (
    umask 077
    printf '# Settings of this Slipway. A variable given to infra/up replaces its line.\n'
    for name in $(setting_names); do
      [ -z "${!name+x}" ] || printf '%s=%s\n' "$name" "${!name}"
    done
  ) >"$SETTINGS.new"
  if [ -e "$SETTINGS" ] && ! cmp -s "$SETTINGS.new" "$SETTINGS"; then SETTINGS_CHANGED=yes; fi
  mv "$SETTINGS.new" "$SETTINGS"
}
