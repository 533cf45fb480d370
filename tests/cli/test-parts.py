#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What heraldctl loads when it is needed and not before: test-parts.py PROGRAM SOURCE-ROOT"""

import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True  # nothing is left behind in the sources
import tap  # noqa: E402
from desk import Desk, import_fixture  # noqa: E402
from tap import Skip, test  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
LATE = ['libarchive', 'libcmark', 'libgmime', 'libgnutls', 'libqpdf', 'libsecret', 'libsoup']


@test
def the_program_starts_without_what_few_commands_need():
    if shutil.which('ldd') is None:
        raise Skip('ldd is not installed')
    listed = subprocess.run(['ldd', PROGRAM], stdout=subprocess.PIPE, check=True, text=True).stdout
    assert 'libglib' in listed, listed
    assert [name for name in LATE if name in listed] == [], listed


@test
def each_part_comes_when_it_is_asked_for():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        for name, ending in [('pdf', '.pdf'), ('zip', '.zip'), ('docx', '.docx'), ('eml', '.eml'), ('markdown', '.md')]:
            printed = desk.ctl('export', ident, '--format', name, '--output', desk.path(name))
            assert any(line.endswith(ending) for line in printed.splitlines()), printed
        desk.ctl('remote', 'set', 'http://anna@127.0.0.1:9/herald')  # where nobody listens
        message = desk.fails(1, 'sync', env={'HERALD_REMOTE_PASSWORD': 'secret'})
        assert '127.0.0.1' in message, message


@test
def a_part_that_is_not_there_is_told():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        desk.program = shutil.copy(PROGRAM, desk.path('heraldctl'))
        desk.ctl('export', ident, '--format', 'text', '--output', desk.path('text'))
        result = desk.run('export', ident, '--format', 'markdown', '--output', desk.path('markdown'))
        if result.returncode == 0:
            raise Skip('Herald is installed')
        message = result.stderr.decode()
        assert result.returncode == 1 and 'A part of Herald is missing: ' in message and 'herald-late-markdown.so' in message, message


if __name__ == '__main__':
    sys.exit(tap.main())
