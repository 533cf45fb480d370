#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What leaves this computer by heraldctl: kits, and what the team server gets: test-leaving.py PROGRAM SOURCE-ROOT"""

import os
import signal
import subprocess
import sys
import zipfile

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


# Several at once

@test
def changes_leave_as_files():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        desk.ctl('embargo', ident, '2031-12-01 09:00', 'Europe/Rome')
        desk.ctl('save', ident, '-m', 'One')
        desk.ctl('set', ident, 'headline=Una lente da borsa', 'notes=segretissimo')
        paths = desk.ctl('diff', ident, '1', '--format', 'html,pdf', '--output', 'changes', '--for', 'Studio Legale').split()
        assert [os.path.basename(path) for path in paths] == ['changes.html', 'changes.pdf', 'manifest.json', 'SHA256SUMS'], paths
        with open(desk.path('changes/changes.html'), encoding='utf-8') as file:
            page = file.read()
        assert 'Una lente da borsa' in page and 'lente da tasca' in page and 'Studio Legale' in page
        assert 'class="banner"' in page and 'segretissimo' not in page
        with open(desk.path('changes/changes.pdf'), 'rb') as file:
            assert file.read(5) == b'%PDF-'
        for args in [('--format', 'html'), ('--output', 'x'), ('--for', 'x'), ('--format', 'docx', '--output', 'x'),
                     ('--format', ',', '--output', 'x'), ('--json', '--format', 'html', '--output', 'x')]:
            desk.fails(2, 'diff', ident, *args)
        desk.fails(1, 'diff', ident, '99', '--format', 'html', '--output', 'x')
        os.mkdir(desk.path('letters'))
        desk.write('letters/love.txt', 'mine')
        desk.fails(1, 'diff', ident, '--format', 'html', '--output', 'letters')
        assert os.listdir(desk.path('letters')) == ['love.txt'] and not os.path.exists(desk.path('x'))


def two_announcements(desk):
    first = import_fixture(desk)
    second = desk.ctl('import', desk.write('b.txt', 'Aurelia Optics opens a school\n\nBergamo, 2 March 2027 - Lens makers are trained.\n'),
                      '--language', 'en').strip()
    for ident in (first, second):
        desk.ctl('tag', ident, '+imaging')
    return first, second


@test
def every_format_is_made_and_listed():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        desk.ctl('embargo', ident, '2031-12-01 09:00', 'Europe/Rome')
        listed = desk.json('formats')
        assert [entry['name'] for entry in listed if entry['alone']] == ['site', 'presskit'], listed
        formats = [entry['name'] for entry in listed if not entry['alone']]
        assert {'html', 'pdf', 'zip', 'text', 'markdown', 'docx', 'eml', 'ics', 'ninjs', 'newsml'} <= set(formats), formats
        paths = desk.ctl('export', ident, '--format', ','.join(formats), '--output', 'kit').split()
        for suffix in ['.html', '.pdf', '.zip', '.txt', '.md', '.docx', '.eml', '.ics', '.ninjs.json', '.newsml.xml']:
            assert any(path.endswith(suffix) for path in paths), (suffix, paths)
        again = desk.ctl('export', ident, '--format', ','.join(formats), '--output', 'again').split()
        for one, two in zip(paths, again):
            with open(desk.path(one), 'rb') as a, open(desk.path(two), 'rb') as b:
                assert a.read() == b.read(), one


@test
def several_get_a_folder_each():
    with Desk(PROGRAM) as desk:
        first, second = two_announcements(desk)
        result = desk.run('export', first, second, '--format', 'text', '--output', 'kits')
        assert result.returncode == 0, result
        assert b'1 of 2' in result.stderr and b'2 of 2' in result.stderr, result
        assert len(os.listdir(desk.path('kits'))) == 2
        assert os.path.exists(desk.path('kits/aurelia-optics-opens-a-school/aurelia-optics-opens-a-school.txt'))
        assert desk.run('export', '--tag', 'imaging', '--format', 'text', '--output', 'tagged').returncode == 0
        assert len(os.listdir(desk.path('tagged'))) == 2
        assert desk.run('export', '--search', 'school', '--format', 'text', '--output', 'found').returncode == 0
        assert os.listdir(desk.path('found')) == ['aurelia-optics-opens-a-school']
        desk.fails(1, 'export', '--search', 'nothingofthekind', '--format', 'text', '--output', 'none')
        desk.fails(2, 'export', first, '--tag', 'imaging', '--format', 'text', '--output', 'none')
        desk.fails(2, 'export', '--format', 'text', '--output', 'none')
        desk.fails(2, 'export', '--all', '--format', 'text', '--output', 'none')
        desk.fails(2, 'export', first, second, '--version', '1', '--format', 'text', '--output', 'none')
        assert not os.path.exists(desk.path('none'))


@test
def the_others_go_out_where_some_may_not():
    with Desk(PROGRAM) as desk:
        first, second = two_announcements(desk)
        desk.ctl('set', second, 'status=approved')
        result = desk.run('export', first, second, '--format', 'text', '--output', 'kits', '--purpose', 'release')
        assert result.returncode == 3 and b'1 of 2 announcements may not go out' in result.stderr, result
        assert os.listdir(desk.path('kits')) == ['aurelia-optics-opens-a-school']


@test
def an_interrupted_export_leaves_no_half_kit():
    with Desk(PROGRAM) as desk:
        for number in range(12):
            ident = desk.ctl('import', desk.write('a.txt', f'Lens number {number}\n\nBergamo - {"Glass is ground. " * 400}\n'), '--language', 'en').strip()
            desk.ctl('tag', ident, '+many')
        work = subprocess.Popen([PROGRAM, 'export', '--tag', 'many', '--format', 'pdf,docx,zip', '--output', 'kits'], cwd=desk.home,
                                env=desk.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        work.stderr.readline()
        work.send_signal(signal.SIGINT)
        work.communicate(timeout=60)
        kits = os.listdir(desk.path('kits')) if os.path.exists(desk.path('kits')) else []
        assert len(kits) < 12 and work.returncode == 1, (kits, work.returncode)
        for kit in kits:
            assert os.path.exists(desk.path('kits', kit, 'verify', 'SHA256SUMS')), kit


@test
def nothing_of_the_house_leaves():
    """A word that stands wherever only colleagues look is in no byte of any format, however that is packed."""
    with Desk(PROGRAM, name='Zq7canary Bruni', email='zq7canary@aurelia.example') as desk:
        desk.env.update(USER='zq7canary', LOGNAME='zq7canary')
        ident = import_fixture(desk)
        headline = desk.json('show', ident)['headline']
        desk.ctl('set', ident, 'headline=The zq7canary deal')
        desk.ctl('save', ident, '-m', 'zq7canary first')
        desk.ctl('set', ident, f'headline={headline}')
        desk.ctl('set', ident, 'notes=Call zq7canary first.')
        desk.ctl('embargo', ident, '2031-12-01 09:00', 'Europe/Rome')
        desk.ctl('tag', ident, '+zq7canary')
        desk.ctl('import', desk.write('zq7canary.txt', 'Another deal\n\nBergamo - The zq7canary deal is secret.\n'), '--language', 'en')
        formats = ','.join(entry['name'] for entry in desk.json('formats') if not entry['alone'])
        desk.ctl('set', ident, 'status=approved')
        for purpose in [('review',), ('briefing', '--for', 'Il Globo')]:
            desk.ctl('export', ident, '--format', formats, '--output', 'kit', '--purpose', *purpose)
            find_canary(desk, 'kit')
        # Published: what is meant for everybody, in kits and in the press room; a topic is, so this one goes.
        desk.ctl('embargo', ident, '--clear')
        desk.ctl('tag', ident, '-zq7canary')
        desk.ctl('export', ident, '--format', formats.replace('ics,', '').replace(',ics', ''), '--output', 'kit', '--purpose', 'release')
        find_canary(desk, 'kit')
        assert desk.run('export', '--format', 'site,pdf', '--output', 'room').returncode == 0
        assert headline in ''.join(open(desk.path('room', 'index.html'), encoding='utf-8'))
        find_canary(desk, 'room')


def find_canary(desk, folder):
    script = os.path.join(ROOT, 'tests', 'render', 'check-format.py')
    result = subprocess.run([sys.executable, script, 'leaks', desk.path(folder), 'zq7canary', desk.home], capture_output=True, check=False)
    if result.returncode == 77:
        raise tap.Skip(result.stderr.decode().strip())
    assert result.returncode == 0, result.stderr.decode()


# Bundles

@test
def a_bundle_is_handed_over():
    with Desk(PROGRAM) as desk, Desk(PROGRAM) as colleague:
        first, second = two_announcements(desk)
        desk.ctl('set', first, 'notes=Call Lin Qiao first.')
        desk.ctl('save', first, '-m', 'Ready')
        desk.ctl('trash', second)
        result = desk.run('export', '--all', '--format', 'presskit', '--output', 'all.presskit')
        assert result.returncode == 0 and b'colleagues' in result.stderr, result
        assert os.stat(desk.path('all.presskit')).st_mode & 0o077 == 0
        assert 'Documents: 2.' in colleague.ctl('import', desk.path('all.presskit'))
        assert colleague.json('show', first)['notes'] == 'Call Lin Qiao first.'
        assert [row['hash'] for row in colleague.json('history', first)] == [row['hash'] for row in desk.json('history', first)]
        assert len(colleague.json('list', '--trash')) == 1
        assert 'new: 0.' in colleague.ctl('import', desk.path('all.presskit'))


@test
def a_bundle_holds_what_was_named_and_nothing_else():
    with Desk(PROGRAM) as desk:
        first, second = two_announcements(desk)
        desk.ctl('set', first, 'notes=kestrelquartz goes along')
        desk.ctl('set', second, 'notes=halcyonquartz stays')
        assert desk.run('export', first, '--format', 'presskit', '--output', 'one.presskit').returncode == 0
        with zipfile.ZipFile(desk.path('one.presskit')) as bundle:
            words = b''.join(bundle.read(name) for name in bundle.namelist())
        assert b'kestrelquartz' in words
        for stays in [b'halcyonquartz', second.encode(), desk.home.encode()]:
            assert stays not in words, stays


@test
def a_bundle_is_not_for_outsiders():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        desk.ctl('set', ident, 'status=approved')
        for purpose in [('release',), ('briefing', '--for', 'Il Globo')]:
            message = desk.fails(3, 'export', ident, '--format', 'presskit', '--output', 'a.presskit', '--purpose', *purpose)
            assert 'colleagues' in message, message
        desk.fails(2, 'export', ident, '--format', 'html,presskit', '--output', 'a.presskit')
        desk.fails(1, 'export', ident, '--format', 'presskit', '--output', desk.write('letter.txt', 'mine'))
        assert not os.path.exists(desk.path('a.presskit'))
        with open(desk.path('letter.txt'), encoding='utf-8') as file:
            assert file.read() == 'mine'


@test
def a_bad_bundle_is_refused():
    with Desk(PROGRAM) as desk:
        two_announcements(desk)
        before = desk.ctl('list', '--json')
        desk.fails(1, 'import', desk.write('bad.presskit', 'PK\3\4 not an archive'))
        desk.fails(1, 'import', desk.path('missing.presskit'))
        assert desk.ctl('list', '--json') == before


# The remote

@test
def remote_setting():
    with Desk(PROGRAM) as desk:
        shown = desk.json('remote', 'show')
        assert (shown['url'], shown['synced'], shown['state']) == ('', False, 'local'), shown
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
