# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the functions that are marked as tests, and prints TAP."""

import traceback

TESTS = []


class Skip(Exception):
    """This machine has not got what the test needs; the message says what."""


def test(function):
    TESTS.append(function)
    return function


def main():
    print(f'1..{len(TESTS)}')
    failed = 0
    for number, function in enumerate(TESTS, 1):
        name = function.__name__.replace('_', ' ')
        try:
            function()
            print(f'ok {number} - {name}', flush=True)
        except Skip as reason:
            print(f'ok {number} - {name} # SKIP {reason}', flush=True)
        except Exception:
            failed += 1
            print(f'not ok {number} - {name}', flush=True)
            print(''.join('# ' + line for line in traceback.format_exc().splitlines(True)), flush=True)
    return 1 if failed else 0

