# shellcheck shell=bash disable=SC2034
python=$(upstream python3 | cut -d. -f1-2)
image=python:$python-slim
packages=(python3 python3-pip)
changes=('ENV LANG=C.UTF-8' 'ENV PYTHONUNBUFFERED=1' 'CMD ["python3"]')

customize() {
  ln -sf python3 "$1/usr/bin/python"
  # In an image nothing else owns Python's packages: pip may install, as in the official image.
  rm -f "$1"/usr/lib/python3*/EXTERNALLY-MANAGED
}
