#!/bin/sh
# Plays the five files through Kontor, in a folder of their own that is gone afterwards, and shows what each system finds.
#
#   walk.sh [KONTOR]        the program; without it, the one of this repository's debug build
set -eu
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
program=$(realpath "${1:-$repository/.build/debug/kontor}")

site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
trap 'exit 130' INT TERM
cp -R "$repository/kontor.yaml" "$repository/xsd" "$repository/formats" "$site"
cd "$site"
seen=$site/seen
: > "$seen"

heading() { printf '\n== %s\n\n' "$*"; }

kontor() {
  printf '$ kontor %s\n' "$*"
  status=0
  "$program" "$@" || status=$?
  # 1 says that something wants to be looked at; anything above is a fault.
  [ "$status" -le 1 ] || exit "$status"
}

# show FILE: an acknowledgement in short, a document whole.
show() {
  printf '\n%s\n' "$1"
  case $1 in
    *.ack.xml) grep -E '<(Level|Verdict|Summary|Supersedes|OtherKey|Field|Message)' "$1" | sed 's/^ */  /' ;;
    *) sed 's/^/  /' "$1" ;;
  esac
}

# fresh: what has come into the outboxes since it was last asked for.
fresh() {
  find outbox -type f -not -path '*/.*' | sort > now
  grep -vxFf "$seen" now || :
  mv now "$seen"
}

# step FILE SYSTEM WORDS: drops a file as a good neighbour does, under another name first, and takes it in.
step() {
  heading "$3"
  cp "$here/$1" "inbox/$2/.$1.part"
  mv "inbox/$2/.$1.part" "inbox/$2/$1"
  kontor scan --settle 0
  fresh | while read -r file; do show "$file"; done
}

"$program" init > init.txt
step 1-lead.xml crm "Monday: sales meets somebody at a fair. A lead; the ERP hears nothing of it"
step 2-order.xml crm "Wednesday: the lead orders. The customer travels, and the order behind it"
step 3-confirmation.xml erp "Thursday: the ERP has booked both. The CRM hears the number"
step 4-from-accounting.xml erp "Friday: accounting grants 30 days. The CRM hears that too"
step 5-two-wishes.xml crm "A week later: a new telephone number holds, 60 days do not"
heading "And the whole story of this customer"
kontor explain Customer K-20417
