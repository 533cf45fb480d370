#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Staying in step with a team server, what is told of it, and whom Herald trusts: test-syncing.py PROGRAM SOURCE-ROOT"""

import json
import os
import pty
import signal
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402
from certificates import Authority, Door  # noqa: E402
from desk import Desk, import_fixture  # noqa: E402
from server import PASSWORD, Server  # noqa: E402
from tap import test  # noqa: E402

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])


class Watch:
    """heraldctl sync --watch at a desk; ends politely."""

    def __init__(self, desk, *more, env=None):
        self.process = subprocess.Popen([PROGRAM, 'sync', '--watch', *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        env={**desk.env, **PASSWORD, **(env or {})})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.errors = self.process.communicate(timeout=60)[1]
        assert self.process.returncode == 0 and self.errors == b'', (self.process.returncode, self.errors)

    def line(self):
        line = self.process.stdout.readline()
        assert line, self.process.communicate()
        return line.decode()

    def until(self, state):
        """The next object of this state."""
        while (found := json.loads(self.line()))['state'] != state:
            pass
        return found


def headline(desk, ident):
    result = desk.run('show', ident, '--json')
    return json.loads(result.stdout)['headline'] if result.returncode == 0 else None


@test
def watching_brings_what_others_write():
    with Server(ROOT) as server, Desk(PROGRAM) as anna, Desk(PROGRAM, 'Lin', 'lin@kitefin.example') as lin:
        for desk in (anna, lin):
            desk.ctl('remote', 'set', server.url)
        with Watch(anna, '--json') as at_anna, Watch(lin, '--json') as at_lin:
            at_anna.until('up-to-date')
            at_lin.until('up-to-date')
            ident = import_fixture(anna)
            while headline(lin, ident) is None:
                at_lin.line()
            lin.ctl('set', ident, 'headline=From the other side')
            while headline(anna, ident) != 'From the other side':
                at_anna.line()


@test
def watching_tells_states_in_words_and_ends_at_a_signal():
    with Server(ROOT) as server, Desk(PROGRAM) as desk:
        desk.ctl('remote', 'set', server.url)
        for number in (signal.SIGINT, signal.SIGTERM):
            with Watch(desk) as watch:
                while watch.line() != 'Up to date\n':
                    pass
                watch.process.send_signal(number)


@test
def watching_ends_when_nobody_reads():
    with Server(ROOT) as server, Desk(PROGRAM) as desk:
        desk.ctl('remote', 'set', server.url)
        process = subprocess.Popen([PROGRAM, 'sync', '--watch'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                   env={**desk.env, **PASSWORD})
        process.stdout.readline()
        process.stdout.close()
        import_fixture(desk)
        assert process.wait(60) == 1


@test
def nothing_secret_is_left_about():
    with Server(ROOT) as server, Desk(PROGRAM) as desk:
        desk.ctl('remote', 'set', server.url)
        with Watch(desk, '--json', env={'G_MESSAGES_DEBUG': ''}) as watch:
            watch.until('up-to-date')
            with open(f'/proc/{watch.process.pid}/cmdline', 'rb') as file:
                assert b'sesame' not in file.read()
            with open(f'/proc/{watch.process.pid}/limits', encoding='ascii') as file:
                soft = next(line for line in file if line.startswith('Max core file size')).split()[4]
            assert soft == '0', 'a crash would leave the password on the disk'
        for folder, _, names in os.walk(desk.home):
            for name in names:
                with open(os.path.join(folder, name), 'rb') as file:
                    content = file.read()
                assert b'sesame' not in content and b'YW5uYTpzZXNhbWU' not in content, name


@test
def watching_does_not_repeat_a_refused_log_in():
    with Server(ROOT) as server, Desk(PROGRAM) as desk:
        desk.ctl('remote', 'set', server.url)
        with Watch(desk, '--json', env={'HERALD_REMOTE_PASSWORD': 'quite wrong'}) as watch:
            told = watch.until('log-in')
            assert told['reason'] == 'refused' and 'quite wrong' not in json.dumps(told), told
        kept = desk.json('remote', 'show')
        assert (kept['state'], kept['reason'], kept['last']) == ('log-in', 'refused', None), kept


@test
def the_state_is_kept():
    with Server(ROOT) as server, Desk(PROGRAM) as desk:
        local = desk.json('remote', 'show')
        assert (local['state'], local['url'], local['synced']) == ('local', '', False), local
        desk.ctl('remote', 'set', server.url)
        assert desk.json('remote', 'show')['state'] == 'waiting'
        assert 'Not synced yet' in desk.ctl('remote', 'show')

        desk.ctl('sync', env=PASSWORD)
        good = desk.json('remote', 'show')
        assert good['state'] == 'up-to-date' and good['synced'] and good['last'].endswith('Z'), good
        said = desk.ctl('remote', 'show')
        assert 'Up to date' in said and 'Last synced: ' in said and '(UTC)' in said, said

        # Good once, and not any more: that is another thing than wrong from the beginning.
        desk.fails(1, 'sync', env={'HERALD_REMOTE_PASSWORD': 'wrong'})
        lost = desk.json('remote', 'show')
        assert (lost['state'], lost['reason']) == ('log-in', 'password-changed') and lost['last'] == good['last'], lost
        desk.fails(1, 'sync')
        assert desk.json('remote', 'show')['reason'] == 'no-password'


@test
def offline_is_a_state():
    with Server(ROOT) as server, Desk(PROGRAM) as desk:
        url = server.url
        desk.ctl('remote', 'set', url)
        desk.ctl('sync', env=PASSWORD)
        server.process.stdin.close()
        server.process.wait(30)
        assert 'Offline' in desk.fails(1, 'sync', env=PASSWORD)
        shown = desk.json('remote', 'show')
        assert shown['state'] == 'offline' and shown['last'] is not None, shown
        with Watch(desk, '--json') as watch:
            watch.until('offline')
        server.process = subprocess.Popen(['true'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@test
def another_library_is_asked_about():
    with Server(ROOT) as server, Desk(PROGRAM) as anna, Desk(PROGRAM, 'Lin', 'lin@kitefin.example') as lin:
        ours = import_fixture(anna)
        anna.ctl('remote', 'set', server.url)
        anna.ctl('sync', env=PASSWORD)
        lin.ctl('remote', 'set', server.url_for('anna', 'other'))
        lin.ctl('sync', env=PASSWORD)

        anna.ctl('remote', 'set', server.url_for('anna', 'other'))
        anna.fails(1, 'sync', env=PASSWORD)
        assert anna.json('remote', 'show')['state'] == 'other-library'
        assert server.ask('anna', 'GET', f'other/announcement%3A{ours}')[0] == 404, 'nothing was sent'
        anna.ctl('remote', 'join')
        anna.ctl('sync', env=PASSWORD)
        lin.ctl('sync', env=PASSWORD)
        assert headline(lin, ours) == headline(anna, ours)


@test
def a_person_at_a_terminal_is_asked():
    with Server(ROOT) as server, Desk(PROGRAM) as desk:
        desk.ctl('remote', 'set', server.url)
        for word, code in (('sesame', 0), ('wrong', 1)):
            pid, terminal = pty.fork()
            if pid == 0:
                os.execve(PROGRAM, [PROGRAM, 'sync'], desk.env)
            shown = b''
            while b': ' not in shown:
                shown += os.read(terminal, 4096)
            os.write(terminal, word.encode() + b'\n')
            try:
                while more := os.read(terminal, 4096):
                    shown += more
            except OSError:  # the other end is closed
                pass
            os.close(terminal)
            assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == code, shown
            assert b'anna' in shown and word.encode() not in shown, shown
        assert 'no password' in desk.fails(1, 'sync').lower()


# Whom Herald trusts


@test
def only_a_server_that_proves_itself_gets_anything():
    with Server(ROOT) as server, Desk(PROGRAM) as desk:
        ours, theirs = (Authority(desk.home, name) for name in ('ours', 'theirs'))
        good = ours.certify('good', 'IP:127.0.0.1,DNS:localhost')
        with Door(good, server.port) as door:
            desk.ctl('remote', 'set', door.url())
            assert 'prove who it is' in desk.fails(1, 'sync', env=PASSWORD)
            assert desk.json('remote', 'show')['state'] == 'untrusted'
            assert server.ask('anna', 'GET', 'herald')[0] == 404, 'nothing was sent'

            desk.ctl('remote', 'ca', theirs.file)
            assert 'prove who it is' in desk.fails(1, 'sync', env=PASSWORD)

            desk.ctl('remote', 'ca', ours.file)
            assert desk.json('remote', 'show')['authority'] == 'CN=ours'
            desk.ctl('remote', 'init', env=PASSWORD)
            import_fixture(desk)
            assert desk.json('sync', env=PASSWORD)['pushed'] == 1
            with Watch(desk, '--json') as watch:
                watch.until('up-to-date')

            desk.ctl('remote', 'ca', '--none')
            assert desk.json('remote', 'show')['authority'] == ''
            assert 'prove who it is' in desk.fails(1, 'sync', env=PASSWORD)

        desk.ctl('remote', 'ca', ours.file)
        for name, alternative, days in (('elsewhere', 'DNS:press.kitefin.example', 30), ('old', 'IP:127.0.0.1', -1)):
            with Door(ours.certify(name, alternative, days), server.port) as door:
                desk.ctl('remote', 'set', door.url())
                assert 'prove who it is' in desk.fails(1, 'sync', env=PASSWORD), name


@test
def an_authority_is_certificates_and_nothing_else():
    with Desk(PROGRAM) as desk:
        ours = Authority(desk.home, 'ours')
        with open(ours.file, 'a', encoding='ascii') as file, open(ours.key, encoding='ascii') as key:
            file.write(key.read())
        desk.ctl('remote', 'ca', ours.file)
        found = [os.path.join(folder, name) for folder, _, names in os.walk(desk.path('share')) for name in names
                 if name == 'team-server-ca.pem']
        assert len(found) == 1 and os.stat(found[0]).st_mode & 0o077 == 0, found
        with open(found[0], encoding='ascii') as file:
            kept = file.read()
        assert kept.count('BEGIN CERTIFICATE') == 1 and 'PRIVATE' not in kept, kept

        for bad in (desk.write('empty.pem', ''), desk.write('words.pem', 'no certificate'), desk.path('missing.pem'),
                    desk.home, '/dev/zero'):
            desk.fails(1, 'remote', 'ca', bad)
        assert desk.json('remote', 'show')['authority'] == 'CN=ours', 'what was there stays'


sys.exit(tap.main())
