# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's ways out, driven through AT-SPI: what may leave leaves whole, what may not is said with where to mend it.

usage: test-kits.py HERALD HERALDCTL PICTURES"""
import email
import email.policy
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desktop import Herald, wait_for  # noqa: E402

PROGRAM, CTL, PICTURES = sys.argv[1:4]
LEAD = "Lens maker Aurelia Optics and phone maker Kitefin Mobile today announced a partnership."
CANARY = "kestrelquartz"  # in what never leaves: notes, and announcements that are not exported


def ctl(library, *arguments):
    run = subprocess.run([CTL, "--library", library, *arguments], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise AssertionError("heraldctl %s: %s" % (" ".join(arguments), run.stderr))
    return run.stdout


def put(library, headline, status="draft", embargo=None):
    ident = ctl(library, "new").split()[0]
    document = json.loads(ctl(library, "show", ident, "--json"))
    document.update({
        "headline": headline, "status": status, "notes": CANARY + " notes",
        "contacts": [{"id": "ccccccccccccc", "name": "Anna Bruni", "email": "press@aurelia.example"}],
        "body": [{"id": "aaaaaaaaaaaaa", "type": "paragraph", "text": LEAD}]})
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(document, file)
        file.flush()
        ctl(library, "put", ident, file.name)
    if embargo:
        ctl(library, "embargo", ident, embargo, "Europe/Rome")
    ctl(library, "save", ident, "-m", "First")
    return ident


def versions(library, ident):
    return json.loads(ctl(library, "history", ident, "--json"))


def picture(app, name):
    app.picture(os.path.join(PICTURES, name + ".png"))


def choose(app, menu, item):
    app.click(menu, index=-1)
    app.click(item, role="menu item")


def read_all(folder):
    """Every byte below a folder, ZIPs opened."""
    words = b""
    for path in glob.glob(os.path.join(folder, "**"), recursive=True):
        if not os.path.isfile(path):
            continue
        with open(path, "rb") as file:
            words += file.read()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                words += b"".join(archive.read(name) for name in archive.namelist())
    return words


def test_refused_and_mended(library):
    """By keyboard alone: the dialog says why not, its button goes there, and then it is possible."""
    put(library, "Aurelia and Kitefin begin a partnership", "approved", "2031-12-01 09:00")
    app = Herald(PROGRAM, library)
    app.find("text", "Headline")
    app.focus()
    app.key("ctrl+shift+e")
    app.find("label", "Not Possible Yet")
    app.shows("The embargo ends only on 2031-12-01")
    picture(app, "kits-refused")
    app.click("Set Embargo…")
    app.find("label", "Time Zone")
    app.click("Cancel", index=-1)
    wait_for("the window alone", lambda: not app.all("label", "Time Zone"))

    app.focus()
    app.key("ctrl+shift+e")
    app.find("label", "Not Possible Yet")
    app.focus()
    app.key("alt+b")
    wait_for("no refusal", lambda: not app.all("label", "Not Possible Yet"))
    app.replace("For Whom", "Il Globo")
    app.click("Export", index=-1)
    # What a toast says is gone before a busy computer has read it: what it is about stays.
    (kit,) = wait_for("the kit", lambda: glob.glob(os.path.join(app.home, "aurelia-and-kitefin*")))
    words = read_all(kit)
    assert b"Il Globo" in words and LEAD.encode() in words and CANARY.encode() not in words
    assert app.quit() == 0


def test_press_room(library):
    ident = put(library, "Halden Glass joins the programme", "approved")
    put(library, CANARY + " is not out yet", "approved")
    app = Herald(PROGRAM, library)
    app.find("text", "Headline")
    room = os.path.join(app.home, "room")
    ctl(library, "export", ident, "--format", "text", "--output", os.path.join(app.home, "given-out"), "--purpose", "release")
    os.mkdir(room)
    choose(app, "Main Menu", "Publish Press Room…")
    app.shows("1 announcement is shown")
    app.shows("1 approved announcement stays out")
    picture(app, "kits-press-room")
    app.click("Folder")
    choose_folder(app, room)
    app.click("Make", index=-1)
    app.shows("The Press Room Is Ready")
    picture(app, "kits-press-room-ready")
    app.click("Close", index=-1)
    words = read_all(room)
    assert b"Halden Glass" in words and CANARY.encode() not in words
    assert os.path.exists(os.path.join(room, "feed.xml"))
    assert app.quit() == 0


def choose_folder(app, path):
    """Writes the path into the file dialog of GTK, as its users do."""
    app.find("push button", "Choose")
    app.focus()
    app.key("slash")
    app.write_focused(path[1:])
    app.key("Return")
    app.shows(path)


def write_line(app, mnemonic, text):
    app.focus()
    app.key(mnemonic)
    app.key("ctrl+a")
    app.write_focused(text)
    app.key("Return")


def test_library_preferences(library):
    put(library, "Aurelia opens a laboratory")
    app = Herald(PROGRAM, library)
    app.find("text", "Headline")
    choose(app, "Main Menu", "Library Preferences…")
    app.shows("to 1: good to read")
    app.find("push button", "Colour of the Library")
    app.focus()
    app.key("alt+a")
    facts = lambda: json.loads(ctl(library, "library", "show", "--json"))  # noqa: E731
    wait_for("the typeface on disk", lambda: facts().get("typeface") == "sans")
    write_line(app, "alt+p", "javascript:alert(1)")
    app.shows("is not an address for a press room")
    write_line(app, "alt+p", "https://press.example.com")
    wait_for("the address on disk", lambda: facts().get("address") == "https://press.example.com/")
    picture(app, "kits-library")
    # Another program's choice of a colour that is too light: said, and shown by the preview at once.
    ctl(library, "library", "set", "accent=#ffe680")
    app.key("Escape")
    wait_for("the window alone", lambda: not app.all("label", "Accent Colour"))
    choose(app, "Main Menu", "Library Preferences…")
    app.shows("too little for words")
    assert app.quit() == 0


def test_bundle(library):
    """Saved, and taken in from the command line and from the desktop."""
    put(library, "Aurelia opens a laboratory")
    app = Herald(PROGRAM, library)
    app.find("text", "Headline")
    choose(app, "Announcement Menu", "Save as Bundle…")
    app.find("push button", "Save")
    bundle = os.path.join(app.home, "hand-over")
    app.focus()
    app.key("ctrl+a")
    app.write_focused(bundle)
    app.key("Return")
    bundle += ".presskit"
    wait_for("the bundle", lambda: zipfile.is_zipfile(bundle))
    kept = os.path.join(os.path.dirname(library), "kept.presskit")
    shutil.copy(bundle, kept)
    assert app.quit() == 0

    other = os.path.join(os.path.dirname(library), "colleague")
    app = Herald(PROGRAM, other, arguments=[kept])
    taken = lambda: json.loads(ctl(other, "list", "--json"))  # noqa: E731
    (row,) = wait_for("the announcement", taken)
    assert row["headline"] == "Aurelia opens a laboratory"
    ctl(other, "erase", row["id"], "--yes")
    wait_for("an empty library", lambda: not taken())
    app.open_file(kept)
    wait_for("the announcement again", taken)
    assert app.quit() == 0


FAKE_MAIL = """#!/bin/sh
cp "$1" "{0}.part" && mv "{0}.part" "{0}"
"""


def test_mail(library):
    """A mail program that only keeps what it is given."""
    put(library, "Aurelia opens a laboratory", "approved")
    home = tempfile.mkdtemp(prefix="herald-mail-")
    got = os.path.join(home, "got.eml")
    program = os.path.join(home, "mail")
    with open(program, "w", encoding="utf-8") as file:
        file.write(FAKE_MAIL.format(got))
    os.chmod(program, 0o755)
    folder = os.path.join(home, "applications")
    os.mkdir(folder)
    with open(os.path.join(folder, "fake-mail.desktop"), "w", encoding="utf-8") as file:
        file.write("[Desktop Entry]\nType=Application\nName=Fake Mail\nExec=%s %%f\nMimeType=message/rfc822;\n" % program)
    with open(os.path.join(folder, "mimeapps.list"), "w", encoding="utf-8") as file:
        file.write("[Default Applications]\nmessage/rfc822=fake-mail.desktop\n")
    with open(os.path.join(folder, "mimeinfo.cache"), "w", encoding="utf-8") as file:
        file.write("[MIME Cache]\nmessage/rfc822=fake-mail.desktop;\n")
    try:
        app = Herald(PROGRAM, library, environment={"XDG_DATA_DIRS": home + ":" + os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share")})
        app.find("text", "Headline")
        choose(app, "Announcement Menu", "Send by Mail…")
        app.shows("Herald makes a draft")
        picture(app, "kits-mail")
        app.click("Open Mail Draft")
        wait_for("the draft", lambda: os.path.exists(got))
        with open(got, "rb") as file:
            raw = file.read()
        draft = email.message_from_bytes(raw, policy=email.policy.default)
        parts = {part.get_content_type() for part in draft.walk()}
        assert {"text/plain", "application/pdf"} <= parts, parts
        assert LEAD in " ".join(draft.get_body(("plain",)).get_content().split())
        assert CANARY.encode() not in raw + b"".join(part.get_payload(decode=True) or b"" for part in draft.walk())
        assert app.quit() == 0
    finally:
        shutil.rmtree(home, ignore_errors=True)


def test_print(library):
    """Printed into a file: the pages are those of the exported PDF, and a draft says that it is one."""
    ident = put(library, "Aurelia opens a laboratory")
    app = Herald(PROGRAM, library)
    app.find("text", "Headline")
    app.focus()
    app.key("ctrl+p")
    app.find("dialog", "Print")
    app.press(60, 97)  # the only printer that is always there: into a file
    wait_for("a printer", lambda: app.enabled("Print"))
    picture(app, "kits-print")
    app.click("Print", index=-1)
    wait_for("the print in the history", lambda: versions(library, ident)[0]["events"])
    (paper,) = glob.glob(os.path.join(app.home, "**", "*.pdf"), recursive=True)
    words = read_pdf(paper)
    assert "DRAFT" in words and LEAD in words and CANARY not in words, words
    kit = os.path.join(app.home, "kit")
    ctl(library, "export", ident, "--format", "pdf", "--output", kit)
    (exported,) = glob.glob(os.path.join(kit, "*.pdf"))
    assert words == read_pdf(exported), (words, read_pdf(exported))
    events = versions(library, ident)[0]["events"]
    assert [event["formats"] for event in events] == [["print"], ["pdf"]], events
    assert app.quit() == 0


def read_pdf(path):
    run = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return " ".join(run.stdout.split())


def main():
    os.makedirs(PICTURES, exist_ok=True)
    failed = 0
    cases = [test_refused_and_mended, test_press_room, test_library_preferences, test_bundle, test_mail, test_print]
    if len(sys.argv) > 4:
        cases = [case for case in cases if case.__name__ in sys.argv[4:]]
    root = tempfile.mkdtemp(prefix="herald-kits-")
    try:
        for number, case in enumerate(cases, 1):
            library = os.path.join(root, case.__name__)
            try:
                ctl(library, "list")
                case(library)
                print("ok %d - %s" % (number, case.__name__), flush=True)
            except Exception:  # a failed case must not hide the others
                failed += 1
                for line in traceback.format_exc().splitlines():
                    print("# " + line)
                subprocess.run(["import", "-window", "root", os.path.join(PICTURES, "kits-failed-%d.png" % number)], check=False)
                Herald.kill_all()
                print("not ok %d - %s" % (number, case.__name__), flush=True)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    print("1..%d" % len(cases))
    return 1 if failed else 0


sys.exit(main())
