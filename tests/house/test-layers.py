# SPDX-License-Identifier: GPL-3.0-or-later
"""The walls of the house (README, "The house"): who may include whom, and GTK in src/app alone. TAP."""

import os
import re
import sys
import tempfile
from pathlib import Path

MIDDLE = {"store", "import", "check", "render"}
ALLOWED = {
    "base": set(),
    "model": {"base"},
    **{folder: {"base", "model"} for folder in MIDDLE},
    "sync": {"base", "model"} | MIDDLE,
    "release": {"base", "model", "sync"} | MIDDLE,
    "cli": {"base", "model", "sync", "release"} | MIDDLE - {"render"},
    "app": {"base", "model", "sync", "release"} | MIDDLE - {"render"},
}
GTK = re.compile(r"(gtk|gdk|gsk|adwaita|adw)(/|-|\.h)")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def may_use_render(path: Path) -> bool:
    return path.name.startswith("herald-preview")


def violations(src: Path) -> list[str]:
    home = {header.name: header.relative_to(src).parts[0] for header in src.glob("*/**/*.h")}
    found = []
    for path in sorted(src.glob("*/**/*.[ch]")):
        folder = path.relative_to(src).parts[0]
        for match in INCLUDE.finditer(path.read_text()):
            target = match.group(2)
            where = f"{path.relative_to(src)} includes {target}"
            toolkit = GTK.match(target) and not target.startswith("gdk-pixbuf")
            if toolkit and folder != "app":
                found.append(f"{where}: GTK belongs in src/app alone")
            owner = home.get(Path(target).name)
            if owner is None or owner == folder or owner in ALLOWED[folder]:
                continue
            if owner == "render" and folder == "app" and may_use_render(path):
                continue
            found.append(f"{where}: src/{folder} may not use src/{owner}")
    return found


def self_test() -> list[str]:
    """The checker must see what is wrong: a house with broken walls, made for it."""
    with tempfile.TemporaryDirectory() as folder:
        src = Path(folder)
        files = {
            "base/herald-a.h": "",
            "base/herald-a.c": '#include "herald-b.h"\n',
            "model/herald-b.h": "#include <gtk/gtk.h>\n",
            "render/herald-render.h": "",
            "cli/cmd-x.c": '#include "herald-render.h"\n',
            "app/herald-window.c": '#include "herald-render.h"\n',
            "app/herald-preview.c": '#include "herald-render.h"\n#include <adwaita.h>\n',
        }
        for name, text in files.items():
            (src / name).parent.mkdir(exist_ok=True)
            (src / name).write_text(text)
        return violations(src)


def main() -> int:
    src = Path(os.environ["HERALD_SOURCE_ROOT"]) / "src"
    seen = self_test()
    found = violations(src)
    for line in found:
        print(f"# {line}")
    print("1..2")
    print(f"{'ok' if len(seen) == 4 else 'not ok'} 1 broken walls are seen")
    print(f"{'ok' if not found else 'not ok'} 2 the walls of src stand")
    return 1 if found or len(seen) != 4 else 0


sys.exit(main())
