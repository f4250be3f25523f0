# shellcheck shell=bash disable=SC2034
image=node:$(upstream nodejs | cut -d. -f1)-slim
packages=(nodejs npm)
changes=(
  'ENV LANG=C.UTF-8'
  'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt'
  'CMD ["node"]'
)
