# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes N announcements as JSON lines, made from real releases by recombining their sentences with a fixed seed.

    make-corpus.py RELEASES.jsonl[.xz] N > announcements.jsonl
"""

import json
import lzma
import random
import re
import sys
import uuid

TAGS = ["imaging", "energy", "health", "mobility", "finance", "research", "space", "water", "food", "education"]


def sentences(path: str) -> tuple[list[str], list[str]]:
    opened = lzma.open(path, "rt") if path.endswith(".xz") else open(path)
    names, found = [], []
    with opened as lines:
        for line in lines:
            release = json.loads(line)
            names.append(re.sub(r"^\d+[A-Z][a-z]{2}\d{4}|\d*\.txt$", "", release["name"]))
            found += [s.strip() for s in re.split(r"(?<=[.!?”])\s+", release["text"]) if 30 < len(s) < 500]
    return names, found


def announcement(dice: random.Random, names: list[str], pool: list[str]) -> dict:
    def some(count: int) -> str:
        return " ".join(dice.choice(pool) for _ in range(count))

    def new_id() -> str:
        return "".join(dice.choice("abcdefghijklmnopqrstuvwxyz234567") for _ in range(13))

    party = new_id()
    return {
        "schema": 1, "type": "announcement", "id": str(uuid.UUID(int=dice.getrandbits(128), version=4)),
        "kind": "partnership", "language": "en", "status": "draft",
        "headline": dice.choice(pool)[:110],
        "parties": [{"id": party, "name": f"{dice.choice(names)} {dice.randrange(40)}", "role": "issuer"}],
        "tags": sorted(dice.sample(TAGS, dice.randrange(3))),
        "body": [{"id": new_id(), "type": "paragraph", "text": some(dice.randrange(2, 5))} for _ in range(5)]
        + [{"id": new_id(), "type": "quote", "text": some(2), "speaker": {"name": dice.choice(names)}}],
    } | ({} if dice.random() < 0.7 else {
        "embargo": {"wall": "2027-03-02T09:00:00", "zone": "Europe/Rome", "utc": "2027-03-02T08:00:00Z"}})


def main() -> None:
    names, pool = sentences(sys.argv[1])
    dice = random.Random(20261122)
    for _ in range(int(sys.argv[2])):
        document = {k: v for k, v in announcement(dice, names, pool).items() if v != []}
        print(json.dumps(document, ensure_ascii=False))


main()
