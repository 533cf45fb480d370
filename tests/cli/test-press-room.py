#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A press room as the public gets it: test-press-room.py PROGRAM SOURCE-ROOT"""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import uuid
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from urllib.parse import urljoin

sys.dont_write_bytecode = True  # nothing is left behind in the sources
import tap  # noqa: E402
from desk import Desk  # noqa: E402
from tap import test  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
ATOM = '{http://www.w3.org/2005/Atom}'
INSTANT = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ')


def announcement(number, **more):
    day = f'20{10 + number % 15:02}-{1 + number % 12:02}-{1 + number % 28:02}'
    return {
        'schema': 1, 'type': 'announcement', 'id': str(uuid.UUID(int=number + 1, version=4)), 'language': 'en', 'status': 'approved',
        'headline': f'Announcement {number} of <Aurelia> & "Kitefin"', 'tags': ['imaging', f'tag {number % 5}'],
        'parties': [{'id': 'aaaaaaaaaaaaa', 'name': f'Company {number % 3} & Sons', 'role': 'issuer'}],
        'body': [{'id': 'bbbbbbbbbbbbb', 'type': 'paragraph', 'text': 'The first words.'}],
        'embargo': {'wall': day + 'T09:00:00', 'zone': 'UTC', 'utc': day + 'T09:00:00Z'},
    } | more


def take_in(desk, *documents):
    for document in documents:
        desk.ctl('import', desk.write('one.json', json.dumps(document)))


def make(desk, *more, folder='room'):
    result = desk.run('export', '--format', 'site', '--output', folder, *more)
    assert result.returncode == 0, result.stderr.decode()
    assert result.stdout.decode() == f'{folder}/index.html\n'
    return result.stderr.decode()


def read_tree(root):
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, 'rb') as file:
                found[os.path.relpath(path, root)] = file.read()
    return found


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        assert tag not in ('form', 'input', 'iframe', 'object', 'embed'), tag
        self.found += [value for name, value in attributes if name in ('href', 'src') and not value.startswith('data:')]


def check_links(root):
    """From the first page on, every link leads to a file that is there; and every page can be reached."""
    seen, waiting = set(), ['index.html']
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        with open(os.path.join(root, path), encoding='utf-8') as file:
            text = file.read()
        if path.endswith('.html'):
            for link in Links(text).found:
                if not re.match(r'[a-z]+:', link):
                    target = urljoin('https://x.example/' + path, link).removeprefix('https://x.example/')
                    assert os.path.isfile(os.path.join(root, target)), f'{path} leads to {link}'
                    if target.endswith('.html') or target.endswith('.xml'):
                        waiting.append(target)
    return seen


def check_feed(path, base=''):
    """The rules of RFC 4287 that a reader relies on."""
    feed = ElementTree.parse(path).getroot()
    assert feed.tag == ATOM + 'feed'
    ids = []
    for element in [feed, *feed.findall(ATOM + 'entry')]:
        for name in ('id', 'title', 'updated'):
            assert len(element.findall(ATOM + name)) == 1, (path, element.tag, name)
        ident, updated = element.findtext(ATOM + 'id'), element.findtext(ATOM + 'updated')
        assert ident.startswith('urn:uuid:') and str(uuid.UUID(ident[9:])) == ident[9:], ident
        assert INSTANT.fullmatch(updated), updated
        assert feed.find(ATOM + 'author') is not None
        links = {link.get('rel'): link.get('href') for link in element.findall(ATOM + 'link')}
        assert 'alternate' in links and all(link.startswith(base) for link in links.values()), links
        if not base:
            assert os.path.isfile(os.path.join(os.path.dirname(path), links['alternate'])), links
        ids.append(ident)
    assert len(ids) == len(set(ids)), 'an id twice'
    assert feed.findtext(ATOM + 'updated') >= max([e.findtext(ATOM + 'updated') for e in feed.findall(ATOM + 'entry')], default='')
    return feed


@test
def everything_can_be_reached_and_read():
    with Desk(PROGRAM) as desk:
        take_in(desk, *[announcement(number) for number in range(60)])
        told = make(desk)
        assert 'Pages: 60.' in told and 'sitemap.xml' in told, told
        files = read_tree(desk.path('room'))
        seen = check_links(desk.path('room'))
        assert {path for path in files if path.endswith(('.html', '.xml'))} == seen, set(files) ^ seen
        assert 'page-2.html' in seen and not {'sitemap.xml', 'robots.txt'} & set(files)
        feed = check_feed(desk.path('room/feed.xml'))
        entries = feed.findall(ATOM + 'entry')
        assert len(entries) == 50, 'the newest'
        published = [entry.findtext(ATOM + 'published') for entry in entries]
        assert published == sorted(published, reverse=True)
        assert any('<Aurelia> & "Kitefin"' in entry.findtext(ATOM + 'title') for entry in entries)
        companies = [path for path in files if path.startswith('companies/') and path.endswith('feed.xml')]
        assert len(companies) == 3 and len({check_feed(desk.path('room', path)).findtext(ATOM + 'id') for path in companies}) == 3
        for line in files['verify/SHA256SUMS'].decode().splitlines():
            sum_, path = line.split('  ')
            assert hashlib.sha256(files[path]).hexdigest() == sum_, path


@test
def an_address_makes_links_whole():
    with Desk(PROGRAM) as desk:
        take_in(desk, announcement(1), announcement(2))
        for wrong in ['ftp://x.example/', 'x.example', 'https://anna@x.example/', 'javascript:alert(1)']:
            desk.fails(2, 'library', 'set', 'address=' + wrong)
        desk.ctl('library', 'set', 'address=https://press.example.com/news', 'name=Aurelia Optics')
        told = make(desk)
        assert 'sitemap' not in told, told
        base = 'https://press.example.com/news/'
        check_feed(desk.path('room/feed.xml'), base)
        check_links(desk.path('room'))
        places = [e.text for e in ElementTree.parse(desk.path('room/sitemap.xml')).getroot().iter('{http://www.sitemaps.org/schemas/sitemap/0.9}loc')]
        assert places[0] == base and len(places) == 3, places
        for place in places[1:]:
            with open(desk.path('room', place.removeprefix(base)), encoding='utf-8') as file:
                assert f'<link rel="canonical" href="{place}">' in file.read()
        assert f'Sitemap: {base}sitemap.xml' in read_tree(desk.path('room'))['robots.txt'].decode()
        make(desk, '--base', 'https://other.example/')
        check_feed(desk.path('room/feed.xml'), 'https://other.example/')


@test
def a_contact_stands_under_every_list():
    with Desk(PROGRAM) as desk:
        take_in(desk, announcement(1))
        make(desk)
        before = read_tree(desk.path('room'))
        desk.fails(2, 'library', 'set', 'contact=' + 'x' * 201)
        for contact, shown in [
                ('Anna Bruni, press@aurelia.example, +39 035 555 0100',
                 'Anna Bruni, <a href="mailto:press@aurelia.example">press@aurelia.example</a>, +39 035 555 0100'),
                ('<script>alert(1)</script> <a@b.example>',
                 '&lt;script&gt;alert(1)&lt;/script&gt; &lt;<a href="mailto:a@b.example">a@b.example</a>&gt;'),
                ('Ask at the door', 'Ask at the door')]:
            desk.ctl('library', 'set', 'contact=' + contact)
            make(desk)
            files = read_tree(desk.path('room'))
            assert all(shown in text.decode() for path, text in files.items() if path.endswith('index.html') and not path.startswith('releases/')), shown
            check_links(desk.path('room'))
        desk.ctl('library', 'set', 'contact=')
        make(desk)
        assert read_tree(desk.path('room')) == before


@test
def it_is_called_as_its_help_says():
    with Desk(PROGRAM) as desk:
        ident = 'x'
        for args in [(ident,), ('--tag', 'imaging'), ('--purpose', 'review'), ('--for', 'Il Globo'), ('--all',)]:
            if args != ('--all',):
                desk.fails(2, 'export', *args, '--format', 'site', '--output', 'room')
        desk.fails(2, 'export', '--format', 'site,zip', '--output', 'room')
        desk.fails(2, 'export', '--format', 'html', '--output', 'room', '--base', 'https://x.example/')
        desk.fails(2, 'library', 'set', 'frob=1')
        desk.fails(2, 'library', 'set', 'accent')
        desk.ctl('library', 'set', 'accent=#0b5c8a', 'typeface=sans')
        assert desk.json('library', 'show')['accent'] == '#0b5c8a'
        desk.ctl('library', 'set', 'accent=')
        assert not desk.json('library', 'show').get('accent')
        assert not os.path.exists(desk.path('room'))
        make(desk)
        assert 'Nothing has been released yet.' in read_tree(desk.path('room'))['index.html'].decode()


@test
def what_is_killed_leaves_links_that_work():
    with Desk(PROGRAM) as desk:
        take_in(desk, *[announcement(number) for number in range(40)])
        make(desk)
        delay = 0.01
        for turn in range(8):
            desk.ctl('library', 'set', f'name=House {turn}')  # every page is made anew
            if turn % 2:
                take_in(desk, announcement(100 + turn, headline=f'Another {turn}'))
            program = subprocess.Popen([PROGRAM, 'export', '--format', 'site', '--output', 'room'], cwd=desk.home, env=desk.env,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                program.wait(delay)
            except subprocess.TimeoutExpired:
                program.send_signal(signal.SIGKILL)
            killed = program.wait() == -signal.SIGKILL
            check_links(desk.path('room'))
            delay = delay * 1.8 if killed else 0.02
        make(desk)
        make(desk, folder='fresh')
        assert read_tree(desk.path('room')) == read_tree(desk.path('fresh')), 'as if nothing had happened'
        assert not [name for name in os.listdir(desk.path('room')) if name.startswith('.')]


sys.exit(tap.main())
