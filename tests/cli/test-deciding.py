#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two people, one team server, and what only a person can decide: test-deciding.py PROGRAM SOURCE-ROOT"""

import contextlib
import json
import os
import sys

sys.dont_write_bytecode = True  # nothing is left behind in the sources
import tap  # noqa: E402
from desk import Desk  # noqa: E402
from server import PASSWORD, Server  # noqa: E402
from tap import test  # noqa: E402

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
BLOCKS = {'aaaaaaaaaaaaa': 'Aurelia Optics makes lenses.', 'baaaaaaaaaaaa': 'Kitefin Mobile makes phones.'}


def edit(desk, ident, **blocks):
    """New words for blocks, by the first letter of their ids."""
    document = desk.json('show', ident)
    for block in document['body']:
        if block['id'][0] in blocks:
            block['text'] = blocks[block['id'][0]]
    desk.ctl('put', ident, '-', stdin=json.dumps(document))


def versions(desk, ident):
    """Of the same second, either may stand first. Which texts are here already is each library's own."""
    members = ('hash', 'parents', 'author', 'time', 'message', 'automatic', 'number')
    return sorted(({name: row.get(name) for name in members} for row in desk.json('history', ident, env=PASSWORD)), key=lambda row: row['hash'])


def words(desk, ident):
    return [block['text'] for block in desk.json('show', ident)['body']]


@contextlib.contextmanager
def two_desks():
    """Bergamo and Shenzhen have the same announcement, and are in touch."""
    with Server(ROOT) as server, Desk(PROGRAM) as one, Desk(PROGRAM, 'Lin Qiao', 'lin@kitefin.example') as other:
        for desk in (one, other):
            desk.ctl('remote', 'set', server.url)
        ident = one.ctl('new', '--kind', 'partnership').strip()
        document = one.json('show', ident)
        document.update(headline='Aurelia and Kitefin work together', status='approved',
                        body=[{'id': i, 'type': 'paragraph', 'text': t} for i, t in BLOCKS.items()])
        one.ctl('put', ident, '-', stdin=json.dumps(document))
        one.ctl('sync', env=PASSWORD)
        other.ctl('sync', env=PASSWORD)
        yield one, other, ident


def disagree(one, other, ident):
    """Both rewrite the first paragraph and the headline."""
    for desk, place in [(one, 'Bergamo'), (other, 'Shenzhen')]:
        edit(desk, ident, a=f'{place} wrote this sentence.')
        desk.ctl('set', ident, f'headline={place} says')
    assert one.run('sync', env=PASSWORD).returncode == 0
    for desk in (other, one):
        assert desk.run('sync', env=PASSWORD).returncode == 4


@test
def different_paragraphs_need_nobody():
    with two_desks() as (one, other, ident):
        edit(one, ident, a='Aurelia Optics grinds lenses.')
        edit(other, ident, b='Kitefin Mobile builds phones.')
        other.ctl('tag', ident, '+optics')
        for desk in (one, other, one):
            desk.ctl('sync', env=PASSWORD)
        for desk in (one, other):
            assert words(desk, ident) == ['Aurelia Optics grinds lenses.', 'Kitefin Mobile builds phones.']
            assert desk.json('show', ident)['tags'] == ['optics']
            assert desk.json('conflicts') == []
        assert versions(one, ident) == versions(other, ident), 'both made the identical version'
        assert len(one.json('history', ident)[0]['parents']) == 2


@test
def what_differs_is_told():
    with two_desks() as (one, other, ident):
        assert one.ctl('conflicts', ident) == '' and one.json('conflicts', ident) == []
        disagree(one, other, ident)
        for desk, mine, theirs in [(one, 'Bergamo', 'Shenzhen'), (other, 'Shenzhen', 'Bergamo')]:
            conflict, = desk.json('conflicts', ident[:8])
            assert conflict['state'] == 'open' and conflict['problem'] == ''
            found = {c['subject']: c for c in conflict['conflicts']}
            assert sorted(found) == ['block:aaaaaaaaaaaaa.text', 'headline'], found
            assert found['headline']['mine'] == f'{mine} says' and found['headline']['theirs'] == f'{theirs} says'
            assert found['headline']['ancestor'] == 'Aurelia and Kitefin work together'
            assert not found['headline']['both'] and found['block:aaaaaaaaaaaaa.text']['both']
            assert conflict['heads'] == sorted(v['hash'] for v in conflict['versions'])
            assert conflict['versions'][0]['author'] == desk.json('whoami')['name'], 'mine first'
            text = desk.ctl('conflicts', ident)
            for piece in ['Headline (headline)', 'Lead (block:aaaaaaaaaaaaa.text)', 'Aurelia Optics makes lenses.',
                          f'Mine:    {mine} wrote', f'Theirs:  {theirs} wrote', 'Lin Qiao', 'Anna Bruni']:
                assert piece in text, text
            assert desk.ctl('conflicts').startswith(ident)


@test
def one_decides_and_the_other_follows():
    with two_desks() as (one, other, ident):
        disagree(one, other, ident)
        before = one.state()
        one.fails(1, 'resolve', ident, 'mine', 'subheadline')
        one.fails(2, 'resolve', ident, 'both', 'headline')
        one.fails(2, 'resolve', ident, '--from', '-', 'block:aaaaaaaaaaaaa', '--version', '1')
        assert one.state() == before
        message = one.fails(4, 'resolve', ident, 'both', 'block:aaaaaaaaaaaaa')
        assert '1 thing is still to be decided' in message, message
        assert one.state() == before, 'nothing changes until all is decided'
        conflict, = one.json('conflicts')
        assert {c['subject']: c['decided'] for c in conflict['conflicts']} == {'headline': False, 'block:aaaaaaaaaaaaa.text': True}
        assert one.ctl('resolve', ident, 'theirs', 'headline').strip() == one.json('history', ident)[0]['hash']
        assert one.json('show', ident)['headline'] == 'Shenzhen says'
        assert words(one, ident) == ['Bergamo wrote this sentence.', 'Shenzhen wrote this sentence.', 'Kitefin Mobile makes phones.']
        assert one.json('conflicts') == []
        version = one.json('history', ident)[0]
        assert len(version['parents']) == 2 and not version.get('automatic') and version['author']['name'] == 'Anna Bruni'
        assert one.run('resolve', ident, 'mine').returncode == 0, 'nothing is to be decided any more'
        one.ctl('sync', env=PASSWORD)
        other.ctl('sync', env=PASSWORD)
        assert other.json('conflicts') == []
        assert other.ctl('show', ident, '--json') == one.ctl('show', ident, '--json')
        assert versions(other, ident) == versions(one, ident)


@test
def what_is_decided_stays_when_the_rest_is():
    with two_desks() as (one, other, ident):
        disagree(one, other, ident)
        one.fails(4, 'resolve', ident, 'both', 'block:aaaaaaaaaaaaa')
        one.ctl('resolve', ident, 'theirs')
        assert one.json('show', ident)['headline'] == 'Shenzhen says'
        assert words(one, ident)[:2] == ['Bergamo wrote this sentence.', 'Shenzhen wrote this sentence.']


@test
def two_quotes_of_one():
    with two_desks() as (one, other, ident):
        quote = {'id': 'caaaaaaaaaaaa', 'type': 'quote', 'text': 'We look far.', 'speaker': {'name': 'Anna Bruni'}}
        document = one.json('show', ident)
        document['body'].append(quote)
        one.ctl('put', ident, '-', stdin=json.dumps(document))
        one.ctl('sync', env=PASSWORD)
        other.ctl('sync', env=PASSWORD)
        for desk, text, name in [(one, 'We look farther.', 'Ada Rossi'), (other, 'We look deep.', 'Lin Qiao')]:
            document['body'][2] = {**quote, 'text': text, 'speaker': {'name': name}}
            desk.ctl('put', ident, '-', stdin=json.dumps(document))
        one.ctl('sync', env=PASSWORD)
        assert other.run('sync', env=PASSWORD).returncode == 4
        other.fails(2, 'resolve', ident, '--from', '-', 'block:caaaaaaaaaaaa', stdin='We look.')
        other.fails(2, 'resolve', ident, 'both', 'block:caaaaaaaaaaaa.speaker')
        other.ctl('resolve', ident, 'both', 'block:caaaaaaaaaaaa')
        quotes = [(b['text'], b['speaker']['name']) for b in other.json('show', ident)['body'][2:]]
        assert quotes == [('We look deep.', 'Lin Qiao'), ('We look farther.', 'Ada Rossi')], quotes


@test
def a_person_writes_words_of_their_own():
    with two_desks() as (one, other, ident):
        disagree(one, other, ident)
        one.fails(1, 'resolve', ident, '--from', '-', 'headline', stdin=b'caf\xe9')
        one.fails(4, 'resolve', ident, '--from', '-', 'block:aaaaaaaaaaaaa', stdin='Both wrote this sentence.\n')
        one.ctl('resolve', ident, '--from', '-', 'headline', stdin='Bergamo and Shenzhen say')
        assert one.json('show', ident)['headline'] == 'Bergamo and Shenzhen say'
        assert words(one, ident)[0] == 'Both wrote this sentence.'

        whole = other.json('show', ident)
        other.fails(1, 'resolve', ident, '--from', '-', stdin='{')
        other.fails(1, 'resolve', ident, '--from', '-', stdin=json.dumps({**whole, 'id': '3b241101-e2bb-4255-8caf-4136c566a962'}))
        other.fails(1, 'resolve', ident, '--from', '-', stdin=json.dumps({**whole, 'status': 'released'}))
        whole['headline'] = 'A third headline'
        other.ctl('resolve', ident, '--from', '-', stdin=json.dumps(whole))
        assert other.json('show', ident)['headline'] == 'A third headline'
        assert other.json('conflicts') == []

        # Both have decided, each differently: again only a person can.
        one.ctl('sync', env=PASSWORD)
        assert other.run('sync', env=PASSWORD).returncode == 4
        other.ctl('resolve', ident, 'theirs')
        other.ctl('sync', env=PASSWORD)
        one.ctl('sync', env=PASSWORD)
        for desk in (one, other):
            assert desk.json('show', ident)['headline'] == 'Bergamo and Shenzhen say'


@test
def unsaved_words_are_part_of_what_is_decided():
    with two_desks() as (one, other, ident):
        disagree(one, other, ident)
        edit(one, ident, a='Bergamo wrote on meanwhile.')
        one.ctl('resolve', ident, 'mine')
        assert words(one, ident)[0] == 'Bergamo wrote on meanwhile.'
        kept = [one.ctl('show', ident, '--version', row['hash'], '--json') for row in one.json('history', ident)]
        for sentence in ['Bergamo wrote this sentence.', 'Shenzhen wrote this sentence.']:
            assert any(sentence in version for version in kept), sentence


@test
def the_gate_is_shut_until_it_is_decided():
    with two_desks() as (one, other, ident):
        asked = [('briefing', ['--for', 'Ada']), ('release', [])]

        def ask(folder):
            return [one.run('export', ident, '--format', 'html', '--output', folder + purpose, '--purpose', purpose, *more)
                    for purpose, more in asked]

        before = [result.returncode for result in ask('before-')]
        disagree(one, other, ident)
        for result in ask('open-'):
            assert result.returncode == 3 and 'resolve the conflict' in result.stderr.decode(), result
        assert not any(name.startswith('open-') for name in os.listdir(one.home))
        one.ctl('export', ident, '--format', 'html', '--output', 'review', '--purpose', 'review')
        assert os.path.exists(one.path('review', 'index.html'))
        one.ctl('resolve', ident, 'mine')
        after = ask('after-')
        assert [result.returncode for result in after] == before and before[0] == 0, after
        assert not any('resolve the conflict' in result.stderr.decode() for result in after), after


@test
def embargo_moved_by_both():
    with two_desks() as (one, other, ident):
        one.ctl('embargo', ident, '2031-12-01 09:00', 'Europe/Rome')
        other.ctl('embargo', ident, '2031-12-01 17:00', 'Asia/Shanghai')
        one.ctl('sync', env=PASSWORD)
        assert other.run('sync', env=PASSWORD).returncode == 4
        conflict, = other.json('conflicts')
        assert [c['subject'] for c in conflict['conflicts']] == ['embargo']
        assert 'Embargo (embargo)' in other.ctl('conflicts', ident)
        other.fails(2, 'resolve', ident, '--from', '-', 'embargo', stdin='tomorrow')
        other.ctl('resolve', ident, 'theirs', 'embargo')
        assert other.json('show', ident)['embargo'] == one.json('show', ident)['embargo']


if __name__ == '__main__':
    sys.exit(tap.main())
