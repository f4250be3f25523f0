# shellcheck shell=bash disable=SC2154 # image and changes come from load_recipe
# A tar in the cache becomes an image in the built-in registry, without an engine: its layer is compressed once
# for all installations of this machine, and what the registry already has is not sent again.
# Format: Docker image manifest, version 2, schema 2.

# push_tar NAME: after this the registry holds the recipe's image, under its tag; prints the digest.
push_tar() {
  local layer repository auth work manifest
  layer=$(make_layer "$1")
  repository=http://$SLIPWAY_REGISTRY_HOST/v2/library/${image%:*}
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$work'" RETURN
  auth=$work/auth
  registry_token "${image%:*}" pull,push >"$auth"
  image_config "$(cat "$layer.diff")" >"$work/config"
  send_blob "$layer"
  send_blob "$work/config"
  manifest=$work/manifest
  jq -cn --argjson config "$(descriptor application/vnd.docker.container.image.v1+json "$work/config")" \
    --argjson layer "$(descriptor application/vnd.docker.image.rootfs.diff.tar.gzip "$layer")" \
    '{schemaVersion: 2, mediaType: "application/vnd.docker.distribution.manifest.v2+json",
      config: $config, layers: [$layer]}' >"$manifest"
  curl -fsS --max-time 60 -o "$work/answer" -K "$auth" -X PUT --data-binary "@$manifest" \
    -H 'Content-Type: application/vnd.docker.distribution.manifest.v2+json' "$repository/manifests/${image#*:}" ||
    die "the built-in registry did not take $image: see $STATE/log/registry.log."
  digest_of "$manifest"
}

# registry_token REPOSITORY ACTIONS: a configuration for curl; a token is no argument, which every user could read.
registry_token() {
  curl -fsS --max-time 10 -K - \
    "$HTTP/registry/token?service=slipway-registry&scope=repository:library/$1:$2" \
    <<<"user = \"token:$(cat "$STATE/owner-token")\"" |
    jq -r '"header = \"Authorization: Bearer \(.token)\""'
}

# make_layer NAME: prints the path of the compressed tar; beside it, in .diff, the digest of the plain one.
make_layer() {
  local tar layer
  tar=$(make_tar "$1")
  layer=${tar%.tar}.layer
  (
    flock 8
    [ ! "$layer" -nt "$tar" ] || exit 0
    rm -f "${tar%-*}"-*.layer "${tar%-*}"-*.diff
    digest_of "$tar" >"$layer.diff"
    gzip -1 -n <"$tar" >"$layer.making"
    mv "$layer.making" "$layer"
  ) 8>"$CACHE/images/$1.lock"
  printf '%s\n' "$layer"
}

send_blob() {
  local digest location
  digest=$(digest_of "$1")
  if curl -fs --max-time 10 -o /dev/null --head -K "$auth" "$repository/blobs/$digest"; then return; fi
  location=$(curl -fsS --max-time 10 -o /dev/null -D - -K "$auth" -X POST "$repository/blobs/uploads/" |
    tr -d '\r' | sed -n 's/^[Ll]ocation: //p')
  [ -n "$location" ] || die "the built-in registry refused an upload: see $STATE/log/registry.log."
  # Given as a path, it is one of the same host.
  [[ $location != /* ]] || location=http://$SLIPWAY_REGISTRY_HOST$location
  curl -fsS --max-time 300 -o /dev/null -K "$auth" -T "$1" -H 'Content-Type: application/octet-stream' \
    "$location&digest=$digest" || die "the built-in registry did not take a layer: see $STATE/log/registry.log."
}

# The recipe's changes, which are lines of a Dockerfile, as an image's configuration.
image_config() {
  printf '%s\n' "${changes[@]}" | jq -cRn --arg architecture "$(dpkg --print-architecture)" --arg diff "$1" '
    reduce inputs as $line ({};
      ($line | capture("^(?<word>[A-Z]+) (?<rest>.*)$")) as {$word, $rest}
      | if $word == "ENV" then .Env += [$rest]
        elif $word == "CMD" then .Cmd = ($rest | fromjson)
        elif $word == "EXPOSE" then .ExposedPorts["\($rest)/tcp"] = {}
        else error("\($word) is not known here") end)
    | {architecture: $architecture, os: "linux", created: "1970-01-01T00:00:00Z", config: .,
       rootfs: {type: "layers", diff_ids: [$diff]},
       history: [{created: "1970-01-01T00:00:00Z", comment: "made from the packages of the distribution"}]}'
}

descriptor() {
  jq -cn --arg type "$1" --arg digest "$(digest_of "$2")" --argjson size "$(stat -c %s "$2")" \
    '{mediaType: $type, size: $size, digest: $digest}'
}

digest_of() { printf 'sha256:%s\n' "$(sha256sum "$1" | cut -d' ' -f1)"; }
