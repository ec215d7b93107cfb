#!/bin/sh
# The rules of this repository: layout, then what no compiler checks. Says every breach, not just the first.
set -u
cd "$(dirname "$0")/.." || exit 1
broken=0

# rule WHAT LINES: notes a breach where there are lines.
rule() {
  [ -n "$2" ] || return 0
  printf 'lint: %s\n' "$1" >&2
  printf '%s\n' "$2" | sed 's/^/  /' >&2
  broken=1
}

# code PATTERN FOLDER...: matching lines of Swift that are not comments.
code() {
  pattern=$1
  shift
  grep -rnE --include='*.swift' -- "$pattern" "$@" | grep -vE '^[^:]+:[0-9]+: *//'
}

swift format lint --strict --recursive Sources Tests Benchmarks Package.swift || broken=1

# InputFile unlinks a temporary file of its own, which has a name for no longer than that.
rule 'only DropFolder renames and deletes files: use its inboxes, outboxes and archives' "$(
  code '(^|[^.[:alnum:]_]|Glibc\.|Darwin\.)(rename|renameat|renameat2|link|linkat|unlink|unlinkat|rmdir)\(' Sources |
    grep -vE '^Sources/(DropFolder|CLinux)/|^Sources/Operations/Files/InputFile.swift:|func rename\('
  code '\.(removeItem|moveItem|replaceItem|replaceItemAt)\(' Sources | grep -vE '^Sources/DropFolder/'
)"
rule 'only XMLEngine may see libxml2 and libxslt' "$(
  code 'import (CLibXML2|CLibXSLT)' Sources | grep -v '^Sources/XMLEngine/'
)"
rule 'only DropFolder may see zlib' "$(code 'import CZlib' Sources | grep -v '^Sources/DropFolder/')"
rule 'only LedgerSQLite may see GRDB' "$(code 'import GRDB' Sources | grep -v '^Sources/LedgerSQLite/')"
rule 'XMLEngine and DropFolder know nothing of the rooms above them, nor of each other' "$(
  code 'import (DropFolder|Exchange|LedgerSQLite)' Sources/XMLEngine
  code 'import (XMLEngine|Exchange|LedgerSQLite)' Sources/DropFolder
)"
rule 'Exchange knows neither the ledger behind the protocol nor the terminal' "$(
  code 'import (LedgerSQLite|ArgumentParser)' Sources/Exchange
)"
rule 'Operations knows neither the terminal nor HTTP: command line and console are two faces of it' "$(
  code 'import (ArgumentParser|Console|Hummingbird|HummingbirdCore|NIO[A-Za-z]*|Logging)' Sources/Operations
)"
rule 'Console knows neither folders nor ledgers: it asks the workplace' "$(
  code 'import (LedgerSQLite|DropFolder|XMLEngine|ArgumentParser)' Sources/Console
)"
rule 'only Console may see what answers by HTTP' "$(
  code 'import (Hummingbird|HummingbirdCore|NIO[A-Za-z]*|Logging)' Sources | grep -v '^Sources/Console/'
)"
rule 'input must never end the program: throw an error that names the remedy' "$(
  code 'fatalError\(|try!|as! ' Sources
)"
rule 'no notes to self: do it, or leave it out' "$(
  grep -rnE --exclude=lint.sh '\b(TODO|FIXME)\b' Sources Tests Benchmarks scripts docs ./*.md 2>/dev/null
)"
rule 'more than 400 lines: do two things live there?' "$(
  find Sources Tests Benchmarks -name '*.swift' -exec awk 'END { if (FNR > 400) print FNR, FILENAME }' {} \;
)"
rule 'a link that leads nowhere' "$(scripts/links.sh)"

exit $broken
