# SPDX-License-Identifier: GPL-3.0-or-later
"""What a machine can judge of ISO 14289-1 (PDF/UA-1), from the objects of the file itself as qpdf writes them down.

The numbers in the comments are of ISO 14289-1, unless they begin with ISO 32000-1."""

import base64
import re

KINDS = {'Document', 'P', 'H1', 'H2', 'H3', 'L', 'LI', 'Lbl', 'LBody', 'Table', 'TR', 'TH', 'TD', 'BlockQuote', 'Caption', 'Figure',
         'Span', 'Link'}
# ISO 32000-1, tables 336 and 337
PARENTS = {'LI': {'L'}, 'Lbl': {'LI'}, 'LBody': {'LI'}, 'TR': {'Table'}, 'TH': {'TR'}, 'TD': {'TR'}}
CHILDREN = {'L': {'LI'}, 'LI': {'Lbl', 'LBody'}, 'Table': {'TR'}, 'TR': {'TH', 'TD'}}
PAINTS = {'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'Do', 'sh', 'Tj', 'TJ', "'", '"'}
TOKEN = re.compile(rb'''\((?:[^()\\]|\\.)*\)|<<|>>|<[0-9A-Fa-f\s]*>|[\[\]]|/[^\s()<>\[\]/%]*|[^\s()<>\[\]/%]+''', re.S)


class Pdf:
    def __init__(self, report):
        self.objects = report['qpdf'][1]
        self.pages = [page['object'] for page in report['pages']]

    def get(self, value):
        """The value that a reference leads to."""
        while isinstance(value, str) and re.fullmatch(r'\d+ \d+ R', value):
            found = self.objects.get(f'obj:{value}', {})
            value = found.get('value', found.get('stream', {}).get('dict'))
        return value

    def data(self, reference):
        return base64.b64decode(self.objects[f'obj:{reference}']['stream']['data'])

    def kids(self, element):
        value = self.get(element).get('/K')
        resolved = self.get(value)
        return resolved if isinstance(resolved, list) else as_list(value)

    def member(self, dictionary, *path):
        for name in path:
            dictionary = self.get((self.get(dictionary) or {}).get(name))
        return dictionary


def as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def is_reference(value):
    return isinstance(value, str) and re.fullmatch(r'\d+ \d+ R', value)


class Tree:
    """The structure tree: its elements in reading order, and what they hold."""

    def __init__(self, pdf, root):
        self.pdf = pdf
        self.contents = {}  # (page, mcid) -> element
        self.annotations = {}  # reference of an annotation -> element
        self.elements = []
        for kid in pdf.kids(root):
            self.walk(kid, None, None)

    def walk(self, reference, parent, page):
        assert is_reference(reference), reference
        element = self.pdf.get(reference)
        kind = element['/S'].lstrip('/')
        page = element.get('/Pg', page)
        entry = {'kind': kind, 'parent': parent, 'element': element, 'kids': [], 'filled': False}
        self.elements.append(entry)
        assert kind in KINDS, kind
        if parent:
            parent['kids'].append(entry)
        for kid in self.pdf.kids(element):
            self.take(kid, entry, page)

    def take(self, kid, entry, page):
        value = self.pdf.get(kid)
        if isinstance(value, int):
            self.hold((page, value), entry)
        elif value.get('/Type') == '/MCR':
            self.hold((value.get('/Pg', page), value['/MCID']), entry)
        elif value.get('/Type') == '/OBJR':
            assert value['/Obj'] not in self.annotations, 'an annotation has two elements'
            self.annotations[value['/Obj']] = entry
        else:
            self.walk(kid, entry, page)

    def hold(self, place, entry):
        assert place not in self.contents, f'{place} has two elements'
        self.contents[place] = entry
        entry['filled'] = True


def attribute(pdf, element, name):
    for entry in as_list(pdf.get(element.get('/A'))):
        value = pdf.member(entry, name)
        if value is not None:
            return value
    return None


def check_catalogue(pdf, root):
    assert pdf.member(root, '/MarkInfo', '/Marked') is True  # 7.1
    assert pdf.member(root, '/Lang').startswith('u:'), root  # 7.2
    assert pdf.member(root, '/ViewerPreferences', '/DisplayDocTitle') is True  # 7.1
    metadata = pdf.data(root['/Metadata']).decode()
    assert '<pdfuaid:part>1</pdfuaid:part>' in metadata and '<dc:title>' in metadata  # 5, 7.1
    assert not root.get('/RoleMap') and not pdf.member(root, '/StructTreeRoot', '/RoleMap')  # 7.1: none is needed, and no loop is made


def check_nesting(pdf, tree):
    level = 0
    for entry in tree.elements:
        kind, parent = entry['kind'], entry['parent']
        above = parent['kind'] if parent else None
        assert (parent is None) == (kind == 'Document'), kind
        assert above in PARENTS.get(kind, {above}), f'{kind} in {above}'
        assert above not in CHILDREN or kind in CHILDREN[above], f'{kind} in {above}'
        assert entry['filled'] or entry['kids'] or kind == 'TD', f'{kind} is empty'
        if match := re.fullmatch('H([1-6])', kind):  # 7.4.2
            assert int(match[1]) <= level + 1, f'{kind} below level {level}'
            level = int(match[1])
        if kind == 'TH':
            assert attribute(pdf, entry['element'], '/Scope') in ('/Row', '/Column', '/Both')  # 7.5
        if kind == 'L' and any(kid['kind'] == 'Lbl' for item in entry['kids'] for kid in item['kids']):
            assert attribute(pdf, entry['element'], '/ListNumbering') in ('/Decimal', '/Disc')  # 7.6


def check_figures(pdf, tree, width, height):
    for entry in tree.elements:
        if entry['kind'] != 'Figure':
            continue
        alt = entry['element'].get('/Alt')
        assert alt is not None and alt.startswith('u:'), f'a figure without words: {alt!r}'  # 7.3
        box = attribute(pdf, entry['element'], '/BBox')
        assert box and len(box) == 4, 'a figure without a place'  # ISO 32000-1, 14.8.5.4.3
        assert 0 <= box[0] < box[2] <= width + 0.1 and -0.1 <= box[1] < box[3] <= height + 0.1, box
        yield f'Figure {alt[2:]} {" ".join(f"{number:.1f}" for number in box)}'


def check_links(pdf, tree):
    seen = 0
    for page in pdf.pages:
        annotations = as_list(pdf.member(page, '/Annots'))
        assert not annotations or pdf.member(page, '/Tabs') == '/S'  # 7.18.3
        for reference in annotations:
            annotation = pdf.get(reference)
            seen += 1
            assert tree.annotations[reference]['kind'] == 'Link'  # 7.18.5
            assert annotation['/Contents'] == pdf.member(annotation, '/A', '/URI'), annotation  # 7.18.1
            assert isinstance(annotation['/StructParent'], int)
    assert seen == len(tree.annotations)
    assert all(any(entry is holder for holder in tree.annotations.values()) for entry in tree.elements if entry['kind'] == 'Link')


def lookup(pdf, root):
    """ISO 32000-1, 14.7.4.4: which element something of a page belongs to."""
    found = {}

    def walk(node):
        node = pdf.get(node)
        numbers = as_list(pdf.get(node.get('/Nums')))
        found.update({numbers[i]: numbers[i + 1] for i in range(0, len(numbers), 2)})
        for kid in as_list(pdf.get(node.get('/Kids'))):
            walk(kid)

    walk(pdf.member(root, '/StructTreeRoot', '/ParentTree'))
    return found


def operators(content):
    operands = []
    for token in TOKEN.findall(content):
        if re.fullmatch(rb"[A-Za-z'\"][A-Za-z0-9*'\"]*", token):
            yield token.decode(), operands
            operands = []
        else:
            operands.append(token)


class Page:
    """What is painted on a page: all of it marked, and where lines of text stand."""

    def __init__(self, content):
        self.marks = []
        self.mcids = []
        self.baselines = []  # (size, x, y)
        matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
        for operator, operands in operators(content):
            if operator in ('BDC', 'BMC'):
                self.begin(operands)
            elif operator == 'EMC':
                self.marks.pop()
            elif operator == 'Tm':
                matrix = [float(number) for number in operands]
            elif operator == 'Td':
                x, y = (float(number) for number in operands)
                matrix[4] += x * matrix[0]
                matrix[5] += y * matrix[3]
            if operator in PAINTS:
                assert self.marks, f'{operator} is neither content nor an artifact'  # 7.1
            if operator in ('Tj', 'TJ'):
                self.baselines.append((round(abs(matrix[3]), 2), round(matrix[4], 2), round(matrix[5], 2), self.marks[0]))
        assert not self.marks

    def begin(self, operands):
        tag = operands[0].decode()
        assert not (tag == '/Artifact' and self.marks) and not (self.marks and self.marks[0] == '/Artifact'), 'an artifact in content'
        self.marks.append(tag)
        if b'/MCID' in operands:
            self.mcids.append(int(operands[operands.index(b'/MCID') + 1]))


def check_pages(pdf, root, tree):
    parents = lookup(pdf, root)
    for number, reference in enumerate(pdf.pages):
        page = pdf.get(reference)
        painted = Page(b'\n'.join(pdf.data(part) for part in as_list(page['/Contents'])))
        elements = pdf.get(parents[page['/StructParents']]) if painted.mcids else []
        for mcid in painted.mcids:
            assert (reference, mcid) in tree.contents, f'mark {mcid} on page {number + 1} is in no element'
            assert pdf.get(elements[mcid]) is tree.contents[reference, mcid]['element']
        for size, x, y, mark in painted.baselines:
            yield f'line {number + 1} {size:g} {x:.2f} {y:.2f}{" artifact" if mark == "/Artifact" else ""}'


def check(report):
    """Yields figures and lines of text with their places; an assertion fails where the file breaks a rule."""
    pdf = Pdf(report)
    trailer = next(value['value'] for name, value in pdf.objects.items() if name == 'trailer')
    root = pdf.get(trailer['/Root'])
    tree = Tree(pdf, root['/StructTreeRoot'])
    box = pdf.member(pdf.pages[0], '/MediaBox')
    assert pdf.member(trailer, '/Info', '/Title')
    check_catalogue(pdf, root)
    check_nesting(pdf, tree)
    yield from check_figures(pdf, tree, box[2], box[3])
    check_links(pdf, tree)
    yield from check_pages(pdf, root, tree)
    yield 'elements ' + ' '.join(entry['kind'] for entry in tree.elements)
