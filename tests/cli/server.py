# SPDX-License-Identifier: GPL-3.0-or-later
"""A team server to try heraldctl with."""

import os
import shutil
import subprocess

from tap import Skip

PASSWORD = {'HERALD_REMOTE_PASSWORD': 'sesame'}


class Server:
    """The CouchDB-compatible test server, in memory; ends when its standard input closes."""

    def __init__(self, root):
        self.folder = os.path.join(root, 'tests', 'sync', 'server')

    def __enter__(self):
        node = shutil.which('node')
        if node is None or not os.path.isdir(os.path.join(self.folder, 'node_modules')):
            raise Skip('the test server of tests/sync/server is not installed')
        self.process = subprocess.Popen([node, 'server.js', 'anna', 'sesame'], cwd=self.folder,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.url = f'http://anna@127.0.0.1:{int(self.process.stdout.readline())}/herald'
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(30)
