#!/bin/sh
# build.sh CONTENT PUBLIC: writes PUBLIC/NAME.html for each CONTENT/NAME.md.
# Knows headings, lists, paragraphs and `code`; everything else stays text.
set -eu
content=$1 public=$2
mkdir -p "$public"

body() {
  sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g' -e 's|`\([^`]*\)`|<code>\1</code>|g' "$1" | awk '
    /^- / { if (!list) print "<ul>"; list = 1; print "<li>" substr($0, 3) "</li>"; next }
    { if (list) print "</ul>"; list = 0 }
    /^## / { print "<h2>" substr($0, 4) "</h2>"; next }
    /^# / { print "<h1>" substr($0, 3) "</h1>"; next }
    NF { print "<p>" $0 "</p>" }
    END { if (list) print "</ul>" }'
}

links() {
  for page in "$content"/*.md; do
    name=$(basename "$page" .md)
    printf '<a href="%s.html">%s</a>\n' "$name" "$(sed -n 's/^# //p' "$page" | head -n 1)"
  done
}

for page in "$content"/*.md; do
  name=$(basename "$page" .md)
  {
    printf '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
    printf '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    printf '<title>%s</title>\n' "$(sed -n 's/^# //p' "$page" | head -n 1)"
    printf '<link rel="stylesheet" href="style.css">\n<nav>%s</nav>\n<main>\n' "$(links)"
    body "$page"
    printf '</main>\n</html>\n'
  } >"$public/$name.html"
done

cat >"$public/style.css" <<'CSS'
:root { color-scheme: light dark; --accent: light-dark(#0f766e, #5eead4); }
body { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem; font: 18px/1.65 Georgia, serif; }
nav { display: flex; gap: 1.25rem; padding-bottom: 1.5rem; font: 15px system-ui, sans-serif; }
a { color: var(--accent); }
h1 { font-size: 2.4rem; line-height: 1.15; }
code { padding: .1em .3em; border-radius: .3em; background: #8882; font-size: .9em; }
CSS
