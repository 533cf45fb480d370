#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What heraldctl check says of an announcement: test-check.py PROGRAM"""

import os
import sys

sys.dont_write_bytecode = True  # nothing is left behind in the sources
import tap  # noqa: E402
from desk import Desk  # noqa: E402
from tap import test  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
TEXT = """Aurelia Optics and Kitefin begin

Milano, 3 May 2027 - Aurelia Optics and Kitefin make a lens. Kitfein brings the glass.

“We begin at once,” said Anna Bruni, managing director of Aurelia Optics.
"""


def rules(desk, ident, *more):
    return [finding['rule'] for finding in desk.json('check', ident, *more)]


@test
def a_nearly_right_name_is_a_warning_with_its_fix():
    with Desk(PROGRAM) as desk:
        ident = desk.ctl('import', desk.write('text.txt', TEXT)).strip()
        near = [finding for finding in desk.json('check', ident) if finding['rule'] == 'name']
        assert [(finding['words'], finding['fix'], finding['severity']) for finding in near] == [('Kitfein', 'Kitefin', 'warning')], near
        assert near[0]['place'].startswith('block:') and 'Kitfein' in near[0]['message'], near
        assert 'Kitfein' in desk.ctl('check', ident)


@test
def an_error_makes_the_exit_status_three():
    with Desk(PROGRAM) as desk:
        ident = desk.ctl('import', desk.write('text.txt', TEXT)).strip()
        desk.ctl('save', ident, '-m', 'Without a gap')
        desk.ctl('set', ident, 'subheadline=The price is TBD')
        result = desk.run('check', ident)
        assert result.returncode == 3 and 'TBD' in result.stdout.decode(), result
        assert result.stderr.startswith(b'heraldctl: ') and result.stderr.count(b'\n') == 1, result.stderr
        assert 'placeholder' in desk.run('check', '--json', ident).stdout.decode()
        assert 'placeholder' not in rules(desk, ident, '--version', '1')


@test
def a_named_person_lets_pass_these_words_and_no_others():
    with Desk(PROGRAM) as desk:
        ident = desk.ctl('import', desk.write('text.txt', TEXT)).strip()
        desk.ctl('set', ident, 'subheadline=XYZ Group joins', 'status=approved')
        desk.fails(3, 'export', ident, '--format', 'text', '--purpose', 'release', '--output', desk.path('kit'))
        assert not os.path.exists(desk.path('kit'))
        desk.fails(2, 'override', ident, 'placeholder')
        desk.fails(2, 'override', ident, 'placeholder', '--reason', ' ')
        desk.fails(1, 'override', ident, 'embargo', '--reason', 'In a hurry')
        desk.fails(1, 'override', ident, 'placeholder', 'headline', '--reason', 'The company is called so')
        desk.ctl('override', ident, 'placeholder', 'subheadline', '--reason', 'The company is called so', '--by', 'Ida Conti')
        assert 'Ida Conti: The company is called so' in desk.ctl('check', ident)
        desk.ctl('export', ident, '--format', 'text', '--purpose', 'release', '--output', desk.path('kit'))
        for folder, _, names in os.walk(desk.path('kit')):
            for name in names:
                with open(os.path.join(folder, name), 'rb') as file:
                    assert b'Ida Conti' not in file.read(), name
        desk.ctl('set', ident, 'subheadline=XYZ Group joins, price TBD')
        assert desk.run('check', ident).returncode == 3
        desk.ctl('set', ident, 'subheadline=XYZ Group joins')
        desk.ctl('override', ident, 'placeholder', '--remove')
        assert desk.run('check', ident).returncode == 3


@test
def what_is_no_announcement_is_told():
    with Desk(PROGRAM) as desk:
        desk.fails(2, 'check')
        desk.fails(1, 'check', 'ffff')
        ident = desk.ctl('import', desk.write('text.txt', TEXT)).strip()
        desk.fails(1, 'check', ident, '--version', '99')


if __name__ == '__main__':
    sys.exit(tap.main())
