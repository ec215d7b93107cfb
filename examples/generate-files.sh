#!/bin/sh
# Writes COUNT small interchanges into the folder DIR, each with one customer and two orders of that customer, some
# 5,500 bytes. Control numbers are consecutive, and the byte order of the names is their order.
#
#   generate-files.sh DIR COUNT
#
# The environment may set CONTROL_NUMBER, the first one (default 1), and SENDER (default crm).
set -eu

case "${2-}" in
  '' | *[!0-9]*)
    echo "usage: $0 DIR COUNT" >&2
    exit 64
    ;;
esac
mkdir -p "$1"

LC_ALL=C exec awk -v folder="$1" -v count="$2" -v control="${CONTROL_NUMBER-1}" -v sender="${SENDER-crm}" \
  -f "$(dirname "$0")/exchange.awk"
