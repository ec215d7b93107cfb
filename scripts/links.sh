#!/bin/sh
# Prints every relative link in a Markdown page that leads nowhere.
set -eu
cd "$(dirname "$0")/.."

find . -name '*.md' -not -path './.build*' -not -path './.git/*' | sort | while read -r page; do
  folder=$(dirname "$page")
  grep -oE '\]\([^)#: ]+(#[^)]*)?\)' "$page" | sed 's/^](//; s/)$//; s/#.*//' | while read -r target; do
    [ -e "$folder/$target" ] || printf '%s: %s\n' "$page" "$target"
  done
done
