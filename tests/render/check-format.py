# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads files of a kit with parsers that are not Herald's, and prints what those understood, one value a line.

check-format.py FORMAT FILE        FORMAT "kit": FILE is a folder, all in it is checked
check-format.py leaks FOLDER WORD  fails when a word stands anywhere, however it is packed
Exit status 77: something that the check needs is not here, and standard error names it.
"""

import base64
import email
import email.policy
import html.parser
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

import pdf_structure

STANDARDS = pathlib.Path(os.environ.get('HERALD_SOURCE_ROOT', '.')).resolve().parent / 'shared' / 'standards'


class Missing(Exception):
    """What the check needs and this machine has not got."""


def need(name):
    path = STANDARDS / name
    if not path.exists():
        raise Missing(f'the standard {name}')
    return path


def run(*command, raw=False):
    try:
        output = subprocess.run(command, check=True, capture_output=True).stdout
        return output if raw else output.decode('utf-8', 'strict')
    except FileNotFoundError:
        raise Missing(command[0]) from None
    except subprocess.CalledProcessError as error:
        sys.stderr.write(error.stderr.decode('utf-8', 'replace'))
        raise


def flatten(value, path=''):
    if isinstance(value, dict):
        for name, member in value.items():
            yield from flatten(member, f'{path}.{name}' if path else name)
    elif isinstance(value, list):
        for number, member in enumerate(value):
            yield from flatten(member, f'{path}[{number}]')
    else:
        yield f'{path}={value}'


def check_address(value):
    """Only what a link may be: nothing that runs or reads this computer."""
    scheme = value.split(':', 1)[0].lower() if ':' in value else ''
    assert scheme in ('', 'http', 'https', 'mailto', 'tel', 'cid', 'urn', 'ni'), value
    assert scheme or not value.startswith('/') or value.startswith('/word/') and '..' not in value, value


class Words(html.parser.HTMLParser):
    """The text of a page, and its elements in brackets."""

    def __init__(self):
        super().__init__()
        self.out = []

    def handle_starttag(self, tag, attrs):
        assert tag not in ('script', 'style', 'iframe', 'object', 'form'), tag
        for name, value in attrs:
            assert not name.startswith('on'), name
            if name in ('href', 'src'):
                check_address(value)
        self.out.append(f'[{tag}]')

    def handle_data(self, data):
        self.out.append(data)


def page_words(text):
    parser = Words()
    parser.feed(text)
    parser.close()
    return ''.join(parser.out)


def ninjs(path):
    try:
        import jsonschema
    except ImportError:
        raise Missing('python3-jsonschema') from None
    schema = json.loads(need('ninjs-schema_3.1.json').read_text('utf-8'))
    item = json.loads(path.read_text('utf-8'))
    jsonschema.Draft202012Validator(schema).validate(item)
    for line in flatten(item):
        path, value = line.split('=', 1)
        if path.endswith(('uri', 'href')):
            check_address(value)
        yield line
    for body in item.get('bodies', []):
        if body['contentType'] == 'text/html':
            ElementTree.fromstring(body['value'])
            yield page_words(body['value'])


def newsml(path):
    run('xmllint', '--nonet', '--noout', '--schema', str(need('NewsML-G2_2.35-spec-All-Power.xsd')), str(path))
    for element in ElementTree.parse(path).iter():
        name = element.tag.rsplit('}', 1)[-1]
        attributes = ''.join(f' {key.rsplit("}", 1)[-1]}={value}' for key, value in element.items())
        assert name not in ('script', 'style', 'iframe', 'object', 'form'), name
        for key in ('href', 'src'):
            check_address(element.get(key, ''))
        yield f'{name}{attributes}: {element.text or ""} {element.tail or ""}'


def ics(path):
    try:
        import icalendar
    except ImportError:
        raise Missing('python3-icalendar') from None
    data = path.read_bytes()
    assert data.endswith(b'\r\n') and b'\n' not in data.replace(b'\r\n', b'')
    assert all(len(line) <= 75 for line in data.split(b'\r\n'))
    for component in icalendar.Calendar.from_ical(data).walk():
        assert not component.errors, component.errors
        for name, value in component.property_items(recursive=False):
            yield f'{component.name}.{name}={getattr(value, "dt", value)}'


def markdown(path):
    yield page_words(run('cmark', '--safe', str(path)))


def eml(path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    for name, value in message.items():
        yield f'{name}={value}'
    for part in message.walk():
        assert not part.defects, part.defects
        yield f'part={part.get_content_type()} {part.get_filename() or ""} {part.get("Content-ID", "")}'
        if part.get_content_type() == 'text/plain':
            yield part.get_content()
        elif part.get_content_type() == 'text/html':
            yield page_words(part.get_content())
        elif not part.is_multipart():
            yield f'bytes={part.get_content()[:8]!r}'


def archive(path):
    with zipfile.ZipFile(path) as kit:
        assert kit.testzip() is None
        for entry in kit.infolist():
            assert not entry.filename.startswith('/') and '..' not in entry.filename, entry.filename
            yield f'{entry.filename} {entry.date_time[0]} {entry.external_attr >> 16:o}'


def kit_zip(path):
    yield from archive(path)
    run('bsdtar', '-tvf', str(path))
    with tempfile.TemporaryDirectory() as folder:
        run('bsdtar', '-xf', str(path), '-C', folder)
        subprocess.run(['sha256sum', '--quiet', '-c', 'verify/SHA256SUMS'], cwd=folder, check=True, stdout=sys.stderr)
        for name in sorted(pathlib.Path(folder).rglob('*')):
            if name.name == 'manifest.json':
                yield from flatten(json.loads(name.read_text('utf-8')))


def docx(path):
    yield from archive(path)
    with zipfile.ZipFile(path) as document:
        for name in document.namelist():
            if name.endswith(('.xml', '.rels')):
                root = ElementTree.parse(io.BytesIO(document.read(name))).getroot()
                for element in root.iter():
                    check_address(element.get('Target', ''))
                yield from (f'{name}: {element.text}' for element in root.iter() if element.text)
                yield from (f'{name}: {key.rsplit("}", 1)[-1]}={value}' for element in root.iter() for key, value in element.items())


def office(path):
    """The words of a document as LibreOffice reads it."""
    with tempfile.TemporaryDirectory() as folder:
        run('soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', '--convert-to', 'txt:Text (encoded):UTF8',
            '--outdir', folder, str(path))
        yield next(pathlib.Path(folder).glob('*.txt')).read_text('utf-8-sig')


def pdf(path):
    yield from pdf_structure.check(json.loads(run('qpdf', '--json', '--json-stream-data=inline', '--decode-level=generalized', str(path))))


BY_SUFFIX = {'.ninjs.json': 'ninjs', '.newsml.xml': 'newsml', '.ics': 'ics', '.md': 'markdown', '.eml': 'eml', '.zip': 'zip',
             '.docx': 'docx', '.pdf': 'pdf'}


def files(folder):
    return sorted(path for path in pathlib.Path(folder).rglob('*') if path.is_file())


def kit(folder):
    for path in files(folder):
        for suffix, name in BY_SUFFIX.items():
            if path.name.endswith(suffix):
                yield from (f'{name}: {line}' for line in FORMATS[name](path))


def unpack(name, data):
    """All bytes that a file holds, as they are and as a reader gets them."""
    yield name, data
    if data.startswith(b'PK'):
        with zipfile.ZipFile(io.BytesIO(data)) as inner:
            for entry in inner.infolist():
                yield f'{name}: name', entry.filename.encode()
                yield from unpack(f'{name}/{entry.filename}', inner.read(entry))
    elif data.startswith(b'%PDF'):
        with tempfile.NamedTemporaryFile(suffix='.pdf') as file:
            file.write(data)
            file.flush()
            yield f'{name}: streams', run('qpdf', '--qdf', '--object-streams=disable', '--stream-data=uncompress', file.name, '-', raw=True)
            yield f'{name}: words', run('pdftotext', file.name, '-', raw=True)
    elif name.endswith('.eml'):
        for part in email.message_from_bytes(data, policy=email.policy.default).walk():
            yield f'{name}: head', '\n'.join(str(value) for value in part.values()).encode()
            if not part.is_multipart():
                yield from unpack(f'{name}: part', part.get_payload(decode=True))
    for match in re.finditer(rb';base64,([A-Za-z0-9+/=]+)', data):
        yield f'{name}: data', base64.b64decode(match[1])


def leaks(folder, *words):
    n = 0
    for path in files(folder):
        for name, data in unpack(str(path.relative_to(folder)), path.read_bytes()):
            n += 1
            folded = data.lower()
            for word in words:
                for form in (word.encode(), word.encode('utf-16-le'), word.encode('utf-16-be')):
                    assert form.lower() not in folded, f'{word} stands in {name}'
    yield f'{n} searched'


FORMATS = {'ninjs': ninjs, 'newsml': newsml, 'ics': ics, 'markdown': markdown, 'eml': eml, 'zip': kit_zip, 'docx': docx,
           'office': office, 'pdf': pdf, 'kit': kit, 'leaks': leaks}

if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8')
    try:
        for line in FORMATS[sys.argv[1]](pathlib.Path(sys.argv[2]), *sys.argv[3:]):
            print(line)
    except Missing as missing:
        print(missing, file=sys.stderr)
        sys.exit(77)
