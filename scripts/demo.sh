#!/bin/sh
# Plays a week of a CRM's exports through Kontor, in the folders of this repository, and shows what came of them.
set -eu
cd "$(dirname "$0")/.."

# Kontor speaks of what needs attention by exit code 1; anything above is a fault of the demonstration itself.
kontor() {
  printf '$ kontor %s\n' "$*"
  status=0
  "$program" "$@" || status=$?
  [ "$status" -le 1 ] || exit "$status"
}

heading() { printf '\n== %s\n\n' "$*"; }

# drop FILE SYSTEM: puts a copy into its inbox as a good neighbour does: written under another name, then renamed.
drop() {
  name=$(basename "$1")
  cp "$1" "inbox/$2/.$name.part"
  mv "inbox/$2/.$name.part" "inbox/$2/$name"
}

files() { find "$@" -type f -not -path '*/.*' | sort; }

# fresh FOLDER...: the files that this demonstration has made.
fresh() { find "$@" -type f -not -path '*/.*' -newer "$mark" | sort; }

# beginning FILE LINES: as it stands, with a hint where more follows.
beginning() {
  printf '%s\n' "$1"
  # One element a line, also where a mapping writes none.
  sed 's/></>\n</g' "$1" | awk -v most="$2" '
    NR <= most { print "  " substr($0, 1, 110) }
    END { if (NR > most) print "  ... " NR - most " more lines" }'
}

heading "Build"
echo "The first time this takes some minutes, afterwards seconds."
# On a terminal the progress is one line; elsewhere it would be a thousand.
if [ -t 1 ]; then quiet=; else quiet=--quiet; fi
swift build $quiet --product kontor
program=$(swift build --show-bin-path)/kontor

before=$(files outbox/erp | wc -l)
mark=$(mktemp)
trap 'rm -f "$mark"' EXIT

heading "The CRM drops its exports into inbox/crm"
kontor init
for file in examples/crm/*.xml; do drop "$file" crm; done
files inbox/crm

heading "Kontor takes them in"
kontor scan --settle 0

if [ "$(files outbox/erp | wc -l)" -eq "$before" ]; then
  heading "All of this came before"
  echo "The same files again are replays: each is answered once more, and nothing was sent to the ERP."
  echo "outbox/erp held $before documents before this scan, and $before after it."
fi

heading "What the ERP finds: customers ahead of the orders that need them"
files outbox/erp
echo
order=$(files outbox/erp | grep Order | head -n 1)
[ -z "$order" ] || beginning "$order" 24

heading "What the CRM is told: one acknowledgement for each file"
fresh outbox/crm
echo
answer=$(fresh outbox/crm | grep 1005 | head -n 1)
[ -z "$answer" ] || beginning "$answer" 18

heading "Where the files went"
fresh archive rejected
files inbox/crm

heading "What comes back: the ERP tells under which numbers it has booked the customer and the order, and what it refused"
touch "$mark"
drop examples/erp/501-from-the-erp.xml erp
kontor scan --settle 0
news=$(fresh outbox/crm)
[ -z "$news" ] || printf '\nThe CRM finds documents of its own, and later answers to files of before:\n%s\n' "$news"

heading "A file with one bad order among four"
drop examples/bad/one-bad-record.xml crm
kontor scan --settle 0
report=$(files rejected | grep -v /closed/ | grep '\.report\.txt$' | tail -n 1)
if [ -n "$report" ]; then
  printf '\n%s, and the same as a page: %s\n' "$report" "$(basename "${report%.txt}.html")"
  sed 's/^/  /' "$report"

  heading "Beside the report lies the file that a person puts right: only the bad order, with the error above it"
  reject=${report%.report.txt}
  beginning "$reject" 24

  heading "The quantity put right, the file goes back into the inbox"
  corrected=$(mktemp -d)/$(basename "$reject")
  sed 's/>-5</>5</' "$reject" > "$corrected"
  drop "$corrected" crm
  rm -r "$(dirname "$corrected")"
  kontor scan --settle 0
  echo
  kontor rejected
fi

heading "Where things stand"
kontor status

heading "Now you"
cat <<'MSG'
Drop any file from examples/ into inbox/crm (examples/README.md says what each should do), then:
  .build/debug/kontor scan --settle 0     take it in
  .build/debug/kontor list                every file so far
  .build/debug/kontor ownership           who has the last word on what
  .build/debug/kontor console             all of it in the browser
  examples/lead-to-customer/walk.sh       a lead becomes a customer, step by step
MSG
