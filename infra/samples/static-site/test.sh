#!/bin/sh
# Builds a small site in a temporary folder and looks at what came out.
set -eu
cd "$(dirname "$0")"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/content"
printf '# One & only\ntext <b>\n- a\n- `b`\nend\n' >"$dir/content/index.md"
sh build.sh "$dir/content" "$dir/public"

passed=0
has() {
  grep -qF -- "$1" "$dir/public/$2" || { echo "FAILED: no '$1' in $2" >&2; exit 1; }
  passed=$((passed + 1))
}
has '<h1>One &amp; only</h1>' index.html
has '<p>text &lt;b&gt;</p>' index.html
has '<li><code>b</code></li>' index.html
has '</ul>' index.html
has 'href="index.html"' index.html
has 'color-scheme' style.css
echo "$passed passed, 0 failed"
