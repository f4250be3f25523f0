# shellcheck shell=bash
# Slipway's REST API with the token in SLIPWAY_TOKEN or else the owner's, for scripts.

# api METHOD PATH [JSON]: prints the answer; refusals end the script with the platform's own sentence.
api() {
  local answer status
  answer=$(api_call "$@") || die "the control plane does not answer on $HTTP: see $(where_log server)."
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  [[ $status == 2* ]] ||
    die "$1 $2 was refused ($status): $(jq -r '.detail // .title // .' <<<"$answer" 2>/dev/null || printf '%s' "$answer")"
  printf '%s\n' "$answer"
}

# The token goes in by a descriptor: an argument could be read by every user of the machine.
api_call() {
  curl -sS --max-time 30 -X "$1" -w '\n%{http_code}' -K <(api_token) \
    ${3:+-H 'Content-Type: application/json' --data-binary "$3"} "$HTTP/api/v1$2"
}

api_token() { printf 'header = "Authorization: Bearer %s"\n' "${SLIPWAY_TOKEN:-$(cat "$STATE/owner-token")}"; }

server_healthy() { curl -fs --max-time 5 "$HTTP/actuator/health" >/dev/null; }

node_ready() { api_call GET /nodes | sed '$d' | jq -e 'any(.[]; .state == "READY")' >/dev/null; }
