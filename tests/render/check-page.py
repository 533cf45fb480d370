# SPDX-License-Identifier: GPL-3.0-or-later
"""Parses a page with a parser of other people's and fails on anything that could run, load or lie."""

import base64
import hashlib
import json
import sys
from html.parser import HTMLParser

VOID = {"meta", "img", "br", "hr", "link"}
ALLOWED = VOID | set(
    "html head title style body header main article footer section nav div p span h1 h2 h3 ul ol li a strong em "
    "button script figure figcaption blockquote cite table tbody tr th td address".split()
)


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words: list[str] = []
        self.headings: list[int] = []
        self.policy = ""
        self.data = False

    def handle_starttag(self, tag, attributes) -> None:
        assert tag in ALLOWED, f"element {tag}"
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names)), f"an attribute twice: {names}"
        for name, value in attributes:
            assert not name.startswith("on") and name not in ("style", "srcset", "action"), f"attribute {name}"
            if name == "href":
                scheme = value.partition(":")[0].lower() if ":" in value else None
                assert scheme in (None, "http", "https", "mailto", "tel"), f"address {value!r}"
                assert scheme or not value.startswith("/") and ".." not in value, f"address {value!r}"
            if name == "src":
                assert value.startswith(("data:image/png;base64,", "data:image/jpeg;base64,")), f"source {value[:40]!r}"
        if tag == "meta" and dict(attributes).get("http-equiv") == "Content-Security-Policy":
            self.policy = dict(attributes)["content"]
        if tag == "script":
            assert dict(attributes).get("type") in (None, "application/ld+json"), "a script of another kind"
            self.data = "type" in dict(attributes)
        if tag == "img":
            assert dict(attributes).get("alt") is not None, "a picture without alternative text"
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        assert self.open and self.open.pop() == tag, f"{tag} closes what is not open"

    def handle_data(self, data) -> None:
        inside = self.open[-1] if self.open else None
        if inside == "script" and self.data:
            json.loads(data)
        elif inside in ("script", "style"):
            named = base64.b64encode(hashlib.sha256(data.encode()).digest()).decode()
            assert f"{inside}-src 'sha256-{named}'" in self.policy, f"a {inside} that the policy does not name"
        else:
            self.words.append(data)


page = Page()
page.feed(open(sys.argv[1], encoding="utf-8", errors="strict").read())
page.close()
assert not page.open, f"left open: {page.open}"
assert page.headings.count(1) == 1, "one heading of the first rank"
assert all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:])), f"a rank is skipped: {page.headings}"
words = "".join(page.words)
hidden = [hex(ord(c)) for c in words if ord(c) < 32 and c != "\n" or 0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069]
assert not hidden, f"hidden characters: {hidden}"
print(words)
