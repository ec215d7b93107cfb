#!/bin/sh
# Sees to it that everything is there to build Kontor, with "test" to test it, with "prove" for the proofs with the real
# program, with "peers" or "peers-short" to run it against other systems, with "api" to ask its console as programs do, with
# "browser" to walk through it, with "bench" to measure Kontor beside other programs, with "deb" to make a package of it:
# checks first, installs only what is missing, and says what to do where it cannot.
set -eu

oldest_swift=6.2

fail() {
  printf 'prepare: %s\n' "$@" >&2
  exit 69
}

# Swift is not a Debian package, so it cannot be installed here.
command -v swift >/dev/null 2>&1 ||
  fail "swift is not in the PATH." "Install Swift $oldest_swift or later from https://www.swift.org/install/linux/."
swift_version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
[ -n "$swift_version" ] || fail "swift --version does not answer with a version: is the toolchain whole?"
lowest=$(printf '%s\n%s\n' "$oldest_swift" "$swift_version" | sort -V | head -n 1)
[ "$lowest" = "$oldest_swift" ] ||
  fail "Swift $swift_version is too old." "Install Swift $oldest_swift or later from https://www.swift.org/install/linux/."

missing=
need_command() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need_library() { pkg-config --exists "$1" 2>/dev/null || missing="$missing $2"; }

# Without pkg-config nothing can be said of the libraries: then all are asked for, and apt knows which are there.
need_command pkg-config pkg-config
need_library libxml-2.0 libxml2-dev
need_library libexslt libxslt1-dev
need_library sqlite3 libsqlite3-dev
need_library zlib zlib1g-dev
need_library jemalloc libjemalloc-dev
case "${1-}" in
  test)
    # The tests hold the schemas and stylesheets against a second reader of XML.
    need_command xmllint libxml2-utils
    need_command xsltproc xsltproc
    ;;
  prove)
    # Servers lie where not everybody looks for commands.
    PATH=$PATH:/usr/sbin:/sbin
    # What a proof cannot find it says, and leaves out what needs it. One line for each:
    need_command python3 python3
    /usr/bin/python3 -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"
    need_command xmllint libxml2-utils
    need_command strace strace
    need_command cc gcc
    need_command fusermount3 fuse3
    need_library fuse3 libfuse3-dev
    need_command mkfs.ext4 e2fsprogs
    need_command mkfs.xfs xfsprogs
    need_command smbd samba
    need_command smbclient smbclient
    /usr/bin/python3 -c 'import smbc' 2>/dev/null || missing="$missing python3-smbc"
    need_command sshd openssh-server
    need_command sftp openssh-client
    need_command systemd-analyze systemd
    need_command systemd-nspawn systemd-container
    need_command debootstrap debootstrap
    need_command lintian lintian
    ;;
  peers | peers-short)
    need_command python3 python3
    /usr/bin/python3 -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"
    need_command xmllint libxml2-utils
    # Odoo wants it, and is none of the short ones. Its scenario makes a cluster of its own.
    if [ "$1" = peers ]; then ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"; fi
    ;;
  api)
    need_command python3 python3
    /usr/bin/python3 -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"
    ;;
  browser)
    need_command python3 python3
    /usr/bin/python3 -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"
    # It speaks to the browser itself. No driver is needed.
    command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || need_command chromium chromium
    ;;
  deb)
    need_command dpkg-shlibdeps dpkg-dev
    need_command strip binutils
    ;;
  bench)
    # What the benchmark cannot find it names as absent.
    need_command python3 python3
    need_command xmllint libxml2-utils
    need_command xsltproc xsltproc
    /usr/bin/python3 -c 'import lxml' 2>/dev/null || missing="$missing python3-lxml"
    /usr/bin/python3 -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"
    need_command valgrind valgrind
    need_command strace strace
    ;;
  '') ;;
  *) fail "There is nothing to prepare for $1." "Say test, prove, peers, peers-short, browser, bench, deb, or nothing." ;;
esac
[ -n "$missing" ] || exit 0

command -v apt-get >/dev/null 2>&1 ||
  fail "These are missing, by their Debian names:$missing." \
    "There is no apt-get here: install what your system calls them, and try again."
if [ "$(id -u)" -eq 0 ]; then
  as_root=
elif command -v sudo >/dev/null 2>&1; then
  as_root=sudo
else
  fail "These packages are missing:$missing." "As root, run: apt-get install$missing"
fi

policy=/usr/sbin/policy-rc.d
if [ "${1-}" = prove ] || [ "${1-}" = peers ] && [ ! -e "$policy" ]; then
  # Debian starts a server as soon as it is installed, open to the network. The proofs start their own, on loopback.
  printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
  trap '$as_root rm -f "$policy"' EXIT
  $as_root chmod 755 "$policy"
  echo "Servers are installed and not started. Disable them, or the next boot starts them."
fi

echo "Installing$missing"
# shellcheck disable=SC2086 # both are lists of words
{
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
} || fail "The packages could not be installed; apt-get says why above."
