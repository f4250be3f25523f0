# shellcheck shell=bash disable=SC2034
image=busybox:1
packaged=no
changes=('ENV PATH=/bin' 'ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt' 'CMD ["sh"]')

customize() {
  local applet
  command -v busybox >/dev/null || die "busybox-static is missing: apt-get install busybox-static."
  mkdir -p "$1"/{bin,etc/ssl/certs,home,root,var,tmp}
  chmod 1777 "$1/tmp"
  cp "$(command -v busybox)" "$1/bin/busybox"
  for applet in $(busybox --list); do
    [ "$applet" = busybox ] || ln "$1/bin/busybox" "$1/bin/$applet"
  done
  printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n' >"$1/etc/passwd"
  printf 'root:x:0:\nnogroup:x:65534:\n' >"$1/etc/group"
  cp /etc/services /etc/protocols "$1/etc/" 2>/dev/null || true
  cp /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/" 2>/dev/null || true
}
