#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What "remote init" makes of a team server, and who then may do what: test-server-side.py PROGRAM SOURCE-ROOT"""

import http.server
import json
import os
import pty
import re
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap  # noqa: E402
from desk import Desk, import_fixture  # noqa: E402
from server import PASSWORD, Server  # noqa: E402
from tap import test  # noqa: E402

PROGRAM, ROOT = map(os.path.abspath, sys.argv[1:3])
TEAM = {'mario': [], 'lin': [], 'ugo': ['herald-viewer'], 'eva': ['herald-editor'], 'stranger': []}
HASH = 'a' * 64
DATABASES = ('herald', 'herald-objects')


def set_up(server, desk, *more):
    desk.ctl('remote', 'set', server.url)
    return desk.json('remote', 'init', *more, env=PASSWORD)


def security(server, database='herald'):
    return server.ask('anna', 'GET', f'{database}/_security')[1]


def rules(server, database='herald'):
    return server.ask('anna', 'GET', f'{database}/_design/herald')[1]


def sync_as(server, desk, user):
    desk.ctl('remote', 'set', server.url_for(user))
    return desk.run('sync', '--json', env=PASSWORD)


# Setting up


@test
def init_makes_everything_once():
    with Server(ROOT, **TEAM) as server, Desk(PROGRAM) as desk:
        done = set_up(server, desk, '--editor', 'mario', '--viewer', 'lin')
        assert (done['made'], done['rules_before'], done['rules'], done['rules_written'], done['team_written']) == \
            (2, 0, 1, True, True), done
        for database in DATABASES:
            assert security(server, database) == {
                'admins': {'names': [], 'roles': ['_admin']},
                'members': {'names': ['lin', 'mario'], 'roles': ['_admin', 'herald-editor', 'herald-viewer']},
                'herald': {'editors': {'names': ['mario'], 'roles': ['herald-editor']},
                           'viewers': {'names': ['lin'], 'roles': ['herald-viewer']}}}, security(server, database)
            document = rules(server, database)
            assert document['herald'] == {'rules': 1} and document['language'] == 'javascript'
            assert document['validate_doc_update'].startswith('function (') and document['validate_doc_update'].endswith('}')
        assert "'heads'" in rules(server)['validate_doc_update'] and "'objects'" in rules(server, DATABASES[1])['validate_doc_update']

        before = [(security(server, d), rules(server, d)) for d in DATABASES]
        again = desk.json('remote', 'init', env=PASSWORD)
        assert (again['made'], again['rules_before'], again['rules_written'], again['team_written']) == (0, 1, False, False), again
        assert [(security(server, d), rules(server, d)) for d in DATABASES] == before
        said = desk.ctl('remote', 'init', env=PASSWORD)
        assert 'as they were' in said and 'mario' in said and 'sesame' not in said, said


@test
def init_changes_the_team():
    with Server(ROOT, **TEAM) as server, Desk(PROGRAM) as desk:
        set_up(server, desk, '--editor', 'mario', '--viewer', 'lin')
        done = desk.json('remote', 'init', '--viewer', 'mario', '--editor', 'lin', '--editor', 'eva', env=PASSWORD)
        assert done['editors']['names'] == ['eva', 'lin'] and done['viewers']['names'] == ['mario'], done
        done = desk.json('remote', 'init', '--remove', 'lin', env=PASSWORD)
        assert done['editors']['names'] == ['eva'] and 'lin' not in security(server)['members']['names'], done
        assert server.ask('lin', 'GET', 'herald')[0] in (401, 403)


@test
def init_keeps_what_others_set():
    with Server(ROOT, **TEAM) as server, Desk(PROGRAM) as desk:
        for database in DATABASES:
            server.ask('anna', 'PUT', database)
            server.ask('anna', 'PUT', f'{database}/_security',
                       {'admins': {'names': ['eva']}, 'members': {'names': ['mario'], 'roles': ['press']}, 'host': {'x': 1}})
        done = set_up(server, desk, '--viewer', 'lin')
        assert done['made'] == 0 and done['rules_before'] == 0
        assert done['editors'] == {'names': ['mario'], 'roles': ['herald-editor', 'press']}, 'who could write still may'
        now = security(server)
        assert now['host'] == {'x': 1} and now['admins'] == {'names': ['eva'], 'roles': ['_admin']}, now
        # An administrator of the database alone can do it too, once the databases are there.
        done = desk.json('remote', 'init', '--as', 'eva', '--editor', 'lin', env=PASSWORD)
        assert 'lin' in done['editors']['names'], done


@test
def rules_go_forward_only():
    with Server(ROOT) as server, Desk(PROGRAM) as desk:
        set_up(server, desk)
        ours = rules(server)
        server.put('anna', 'herald', dict(ours, herald={'rules': 7}, validate_doc_update='function () { }'))
        result = desk.run('remote', 'init', '--json', env=PASSWORD)
        assert result.returncode == 0 and json.loads(result.stdout)['rules_written'] is False, result
        assert rules(server)['herald'] == {'rules': 7} and rules(server)['validate_doc_update'] == 'function () { }'

        server.put('anna', 'herald', dict(rules(server), herald={'rules': 0}))
        done = desk.json('remote', 'init', env=PASSWORD)
        assert done['rules_before'] == 0 and done['rules_written'] and rules(server)['herald'] == {'rules': 1}, done

        changed = dict(rules(server), validate_doc_update='function () { }')
        server.put('anna', 'herald', changed)
        assert 'written again' in desk.ctl('remote', 'init', env=PASSWORD)
        assert rules(server)['validate_doc_update'] == ours['validate_doc_update']


@test
def only_administrators_set_up():
    with Server(ROOT, **TEAM) as server, Desk(PROGRAM) as desk:
        desk.ctl('remote', 'set', server.url_for('mario'))
        message = desk.fails(1, 'remote', 'init', env=PASSWORD)
        assert 'mario' in message and '--as' in message and 'sesame' not in message, message
        assert server.ask('anna', 'GET', 'herald')[0] == 404
        desk.ctl('remote', 'init', '--as', 'anna', '--editor', 'mario', env=PASSWORD)
        before = security(server)
        for user in ('mario', 'stranger'):
            message = desk.fails(1, 'remote', 'init', '--as', user, '--editor', 'stranger', env=PASSWORD)
            assert user in message, message
        assert security(server) == before
        message = desk.fails(1, 'remote', 'init', '--as', 'anna', env={'HERALD_REMOTE_PASSWORD': 'wrong'})
        assert 'wrong' not in message, message
        assert desk.fails(1, 'remote', 'init'), 'without a password, and nobody to ask'


@test
def usage():
    with Desk(PROGRAM) as desk:
        assert 'remote set' in desk.fails(1, 'remote', 'init')
        desk.ctl('remote', 'set', 'http://anna@127.0.0.1:9/herald')
        for wrong in [('init', 'x'), ('init', '--none'), ('init', '--editor', ''), ('init', '--as', ''),
                      ('init', '--editor', 'a', '--viewer', 'a'), ('init', '--editor', 'a', '--remove', 'a'),
                      ('show', '--editor', 'a'), ('set', 'http://a@localhost/x', '--as', 'b')]:
            desk.fails(2, 'remote', *wrong, env=PASSWORD)
        assert 'reached' in desk.fails(1, 'remote', 'init', env=PASSWORD)


@test
def other_programs_are_left_alone():
    with Server(ROOT) as server, Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        for database in DATABASES:
            server.ask('anna', 'PUT', database)
        server.put('anna', 'herald', {'_id': 'invoice-1', 'total': 1.5})
        desk.ctl('remote', 'set', server.url)
        for command in ('sync', 'init'):
            words = ('remote', 'init') if command == 'init' else ('sync',)
            assert 'another program' in desk.fails(1, *words, env=PASSWORD)
        ids = [row['id'] for row in server.ask('anna', 'GET', 'herald/_all_docs')[1]['rows']]
        assert ids == ['invoice-1'] and server.ask('anna', 'GET', 'herald-objects/_all_docs')[1]['rows'] == [], ids

        rev = server.ask('anna', 'GET', 'herald/invoice-1')[1]['_rev']
        server.ask('anna', 'DELETE', f'herald/invoice-1?rev={rev}')
        server.put('anna', 'herald-objects', {'_id': 'photo', 'x': 1})
        assert 'herald-objects' in desk.fails(1, 'remote', 'init', env=PASSWORD)
        rev = server.ask('anna', 'GET', 'herald-objects/photo')[1]['_rev']
        server.ask('anna', 'DELETE', f'herald-objects/photo?rev={rev}')
        desk.ctl('remote', 'init', env=PASSWORD)
        assert desk.json('sync', env=PASSWORD)['pushed'] == 1
        assert server.ask('anna', 'GET', f'herald/announcement%3A{ident}')[0] == 200


@test
def a_library_that_was_there_before_keeps_its_documents():
    with Server(ROOT, **TEAM) as server, Desk(PROGRAM) as desk, Desk(PROGRAM) as other:
        ident = import_fixture(desk)
        desk.ctl('remote', 'set', server.url)
        assert desk.json('sync', env=PASSWORD)['pushed'] == 1
        done = desk.json('remote', 'init', '--editor', 'mario', env=PASSWORD)
        assert done['made'] == 0 and done['rules_before'] == 0, done
        other.ctl('remote', 'set', server.url_for('mario'))
        assert other.json('sync', env=PASSWORD)['pulled'] == 1
        other.ctl('set', ident, 'headline=From Mario')
        assert other.json('sync', env=PASSWORD)['pushed'] == 1


# Who may do what


@test
def readers_get_all_and_send_nothing():
    with Server(ROOT, **TEAM) as server, Desk(PROGRAM) as desk, Desk(PROGRAM) as reader:
        set_up(server, desk, '--editor', 'mario', '--viewer', 'lin')
        ident = import_fixture(desk)
        assert json.loads(sync_as(server, desk, 'mario').stdout)['pushed'] == 1

        for user in ('lin', 'ugo'):
            result = sync_as(server, reader, user)
            assert result.returncode == 0 and b'may read' in result.stderr, result
        assert reader.json('show', ident)['headline'] == desk.json('show', ident)['headline']
        answer = json.loads(result.stdout)
        assert answer['read_only'] and answer['unsent'] == 0 and answer['set_aside'] == [], answer

        reader.ctl('set', ident, 'subheadline=A reader was here')
        mine = import_fixture(reader)
        before = [row for row in server.ask('anna', 'GET', 'herald/_all_docs')[1]['rows']]
        for _ in range(2):
            result = sync_as(server, reader, 'lin')
            answer = json.loads(result.stdout)
            assert result.returncode == 0 and answer['unsent'] == 2 and answer['pushed'] == 0, result
            assert answer['set_aside'] == [] and b'2 announcements' in result.stderr, result
        assert server.ask('anna', 'GET', 'herald/_all_docs')[1]['rows'] == before
        assert reader.json('show', ident)['subheadline'] == 'A reader was here'

        # What the team writes goes on arriving, and joins what the reader wrote.
        desk.ctl('set', ident, 'headline=Second')
        sync_as(server, desk, 'mario')
        assert sync_as(server, reader, 'lin').returncode == 0
        shown = reader.json('show', ident)
        assert (shown['headline'], shown['subheadline']) == ('Second', 'A reader was here'), shown

        # As an editor all of it goes out.
        desk.ctl('remote', 'init', '--as', 'anna', '--editor', 'lin', env=PASSWORD)
        result = sync_as(server, reader, 'lin')
        answer = json.loads(result.stdout)
        assert result.returncode == 0 and result.stderr == b'' and answer['pushed'] == 2 and not answer['read_only'], result
        sync_as(server, desk, 'mario')
        assert desk.json('show', ident)['subheadline'] == 'A reader was here'
        assert mine in [row['id'] for row in desk.json('list')]

        # And back: the permission is lost in the middle of the work.
        desk.ctl('remote', 'init', '--as', 'anna', '--viewer', 'lin', env=PASSWORD)
        reader.ctl('set', ident, 'headline=Too late')
        result = sync_as(server, reader, 'lin')
        assert result.returncode == 0 and json.loads(result.stdout)['unsent'] == 1, result
        assert result.stderr.count(b'\n') == 1, result


@test
def strangers_are_told_so():
    with Server(ROOT, **TEAM) as server, Desk(PROGRAM) as desk:
        set_up(server, desk)
        result = sync_as(server, desk, 'stranger')
        assert result.returncode == 1 and result.stdout == b'', result


@test
def a_person_at_a_terminal_is_asked():
    with Server(ROOT) as server, Desk(PROGRAM) as desk:
        desk.ctl('remote', 'set', server.url)
        for word, code in (('sesame', 0), ('wrong', 1)):
            pid, terminal = pty.fork()
            if pid == 0:
                os.execve(PROGRAM, [PROGRAM, 'remote', 'init'], desk.env)
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


# Trying to break it


def head(ident, **more):
    body = {'schema': 1, 'type': 'announcement', 'id': ident, 'headline': 'x'}
    return dict({'schema': 1, 'hash': HASH, 'time': '2026-11-22T10:00:00Z', 'body': body}, **more)


def bad_writes(server, ident):
    """(database, document) that nobody but an administrator, or nobody at all, may write; of what really is there."""
    found = server.ask('anna', 'GET', f'herald/announcement%3A{ident}')[1]
    new = ident[:-1] + ('0' if ident[-1] != '0' else '1')
    objects = server.ask('anna', 'GET', 'herald-objects/_all_docs?include_docs=true')[1]['rows']
    yield 'herald', {'_id': found['_id'], '_rev': found['_rev'], '_deleted': True}
    yield 'herald', {'_id': found['_id'], '_rev': found['_rev'], '_deleted': True, 'winner': found['_rev'],
                     'heads': [h['hash'] for h in found['heads']]}
    for heads in [[], [head(new)], None, 'x', [head(ident), head(ident)], [head(ident, time='today')]]:
        yield 'herald', dict(found, heads=heads)
    yield 'herald', dict(found, schema=2)
    yield 'herald', dict(found, more='x')
    yield 'herald', dict(found, _attachments={'data': {'content_type': 'text/html', 'data': 'eA=='}})
    yield 'herald', {'_id': f'person:{new}', 'schema': 1, 'heads': [head(new)]}
    yield 'herald', {'_id': 'announcement:x', 'schema': 1, 'heads': [head('x')]}
    yield 'herald', {'_id': 'index.html', 'x': 1}
    yield 'herald', {'_id': f'version:{ident}:{HASH}', 'version': {}}
    yield 'herald', dict(server.ask('anna', 'GET', 'herald/library%3Aidentity')[1], identity=ident)
    for row in objects:
        document = row['doc']
        if document['_id'].startswith('_design/'):
            continue
        yield 'herald-objects', {'_id': document['_id'], '_rev': document['_rev'], '_deleted': True}
        yield 'herald-objects', dict(document, message='changed')
        yield 'herald-objects', document
    yield 'herald-objects', {'_id': f'body:{ident}:{HASH}', 'body': {'schema': 1, 'type': 'announcement', 'id': new}}
    yield 'herald-objects', {'_id': f'version:{ident}:{HASH}', 'version': {'schema': 1, 'document': ident, 'body': HASH}}
    yield 'herald-objects', {'_id': f'asset:{HASH}'}
    yield 'herald-objects', {'_id': f'announcement:{ident}', 'schema': 1, 'heads': [head(ident)]}


@test
def bad_writes_are_refused():
    with Server(ROOT, **TEAM) as server, Desk(PROGRAM) as desk:
        set_up(server, desk, '--editor', 'mario', '--viewer', 'lin')
        ident = import_fixture(desk)
        picture = desk.write('hero.png', bytes.fromhex('89504e470d0a1a0a0000000d4948445200000001000000010800000000'
                                                       '3a7e9b550000000a49444154789c6360000000020001e221bc33'
                                                       '0000000049454e44ae426082'))
        desk.ctl('asset', 'add', ident, picture)
        assert json.loads(sync_as(server, desk, 'mario').stdout)['pushed'] == 1
        before = [server.ask('anna', 'GET', f'{d}/_all_docs')[1]['rows'] for d in DATABASES]
        asset = [row['id'] for row in before[1] if row['id'].startswith('asset:')]
        assert len(asset) == 1

        count = 0
        for database, document in bad_writes(server, ident):
            for user in ('mario', 'eva'):
                status, answer = server.put(user, database, document)
                assert status == 403 and not answer['reason'].startswith('read-only'), (user, document, status, answer)
                status, answer = server.ask(user, 'POST', f'{database}/_bulk_docs', {'docs': [document]})
                assert 'rev' not in answer[0] and answer[0]['error'] == 'forbidden', (document, answer)
                count += 2
        assert count > 80, count

        rev = before[1][[row['id'] for row in before[1]].index(asset[0])]['value']['rev']
        path = 'herald-objects/' + asset[0].replace(':', '%3A')
        assert server.ask('mario', 'PUT', f'{path}/data?rev={rev}', b'other', 'image/png')[0] == 403
        assert server.ask('mario', 'PUT', f'{path}/more?rev={rev}', b'other', 'image/png')[0] == 403
        assert server.ask('mario', 'DELETE', f'{path}/data?rev={rev}')[0] == 403
        assert server.ask('mario', 'DELETE', f'{path}?rev={rev}')[0] == 403
        assert server.ask('mario', 'PUT', f'herald-objects/asset%3A{HASH}/page.html', b'x', 'text/html')[0] == 403
        for path in ('_design/herald', '_design/other', '_security'):
            assert server.ask('mario', 'PUT', f'herald/{path}', {'x': 1})[0] in (401, 403)
        assert [server.ask('anna', 'GET', f'{d}/_all_docs')[1]['rows'] for d in DATABASES] == before


@test
def readers_write_nothing_at_all():
    with Server(ROOT, **TEAM) as server, Desk(PROGRAM) as desk:
        set_up(server, desk, '--editor', 'mario', '--viewer', 'lin')
        ident = import_fixture(desk)
        sync_as(server, desk, 'mario')
        good = [('herald', {'_id': f'announcement:{ident}', '_rev': server.ask('anna', 'GET', f'herald/announcement%3A{ident}')[1]['_rev'],
                            'schema': 1, 'heads': [head(ident)]}),
                ('herald', {'_id': 'team:policy', 'schema': 1}),
                ('herald', {'_id': 'agent:x', 'a': 1}),
                ('herald-objects', {'_id': f'body:{ident}:{HASH}', 'body': head(ident)['body']})]
        for user in ('lin', 'ugo'):
            for database, document in good:
                status, answer = server.put(user, database, document)
                assert status == 403 and answer['reason'].startswith('read-only:'), (document, status, answer)
            assert server.ask(user, 'PUT', f'herald-objects/asset%3A{HASH}/data', b'x', 'image/png')[0] == 403
        for user in ('stranger',):
            for database, document in good:
                assert server.put(user, database, document)[0] in (401, 403)
            assert server.ask(user, 'GET', 'herald/_all_docs')[0] in (401, 403)
        # The same is good from an editor: it was who wrote it that was refused.
        for database, document in good:
            assert server.put('mario', database, document)[0] == 201, document


# A server of long ago, or one that does not keep what it takes


class Pretender(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    version, status, forgets = '3.4.3', 202, False
    kept = {}

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == '/':
            self.answer(200, {'couchdb': 'Welcome', 'version': self.version})
        elif self.path == '/_session':
            self.answer(200, {'userCtx': {'name': 'anna', 'roles': ['_admin']}})
        elif self.path in self.kept or re.sub(r'\?.*', '', self.path) in self.kept:
            self.answer(200, self.kept[re.sub(r'\?.*', '', self.path)])
        elif self.path.endswith('/_security'):
            self.answer(200, {})
        elif '_all_docs' in self.path:
            self.answer(200, {'total_rows': 0, 'offset': 0, 'rows': []})
        else:
            self.answer(404, {'error': 'not_found', 'reason': 'missing'})

    def do_PUT(self):
        body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        value = json.loads(body) if body else {'db_name': self.path[1:]}
        if '_design' in self.path:
            value = dict(value, _rev='1-' + 'a' * 32)
            if self.forgets:
                value['validate_doc_update'] = 'function () { }'
        self.kept[self.path] = value
        self.answer(self.status, {'ok': True, 'id': '_design/herald', 'rev': '1-' + 'a' * 32})

    def log_message(self, *_):
        pass


def pretend(desk, **what):
    handler = type('Handler', (Pretender,), dict(what, kept={}))
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        desk.ctl('remote', 'set', f'http://anna@127.0.0.1:{server.server_port}/herald')
        return desk.run('remote', 'init', env=PASSWORD), handler.kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@test
def a_cluster_that_has_only_accepted():
    with Desk(PROGRAM) as desk:
        result, kept = pretend(desk)
        assert result.returncode == 0 and b'202' in result.stdout, result
        assert set(kept) == {'/' + d + rest for d in DATABASES for rest in ('', '/_design/herald', '/_security')}, set(kept)
        result, _ = pretend(desk, status=201)
        assert result.returncode == 0 and b'202' not in result.stdout, result
        result, _ = pretend(desk, forgets=True)
        assert result.returncode == 1 and b'does not read back' in result.stderr, result


@test
def a_server_that_is_too_old():
    with Desk(PROGRAM) as desk:
        for version in ('1.6.1', '2.3.1'):
            result, kept = pretend(desk, version=version)
            assert result.returncode == 1 and version.encode() in result.stderr and kept == {}, result


if __name__ == '__main__':
    sys.exit(tap.main())
