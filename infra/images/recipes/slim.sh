# shellcheck shell=bash disable=SC2034
# The distribution itself, without manuals and locales.
case $ID in
  ubuntu) image=ubuntu:$VERSION_ID ;;
  *) image=debian:$VERSION_CODENAME-slim ;;
esac
changes=('ENV LANG=C.UTF-8' 'CMD ["bash"]')
