#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command with a display, a session bus and accessibility of its own, so that no desktop is touched.
set -eu
runtime=$(mktemp -d)
trap 'rm -rf "$runtime"' EXIT
chmod 700 "$runtime"
export XDG_RUNTIME_DIR="$runtime"
export GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=atspi NO_AT_BRIDGE=0
# Criticals are fatal for Herald (desktop.py), not for the accessibility library that the test itself uses.
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS G_DEBUG
for tool in dbus-run-session xvfb-run import; do
  command -v "$tool" >/dev/null 2>&1 || { echo "1..0 # SKIP $tool is missing"; exit 0; }
done
# The services of the session talk on standard output, which belongs to the test's report: it goes round them.
exec 3>&1
dbus-run-session -- xvfb-run -a -s "-screen 0 1280x800x24 -nolisten tcp" sh -c '"$@" >&3 3>&-' sh "$@" >/dev/null 2>"$runtime/log" || {
  status=$?
  cat "$runtime/log" >&2
  exit "$status"
}
