# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by data/start.sh and tests/run.sh: installs the Debian packages that are missing, and asks nothing.

herald_build_packages="build-essential meson ninja-build pkg-config gettext git ca-certificates
  libglib2.0-dev libglib2.0-bin libgtk-4-dev libadwaita-1-dev libsoup-3.0-dev libjson-glib-dev
  libsqlite3-dev libpango1.0-dev libcairo2-dev libgdk-pixbuf-2.0-dev libjpeg-dev liblcms2-dev nettle-dev libqpdf-dev libcmark-dev libarchive-dev libgmime-3.0-dev libsecret-1-dev
  glib-networking dconf-gsettings-backend adwaita-icon-theme librsvg2-common desktop-file-utils
  fonts-cantarell fonts-dejavu-core fonts-noto-core hyphen-de hyphen-en-us hyphen-es hyphen-fr hyphen-it"

herald_as_root () {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs what of the arguments is not there; with everything there, no network is touched.
herald_install () {
  missing=""
  for package in "$@"; do
    dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed$' ||
      missing="$missing $package"
  done
  [ -z "$missing" ] && return 0
  echo "Installing:$missing" >&2
  herald_as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
  # shellcheck disable=SC2086
  herald_as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
}
