#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What leaves this computer by heraldctl: kits, and what the team server gets: test-leaving.py PROGRAM SOURCE-ROOT"""

import os
import sys

sys.dont_write_bytecode = True  # nothing is left behind in the sources
import tap  # noqa: E402
from desk import Desk, import_fixture  # noqa: E402
from server import Server  # noqa: E402
from tap import test  # noqa: E402

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])


# Ways out

@test
def exports_are_gated():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        desk.ctl('embargo', ident, '2031-12-01 09:00', 'Europe/Rome')
        before = desk.ctl('show', ident, '--json')
        for purpose in ['release', 'briefing']:
            result = desk.run('export', ident, '--format', 'html', '--output', 'kit', '--purpose', purpose)
            lines = result.stderr.decode().splitlines()
            assert result.returncode == 3 and result.stdout == b'', result
            assert lines and all(line.startswith('heraldctl: ') for line in lines), lines
        for args in [('--purpose', 'frob'), ('--format', 'frob')]:
            desk.fails(2, 'export', ident, '--format', 'html', '--output', 'kit', *args)
        desk.fails(1, 'export', ident, '--format', 'html', '--output', 'kit', '--version', '99')
        assert not os.path.exists(desk.path('kit')), 'nothing was written'
        assert desk.ctl('show', ident, '--json') == before


@test
def folders_of_others_are_left_alone():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        os.mkdir(desk.path('letters'))
        desk.write('letters/love.txt', 'mine')
        desk.fails(1, 'export', ident, '--format', 'html', '--output', 'letters')
        assert os.listdir(desk.path('letters')) == ['love.txt']
        desk.fails(1, 'export', ident, '--format', 'html', '--output', desk.write('file', 'mine'))


@test
def an_older_version_is_exported():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        desk.ctl('save', ident, '-m', 'One')
        desk.ctl('set', ident, 'headline=Another headline altogether')
        desk.ctl('export', ident, '--format', 'html', '--output', 'old', '--version', '1')
        desk.ctl('export', ident, '--format', 'html', '--output', 'now')
        with open(desk.path('old/index.html'), encoding='utf-8') as old, open(desk.path('now/index.html'), encoding='utf-8') as now:
            assert 'lente da tasca' in old.read() and 'Another headline altogether' in now.read()


# The remote

@test
def remote_setting():
    with Desk(PROGRAM) as desk:
        assert desk.json('remote', 'show') == {'url': '', 'synced': False}
        desk.ctl('remote', 'set', 'https://anna@press.aurelia.example/aurelia')
        assert desk.json('remote', 'show')['url'] == 'https://anna@press.aurelia.example/aurelia'
        for wrong in ['press.aurelia.example', 'ftp://anna@x.example/a', 'http://anna@press.aurelia.example/a',
                      'https://anna:sesame@press.aurelia.example/a', 'https://anna@press.aurelia.example/', '']:
            assert 'sesame' not in desk.fails(2, 'remote', 'set', wrong)
        assert 'aurelia.example' in desk.ctl('remote', 'show')
        desk.ctl('remote', 'set', '--none')
        assert desk.json('remote', 'show')['url'] == ''
        assert 'On this computer' in desk.ctl('remote', 'show')


@test
def offline_is_told_and_nothing_lost():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        desk.ctl('remote', 'set', 'http://anna@127.0.0.1:9/aurelia')
        text = desk.ctl('show', ident, '--json')
        message = desk.fails(1, 'sync', env={'HERALD_REMOTE_PASSWORD': 'sesame'})
        assert message.startswith('heraldctl: Offline') and 'sesame' not in message, message
        assert desk.ctl('show', ident, '--json') == text


@test
def two_desks_sync():
    password = {'HERALD_REMOTE_PASSWORD': 'sesame'}
    with Server(ROOT) as server, Desk(PROGRAM) as bergamo, Desk(PROGRAM, 'Lin Qiao', 'lin@kitefin.example') as shenzhen:
        for desk in (bergamo, shenzhen):
            desk.ctl('remote', 'set', server.url)
        ident = import_fixture(bergamo)
        bergamo.ctl('tag', ident, '+imaging')
        bergamo.ctl('embargo', ident, '2031-12-01 09:00', 'Europe/Rome')
        bergamo.ctl('save', ident, '-m', 'First draft')
        bergamo.fails(1, 'sync', env={'HERALD_REMOTE_PASSWORD': 'wrong'})
        assert bergamo.json('sync', env=password)['pushed'] == 1
        assert bergamo.json('remote', 'show')['synced']
        assert shenzhen.json('sync', env=password)['pulled'] == 1
        assert shenzhen.ctl('show', ident, '--json') == bergamo.ctl('show', ident, '--json')
        assert shenzhen.json('history', ident) == bergamo.json('history', ident)

        shenzhen.ctl('set', ident, 'subheadline=From Shenzhen')
        shenzhen.ctl('save', ident, '-m', 'Second')
        shenzhen.ctl('sync', env=password)
        assert bergamo.json('sync', env=password)['pulled'] == 1
        assert bergamo.json('show', ident)['subheadline'] == 'From Shenzhen'

        bergamo.ctl('set', ident, 'headline=Bergamo says')
        shenzhen.ctl('set', ident, 'headline=Shenzhen says')
        bergamo.ctl('sync', env=password)
        for desk, words in [(shenzhen, 'Shenzhen says'), (bergamo, 'Bergamo says')]:
            result = desk.run('sync', env=password)
            assert result.returncode == 4 and result.stderr.startswith(b'heraldctl: '), result
            assert desk.json('show', ident)['headline'] == words, 'nothing is overwritten'
            conflict, = desk.json('conflicts')
            assert conflict['id'] == ident and len(conflict['heads']) == 2
            assert desk.ctl('conflicts').startswith(ident)
        assert bergamo.json('conflicts')[0]['heads'] == shenzhen.json('conflicts', ident[:8])[0]['heads']


if __name__ == '__main__':
    sys.exit(tap.main())
