# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes N versions of one announcement, a real release under edits as people make them, with a fixed seed: as JSON
lines for bench-history, and as a stream for git fast-import.

    make-history.py RELEASES.jsonl[.xz] N HISTORY.jsonl HISTORY.git
"""

import copy
import datetime
import json
import lzma
import random
import re
import sys
import uuid

AUTHORS = [("Anna Bruni", "anna.bruni@aurelia-optics.example"), ("Lin Qiao", "lin.qiao@kitefin-mobile.example"),
           ("Marta Colombo", "marta.colombo@aurelia-optics.example"), ("Paul Weber", "weber@weber-partners.example")]
MESSAGES = ["As agreed on the phone", "Legal's corrections", "For Shenzhen to read", "Quotes approved", "New numbers",
            "Shorter lead", "After the call with the lawyers", "Second draft", "With the product names"]
TAGS = ["imaging", "smartphone", "optics", "partnership", "research", "launch"]


def split(text: str) -> list[str]:
    return [s.strip() for s in re.split(r"(?<=[.!?”])\s+", text) if s.strip()]


class History:
    """An announcement, and one edit after the other."""

    def __init__(self, releases: list[dict], dice: random.Random):
        self.dice = dice
        self.pool = [s for r in releases for s in split(r["text"]) if 30 < len(s) < 400]
        self.words = sorted({w for s in self.pool[:4000] for w in s.split() if w.isalpha()})
        long = [r for r in releases if 3500 < len(r["text"]) < 5500]
        self.body = self.make(split(dice.choice(long)["text"]))

    def new_id(self) -> str:
        return "".join(self.dice.choice("abcdefghijklmnopqrstuvwxyz234567") for _ in range(13))

    def make(self, sentences: list[str]) -> dict:
        blocks = []
        while sentences:
            count = self.dice.randrange(2, 5)
            blocks.append({"id": self.new_id(), "type": "paragraph", "text": " ".join(sentences[:count])})
            sentences = sentences[count:]
        blocks[2] |= {"type": "quote", "speaker": {"name": "Anna Bruni", "title": "Head of Optics", "organisation": "Aurelia Optics"}}
        return {"schema": 1, "type": "announcement", "id": str(uuid.UUID(int=self.dice.getrandbits(128), version=4)),
                "kind": "partnership", "language": "en", "status": "draft", "headline": self.dice.choice(self.pool)[:100],
                "parties": [{"id": self.new_id(), "name": name, "role": "issuer"} for name in ("Aurelia Optics", "Kitefin Mobile")],
                "body": blocks, "tags": ["imaging"]}

    def some_words(self) -> str:
        return " ".join(self.dice.choice(self.words) for _ in range(self.dice.randrange(1, 5)))

    def edit_words(self) -> None:
        block = self.dice.choice(self.body["body"])
        words = block["text"].split(" ")
        at = self.dice.randrange(len(words))
        words[at:at + self.dice.randrange(0, 4)] = [self.some_words()]
        block["text"] = " ".join(words)

    def edit_sentence(self) -> None:
        block = self.dice.choice(self.body["body"])
        sentences = split(block["text"])
        at = self.dice.randrange(len(sentences) + 1)
        gone = 1 if len(sentences) > 2 else 0
        sentences[at:at + gone] = [self.dice.choice(self.pool)]
        block["text"] = " ".join(sentences[:6])

    def edit_blocks(self) -> None:
        body = self.body["body"]
        what = self.dice.random()
        if what < 0.4 and len(body) > 6:
            body.insert(self.dice.randrange(len(body)), body.pop(self.dice.randrange(len(body))))
        elif what < 0.7 or len(body) < 8:
            body.insert(self.dice.randrange(len(body)), {"id": self.new_id(), "type": "paragraph", "text": self.dice.choice(self.pool)})
        else:
            body.pop(self.dice.randrange(len(body)))

    def edit_members(self) -> None:
        what = self.dice.randrange(5)
        if what == 0:
            self.body["headline"] = self.dice.choice(self.pool)[:100]
        elif what == 1:
            self.body["tags"] = sorted(self.dice.sample(TAGS, self.dice.randrange(1, 4)))
        elif what == 2:
            day = self.dice.randrange(10, 29)
            self.body["embargo"] = {"wall": f"2027-03-{day}T09:00:00", "zone": "Europe/Rome", "utc": f"2027-03-{day}T08:00:00Z"}
        elif what == 3:
            self.body["notes"] = self.some_words()
        else:
            self.body.setdefault("comments", []).append(
                {"id": self.new_id(), "block": self.dice.choice(self.body["body"])["id"], "by": self.dice.choice(AUTHORS)[0],
                 "at": "2026-11-22T08:00:00Z", "text": self.some_words()})
            self.body["comments"] = self.body["comments"][-8:]

    def edit(self) -> None:
        before = copy.deepcopy(self.body)
        while self.body == before:
            for _ in range(self.dice.choice((1, 1, 2, 3))):
                self.dice.choices((self.edit_words, self.edit_sentence, self.edit_blocks, self.edit_members), (60, 22, 8, 10))[0]()


def main() -> None:
    path, count = sys.argv[1], int(sys.argv[2])
    with lzma.open(path, "rt") if path.endswith(".xz") else open(path) as lines:
        history = History([json.loads(line) for line in lines], random.Random(20261122))
    dice = history.dice
    now = datetime.datetime(2026, 11, 1, 8, tzinfo=datetime.timezone.utc)
    with open(sys.argv[3], "w") as jsonl, open(sys.argv[4], "wb") as stream:
        for number in range(count):
            if number > 0:
                history.edit()
            now += datetime.timedelta(seconds=dice.randrange(60, 4000))
            name, email = dice.choice(AUTHORS)
            message = dice.choice(MESSAGES) if dice.random() < 0.2 else None
            print(json.dumps({"author": {"name": name, "email": email}, "seconds": int(now.timestamp()), "message": message,
                              "body": history.body}, ensure_ascii=False), file=jsonl)
            text = json.dumps(history.body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
            subject = (message or "automatic").encode()
            stream.write(b"commit refs/heads/main\ncommitter %s <%s> %d +0000\ndata %d\n%s\n" % (
                name.encode(), email.encode(), int(now.timestamp()), len(subject), subject))
            stream.write(b"M 100644 inline announcement.json\ndata %d\n%s\n" % (len(text), text))


main()
