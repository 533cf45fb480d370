#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work on announcements, as scripts and people do it with heraldctl: test-drafting.py PROGRAM"""

import json
import os
import re
import sys

sys.dont_write_bytecode = True  # nothing is left behind in the sources
import tap  # noqa: E402
from desk import FIXTURE, Desk, import_fixture  # noqa: E402
from tap import test  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
HASH = re.compile(r'[0-9a-f]{64}\n')


# The journey of one announcement

@test
def imported_text_is_structured():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        document = desk.json('show', ident)
        quotes = [block for block in document['body'] if block['type'] == 'quote']
        assert document['language'] == 'it'
        assert document['headline'] == 'Aurelia Optics e Kitefin Mobile insieme per una lente da tasca'
        assert quotes[0]['speaker']['name'] == 'Anna Bruni'
        assert {party['name'] for party in document['parties']} >= {'Aurelia Optics', 'Kitefin Mobile'}
        text = desk.ctl('show', ident)
        assert 'La luce non si comprime' in text and '— Anna Bruni' in text and ident in text


@test
def import_reads_standard_input():
    with Desk(PROGRAM) as desk:
        with open(FIXTURE, 'rb') as file:
            ident = desk.ctl('import', '-', '--language', 'de', stdin=file.read()).strip()
        assert desk.json('show', ident)['language'] == 'de'


@test
def import_takes_json_as_it_is():
    with Desk(PROGRAM) as desk, Desk(PROGRAM) as other:
        ident = import_fixture(desk)
        desk.ctl('embargo', ident, '2031-12-01 09:00', 'Europe/Rome')
        edition = desk.ctl('new', '--edition-of', ident, '--language', 'en').strip()
        texts = [desk.ctl('show', i, '--json') for i in (ident, edition)]
        assert other.ctl('import', other.write('a.json', texts[0])).strip() == ident
        assert other.ctl('import', '-', stdin=texts[1]).strip() == edition
        assert [other.ctl('show', i, '--json') for i in (ident, edition)] == texts
        before = other.state()
        assert ident in other.fails(1, 'import', other.path('a.json'))
        changed = {**json.loads(texts[0]), 'id': 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'}
        for members in [{'status': 'released'}, {'type': 'person'}, {'schema': 2},
                        {'embargo': {'wall': '2031-12-02T09:00:00', 'zone': 'Europe/Rome', 'utc': '2031-12-02T08:00:00Z'}}]:
            other.fails(1, 'import', '-', stdin=json.dumps({**changed, **members}))
        other.fails(1, 'import', other.write('b.json', texts[0][:-9]))
        other.fails(2, 'import', other.path('a.json'), '--language', 'de')
        assert other.state() == before


@test
def companies_and_people():
    with Desk(PROGRAM) as desk:
        company = desk.ctl('organisation', 'new', 'Kitefin Mobile', '--alias', 'Kitefin').strip()
        person = desk.ctl('person', 'new', 'Lin Qiao', '--title', 'founder and CEO', '--organisation', 'kitefin').strip()
        assert desk.json('organisation', 'list') == [{'id': company, 'name': 'Kitefin Mobile'}]
        assert 'Lin Qiao' in desk.ctl('person', 'list') and desk.json('list') == []
        document = json.loads(desk.ctl('person', 'show', 'lin qiao'))
        assert document['title'] == 'founder and CEO' and document['organisation'] == company, document
        document.update(title='chair', pronouns='she')  # members of a Herald to come survive
        desk.ctl('person', 'put', person[:8], desk.write('p.json', json.dumps(document)))
        assert json.loads(desk.ctl('person', 'show', person)) == document
        assert len(desk.json('history', person)) == 2
        desk.fails(1, 'person', 'put', 'Lin Qiao', desk.write('q.json', json.dumps({**document, 'id': company})))
        desk.fails(1, 'person', 'put', 'Lin Qiao', desk.write('r.json', desk.ctl('organisation', 'show', company)))
        desk.fails(1, 'person', 'show', company)
        desk.fails(1, 'person', 'new', 'Zhao Min', '--organisation', 'Nobody knows it')
        desk.fails(2, 'person', 'new', ' ')
        desk.fails(2, 'organisation', 'forget', company)
        assert desk.json('person', 'list') == [{'id': person, 'name': 'Lin Qiao'}]


@test
def draft_to_kit():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        short = ident[:8]
        desk.ctl('tag', short, '+imaging')
        desk.ctl('embargo', short, '2031-12-01 09:00', 'Europe/Rome')
        assert HASH.fullmatch(desk.ctl('save', short, '-m', 'First draft'))
        printed = desk.ctl('export', short, '--format', 'html,pdf', '--output', 'kit').splitlines()
        assert all(path.startswith('kit/') for path in printed), printed
        for path in printed:
            assert os.path.getsize(desk.path(path)) > 0, path
        assert 'kit/index.html' in printed, printed
        pdf, = [path for path in printed if path.endswith('.pdf')]
        with open(desk.path(pdf), 'rb') as file:
            assert file.read(5) == b'%PDF-'
        with open(desk.path('kit/index.html'), encoding='utf-8') as file:
            assert 'La luce non si comprime' in file.read()
        result = desk.run('sync')
        assert result.returncode == 0 and result.stdout == b'', result
        assert result.stderr.decode().startswith('heraldctl: On this computer'), result.stderr


@test
def new_announcements():
    with Desk(PROGRAM) as desk:
        plain = desk.json('show', desk.ctl('new').strip())
        assert (plain['kind'], plain['language'], plain['status'], plain.get('body', [])) == ('other', 'en', 'draft', [])
        assert desk.json('show', desk.ctl('new', '--kind', 'event', '--language', 'zh-Hans').strip())['kind'] == 'event'
        filled = desk.json('show', desk.ctl('new', '--template', 'partnership', '--language', 'it').strip())
        assert filled['kind'] == 'partnership'
        assert [block['type'] for block in filled['body']].count('quote') == 2
        assert not any(block.get('text') for block in filled['body'])
        italian = desk.json('show', desk.ctl('new', env={'LC_ALL': 'C.UTF-8', 'LANGUAGE': '', 'LANG': 'it_IT.UTF-8'}).strip())
        assert italian['language'] == 'en', 'LC_ALL goes before LANG'


@test
def set_members():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        desk.ctl('set', ident, 'headline=A lens = a pocket', 'status=review', 'dateline.place=Bergamo', 'notes=')
        document = desk.json('show', ident)
        assert (document['headline'], document['status'], document['dateline']['place']) == ('A lens = a pocket', 'review', 'Bergamo')
        before = desk.state()
        for wrong in ['status=released', 'status=frob', 'frob=1', 'id=1', 'dateline.date=tomorrow', 'kind=frob']:
            desk.fails(2, 'set', ident, 'headline=Changed', wrong)
        assert desk.state() == before, 'all or nothing'


@test
def tags():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        old = desk.json('show', ident).get('tags', [])
        desk.ctl('tag', ident, '+zoom', '+cafe\u0301', '+zoom', '-never there', '+-odd')
        assert desk.json('show', ident)['tags'] == sorted(old + ['zoom', 'caf\u00e9', '-odd'], key=str.encode)
        desk.ctl('tag', ident, '-zoom', '-h')
        assert 'zoom' not in desk.json('show', ident)['tags']
        assert desk.json('list', '--tag', 'café')[0]['id'] == ident
        assert desk.json('list', '--tag', 'zoom') == []
        before = desk.state()
        desk.fails(2, 'tag', ident, '+good', 'bad')
        desk.fails(2, 'tag', ident, '+good', '+')
        assert desk.state() == before


@test
def diff_prints_nothing_that_a_terminal_obeys():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        desk.ctl('save', ident, '-m', 'First')
        hostile = desk.json('show', ident)
        hostile['headline'] = 'Aurelia \x1b]0;owned\x07 \u202e Kitefin'
        hostile['body'][0]['text'] += ' \x1b[2J'
        desk.ctl('put', ident, '-', stdin=json.dumps(hostile))
        text = desk.ctl('diff', ident)
        assert 'owned' in text and not re.search('[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]', text), text


@test
def history_diff_and_restore():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        assert desk.json('history', ident) == []
        first = desk.ctl('save', ident, '-m', 'Erste Fassung – für Bergamo').strip()
        desk.ctl('set', ident, 'headline=Aurelia Optics e Kitefin Mobile insieme per una lente da borsa')
        changes = desk.json('diff', ident)
        assert [(c['kind'], c['subject'], c['moved']) for c in changes] == [('edited', 'headline', False)], changes
        assert changes[0]['before'].endswith('tasca') and changes[0]['after'].endswith('borsa')
        part = changes[0]['parts'][0]
        assert [run['kind'] for run in part['runs']] == ['same', 'removed', 'added'], part
        run = part['runs'][2]
        assert part['after'][run['after_start']:run['after_start'] + run['after_length']] == 'borsa', part
        text = desk.ctl('diff', ident)
        assert 'Headline' in text and 'lente da [-tasca-]{+borsa+}' in text and '\033' not in text, text
        second = desk.ctl('save', ident, '-m', 'Second').strip()
        assert desk.json('diff', ident) == []
        assert [c['subject'] for c in desk.json('diff', ident, '1', second[:10])] == ['headline']

        desk.ctl('embargo', ident, '2031-12-01 09:00', 'Europe/Rome')
        text = desk.ctl('diff', ident)
        assert 'Embargo' in text and '{+Mon 1 Dec 2031, 09:00 Rome+}' in text, text
        change = desk.json('diff', ident)[0]
        assert change['subject'] == 'embargo' and change['after']['zone'] == 'Europe/Rome', change
        assert change['parts'][0]['after'] == '2031-12-01T09:00:00 Europe/Rome', change
        desk.ctl('embargo', ident, '--clear')

        history = desk.json('history', ident)
        assert all(set(row) >= {'hash', 'parents', 'author', 'time', 'message', 'automatic'} for row in history) and len(history) == 2
        assert [row['hash'] for row in history] == [second, first]
        assert history[0]['parents'] == [first] and history[1]['parents'] == []
        assert history[1]['message'] == 'Erste Fassung – für Bergamo' and not history[1]['automatic']
        assert history[0]['author'] == {'name': 'Anna Bruni', 'email': 'anna@aurelia.example'}
        assert re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', history[0]['time'])

        desk.ctl('tag', ident, '+unsaved')
        top = desk.ctl('restore', ident, first[:10]).strip()
        assert desk.json('show', ident)['headline'].endswith('tasca')
        after = desk.json('history', ident)
        assert after[0]['hash'] == top and after[1]['automatic'] and len(after) == 4
        assert 'unsaved' in desk.json('show', ident, '--version', after[1]['hash'])['tags'], 'nothing is lost'
        assert desk.json('show', ident, '--version', '2')['headline'].endswith('borsa')


@test
def put_replaces_the_draft():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        document = desk.json('show', ident)
        document['headline'] = 'Put “here”'
        document['from_the_future'] = {'kept': [1, 2]}
        desk.ctl('put', ident, '-', stdin=json.dumps(document))
        assert desk.json('show', ident) == document
        assert desk.ctl('show', ident, '--json') == desk.ctl('show', ident, '--json')
        assert [row['automatic'] for row in desk.json('history', ident)] == [True], 'what was replaced is kept'


@test
def bad_files_change_nothing():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        other = desk.ctl('new').strip()
        document = desk.json('show', ident)

        def changed(**members):
            return json.dumps({**document, **members})

        whole = json.dumps(document)
        files = {
            'cut': whole[:-2], 'empty': '', 'comment': '/* */' + whole, 'twice': whole.replace('{', '{"id": "x",', 1),
            'deep': '[' * 100000 + ']' * 100000, 'nul': whole.replace('Aurelia', 'Au\\u0000relia'),
            'surrogate': whole.replace('Aurelia', '\\ud800'), 'big': changed(schema=2 ** 60), 'latin1': b'{"headline": "caf\xe9"}',
            'list': '[]', 'newer': changed(schema=2), 'other': desk.ctl('show', other, '--json'), 'no-id': '{"schema": 1}',
            'type': changed(type='person'), 'released': changed(status='released'), 'wrong-type': changed(headline=[]),
            'embargo': changed(embargo={'wall': '2031-12-01T09:00:00', 'zone': 'Europe/Rome', 'utc': '2031-12-01T09:00:00Z'}),
        }
        before = desk.state()
        for name, content in files.items():
            message = desk.fails(1, 'put', ident, desk.write(name + '.json', content))
            assert len(message) < 400, message
        desk.fails(1, 'put', ident, desk.path('missing.json'))
        desk.fails(1, 'put', ident, desk.home)
        assert desk.state() == before


@test
def bad_texts_change_nothing():
    with Desk(PROGRAM) as desk:
        before = desk.state()
        for content in [b'', b' \n\n', b'caf\xe9 \xff', b'before\0after', b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR']:
            desk.fails(1, 'import', desk.write('bad', content))
        desk.fails(1, 'import', desk.path('missing'))
        desk.fails(1, 'import', desk.home)
        assert desk.state() == before


@test
def bad_ids():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        for _ in range(17):  # two of eighteen begin with the same of sixteen digits
            desk.ctl('new')
        ids = [row['id'] for row in desk.json('list')]
        twice = next(i[0] for i in ids if sum(other[0] == i[0] for other in ids) > 1)
        before = desk.state()
        for wrong in ['zzzz', 'ffffffff-ffff-4fff-bfff-ffffffffffff', twice, '%', "'", '../x', '']:
            for args in [('show', wrong), ('history', wrong), ('diff', wrong), ('tag', wrong, '+x'), ('set', wrong, 'notes=x'),
                         ('save', wrong, '-m', 'x'), ('trash', wrong), ('untrash', wrong), ('erase', wrong, '--yes'),
                         ('embargo', wrong, '2031-12-01 09:00', 'Europe/Rome'), ('embargo', wrong, '--clear'),
                         ('restore', wrong, '1'), ('asset', 'list', wrong), ('conflicts', wrong),
                         ('export', wrong, '--format', 'html', '--output', 'kit'), ('new', '--edition-of', wrong, '--language', 'de')]:
                if not (wrong == '' and args[0] == 'tag'):
                    desk.fails(1, *args)
        for version in ['7', 'zzz', '', 'head~1']:
            desk.fails(1, 'show', ident, '--version', version)
            desk.fails(1, 'restore', ident, version)
        assert desk.state() == before
        assert not os.path.exists(desk.path('kit'))


# Embargo

@test
def embargo_times():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        before = desk.state()
        for code, wall, zone in [(1, '2027-03-28 02:30', 'Europe/Rome'), (1, '2027-10-31 02:30', 'Europe/Rome'),
                                 (2, '2031-12-01 09:00', 'Europe/Rom'), (2, '2031-12-01 09:00', 'CET-1CEST'),
                                 (2, '2031-12-01 09:00', ''), (2, '2031-12-01 09:00', '../etc/passwd'),
                                 (2, '2031-13-01 09:00', 'Europe/Rome'), (2, '2031-02-30 09:00', 'Europe/Rome'),
                                 (2, '2031-12-01', 'Europe/Rome'), (2, '2031-12-01 24:00', 'Europe/Rome'),
                                 (2, 'tomorrow', 'Europe/Rome'), (2, '', 'Europe/Rome'), (2, '2031-12-01 9 am', 'Europe/Rome')]:
            desk.fails(code, 'embargo', ident, wall, zone)
        desk.fails(2, 'embargo', ident, '2027-10-31 02:30', 'Europe/Rome', '--earlier', '--later')
        desk.fails(2, 'embargo', ident, '2027-10-31 02:30', 'Europe/Rome', '--clear')
        assert desk.state() == before

        for choice, utc in [('--earlier', '2027-10-31T00:30:00Z'), ('--later', '2027-10-31T01:30:00Z')]:
            text = desk.ctl('embargo', ident, '2027-10-31 02:30', 'Europe/Rome', choice)
            assert 'Europe/Rome' in text and utc[11:16] + ' UTC' in text, text
            assert desk.json('show', ident)['embargo'] == {'wall': '2027-10-31T02:30:00', 'zone': 'Europe/Rome', 'utc': utc}
        assert desk.json('list')[0]['embargo']['utc'] == '2027-10-31T01:30:00Z'
        desk.ctl('embargo', ident, '--clear')
        assert 'embargo' not in desk.json('show', ident) and desk.json('list')[0]['embargo'] is None


@test
def words_are_shown_and_set_nothing():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        before = desk.state()
        for words, wall, zone in [('1 December 2031 at 9am, Rome', '2031-12-01T09:00:00', 'Europe/Rome'),
                                  ('domenica 7 dicembre 2031 mezzanotte, ora di Roma', '2031-12-07T00:00:00', 'Europe/Rome')]:
            result = desk.run('embargo', ident, words)
            assert result.returncode == 0 and f'heraldctl embargo {ident} {wall} {zone}\n' in result.stdout.decode(), result
        assert b'when' in result.stderr and b'begins' in result.stderr, result.stderr
        for code, words in [(2, 'some day'), (2, 'Monday 7 December 2031 9:00'), (2, '2031-12-01'), (1, '28 March 2027 2:30, Rome')]:
            desk.fails(code, 'embargo', ident, words)
        desk.fails(2, 'embargo', ident, 'tomorrow 9am', '--clear')
        assert desk.state() == before
        printed = desk.ctl('embargo', ident, '31 October 2027 2:30, Rome', '--later').splitlines()[-1].split()
        desk.ctl(*printed[1:])
        assert desk.json('show', ident)['embargo']['utc'] == '2027-10-31T01:30:00Z'


@test
def embargo_in_the_past_is_told():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        result = desk.run('embargo', ident, '2020-12-01 09:00', 'Europe/Rome')
        assert result.returncode == 0 and b'passed' in result.stderr, result


@test
def one_embargo_for_all_editions():
    with Desk(PROGRAM) as desk:
        original = import_fixture(desk)
        desk.ctl('embargo', original, '2031-12-01 09:00', 'Europe/Rome')
        desk.ctl('set', original, 'notes=internal', 'status=review')
        english = desk.ctl('new', '--edition-of', original, '--language', 'en').strip()
        german = desk.ctl('new', '--edition-of', english, '--language', 'de').strip()
        alone = desk.ctl('new').strip()
        documents = [desk.json('show', i) for i in (original, english, german)]
        assert len({d['translation_group'] for d in documents}) == 1
        assert [d['language'] for d in documents] == ['it', 'en', 'de']
        assert documents[1]['embargo'] == documents[0]['embargo'] and documents[1]['parties'] == documents[0]['parties']
        assert documents[1]['status'] == 'draft' and 'notes' not in documents[1]

        desk.ctl('trash', german)
        assert 'all 3' in desk.ctl('embargo', english, '2031-12-02 10:00', 'Asia/Shanghai')
        assert {desk.json('show', i)['embargo']['utc'] for i in (original, english, german)} == {'2031-12-02T02:00:00Z'}
        assert 'embargo' not in desk.json('show', alone)

        document = desk.json('show', original)
        document['embargo'] = {'wall': '2032-01-01T00:00:00', 'zone': 'UTC', 'utc': '2032-01-01T00:00:00Z'}
        desk.ctl('put', original, '-', stdin=json.dumps(document))
        assert desk.json('show', english)['embargo']['zone'] == 'UTC'
        assert 'midnight' in desk.ctl('show', english)
        desk.ctl('embargo', german, '--clear')
        assert not any('embargo' in desk.json('show', i) for i in (original, english, german))

        before = desk.state()
        assert english in desk.fails(1, 'new', '--edition-of', original, '--language', 'en')
        desk.fails(1, 'new', '--edition-of', original, '--language', 'it')
        assert desk.state() == before


# Lists, trash, libraries, people

@test
def list_and_search():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        desk.ctl('tag', ident, '+imaging')
        other = desk.ctl('import', '-', stdin='Kitefin Mobile opens a 光学 laboratory\n\nShenzhen has a new bench.\n').strip()
        rows = desk.json('list')
        members = {'id', 'headline', 'status', 'language', 'tags', 'parties', 'embargo', 'modified'}
        assert [set(row) for row in rows] == [members] * 2 and {row['id'] for row in rows} == {ident, other}
        assert desk.json('list', '--tag', 'imaging')[0]['tags'] == ['imaging']
        assert len(desk.json('list', '--status', 'draft')) == 2 and desk.json('list', '--status', 'approved') == []
        assert [row['id'] for row in desk.json('search', 'laborat')] == [other]
        assert [row['id'] for row in desk.json('search', '光学')] == [other]
        assert [row['id'] for row in desk.json('search', 'luce', 'bruni')] == [ident]
        assert desk.json('search', 'nowhere') == []
        for odd in ['"', '*', 'a OR b', '-', "'; DROP TABLE documents", 'NEAR(', ')']:
            json.loads(desk.ctl('search', '--json', '--', odd))
        lines = desk.ctl('list').splitlines()
        assert len(lines) == 2 and {line.split()[0] for line in lines} == {ident[:8], other[:8]}


@test
def trash_untrash_erase():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        desk.ctl('trash', ident)
        assert desk.json('list') == [] and desk.json('list', '--trash')[0]['id'] == ident
        trashed = desk.json('show', ident)['trashed']
        assert trashed['by'] == 'Anna Bruni' and re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', trashed['at'])
        before = desk.state()
        desk.ctl('trash', ident)
        assert desk.state() == before, 'it is there already'
        desk.ctl('untrash', ident)
        assert desk.json('list')[0]['id'] == ident and 'trashed' not in desk.json('show', ident)
        assert len(desk.json('history', ident)) == 2

        before = desk.state()
        assert '--yes' in desk.fails(2, 'erase', ident)
        assert desk.state() == before
        desk.ctl('erase', ident, '--yes')
        desk.fails(1, 'show', ident)
        assert desk.json('list') == [] and desk.json('list', '--trash') == []


@test
def libraries():
    with Desk(PROGRAM) as desk:
        import_fixture(desk)
        first, = desk.json('library', 'list')
        folder = desk.ctl('library', 'new', 'Kitefin: ../Mobile').strip()
        assert os.path.dirname(folder) == desk.path('share', 'herald') and os.path.isdir(folder)
        assert desk.json('list') == [], 'the new one is the current one'
        assert [entry['current'] for entry in desk.json('library', 'list') if entry['folder'] == folder] == [True]
        desk.fails(1, 'library', 'open', 'no such library')
        desk.ctl('library', 'open', first['name'] or first['folder'])
        assert len(desk.json('list')) == 1
        elsewhere = desk.path('elsewhere')
        desk.ctl('--library', elsewhere, 'new')
        assert len(desk.json('--library', elsewhere, 'list')) == 1 == len(desk.json('list', '--library', elsewhere))
        desk.ctl('new', env={'HERALD_LIBRARY': elsewhere})
        assert len(desk.json('list', env={'HERALD_LIBRARY': elsewhere})) == 2
        assert len(desk.json('list', '--library', folder, env={'HERALD_LIBRARY': elsewhere})) == 0


@test
def whoami():
    with Desk(PROGRAM) as desk:
        assert desk.ctl('whoami') == 'Anna Bruni <anna@aurelia.example>\n'
        desk.ctl('whoami', '--name', 'Lín Qiáo')
        assert desk.json('whoami') == {'name': 'Lín Qiáo', 'email': 'anna@aurelia.example'}
        desk.fails(2, 'whoami', '--email', 'a>b')
        assert desk.json('whoami')['email'] == 'anna@aurelia.example'


@test
def assets():
    with Desk(PROGRAM) as desk:
        ident = import_fixture(desk)
        picture = desk.write('Lens 1.png', bytes.fromhex(
            '89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001'
            '48afa4710000000049454e44ae426082'))
        printed = desk.ctl('asset', 'add', ident, picture, '--caption', 'La lente', '--credit', 'Aurelia', '--alt', 'Una lente')
        assert HASH.fullmatch(printed)
        asset, = desk.json('asset', 'list', ident)
        assert asset['sha256'] == printed.strip() and asset['name'] == 'Lens 1.png' and asset['size'] == os.path.getsize(picture)
        assert (asset['caption'], asset['credit'], asset['alt'], asset['media_type']) == ('La lente', 'Aurelia', 'Una lente', 'image/png')
        desk.ctl('asset', 'add', ident, picture, '--caption', 'New words', '--name', 'hero.png')
        asset, = desk.json('asset', 'list', ident)
        assert (asset['name'], asset['caption'], asset['credit']) == ('hero.png', 'New words', 'Aurelia')
        desk.ctl('asset', 'add', ident, picture)
        assert desk.json('asset', 'list', ident) == [asset], 'nothing that was said is forgotten'
        assert 'hero.png' in desk.ctl('asset', 'list', ident)
        before = desk.state()
        desk.fails(1, 'asset', 'add', ident, desk.path('missing.png'))
        desk.fails(1, 'asset', 'add', ident, desk.home)
        assert desk.state() == before


if __name__ == '__main__':
    sys.exit(tap.main())
