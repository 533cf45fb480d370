#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds twice (plain, and with address and undefined-behaviour sanitizers), runs every
# test in both, and ends with a line "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
. data/install-packages.sh

# shellcheck disable=SC2086
herald_install $herald_build_packages \
  xvfb xauth dbus dbus-x11 at-spi2-core python3 python3-gi gir1.2-atspi-2.0 gir1.2-gtk-4.0 \
  chromium poppler-utils qpdf cmark libxml2-utils python3-jsonschema python3-icalendar libarchive-tools libreoffice-writer-nogui imagemagick x11-apps x11-utils xdotool librsvg2-bin \
  libgexiv2-dev fonts-noto-cjk locales sqlite3 appstream util-linux procps libasan8 libubsan1 || exit 1
command -v npm >/dev/null 2>&1 || herald_install nodejs npm || exit 1

# The tests look at Italian screens: the locale must exist.
if ! locale -a 2>/dev/null | grep -qi '^it_IT.utf-\?8$'; then
  herald_as_root sed -i 's/^# *\(it_IT.UTF-8 UTF-8\)/\1/' /etc/locale.gen
  herald_as_root locale-gen >/dev/null
fi

# The CouchDB-compatible server of the sync tests, and the checkers of exported pages; without them the tests that need
# them are skipped, and say so.
for tools in tests/sync/server tests/render/page; do
  if ! (cd "$tools" && npm ci --silent --no-audit --no-fund >/dev/null 2>&1); then
    echo "The tools of $tools could not be installed from npm: the tests that need them will be skipped." >&2
  fi
done

run () { # build folder, meson options...
  build=$1; shift
  if [ -f "$build/build.ninja" ]; then
    meson setup --reconfigure "$build" "$@" >"$build.log" 2>&1
  else
    meson setup "$build" "$@" >"$build.log" 2>&1
  fi && ninja -C "$build" >>"$build.log" 2>&1 || { tail -n 60 "$build.log"; return 1; }
  meson test -C "$build" --no-rebuild --print-errorlogs --num-processes 2 --timeout-multiplier "${multiplier:-1}"
}

status=0
run _build-test || status=1
multiplier=4 run _build-sanitized -Db_sanitize=address,undefined -Db_lundef=false || status=1

# One line of sum from meson's reports: every test case of every program counts.
exec /usr/bin/python3 tests/support/count-results.py "$status" _build-test _build-sanitized
