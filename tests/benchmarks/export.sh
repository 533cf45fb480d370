#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One whole-process export of the sample as HTML, PDF and ninjs, beside wkhtmltopdf, WeasyPrint and pandoc making the PDF
# alone, and beside pandoc making the DOCX alone: with its pictures and without. "First" is an export that has to make the
# pictures, the others find them as they were made. The programs take turns, so that a busy machine is busy for all of them,
# and an X server that wkhtmltopdf needs is there before.
set -eu
[ -n "${HERALD_BENCH_DISPLAY:-}" ] || HERALD_BENCH_DISPLAY=1 exec xvfb-run -a sh "$0" "$@"
build=$(cd "${1:-_build}" && pwd)
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
id=0b7f2f5c-3d0e-4f55-8c64-51b1c3ae7d01
heraldctl () { "$build/src/cli/heraldctl" --library "$folder/$library" "$@"; }

# $1: what to do to the announcement before it is imported; then its pictures
prepare () {
  python3 -c "$1" <data/sample/announcement.en.json >"$folder/$library.json"
  shift
  heraldctl import "$folder/$library.json" >/dev/null
  for picture; do
    heraldctl asset add "$id" "data/sample/$picture" >/dev/null
  done
  heraldctl save "$id" -m "Bench" >/dev/null
  heraldctl export "$id" --format html --output "$folder/page-$library" >/dev/null
}

export_kit () { heraldctl export "$id" --format html,pdf,ninjs --output "$folder/kit-$library"; }
export_docx () { heraldctl export "$id" --format docx --output "$folder/docx-$library"; }
forget_pictures () { rm -rf "$folder/$library/derived"; }
export_first () { heraldctl export "$id" --format html,pdf,ninjs --output "$folder/kit-$library"; }
pandoc_pdf () { pandoc "$folder/page-$library/index.html" --pdf-engine=weasyprint -o "$folder/c.pdf"; }
pandoc_docx () { pandoc "$folder/page-$library/index.html" -o "$folder/d.docx"; }
wkhtmltopdf_page () { wkhtmltopdf "$folder/page-$library/index.html" "$folder/a.pdf"; }
weasyprint_page () { weasyprint "$folder/page-$library/index.html" "$folder/b.pdf"; }

run () { # what: adds its wall time in nanoseconds to a file
  start=$(date +%s%N)
  "$1" >/dev/null 2>&1 || :
  end=$(date +%s%N)
  echo $((end - start)) >>"$folder/$library-$1"
}

report () { # what title
  sort -n "$folder/$library-$1" | awk -v title="$2" '
    { t[NR] = $1 / 1e6 } END { printf "  %-48s median %6.0f ms, least %6.0f ms\n", title, t[int((NR + 1) / 2)], t[1] }'
}

measure () { # title
  echo "$1"
  for turn in 0 1 2 3 4 5 6 7 8 9 10; do
    for what in export_first export_kit wkhtmltopdf_page weasyprint_page pandoc_pdf export_docx pandoc_docx; do
      [ "$what" != export_first ] || forget_pictures
      run "$what"
    done
    [ "$turn" != 0 ] || rm "$folder/$library"-*_*  # the first warms up
  done
  report export_first "heraldctl export --format html,pdf,ninjs, first"
  report export_kit "heraldctl export --format html,pdf,ninjs"
  report wkhtmltopdf_page "wkhtmltopdf, PDF alone"
  report weasyprint_page "WeasyPrint, PDF alone"
  report pandoc_pdf "pandoc over WeasyPrint, PDF alone"
  report export_docx "heraldctl export --format docx"
  report pandoc_docx "pandoc, DOCX alone"
}

library=pictures
prepare 'import sys; print(sys.stdin.read())' lens.jpg laboratory.jpg aurelia-optics.png kitefin-mobile.png
measure "The sample, with two photos of 2400 x 1600 and two logos:"
library=words
prepare 'import json, sys; d = json.load(sys.stdin); d["body"] = [b for b in d["body"] if b["type"] != "figure"]; [p.pop("logo", None) for p in d["parties"]]; d["assets"] = []; print(json.dumps(d))'
measure "The same without pictures:"
