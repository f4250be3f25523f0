# shellcheck shell=bash disable=SC2034
# Laid out like the unprivileged variant of the official image: port 8080, any user, only /tmp is written.
image=nginx:$(upstream nginx-light | cut -d. -f1-2)
packages=(nginx-light)
changes=('ENV LANG=C.UTF-8' 'EXPOSE 8080' 'CMD ["nginx", "-g", "daemon off;"]')

customize() {
  rm -rf "$1/etc/nginx/sites-enabled" "$1/etc/nginx/sites-available" "$1/etc/nginx/modules-enabled" "$1/var/www"
  mkdir -p "$1/etc/nginx/conf.d" "$1/usr/share/nginx/html"
  cat >"$1/etc/nginx/nginx.conf" <<'NGINX'
worker_processes auto;
pid /tmp/nginx.pid;
error_log /dev/stderr notice;
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log /dev/stdout;
  client_body_temp_path /tmp/client_body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;
  sendfile on;
  keepalive_timeout 65;
  include /etc/nginx/conf.d/*.conf;
}
NGINX
  cat >"$1/etc/nginx/conf.d/default.conf" <<'NGINX'
server {
  listen 8080;
  root /usr/share/nginx/html;
  index index.html;
}
NGINX
  # The compiled-in error log is opened before the configuration is read.
  ln -sf /dev/stderr "$1/var/log/nginx/error.log"
}
