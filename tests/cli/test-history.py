#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Histories with heraldctl, as scripts and people ask for them: test-history.py PROGRAM"""

import contextlib
import json
import os
import sqlite3
import sys

sys.dont_write_bytecode = True  # nothing is left behind in the sources
import tap  # noqa: E402
from desk import Desk, import_fixture  # noqa: E402
from tap import test  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])


def make_history(desk):
    """Six versions, the last one not named."""
    ident = import_fixture(desk)
    for number in range(1, 7):
        desk.ctl('set', ident, f'headline=Titolo {number}')
        desk.ctl('save', ident, '-m', f'Stato {number}')
    return ident


def numbers(rows):
    return [row['number'] for row in rows]


def block_of(desk, ident, place):
    return desk.json('show', ident)['body'][place]['id']


@test
def history_comes_in_pages():
    with Desk(PROGRAM) as desk:
        ident = make_history(desk)
        assert numbers(desk.json('history', ident)) == [6, 5, 4, 3, 2, 1]
        assert numbers(desk.json('history', ident, '--all', '--limit', '2')) == [6, 5]
        assert numbers(desk.json('history', ident, '--limit', '2', '--offset', '3')) == [3, 2]
        assert desk.json('history', ident, '--offset', '6') == []
        assert [row['current'] for row in desk.json('history', ident, '--limit', '2')] == [True, False]
        for wrong in (['--limit', '-1'], ['--offset', '-1'], ['--all', '--named'], ['--named', '--search', 'a'], ['--limit', 'x']):
            desk.fails(2, 'history', ident, *wrong)


@test
def automatic_versions_fold():
    with Desk(PROGRAM) as desk:
        ident = make_history(desk)
        for number in (7, 8):
            desk.ctl('set', ident, f'headline=Titolo {number}')
            desk.ctl('export', ident, '--format', 'text', '--output', desk.path(f'kit{number}'))  # makes an automatic one
        desk.ctl('set', ident, 'headline=Titolo 9')
        desk.ctl('save', ident, '-m', 'Stato 9')
        rows = desk.json('history', ident, '--named')
        assert numbers(rows) == [9, 8, 7, 6, 5, 4, 3, 2, 1]  # what went out stands out
        assert rows[1]['events'][0]['purpose'] == 'review' and rows[1]['events'][0]['by'] == 'Anna Bruni'
        assert rows[1]['events'][0]['formats'] == ['text'] and rows[1]['automatic']
        assert 'exported for review' in desk.ctl('history', ident)


@test
def words_find_versions():
    with Desk(PROGRAM) as desk:
        ident = make_history(desk)
        rows = desk.json('history', ident, '--search', 'titolo 3')
        assert numbers(rows) == [3] and rows[0]['introduced']
        assert numbers(desk.json('history', ident, '--search', 'titolo', '--limit', '2')) == [6, 5]
        assert numbers(desk.json('history', ident, '--search', 'titolo', '--limit', '2', '--offset', '5')) == [1]
        assert desk.json('history', ident, '--search', 'zebra') == []
        assert 'Titolo 3' in desk.ctl('history', ident, '--search', 'titolo 3')


@test
def blame_names_the_last_change():
    with Desk(PROGRAM) as desk:
        ident = make_history(desk)
        rows = {row['subject']: row for row in desk.json('blame', ident)}
        block = f'block:{block_of(desk, ident, 0)}'
        assert rows['headline']['number'] == 6 and rows['headline']['author'] == 'Anna Bruni'
        assert rows[block]['number'] == 1 and rows[block]['certain']
        desk.ctl('set', ident, 'headline=Bozza')
        rows = {row['subject']: row for row in desk.json('blame', ident)}
        assert not rows['headline'].get('version') and 'number' not in rows['headline']
        rows = {row['subject']: row for row in desk.json('blame', ident, '3')}
        assert rows['headline']['number'] == 3
        assert 'current draft' in desk.ctl('blame', ident)
        desk.fails(1, 'blame', ident, '99')
        desk.fails(2, 'blame')


@test
def one_part_comes_back():
    with Desk(PROGRAM) as desk:
        ident = make_history(desk)
        before = desk.json('show', ident)
        block = before['body'][1]
        rest = [b for b in before['body'] if b['id'] != block['id']]
        desk.ctl('put', ident, '-', stdin=json.dumps({**before, 'body': rest}))
        assert desk.ctl('restore', ident, '2', f'block:{block["id"]}') == ''
        assert desk.json('show', ident) == before
        desk.ctl('restore', ident, '2', 'headline')
        assert desk.json('show', ident)['headline'] == 'Titolo 2'
        assert len(desk.json('history', ident)) == 6  # an edit, not a version
        for wrong in ('block:nobody', 'embargo', 'id', 'sign_offs', 'nonsense'):
            desk.fails(2, 'restore', ident, '2', wrong)
        desk.fails(2, 'restore', ident, '2', 'headline', '-m', 'No version is made')


@test
def an_embargo_comes_back_in_every_edition():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        edition = desk.ctl('new', '--edition-of', ident, '--language', 'en').strip()
        desk.ctl('embargo', ident, '2031-12-01 09:00', 'Europe/Rome')
        desk.ctl('save', ident, '-m', 'With embargo')
        desk.ctl('embargo', ident, '--clear')
        desk.ctl('restore', ident, '1', 'embargo')
        assert [desk.json('show', i)['embargo']['wall'] for i in (ident, edition)] == ['2031-12-01T09:00:00'] * 2


@test
def versions_get_names_later():
    with Desk(PROGRAM) as desk:
        ident = make_history(desk)
        desk.ctl('set', ident, 'headline=Titolo 7')
        desk.ctl('export', ident, '--format', 'text', '--output', desk.path('kit'))
        automatic = desk.json('history', ident, '--limit', '1')[0]
        desk.ctl('save', ident, '7', '-m', 'For the lawyers')
        named = desk.json('history', ident, '--limit', '1')[0]
        assert automatic['automatic'] and named['message'] == 'For the lawyers' and named['parents'] == [automatic['hash']]
        assert desk.json('show', ident, '--version', '7') == desk.json('show', ident, '--version', '8')
        assert 'newest' in desk.fails(1, 'save', ident, '3', '-m', 'Too late')
        desk.ctl('set', ident, 'headline=Titolo 8')
        desk.ctl('save', ident, '-m', 'Parola ' * 1000)
        assert max(map(len, desk.ctl('history', ident).splitlines())) < 160
        assert len(desk.json('history', ident, '--limit', '1')[0]['message']) > 6000
        desk.ctl('restore', ident, '3', '-m', 'As legal saw it')
        top = desk.json('history', ident, '--limit', '1')[0]
        assert top['message'] == 'As legal saw it' and desk.json('show', ident)['headline'] == 'Titolo 3'


@test
def damage_is_found_and_named():
    with Desk(PROGRAM) as desk:
        ident = make_history(desk)
        assert desk.json('verify') == [] and desk.json('verify', ident) == []
        assert desk.ctl('verify') == 'Everything is as it should be.\n'
        library = next(p for p, _, files in os.walk(desk.home) if 'library.db' in files)
        with contextlib.closing(sqlite3.connect(os.path.join(library, 'library.db'))) as database:
            database.execute("UPDATE bodies SET data = x'00' WHERE row = 3")
            database.commit()
        result = desk.run('verify', '--json')
        found = json.loads(result.stdout)
        assert result.returncode == 1 and {row['kind'] for row in found} == {'body'} and found[0]['document'] == ident and found[0]['loss']
        assert desk.run('verify', ident[:8], '--repair').returncode == 1  # nowhere to get it from
        assert 'not what it was' in desk.run('verify').stdout.decode()
        desk.ctl('set', ident, 'headline=Rosso \x1b[31m')
        assert b'\x1b' not in desk.run('verify').stdout  # a text may come from a server, and is no word to the terminal
        assert desk.run('restore', ident, '1').returncode == 0  # the others are there


if __name__ == '__main__':
    sys.exit(tap.main())
