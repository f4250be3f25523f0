# shellcheck shell=bash
# Base images made from the distribution's own packages: recipe → tar in the cache → image.

# shellcheck source=infra/lib/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/common.sh"
# shellcheck disable=SC1091 # the machine's own file
. /etc/os-release

IMAGES=$INFRA/images
RECIPES=(slim python node jdk jre maven nginx busybox)

# upstream PACKAGE: the version without epoch and the distribution's additions: 1:18.20.4+dfsg-1 → 18.20.4.
upstream() {
  local version
  version=$(distribution_version "$1")
  [ -n "$version" ] || die "the distribution offers no package '$1': run 'apt-get update' and try again."
  version=${version#*:}
  printf '%s\n' "${version%%[-+~]*}"
}

# A package source somebody added may offer a newer one; images are made of the distribution's alone.
distribution_version() {
  apt-cache madison "$1" | awk -F' *\\| *' -v sites="$(distribution_sites)" '
    BEGIN { split(sites, known, " ") }
    { for (i in known) if (index($3, known[i]) == 1) { print $2; exit } }'
}

distribution_sites() {
  apt-get indextargets --format "\$(REPO_URI)" "Created-By: Packages" "Origin: $(origin)" |
    sed 's|/*$||' | sort -u | tr '\n' ' '
}

origin() {
  case $ID in
    debian) printf Debian ;;
    ubuntu) printf Ubuntu ;;
  esac
}

# The machine's own package sources of the distribution, security updates included.
write_sources() {
  local keyring=/usr/share/keyrings/$ID-archive-keyring.gpg
  apt-get indextargets --format "\$(REPO_URI) \$(RELEASE) \$(COMPONENT)" \
    "Created-By: Packages" "Origin: $(origin)" | sort -u |
    sed "s|^|deb [signed-by=$keyring] |" >"$1"
  [ -s "$1" ] || die "apt knows no package source of $PRETTY_NAME: run 'apt-get update' and try again."
}

# load_recipe NAME: sets image, packaged, packages and changes; defines customize ROOT.
load_recipe() {
  [ -r "$IMAGES/recipes/$1.sh" ] || die "there is no recipe '$1': known are ${RECIPES[*]}."
  image='' packaged=yes packages=() changes=()
  customize() { :; }
  # shellcheck source=/dev/null
  . "$IMAGES/recipes/$1.sh"
}

# Same recipe, same distribution, same certificate authorities: same tar.
tar_of() {
  local hash
  hash=$(cat "$IMAGES/bootstrap" "$IMAGES/customize" "$IMAGES/recipes/$1.sh" /usr/local/share/ca-certificates/*.crt \
    2>/dev/null | sha256sum | cut -c1-12)
  printf '%s/images/%s-%s-%s-%s.tar\n' "$CACHE" "$VERSION_CODENAME" "$(dpkg --print-architecture)" "$1" "$hash"
}

# make_tar NAME: prints the path of the tar, made if it is not in the cache. One maker at a time.
make_tar() {
  local tar work
  tar=$(tar_of "$1")
  mkdir -p "$CACHE/images"
  (
    flock 8
    [ -s "$tar" ] && exit 0
    rm -f "$CACHE/images/$VERSION_CODENAME-$(dpkg --print-architecture)-$1"-*.tar
    work=$CACHE/images/$1.making
    rm -rf --one-file-system "$work"
    mkdir "$work"
    trap 'rm -rf --one-file-system "$work"' EXIT
    load_recipe "$1"
    say "    making $image from the packages of $PRETTY_NAME"
    if [ "$packaged" = no ]; then
      mkdir "$work/root"
      customize "$work/root"
      tar -C "$work/root" --numeric-owner --owner=0 --group=0 -cf "$work/image.tar" .
    else
      write_sources "$work/sources.list"
      bash "$IMAGES/bootstrap" "$1" "$work" "${packages[@]}" >"$CACHE/images/$1.log" 2>&1 ||
        die "could not make $image: the last lines of $CACHE/images/$1.log say why."
    fi
    mv "$work/image.tar" "$tar"
  ) 8>"$CACHE/images/$1.lock"
  printf '%s\n' "$tar"
}
