#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One whole-process export of the sample as HTML and PDF, beside wkhtmltopdf and WeasyPrint making the PDF alone.
set -eu
build=$(cd "${1:-_build}" && pwd)
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
id=0b7f2f5c-3d0e-4f55-8c64-51b1c3ae7d01
heraldctl () { "$build/src/cli/heraldctl" --library "$folder/library" "$@"; }

heraldctl import data/sample/announcement.en.json >/dev/null
for picture in lens.jpg laboratory.jpg aurelia-optics.png kitefin-mobile.png; do
  heraldctl asset add "$id" "data/sample/$picture" >/dev/null
done
heraldctl save "$id" -m "Bench" >/dev/null
heraldctl export "$id" --format html --output "$folder/page" >/dev/null

seconds () { # command...: the median wall time of seven runs after one that does not count
  for run in 0 1 2 3 4 5 6 7; do
    start=$(date +%s%N)
    "$@" >/dev/null 2>&1
    end=$(date +%s%N)
    [ "$run" = 0 ] || echo $((end - start))
  done | sort -n | awk '{ t[NR] = $1 } END { printf "%.3f s", t[int((NR + 1) / 2)] / 1e9 }'
}

export_kit () { heraldctl export "$id" --format html,pdf --output "$folder/kit"; }
echo "heraldctl export --format html,pdf   $(seconds export_kit)"
command -v wkhtmltopdf >/dev/null && echo "wkhtmltopdf, PDF alone               $(seconds xvfb-run -a wkhtmltopdf "$folder/page/index.html" "$folder/a.pdf")"
command -v weasyprint >/dev/null && echo "WeasyPrint, PDF alone                $(seconds weasyprint "$folder/page/index.html" "$folder/b.pdf")"
