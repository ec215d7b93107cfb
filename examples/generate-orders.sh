#!/bin/sh
# Writes one interchange with COUNT orders of some 2,000 bytes each to standard output, behind the customers who order.
#
#   generate-orders.sh COUNT [BAD,BAD,...]           the interchange; the orders so numbered have one error each
#   generate-orders.sh --expect COUNT BAD,BAD,...    instead, for each bad order: its number, then line and column of
#                                                    the element at fault (its "<"), the element's name, and the code
#
# The errors go through nine kinds in turn. The same call always writes the same bytes. The environment may set
#   CONTROL_NUMBER  default 9001; it is also part of each order's id
#   SENDER          default crm
#   CUSTOMER        the CRM's id of the one customer who orders; default: 500 different ones, K-30001 to K-30500
#   CUSTOMERS       no leaves the customers out, for a ledger that knows them already
set -eu

expect=
count=
bad=
for argument; do
  case "$argument" in
    --expect) expect=1 ;;
    '' | *[!0-9,]*) count= && break ;;
    *) if [ -z "$count" ]; then count=$argument; else bad=$argument; fi ;;
  esac
done
case "$count" in
  '' | *,*)
    echo "usage: $0 [--expect] COUNT [BAD,BAD,...]" >&2
    exit 64
    ;;
esac

LC_ALL=C exec awk -v count="$count" -v bad_orders="$bad" -v expect="$expect" -v control="${CONTROL_NUMBER-9001}" \
  -v sender="${SENDER-crm}" -v only_customer="${CUSTOMER-}" -v without_customers="$(test "${CUSTOMERS-}" = no && echo 1)" -f "$(dirname "$0")/exchange.awk"
