# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up meson's JUnit reports, names what was skipped and why, and ends with "N passed, N failed"."""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def main() -> int:
    status, builds = int(sys.argv[1]), sys.argv[2:]
    passed = failed = 0
    for build in builds:
        report = Path(build) / "meson-logs" / "testlog.junit.xml"
        if not report.exists():
            print(f"{build}: it did not build, so no test ran")
            failed += 1
            continue
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            for case in suite.iter("testcase"):
                name = f"{build}: {suite.get('name')}: {case.get('name')}"
                skipped = case.find("skipped")
                if skipped is not None:
                    print(f"skipped: {name}: {skipped.get('message') or skipped.text or 'see the log'}")
                elif case.find("failure") is not None or case.find("error") is not None:
                    print(f"failed: {name}")
                    failed += 1
                else:
                    passed += 1
    if status and not failed:  # a program that died outside its test cases
        failed = 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
