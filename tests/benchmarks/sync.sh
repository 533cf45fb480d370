#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# N announcements of real text over one server, in one run: up, down (beside PouchDB and curl of the same database), nothing
# new, and one edit. Wall time and, of each program, the processor's.
#   sh sync.sh BUILD RELEASES [N]
set -eu
build=$(cd "${1:-_build}" && pwd)
releases=$(realpath "$2")
n=${3:-10000}
cd "$(dirname "$0")/../.."
modules=$PWD/tests/sync/server
folder=$(mktemp -d)
mkfifo "$folder/input"
export HERALD_REMOTE_PASSWORD=sesame HOME="$folder" XDG_DATA_HOME="$folder/share" XDG_CONFIG_HOME="$folder/config"
PASSWORD=sesame

(cd "$modules" && exec node --no-deprecation server.js anna "$PASSWORD") <"$folder/input" >"$folder/port" &
exec 3>"$folder/input" # the server ends with it
trap 'exec 3>&-; wait; rm -rf "$folder"' EXIT
while [ ! -s "$folder/port" ]; do sleep 0.1; done
server=127.0.0.1:$(cat "$folder/port")

ctl () { library=$1; shift; "$build/src/cli/heraldctl" --library "$folder/$library" "$@"; }
took () { # title command...
  title=$1; shift
  /usr/bin/time -f '%e s, of the processor %U + %S s, memory %M KB' -o "$folder/time" "$@" >"$folder/said" 2>&1 || cat "$folder/said"
  printf '%-44s %s\n' "$title" "$(tail -1 "$folder/time")"
}
sync () { took "$1" "$build/src/cli/heraldctl" --library "$folder/$2" sync; }
join () { # library
  "$build/src/cli/heraldctl" library new "$1" >/dev/null
  mv "$folder"/share/herald/*/"$1" "$folder/$1" 2>/dev/null || mv "$(find "$folder/share" -name library.db -printf '%h\n' | head -1)" "$folder/$1"
  ctl "$1" remote set "http://anna@$server/bench" >/dev/null
}

"$build/src/cli/heraldctl" whoami --name Anna --email anna@aurelia.example >/dev/null
python3 tests/benchmarks/make-corpus.py "$releases" "$n" | "$build/tests/benchmarks/bench-store" fill "$folder/first" >/dev/null
# As if they had been written here: bench-store fills as a pull does.
python3 -c 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute("UPDATE documents SET unpushed = 1"); c.execute("UPDATE versions SET synced = NULL"); c.commit()' "$folder/first/library.db"
ctl first remote set "http://anna@$server/bench" >/dev/null
sync "$n up" first
for turn in 1 2 3; do
  took "curl of the whole database" curl -s -u "anna:$PASSWORD" -o "$folder/all.json" "http://$server/bench/_changes?include_docs=true&conflicts=true&style=all_docs"
  join "herald$turn"
  sync "$n down" "herald$turn"
  took "PouchDB, LevelDB adapter" node --no-deprecation tests/benchmarks/pull-with-pouchdb.js "$modules" "http://anna:$PASSWORD@$server/bench" "$folder/pouch$turn"
done
ls -l "$folder/all.json" | awk '{ print $5 " bytes" }'
sync "nothing new" herald1
sync "nothing new" herald1
id=$(ctl first list --json | python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["id"])')
ctl first set "$id" "headline=One edit" >/dev/null
sync "one edit among $n, up" first
sync "one edit among $n, down" herald1
