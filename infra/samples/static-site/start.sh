#!/bin/sh
set -eu
case $PORT in
  *[!0-9]* | '') echo "PORT must be a number, not '$PORT'." >&2; exit 1 ;;
esac
sed "s/PORT;/$PORT;/" /site/nginx.conf >/tmp/nginx.conf
exec nginx -c /tmp/nginx.conf -g 'daemon off;'
