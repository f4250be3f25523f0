# shellcheck shell=bash
# What a service's processes take. Source it after common and services.

# The process and everything below it.
tree() {
  local pid
  printf '%s\n' "$1"
  # shellcheck disable=SC2013 # words: all of them stand in one line
  for pid in $(cat "/proc/$1/task/"*/children 2>/dev/null); do tree "$pid"; done
}

processes() { tree "$(service_pid "$1")" | sort -u; }

# total FIELD SERVICE: megabytes of a field of smaps_rollup over all processes of the service.
total() {
  local pid
  for pid in $(processes "$2"); do grep "^$1:" "/proc/$pid/smaps_rollup" 2>/dev/null || true; done |
    awk '{ sum += $2 } END { printf "%.0f", sum / 1024 }'
}

# Clock ticks of CPU the service has used, ended children included.
ticks() {
  local pid
  for pid in $(processes "$1"); do
    sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null | cut -d' ' -f12-15
  done | awk '{ sum += $1 + $2 + $3 + $4 } END { print sum + 0 }'
}
