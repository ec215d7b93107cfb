#!/bin/sh
# What one writes first: validates each file of inbox, transforms it, validates what came out, moves both on. Nothing is
# made durable, remembered or answered.
#
#   chain.sh REPOSITORY      in a folder with inbox, prepared, outbox and archive
set -eu

for file in inbox/*.xml; do
  name=${file##*/}
  xmllint --noout --schema "$1/xsd/exchange.xsd" "$file" 2>problems.txt
  xsltproc --output "prepared/$name" "$1/Benchmarks/peers/chain.xsl" "$file"
  xmllint --noout --schema "$1/formats/sap-business-one/sap-business-one.xsd" "prepared/$name" 2>problems.txt
  mv "prepared/$name" "outbox/$name"
  mv "$file" "archive/$name"
done
