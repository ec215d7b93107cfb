#!/bin/sh
# Makes the Debian package from a program with Swift's runtime inside: build.sh PROGRAM MANUAL FOLDER. Says the path of
# what it made. There is no debian folder and no debhelper: what they would do here is little, and make install does most
# of it.
set -eu
program=$(realpath "$1")
manual=$(realpath "$2")
made=$(realpath "$3")
cd "$(dirname "$0")/../.."
deb=packaging/deb

version=$("$program" --version | cut -d ' ' -f 2)-1
architecture=$(dpkg --print-architecture)
maintainer="${DEBFULLNAME:-The Kontor contributors} <${DEBEMAIL:-kontor@packages.invalid}>"
# The same sources give the same package.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
umask 022

make --no-print-directory --silent install DESTDIR="$tree" PREFIX=/usr release="$program" manual="$manual" \
  units=/lib/systemd/system zsh=/usr/share/zsh/vendor-completions
strip --strip-all --remove-section=.comment "$tree/usr/bin/kontor"
gzip -9n "$tree/usr/share/man/man1/kontor.1"

doc=$tree/usr/share/doc/kontor
install -d "$doc/examples"
cp -R README.md docs "$doc/"
cp -R examples/crm examples/erp examples/bad examples/unusual examples/README.md "$doc/examples/"
find "$doc" -name '.*' -type f -delete
cat "$deb/copyright" .build/deb/checkouts/*/NOTICE.txt > "$doc/copyright"
gzip -9nc CHANGELOG.md > "$doc/changelog.gz"
gzip -9nc > "$doc/changelog.Debian.gz" <<CHANGES
kontor ($version) unstable; urgency=medium

  * This version of Kontor as a package. What has changed in it is told by
    changelog.gz.

 -- $maintainer  $(date --utc --rfc-email --date="@$SOURCE_DATE_EPOCH")
CHANGES
install -D -m 644 "$deb/lintian-overrides" "$tree/usr/share/lintian/overrides/kontor"

control=$tree/DEBIAN
install -d "$control"
install -m 755 "$deb/postinst" "$deb/prerm" "$deb/postrm" "$control/"
(cd "$tree" && find usr lib -type f | LC_ALL=C sort | xargs -d '\n' md5sum > DEBIAN/md5sums)

# It looks for the sources of a package around it, and only asks them for a name.
mkdir -p "$work/debian"
printf 'Source: kontor\n\nPackage: kontor\nArchitecture: any\n' > "$work/debian/control"
libraries=$(cd "$work" && dpkg-shlibdeps -O -e"$tree/usr/bin/kontor" | sed 's/^shlibs:Depends=//')

cat > "$control/control" <<CONTROL
Package: kontor
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k -s --apparent-size --exclude=DEBIAN "$tree" | cut -f 1)
Depends: $libraries, adduser, tzdata
Suggests: systemd
Section: net
Priority: optional
Description: exchange of XML files between business systems
 Kontor carries business data between programs that have nothing in common
 but shared folders, say a CRM and an ERP. It takes each file once it is
 complete, validates it record by record, decides whose word counts, writes
 documents for the other system and answers every file with an
 acknowledgement. Killed at any moment, it loses nothing and delivers nothing
 twice.
CONTROL

name=kontor_${version}_$architecture.deb
find "$tree" -newermt "@$SOURCE_DATE_EPOCH" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$tree" "$made/$name" >/dev/null
echo "$made/$name"
