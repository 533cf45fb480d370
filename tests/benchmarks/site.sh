#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A press room of N released announcements: built at once, again after one more release, and again with nothing new.
# Usage: site.sh BUILD RELEASES.jsonl[.xz] [N]
set -eu
build=$(cd "$1" && pwd)
releases=$(realpath "$2")
n=${3:-10000}
cd "$(dirname "$0")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
heraldctl () { HOME="$folder" "$build/src/cli/heraldctl" --library "$folder/library" "$@"; }

# The end of the embargo goes from day to day through twelve years.
release='
import datetime, json, sys
for number, line in enumerate(sys.stdin):
    announcement = json.loads(line)
    day = (datetime.date(2012, 1, 1) + datetime.timedelta(days=number * 7 % 5000)).isoformat()
    announcement |= {"status": "approved", "embargo": {"wall": day + "T09:00:00", "zone": "UTC", "utc": day + "T09:00:00Z"}}
    print(json.dumps(announcement, ensure_ascii=False))
'
python3 make-corpus.py "$releases" $((n + 1)) | python3 -c "$release" >"$folder/all.jsonl"
head -n "$n" "$folder/all.jsonl" | "$build/tests/benchmarks/bench-store" fill "$folder/library"
tail -n 1 "$folder/all.jsonl" >"$folder/one.json"

seconds () { # what, command...
  what=$1
  shift
  start=$(date +%s%N)
  "$@" >/dev/null 2>"$folder/told"
  end=$(date +%s%N)
  awk -v t=$((end - start)) -v w="$what" -v told="$(head -n 1 "$folder/told")" 'BEGIN { printf "%-36s %7.3f s   %s\n", w, t / 1e9, told }'
}

site () { heraldctl export --format site --output "$folder/room"; }
seconds "press room of $n" site
heraldctl import "$folder/one.json" >/dev/null
seconds "after one release" site
seconds "with nothing new" site
find "$folder/room" -type f | wc -l | awk '{ print $1 " files" }'
