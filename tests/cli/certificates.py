# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates made for one test, and a server's face that speaks TLS with them."""

import os
import select
import shutil
import socket
import ssl
import subprocess
import threading

from tap import Skip


def openssl(*arguments):
    subprocess.run(['openssl', *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


class Authority:
    """A certificate authority of the team's own; folder is for its files."""

    def __init__(self, folder, name):
        if shutil.which('openssl') is None:
            raise Skip('openssl is not installed')
        self.folder, self.name = folder, name
        self.key, self.file = self.path('key'), self.path('pem')
        openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30',
                '-subj', f'/CN={name}', '-keyout', self.key, '-out', self.file)

    def path(self, ending):
        return os.path.join(self.folder, f'{self.name}.{ending}')

    def certify(self, name, alternative, days=30):
        """Key and certificate of a server in one file."""
        key, request, names, certificate = (self.path(f'{name}.{e}') for e in ('key', 'csr', 'names', 'pem'))
        openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', f'/CN={name}',
                '-keyout', key, '-out', request)
        with open(names, 'w', encoding='ascii') as file:
            file.write(f'subjectAltName={alternative}\n')
        openssl('x509', '-req', '-in', request, '-CA', self.file, '-CAkey', self.key, '-CAcreateserial',
                '-days', str(days), '-extfile', names, '-out', certificate)
        with open(certificate, 'a', encoding='ascii') as file, open(key, encoding='ascii') as more:
            file.write(more.read())
        return certificate


class Door:
    """Takes TLS on a loopback port and passes what is inside on to another port of this computer."""

    def __init__(self, certificate, port):
        self.inner = port
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)

    def __enter__(self):
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()

    def url(self, user='anna', database='herald'):
        return f'https://{user}@127.0.0.1:{self.port}/{database}'

    def serve(self):
        while True:
            try:
                raw, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.connect, args=(raw,), daemon=True).start()

    def connect(self, raw):
        try:
            outer = self.context.wrap_socket(raw, server_side=True)
        except (OSError, ssl.SSLError):
            raw.close()
            return
        with outer, socket.create_connection(('127.0.0.1', self.inner)) as inner:
            # One TLS object must not be read and written at once from two threads: what is there is passed on in turns.
            outer.setblocking(False)
            inner.setblocking(False)
            self.pass_on(outer, inner)

    @staticmethod
    def pass_on(outer, inner):
        while True:
            if not outer.pending():
                select.select([outer, inner], [], [])
            for source, sink in ((outer, inner), (inner, outer)):
                try:
                    data = source.recv(65536)
                except (ssl.SSLWantReadError, BlockingIOError):
                    continue
                except OSError:
                    return
                if not data:
                    return
                sink.setblocking(True)
                try:
                    sink.sendall(data)
                except OSError:
                    return
                sink.setblocking(False)
