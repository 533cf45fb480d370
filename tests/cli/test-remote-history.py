#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A history that is on the team server until somebody opens it: test-remote-history.py PROGRAM SOURCE-ROOT"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402
from desk import Desk, import_fixture  # noqa: E402
from server import PASSWORD, Server  # noqa: E402
from tap import test  # noqa: E402

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])


def share(server, first, second, n=4):
    """n versions and what was imported, from one desk to the other."""
    announcement = import_fixture(first)
    for i in range(n):
        first.ctl('set', announcement, f'headline=Headline {i}')
        first.ctl('save', announcement, '-m', f'Number {i}')
    for desk in (first, second):
        desk.ctl('remote', 'set', server.url)
        desk.ctl('sync', env=PASSWORD)
    return announcement


@test
def older_versions_come_when_they_are_asked_for():
    with Server(ROOT) as server, Desk(PROGRAM) as anna, Desk(PROGRAM, 'Lin', 'lin@kitefin.example') as lin:
        announcement = share(server, anna, lin)
        assert [p['kind'] for p in lin.json('verify')] == ['absent']

        history = lin.json('history', announcement, env=PASSWORD)
        assert [(row['number'], row['hash'], row['message']) for row in history] == \
            [(row['number'], row['hash'], row['message']) for row in anna.json('history', announcement)], history
        assert [row['here'] for row in history] == [True, False, False, False], history
        assert lin.json('show', announcement, '--version', '2', env=PASSWORD) == anna.json('show', announcement, '--version', '2')
        assert sum(row['here'] for row in lin.json('history', announcement)) == 2
        assert lin.ctl('diff', announcement, '3', '4', env=PASSWORD) == anna.ctl('diff', announcement, '3', '4')

        lin.ctl('restore', announcement, '1', env=PASSWORD)
        assert lin.json('show', announcement)['headline'] == anna.json('show', announcement, '--version', '1')['headline']
        assert lin.json('blame', announcement, env=PASSWORD)
        assert all(row['here'] for row in lin.json('history', announcement))
        assert lin.json('verify') == []


@test
def without_the_server_it_is_said_where_they_are():
    with Desk(PROGRAM) as anna, Desk(PROGRAM, 'Lin', 'lin@kitefin.example') as lin:
        with Server(ROOT) as server:
            announcement = share(server, anna, lin)
            lin.ctl('history', announcement, env=PASSWORD)
        refused = lin.run('show', announcement, '--version', '2', env=PASSWORD)
        assert refused.returncode == 1 and b'on the team server only' in refused.stderr, refused
        blame = lin.run('blame', announcement, '--json', env=PASSWORD)
        assert blame.returncode == 0 and b'on the team server only' in blame.stderr, blame
        assert lin.ctl('show', announcement)


@test
def nobody_guesses_a_number():
    with Desk(PROGRAM) as anna, Desk(PROGRAM, 'Lin', 'lin@kitefin.example') as lin:
        with Server(ROOT) as server:
            announcement = share(server, anna, lin)
        history = lin.run('history', announcement, env=PASSWORD)
        assert history.returncode == 0 and b'?*' in history.stdout and b'on the team server only' in history.stderr, history
        refused = lin.run('show', announcement, '--version', '1', env=PASSWORD)
        assert refused.returncode == 1, refused


if __name__ == '__main__':
    sys.exit(tap.main())
