#!/bin/sh
# Makes a site whose ledger is full, for the console to be measured or looked at: console-ledger.sh KONTOR FOLDER COUNT
set -eu

kontor=$(realpath "$1")
folder=$2
count=$3
here=$(cd "$(dirname "$0")/.." && pwd)

if [ "$(cat "$folder/.count" 2>/dev/null)" = "$count" ]; then exit 0; fi
rm -rf "$folder"
mkdir -p "$folder"
cp -R "$here/kontor.yaml" "$here/xsd" "$here/formats" "$folder/"
(cd "$folder" && "$kontor" init > /dev/null)
python3 "$here/Benchmarks/console_ledger.py" "$folder/ledger/kontor.sqlite" --interchanges "$count"
echo "$count" > "$folder/.count"
