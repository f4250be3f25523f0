# shellcheck shell=bash
# The sample app, deployed as a user would: an app made through the API, then a git push to its address.

SAMPLE=$STATE/sample/hello

sample_up() {
  local organization project environment app
  organization=$(api GET /me | jq -r '.organizations[0].organization')
  project=$(sample_project "$organization")
  environment=$(jq -r '.environments[] | select(.slug == "production") | .id' <<<"$project")
  app=$(sample_app "$(jq -r .id <<<"$project")" "$environment")
  sample_repository "$(jq -r .gitAddress <<<"$app")"
  if [ "$(jq -r '.running != null' <<<"$app")" = false ]; then
    step "Pushing the sample app to $(jq -r .gitAddress <<<"$app")"
    git -C "$SAMPLE" push -f slipway main >&2 || die "the sample's push failed: the lines above say why."
  fi
  ADDRESS=$(jq -r .address <<<"$app")
  await 120 sample_answers || die "$ADDRESS does not answer: $(sample_state "$(jq -r .id <<<"$app")")"
}

sample_project() {
  local found
  found=$(api GET "/organizations/$1/projects" | jq -c '.[] | select(.slug == "sample")')
  [ -n "$found" ] || found=$(api POST "/organizations/$1/projects" '{"slug":"sample"}')
  printf '%s\n' "$found"
}

sample_app() {
  local found
  found=$(api GET "/projects/$1/apps" | jq -c '.[] | select(.slug == "hello")')
  [ -n "$found" ] || found=$(api POST "/environments/$2/apps" '{"slug":"hello","kind":"WEB","replicas":2,
    "spec":{"port":8080,"command":[],"cpuMillis":500,"memoryBytes":134217728,"pids":64,
      "readiness":{"kind":"HTTP","path":"/healthz","command":[],"initialDelaySeconds":0,"periodSeconds":10,
        "timeoutSeconds":2,"successThreshold":1,"failureThreshold":3},
      "terminationGraceSeconds":30,
      "rollout":{"maxSurge":"100%","maxUnavailable":"0","minReadySeconds":0,"progressDeadlineSeconds":120}}}')
  printf '%s\n' "$found"
}

# A working copy to play with: change version.txt, commit, git push.
sample_repository() {
  local python
  if [ ! -d "$SAMPLE/.git" ]; then
    mkdir -p "$SAMPLE"
    cp -a "$INFRA/samples/hello-python/." "$SAMPLE/"
    python=$(sed -n 's/^\(python:[^ ]*\) .*/\1/p' "$STATE/images.lock" | tail -1)
    [ -z "$python" ] || sed -i "s|^FROM python:[^ ]*|FROM $python|" "$SAMPLE/Dockerfile"
    git -C "$SAMPLE" init -q -b main
    git -C "$SAMPLE" config user.name Sample
    git -C "$SAMPLE" config user.email sample@localhost
    git -C "$SAMPLE" config push.default current
    git -C "$SAMPLE" add -A
    git -C "$SAMPLE" commit -q -m "Hello"
  fi
  git -C "$SAMPLE" remote remove slipway 2>/dev/null || true
  git -C "$SAMPLE" remote add slipway "$1"
  git -C "$SAMPLE" config --replace-all credential.helper \
    "!f() { test \"\$1\" = get && echo username=token && echo password=\$(cat '$STATE/owner-token'); }; f"
  git -C "$SAMPLE" config --replace-all branch.main.remote slipway
}

sample_answers() {
  local host=${ADDRESS#http://}
  host=${host%%[:/]*}
  curl -fs --max-time 5 --resolve "$host:$SLIPWAY_APPS_PORT:127.0.0.1" "$ADDRESS/" >/dev/null
}

sample_state() {
  api GET "/apps/$1" | jq -r .statusReason
  api GET "/apps/$1/deployments?limit=1" | jq -r '.items[0] | "deployment \(.number): \(.state) \(.problem // "")"'
}
