#!/bin/sh
# Writes files into the folder DIR that mean harm, or look as if they did. None may stop the exchange, take its memory
# or its time, or have any effect through its name.
#
#   hostile.sh DIR
set -eu

if [ $# -ne 1 ]; then
  echo "usage: $0 DIR" >&2
  exit 64
fi
mkdir -p "$1"
cd "$1"
LC_ALL=C
export LC_ALL

# Each file has a control number of its own, so that each is judged by what it contains.
number=3000
top() {
  number=$((number + 1))
  printf '<?xml version="1.0" encoding="UTF-8"?>\n<Exchange xmlns="urn:kontor:exchange:1">\n  <Header>\n'
  printf '    <Sender>crm</Sender>\n    <Receiver>erp</Receiver>\n    <ControlNumber>%d</ControlNumber>\n' "$number"
  printf '    <CreationTime>2026-11-24T07:00:00Z</CreationTime>\n  </Header>\n'
}
bottom() {
  printf '  <Trailer>\n    <RecordCount>%d</RecordCount>\n  </Trailer>\n</Exchange>\n' "$1"
}
lead() {
  printf '  <Customer changed="2026-11-24T07:00:00Z">\n    <CrmId>%s</CrmId>\n    <Stage>lead</Stage>\n' "$1"
  printf '    <Kind>organisation</Kind>\n    <Name>%s</Name>\n  </Customer>\n' "$2"
}
# repeat COUNT TEXT
repeat() {
  awk -v count="$1" -v text="$2" 'BEGIN { for (i = 1; i <= count; i++) printf "%s", text }'
}

{
  top
  printf '  <Customer'
  awk 'BEGIN { for (i = 1; i <= 200000; i++) printf " a%d=\"\"", i }'
  printf '/>\n'
  bottom 1
} > attributes-200000.xml

{
  top
  repeat 100000 '<a>'
  repeat 100000 '</a>'
  bottom 1
} > levels-100000.xml

{
  top
  printf '  <Customer changed="2026-11-24T07:00:00Z">\n    <CrmId>K-1</CrmId>\n    <Kind>organisation</Kind>\n'
  printf '    <Name>Viel Text GmbH</Name>\n    <Note>'
  repeat 110000 'Hundert Zeichen Text, die sich ohne Ende wiederholen, bis der Speicher voll ist oder wer Halt sagt.  '
  printf '</Note>\n  </Customer>\n'
  bottom 1
} > text-11-megabytes.xml

{
  top
  printf '  <Customer changed="'
  repeat 65536 '0123456789abcdef0123456789abcdef'
  printf '"/>\n'
  bottom 1
} > tag-2-mebibytes.xml

{
  top
  lead K-2 '&lt;script&gt;alert(1)&lt;/script&gt;'
  lead '=cmd|calc!A1' '=HYPERLINK("http://example.example")'
  lead '../../etc/passwd' "'; DROP TABLE customer; --"
  bottom 3
} > markup-and-formulas.xml

# Names: a line break that forges a line of a log, markup, a right-to-left mark, a byte that is no UTF-8, 255 bytes, a
# leading dash, a name of a device under Windows, an encoded way upwards.
name() {
  { top; lead "K-$number" 'Name der Datei GmbH'; bottom 1; } > "$1"
}
name "$(printf 'line-break\n2026-11-24 accepted.xml')"
name '<img src=x onerror=alert(1)>.xml'
name "$(printf 'invoice\342\200\256lmx.exe.xml')"
name "$(printf 'no-utf-8-\377\376.xml')"
name "$(repeat 251 n).xml"
name '-rf.xml'
name 'NUL.xml'
name '..%2f..%2fetc%2fpasswd.xml'
