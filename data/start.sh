#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and opens Herald with the sample kit in a library of its own. Without a display
# it makes the sample's press kit instead and prints where it lies. Again without harm.
set -eu
cd "$(dirname "$0")/.."
. data/install-packages.sh

# shellcheck disable=SC2086
herald_install $herald_build_packages

build=${HERALD_BUILD:-_build}
inst=$PWD/$build/install
if [ -f "$build/build.ninja" ]; then
  meson setup --reconfigure "$build" --prefix "$inst" >/dev/null
else
  meson setup "$build" --prefix "$inst" --buildtype=debugoptimized >&2
fi
ninja -C "$build" install >/dev/null

export XDG_DATA_DIRS="$inst/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}"
sample=${XDG_DATA_HOME:-$HOME/.local/share}/herald-sample
heraldctl () { "$inst/bin/heraldctl" --library "$sample" "$@"; }

id=0b7f2f5c-3d0e-4f55-8c64-51b1c3ae7d01
edition=4c9c1f0a-8a55-4a0b-b0c7-2f6f2e0d9a02
if ! heraldctl show "$id" >/dev/null 2>&1; then
  heraldctl import data/sample/announcement.en.json >/dev/null
  heraldctl import data/sample/announcement.it.json >/dev/null
  for picture in lens.jpg laboratory.jpg aurelia-optics.png kitefin-mobile.png; do
    heraldctl asset add "$id" "data/sample/$picture" >/dev/null
  done
  heraldctl save "$id" -m "The sample" >/dev/null
  heraldctl save "$edition" -m "The sample, in Italian" >/dev/null
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$inst/bin/herald" --library "$sample"
fi
kit=$PWD/$build/sample-kit
heraldctl export "$id" --format html,pdf --output "$kit" >/dev/null
echo "There is no display here, so this is the sample's press kit: $kit"
ls "$kit"
