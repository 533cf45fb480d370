# SPDX-License-Identifier: GPL-3.0-or-later
"""Every word on screen goes through gettext, and every language in po/LINGUAS says all of them. TAP."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

MARKED = re.compile(r'\b(_|N_|C_|NC_|Q_|ngettext)\s*\(\s*"|\bg_dngettext\s*\(|translatable="(yes|true)"')


def marked_files(root: Path) -> set[str]:
    files = [p for pattern in ("src/**/*.[ch]", "ui/**/*.ui", "data/*.in") for p in root.glob(pattern)]
    desktop = {p for p in files if p.suffix == ".in" and ".desktop" in p.name or ".metainfo" in p.name}
    return {str(p.relative_to(root)) for p in files if p in desktop or MARKED.search(p.read_text())}


def messages(po: Path) -> dict[str, bool]:
    """Message ids of a PO file, and whether each is translated."""
    text = subprocess.run(
        ["msgattrib", "--no-obsolete", "--no-wrap", "--no-fuzzy", "--translated", str(po)],
        capture_output=True, text=True, check=True).stdout
    done = set(re.findall(r'^(?:msgctxt .*\n)?msgid (".*"(?:\n".*")*)', text, re.MULTILINE))
    every = subprocess.run(
        ["msgattrib", "--no-obsolete", "--no-wrap", str(po)], capture_output=True, text=True, check=True).stdout
    ids = set(re.findall(r'^(?:msgctxt .*\n)?msgid (".*"(?:\n".*")*)', every, re.MULTILINE))
    return {i: i in done for i in ids if i != '""'}


def extracted(root: Path, files: list[str]) -> Path:
    pot = Path(tempfile.mkdtemp()) / "herald.pot"
    subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--no-wrap", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
         "--keyword=NC_:1c,2", "--keyword=ngettext:1,2", "--keyword=g_dngettext:2,3", "-o", str(pot), *files],
        cwd=root, check=True, stderr=subprocess.DEVNULL)
    return pot


def main() -> int:
    root = Path(os.environ["HERALD_SOURCE_ROOT"])
    listed = {line.strip() for line in (root / "po/POTFILES.in").read_text().splitlines()
              if line.strip() and not line.startswith("#")}
    problems = [f"po/POTFILES.in lacks {name}" for name in sorted(marked_files(root) - listed)]
    problems += [f"po/POTFILES.in names {name}, which is not there"
                 for name in sorted(listed) if not (root / name).exists()]
    languages = (root / "po/LINGUAS").read_text().split()
    wanted = messages(extracted(root, sorted(n for n in listed if (root / n).exists())))
    print(f"1..{len(languages) + 1}")
    for line in problems:
        print(f"# {line}")
    print(f"{'ok' if not problems else 'not ok'} 1 every file with words on screen is listed")
    failed = bool(problems)
    for number, language in enumerate(languages, 2):
        said = messages(root / f"po/{language}.po")
        missing = sorted(message for message in wanted if not said.get(message))
        for message in missing:
            print(f"# {language} does not say {message}")
        failed |= bool(missing)
        print(f"{'ok' if not missing else 'not ok'} {number} {language} is complete")
    return 1 if failed else 0


sys.exit(main())
