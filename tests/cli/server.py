# SPDX-License-Identifier: GPL-3.0-or-later
"""A team server to try heraldctl with."""

import base64
import json
import os
import shutil
import subprocess
import urllib.error
import urllib.parse
import urllib.request

from tap import Skip

PASSWORD = {'HERALD_REMOTE_PASSWORD': 'sesame'}


class Server:
    """The CouchDB-compatible test server, in memory; ends when its standard input closes. anna is its administrator;
    others are name=roles. Everybody's password is the same."""

    def __init__(self, root, **others):
        self.folder = os.path.join(root, 'tests', 'sync', 'server')
        self.others = {name: {'password': 'sesame', 'roles': roles} for name, roles in others.items()}

    def __enter__(self):
        node = shutil.which('node')
        if node is None or not os.path.isdir(os.path.join(self.folder, 'node_modules')):
            raise Skip('the test server of tests/sync/server is not installed')
        self.process = subprocess.Popen([node, '--no-deprecation', 'server.js', 'anna', 'sesame', json.dumps(self.others)],
                                        cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())
        self.url = self.url_for('anna')
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(30)

    def url_for(self, user, database='herald'):
        return f'http://{user}@127.0.0.1:{self.port}/{database}'

    def ask(self, user, method, path, body=None, media_type='application/json'):
        """Past Herald: the status and what the server answers."""
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        request = urllib.request.Request(f'http://127.0.0.1:{self.port}/{path}', method=method, data=body)
        request.add_header('Authorization', 'Basic ' + base64.b64encode(f'{user}:sesame'.encode()).decode())
        request.add_header('Content-Type', media_type)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b'null')

    def put(self, user, database, document):
        return self.ask(user, 'PUT', f'{database}/{urllib.parse.quote(document["_id"], safe="")}', document)
