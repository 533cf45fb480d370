# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk to try heraldctl at: a home folder of its own that goes away, and what its answers must look like."""

import json
import os
import re
import subprocess
import tempfile

FIXTURE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'data', 'lenti.it.txt')
UUID = re.compile(r'[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n')


def import_fixture(desk):
    printed = desk.ctl('import', FIXTURE)
    assert UUID.fullmatch(printed), printed
    return printed.strip()


class Desk:
    """One person at one computer."""

    def __init__(self, program, name='Anna Bruni', email='anna@aurelia.example'):
        self.program = program
        self.temporary = tempfile.TemporaryDirectory(prefix='heraldctl-')
        self.home = self.temporary.name
        self.env = {k: v for k, v in os.environ.items()
                    if not k.startswith(('HERALD_', 'XDG_', 'DBUS_', 'CREDENTIALS_'))}
        self.env.update(HOME=self.home, XDG_DATA_HOME=self.path('share'), XDG_CONFIG_HOME=self.path('config'),
                        XDG_CACHE_HOME=self.path('cache'), LC_ALL='C.UTF-8', TZ='UTC', TERM='dumb')
        self.ctl('whoami', '--name', name, '--email', email)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.temporary.cleanup()

    def path(self, *names):
        return os.path.join(self.home, *names)

    def write(self, name, content):
        with open(self.path(name), 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return self.path(name)

    def run(self, *args, stdin=b'', env=None, **more):
        if isinstance(stdin, str):
            stdin = stdin.encode()
        more.setdefault('stdout', subprocess.PIPE)
        return subprocess.run([self.program, *args], input=stdin, stderr=subprocess.PIPE, timeout=120,
                              env={**self.env, **(env or {})}, cwd=self.home, check=False, **more)

    def ctl(self, *args, **more):
        """Does it and returns what it prints; it must succeed, in silence on standard error."""
        result = self.run(*args, **more)
        assert result.returncode == 0, f'{args}: exit {result.returncode}: {result.stderr.decode()}'
        assert result.stderr == b'', f'{args}: {result.stderr.decode()}'
        return result.stdout.decode()

    def json(self, *args, **more):
        return json.loads(self.ctl(*args, '--json', **more))

    def fails(self, code, *args, **more):
        """It must fail with this code, one clear line on standard error and nothing on standard output."""
        result = self.run(*args, **more)
        message = result.stderr.decode()
        assert result.returncode == code, f'{args}: exit {result.returncode}, not {code}: {message}'
        assert result.stdout == b'', f'{args}: printed {result.stdout.decode()}'
        assert message.startswith('heraldctl: '), f'{args}: {message!r}'
        assert message.endswith('\n') and message.count('\n') == 1, f'{args}: not one line: {message!r}'
        return message

    def state(self):
        """All that a command could have changed, to see that one did not."""
        ids = [row['id'] for row in self.json('list') + self.json('list', '--trash')]
        return [(self.ctl('show', i, '--json'), self.ctl('history', i, '--json')) for i in sorted(ids)]
