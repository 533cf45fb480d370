#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A thousand versions of one announcement on disk beside the same history in git, and a history of ten thousand opened.
set -eu
build=$(cd "${1:-_build}" && pwd)
releases=$(realpath "$2")
cd "$(dirname "$0")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bench=$build/tests/benchmarks/bench-history

python3 make-history.py "$releases" 1000 "$folder/history.jsonl" "$folder/history.git"
"$bench" fill "$folder/library" < "$folder/history.jsonl"
git init -q "$folder/git"
git -C "$folder/git" config fastimport.unpackLimit 1000000 # loose objects, as commits one by one leave them
git -C "$folder/git" fast-import --quiet < "$folder/history.git"
rm -rf "$folder/git/.git/hooks"                            # samples, no history
git -C "$folder/git" gc -q
cp -r "$folder/git" "$folder/aggressive"
git -C "$folder/aggressive" gc -q --aggressive

bytes () { find "$1" -type f -printf '%s\n' | awk '{ n += $1 } END { print n }'; }
ours=$(bytes "$folder/library")
for way in git aggressive; do
  theirs=$(bytes "$folder/$way/.git")
  echo "1,000 versions: library $ours bytes, git ($way gc) $theirs bytes, ratio $(echo "$ours $theirs" | awk '{ printf "%.2f", $1 / $2 }')"
done
"$bench" measure "$folder/library"

python3 make-history.py "$releases" 10000 "$folder/history.jsonl" "$folder/history.git"
"$bench" fill "$folder/long" < "$folder/history.jsonl"
"$bench" measure "$folder/long"
