#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How heraldctl is called, and what it does to streams, terminals and other processes: test-usage.py PROGRAM SOURCE-ROOT"""

import errno
import os
import pty
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True  # nothing is left behind in the sources
import tap  # noqa: E402
from desk import Desk, import_fixture  # noqa: E402
from tap import Skip, test  # noqa: E402

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
COMMANDS = ['asset', 'blame', 'check', 'conflicts', 'diff', 'embargo', 'erase', 'export', 'formats', 'history',
            'import', 'library', 'list', 'new', 'organisation', 'override', 'person', 'put', 'remote', 'resolve',
            'restore', 'save', 'search', 'set', 'show', 'sync', 'tag', 'trash', 'untrash', 'verify', 'whoami']


# The program

@test
def help_lists_every_command():
    with Desk(PROGRAM) as desk:
        text = desk.ctl('--help')
        listed = re.findall(r'^  ([a-z]+) {2,}\S', text.split('Commands:')[1], re.M)
        assert sorted(listed) == COMMANDS, listed
        assert desk.ctl('-h') == text


@test
def each_command_has_help():
    with Desk(PROGRAM) as desk:
        for command in COMMANDS:
            text = desk.ctl(command, '--help')
            assert re.match(rf'Usage:\n  heraldctl {command} ', text), text
            assert desk.ctl(command, '-h') == text


@test
def version():
    with Desk(PROGRAM) as desk:
        assert re.fullmatch(r'heraldctl \d+\.\d+\.\d+\n', desk.ctl('--version'))


@test
def wrong_usage_exits_2():
    with Desk(PROGRAM) as desk:
        for args in [(), ('',), ('frobnicate',), ('--frobnicate',), ('list', '--frobnicate'), ('list', 'x'), ('show',),
                     ('show', 'a', 'b'), ('save',), ('save', 'x'), ('save', 'x', '-m', ' '), ('search',), ('search', ' '),
                     ('library',), ('library', 'new'), ('library', 'frob', 'x'), ('remote',), ('remote', 'set'),
                     ('remote', 'set', 'http://a@localhost/x', '--none'), ('asset', 'add', 'x'), ('asset', 'list'),
                     ('embargo', 'x'), ('embargo', 'x', 'some day'), ('tag', 'x'), ('tag', 'x', 'y'),
                     ('tag', 'x', '+'), ('set', 'x'), ('set', 'x', 'headline'), ('set', 'x', '=y'), ('import',),
                     ('export', 'x'), ('export', 'x', '--format', 'html'), ('export', 'x', '--output', 'kit'),
                     ('export', 'x', '--format', ',', '--output', 'kit'), ('restore', 'x'), ('whoami', '--name', ''),
                     ('list', '--status', 'frob'), ('new', '--kind', 'frob'), ('new', '--template', 'frob'),
                     ('new', '--edition-of', 'x'), ('new', '--language', 'not a language'), ('erase',),
                     ('schedule', 'x'), ('resolve',), ('resolve', 'x'), ('resolve', 'x', 'frob'),
                     ('resolve', 'x', 'mine', 'y', 'z'), ('resolve', 'x', 'mine', 'y', '--from', '-'), ('save', 'x', '-m')]:
            desk.fails(2, *args)


@test
def arguments_in_invalid_utf8():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        before = desk.state()
        assert 'UTF-8' in desk.fails(2, 'set', ident, b'headline=\xff\xfe')
        assert 'UTF-8' in desk.fails(2, 'save', ident, '-m', b'caf\xe9')
        assert desk.state() == before


@test
def completions_know_every_command_and_option():
    folder = os.path.join(ROOT, 'src', 'cli', 'completion')
    with Desk(PROGRAM) as desk:
        options = set()
        for command in COMMANDS:
            options |= set(re.findall(r'^  (?:-\w, )?--([a-z-]+)', desk.ctl(command, '--help'), re.M))
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), encoding='utf-8') as file:
                text = file.read()
            for command in COMMANDS:
                assert re.search(rf'\b{command}\b', text), f'{name} lacks {command}'
            for option in options - {'message'}:
                assert re.search(rf'(--|-l ){option}\b', text), f'{name} lacks --{option}'


@test
def bash_completes():
    if not shutil.which('bash'):
        raise Skip('bash is not installed')
    script = os.path.join(ROOT, 'src', 'cli', 'completion', 'heraldctl.bash')

    def complete(desk, *words):
        lines = subprocess.run(['bash', '-c', 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _heraldctl; '
                                'printf "%s\\n" "${COMPREPLY[@]}"', script, *words], stdout=subprocess.PIPE, check=True,
                               env={**desk.env, 'PATH': os.path.dirname(PROGRAM) + ':' + desk.env['PATH']})
        return lines.stdout.decode().split()

    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        assert complete(desk, 'heraldctl', 'emb') == ['embargo']
        assert complete(desk, 'heraldctl', '--library', 'x', 'untr') == ['untrash']
        assert complete(desk, 'heraldctl', 'export', ident, '--purpose', 'r') == ['review', 'release']
        assert complete(desk, 'heraldctl', 'show', ident[:3]) == [ident[:8]]
        assert complete(desk, 'heraldctl', 'list', '--tr') == ['--trash']


# Streams, terminals, other processes

@test
def output_that_cannot_be_written():
    with Desk(PROGRAM) as desk:
        import_fixture(desk)
        with open('/dev/full', 'wb') as full:
            result = desk.run('list', stdout=full)
        assert result.returncode == 1 and os.strerror(errno.ENOSPC) in result.stderr.decode(), result
        reading, writing = os.pipe()
        os.close(reading)
        result = desk.run('list', '--json', stdout=writing)
        os.close(writing)
        assert result.returncode == 1 and os.strerror(errno.EPIPE) in result.stderr.decode(), result


@test
def closed_streams_do_no_harm():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        result = subprocess.run(['sh', '-c', '"$0" tag "$1" +closed >&- 2>&- <&-', PROGRAM, ident], env=desk.env, check=False)
        assert result.returncode in (0, 1)
        result = subprocess.run(['sh', '-c', '"$0" list >&-', PROGRAM], env=desk.env, check=False, stderr=subprocess.PIPE)
        assert result.returncode == 1 and result.stderr.startswith(b'heraldctl: '), result
        assert desk.json('show', ident)['tags'] == ['closed']


@test
def the_locale_does_not_change_data():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        plain = {'LC_ALL': 'C'}
        desk.ctl('set', ident, 'headline=Größe è 光', env=plain)
        desk.ctl('save', ident, '-m', 'È già così', env=plain)
        assert desk.ctl('show', ident, '--json', env=plain) == desk.ctl('show', ident, '--json')
        assert desk.json('show', ident)['headline'] == 'Größe è 光'
        assert desk.json('history', ident)[0]['message'] == 'È già così'
        assert 'Größe è 光' in desk.ctl('list', env=plain)
        assert '“frob”' in desk.fails(2, 'frob', env=plain)


def on_a_terminal(desk, *args, answer=b''):
    """Runs it with a person at a terminal; returns exit status and what stood on the screen."""
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(desk.home)
        os.execve(PROGRAM, [PROGRAM, *args], {**desk.env, 'TERM': 'xterm'})
    screen = b''
    if answer:
        while b'? ' not in screen and b'] ' not in screen:
            screen += os.read(fd, 65536)
        os.write(fd, answer)
    while True:
        try:
            data = os.read(fd, 65536)
        except OSError:
            break
        if not data:
            break
        screen += data
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(fd)
    return status, screen.decode()


@test
def a_person_at_a_terminal():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        status, screen = on_a_terminal(desk, 'list')
        assert status == 0 and 'Headline' in screen.splitlines()[0], screen
        desk.ctl('save', ident, '-m', 'One')
        desk.ctl('set', ident, 'headline=Una lente da borsa \u202e')
        status, screen = on_a_terminal(desk, 'diff', ident)
        assert '\033[4;32m' in screen and '\u202e' not in screen, screen
        status, screen = on_a_terminal(desk, 'erase', ident, answer=b'\n')
        assert status == 1 and len(desk.json('list')) == 1, screen
        status, screen = on_a_terminal(desk, 'erase', ident, answer=b'y\n')
        assert status == 0 and desk.json('list') == [], screen


@test
def libraries_that_cannot_be_used():
    with Desk(PROGRAM) as desk:
        import_fixture(desk)
        folder = desk.json('library', 'list')[0]['folder']
        database = os.path.join(folder, 'library.db')
        with open(database, 'rb') as file:
            good = file.read()
        newer = good[:60] + b'\x00\x00\x7f\x00' + good[64:]  # user_version, section 1.3 of SQLite's file format
        for content in [b'garbage' * 1000, good[:4096] + os.urandom(len(good) - 4096), newer]:
            with open(database, 'wb') as file:
                file.write(content)
            desk.fails(1, 'list')
            desk.fails(1, 'new')
            desk.ctl('whoami')
            assert desk.json('library', 'list')[0]['folder'] == folder
        with open(database, 'wb') as file:
            file.write(good)
        assert len(desk.json('list')) == 1
        desk.fails(1, '--library', desk.write('file', 'mine'), 'list')
        desk.fails(1, 'list', env={'XDG_DATA_HOME': '/dev/null/x'})


@test
def many_processes_on_one_announcement():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        old = desk.json('show', ident).get('tags', [])
        running = [subprocess.Popen([PROGRAM, 'tag', ident, f'+t{i}'], env=desk.env, stderr=subprocess.PIPE) for i in range(8)]
        for process in running:
            _, message = process.communicate(timeout=120)
            assert process.returncode == 0, message
        assert desk.json('show', ident)['tags'] == sorted(old + [f't{i}' for i in range(8)])


if __name__ == '__main__':
    sys.exit(tap.main())
