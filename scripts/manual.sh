#!/bin/sh
# Makes the manual page of a program: manual.sh PROGRAM FOLDER.
set -eu
cd "$(dirname "$0")/.."

.build/release/generate-manual "$1" --section 1 --output-directory "$2"
# What generate-manual leaves empty, mdoc takes for an error.
sed -i 's/^$/.Pp/' "$2/kontor.1"
