# shellcheck shell=bash
# Organizations bench-… of a bench's own in a running installation, deleted again when it ends. Source it after
# common, settings, services, api and jdk, with the installation's settings loaded and a JDK found.

service_runs server || die "no Slipway runs in $STATE: run infra/up first."
command -v psql >/dev/null || die "this needs psql: install the package postgresql-client."
[ -s "$STATE/postgres/password" ] || die "this needs the platform's own PostgreSQL, for tokens of the organizations it makes."

work=$(mktemp -d)
owner=$(cat "$STATE/owner-token")
token=$owner
api_token() { printf 'header = "Authorization: Bearer %s"\n' "$token"; }

made=()
clean() {
  local line organization project app
  for line in "${made[@]}"; do
    IFS=' ' read -r token organization project app <<<"$line"
    api_call DELETE "/apps/$app" >/dev/null || true
  done
  # A project is deleted when nothing is left of its apps.
  for line in "${made[@]}"; do
    IFS=' ' read -r token organization project app <<<"$line"
    await 120 gone "/projects/$project" && await 10 gone "/organizations/$organization" || true
  done
  rm -rf "$work"
}
gone() { [[ $(api_call DELETE "$1" | tail -n 1) == 20* ]]; }
trap clean EXIT
trap 'exit 130' INT TERM

# tokens COUNT: new ones with their hashes, a line each.
tokens() { "$JAVA_HOME/bin/java" "$INFRA/bench/lib/Token.java" "$1"; }

# A token is for one organization, and the first one of a new organization is made in the console. Here, with SQL.
admit() {
  local organization=$1 hash=$2
  PGPASSWORD=$(cat "$STATE/postgres/password") psql -X -q -v ON_ERROR_STOP=1 \
    -h 127.0.0.1 -p "$(cat "$STATE/postgres/port")" -U postgres -d slipway <<Q
insert into api_token (id, organization_id, person_id, name, hash, last4, created_at, expires_at)
select gen_random_uuid(), '$organization', person_id, 'bench', '\\x$hash', '…', now(), now() + interval '1 day'
  from api_token where hash = '\\x$(printf %s "$owner" | sha256sum | cut -d' ' -f1)';
Q
}

# tenant SLUG TOKEN HASH: an organization with an app. Sets app, and token to that of the organization.
tenant() {
  local slug=$1 organization project environment
  local source='{"url": "https://forge.example.org/bench/app.git", "branch": "main"}'
  token=$owner
  organization=$(api POST /organizations "{\"slug\": \"$slug\", \"name\": \"$slug\"}" | jq -r .id)
  admit "$organization" "$3"
  token=$2
  project=$(api POST "/organizations/$organization/projects" '{"slug": "bench"}')
  environment=$(jq -r '.environments[0].id' <<<"$project")
  app=$(api POST "/environments/$environment/apps" "{\"slug\": \"web\", \"kind\": \"WEB\", \"source\": $source}" | jq -r .id)
  made+=("$token $organization $(jq -r .id <<<"$project") $app")
}

# hook PROVIDER: a webhook of the app. Prints app, path, secret and token.
hook() {
  api POST "/apps/$app/webhooks" "{\"provider\": \"$1\"}" |
    jq -r --arg app "$app" --arg token "$token" \
      '[$app, (.webhook.url | sub("^https?://[^/]*"; "")), .secret, $token] | @tsv'
}
