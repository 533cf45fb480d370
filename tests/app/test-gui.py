# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives Herald's window through AT-SPI: the main job, what survives a kill, and pictures to look at.

usage: test-gui.py HERALD HERALDCTL PICTURES SOURCE BRING-VERSION"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desktop import Herald, wait_for  # noqa: E402

PROGRAM, CTL, PICTURES, SOURCE, BRING = sys.argv[1:6]
LOCALES = os.environ.get("HERALD_LOCALEDIR", "")
HEADLINE = "Aurelia Optics and Kitefin Mobile begin a long-term imaging partnership"
LEAD = "Lens maker Aurelia Optics and phone maker Kitefin Mobile today announced a partnership."
SECOND = "The first phone developed together launches in spring."
QUOTE = "We have wanted to know for years how far a phone’s camera can go."


def ctl(library, *arguments, check=True):
    run = subprocess.run([CTL, "--library", library, *arguments], capture_output=True, text=True, check=False)
    if check and run.returncode != 0:
        raise AssertionError("heraldctl %s: %s" % (" ".join(arguments), run.stderr))
    return run.stdout


def documents(library):
    rows = json.loads(ctl(library, "list", "--json"))
    return [json.loads(ctl(library, "show", row["id"], "--json")) for row in rows]


def announcement(library):
    (document,) = documents(library)
    return document


def words(document):
    return [block.get("text", "") for block in document.get("body", [])]


def picture(app, name):
    app.picture(os.path.join(PICTURES, name + ".png"))


def write_one(app):
    app.click("New Announcement")
    app.write("Headline", HEADLINE)
    app.write("Text", LEAD)
    app.find("label", "Saved")


def test_main_job(library):
    app = Herald(PROGRAM, library)
    app.shows("No Announcements Yet")
    picture(app, "welcome-1280-light-en")
    write_one(app)
    app.write_here("\n")
    app.write_here(SECOND)
    app.go_to_end()
    app.click("Quote")
    app.write_here(QUOTE)
    app.replace("Speaker’s name", "Lin Qiao")
    app.replace("Job title", "founder and CEO")
    app.replace("Company", "Kitefin Mobile")
    app.replace("Add Tag", "imaging,")
    app.find("push button", "Remove tag “imaging”")

    app.click("Set Embargo…")
    app.find("label", "Time Zone")
    app.replace("End of the embargo in words", "some day")
    app.shows("“some” was not understood as a time.")
    app.replace("End of the embargo in words", "1 July 2031 12:01 a.m. EST")
    app.shows("“EST” is wrong for that date: the clocks of New York show EDT then.")
    app.shows("New York (America/New_York)")
    picture(app, "embargo-words-1280-light-en")
    app.replace("End of the embargo in words", "tomorrow 9am")
    app.find("label", "Time Zone")
    picture(app, "embargo-1280-light-en")
    app.click("Set Embargo", index=-1)
    app.shows("Embargo ends")

    app.click("Status: Draft", index=-1)
    app.click("In Review", role="menu item")
    app.find("push button", "Status: In Review")

    app.click("Save Version")
    app.write("Name of this version", "First draft")
    picture(app, "save-version-1280-light-en")
    app.click("Save Version", index=-1)
    app.shows("Version saved: First draft")
    document = announcement(library)
    assert document["headline"] == HEADLINE, document["headline"]
    assert words(document) == [LEAD, SECOND, QUOTE], words(document)
    assert document["body"][2]["speaker"] == {"name": "Lin Qiao", "title": "founder and CEO",
                                              "organisation": "Kitefin Mobile"}, document["body"][2]
    assert document["status"] == "review", document["status"]
    assert document["tags"] == ["imaging"], document["tags"]
    assert document["embargo"]["wall"].endswith("T09:00:00"), document["embargo"]
    assert document["embargo"]["zone"] and document["embargo"]["utc"].endswith("Z")
    return app


def headline_is(library, headline):
    return wait_for("the headline “%s” on disk" % headline, lambda: announcement(library)["headline"] == headline)


def test_history(library, app):
    app.replace("Headline", "Something else altogether")
    headline_is(library, "Something else altogether")
    app.click("Versions")
    app.click("Compare with “First draft”")
    app.find("push button", "Restore Headline as in “First draft”")
    app.shows("1 change")
    picture(app, "versions-1280-light-en")
    app.click("Side by Side")
    app.find("push button", "Restore Headline as in “First draft”")
    picture(app, "versions-side-1280-light-en")

    app.click("Restore Headline as in “First draft”")
    headline_is(library, HEADLINE)
    app.shows("No Changes")
    app.focus()
    app.key("ctrl+z")
    headline_is(library, "Something else altogether")
    app.find("push button", "Restore Headline as in “First draft”")

    before = len(json.loads(ctl(library, "history", announcement(library)["id"], "--json")))
    app.click("Restore")
    headline_is(library, HEADLINE)
    rows = json.loads(ctl(library, "history", announcement(library)["id"], "--json"))
    assert len(rows) > before and not rows[0].get("automatic"), rows
    app.shows(rows[0]["message"])
    app.replace("Search Versions", "altogether", role="entry")
    app.shows("First with These Words")
    app.replace("Search Versions", "", role="entry")
    app.find("push button", "Compare with “First draft”")
    app.click("Back to the Announcement")
    wait_for("the restored headline", lambda: app.read("Headline") == HEADLINE)
    app.key("ctrl+z")
    wait_for("the headline before the restore", lambda: app.read("Headline") == "Something else altogether")
    assert app.quit() == 0


def test_kill(library):
    app = Herald(PROGRAM, library)
    app.click("New Announcement")
    app.write("Headline", "Typed before the power went")
    app.write("Text", "These words were ")
    app.write_here("typed in pieces.")
    time.sleep(2.5)
    app.kill()
    document = announcement(library)
    assert document["headline"] == "Typed before the power went", document
    assert words(document) == ["These words were typed in pieces."], words(document)


def test_quit_saves(library):
    app = Herald(PROGRAM, library)
    app.click("New Announcement")
    app.write("Headline", "Typed just before quitting")
    assert app.quit() == 0
    document = announcement(library)
    assert document["headline"] == "Typed just before quitting", document
    history = json.loads(ctl(library, "history", document["id"], "--json"))
    assert history and history[0].get("automatic"), history


def test_other_program(library):
    app = Herald(PROGRAM, library)
    write_one(app)
    wait_for("the text on disk", lambda: words(announcement(library)) == [LEAD])
    document = announcement(library)
    ctl(library, "set", document["id"], "subheadline=Written by another program")
    wait_for("the other program's words", lambda: app.read("Subheadline") == "Written by another program")
    app.write_here(" And more.")
    wait_for("both", lambda: words(announcement(library)) == [LEAD + " And more."])
    assert announcement(library)["subheadline"] == "Written by another program"
    assert app.quit() == 0


def put(library, document):
    """The working copy as another program would write it."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(document, file)
        file.flush()
        ctl(library, "put", document["id"], file.name)


def versions(library, ident):
    return json.loads(ctl(library, "history", ident, "--json"))


MINE = {"headline": "Aurelia Optics and Kitefin Mobile begin an alliance",
        "lead": "Lens maker Aurelia Optics and phone maker Kitefin Mobile today announced an alliance."}
THEIRS = {"headline": "Aurelia Optics and Kitefin Mobile begin a joint venture",
          "lead": "Lens maker Aurelia Optics and phone maker Kitefin Mobile today announced a joint venture."}


def two_texts(library):
    """An announcement whose headline and lead two people have changed, each to something else."""
    ident = ctl(library, "new").split()[0]
    document = json.loads(ctl(library, "show", ident, "--json"))
    document["headline"] = HEADLINE
    document["body"] = [{"id": "aaaaaaaaaaaaa", "type": "paragraph", "text": LEAD},
                        {"id": "bbbbbbbbbbbbb", "type": "paragraph", "text": SECOND}]
    put(library, document)
    ctl(library, "save", ident, "-m", "First draft")
    first = versions(library, ident)[0]["hash"]

    def change(side, tag):
        changed = json.loads(json.dumps(document))
        changed["headline"] = side["headline"]
        changed["body"][0]["text"] = side["lead"]
        changed["tags"] = [tag]
        return changed

    put(library, change(MINE, "optics"))
    ctl(library, "save", ident, "-m", "From Bergamo")
    subprocess.run([BRING, library, first, "Lin Qiao"], input=json.dumps(change(THEIRS, "phones")), text=True, check=True)
    return ident


def test_decide(library):
    """Two texts, by keyboard alone; what was not chosen is still in the history."""
    ident = two_texts(library)
    app = Herald(PROGRAM, library)
    app.shows("Lin Qiao changed the same words.")
    app.shows("2 places need your decision.")
    app.find("label", "Two Versions")
    picture(app, "dispute-1280-light-en")
    app.write("Subheadline", "Written just before deciding")  # not saved yet, and there is something to undo in the text
    app.focus()
    app.key("ctrl+d")
    app.shows("Place 1 of 2 · 0 decided")
    app.shows("2 other changes were joined.")
    app.key("2")
    app.is_chosen("Theirs: Lin Qiao")
    picture(app, "decide-1280-light-en")
    app.key("1")
    app.shows("Place 1 of 2 · 1 decided")
    wait_for("the first answer", lambda: not app.chosen("Theirs: Lin Qiao"))
    app.key("ctrl+z")
    app.is_chosen("Theirs: Lin Qiao")
    app.key("Return")
    app.shows("Place 2 of 2 · 1 decided")
    app.key("Escape")
    app.find("text", "Headline")
    app.key("ctrl+d")
    app.shows("Place 2 of 2 · 1 decided")  # what was decided is kept
    app.key("1")
    app.shows("Place 2 of 2 · 2 decided")
    assert len(json.loads(ctl(library, "conflicts", "--json"))) == 1  # nothing is done until it is confirmed
    app.key("ctrl+Return")
    app.shows("All texts are kept in the versions.")
    wait_for("nothing left to decide", lambda: json.loads(ctl(library, "conflicts", "--json")) == [])
    document = announcement(library)
    assert document["headline"] == THEIRS["headline"], document["headline"]
    assert words(document) == [MINE["lead"], SECOND], words(document)
    assert document["tags"] == ["optics", "phones"], document["tags"]
    assert document["subheadline"] == "Written just before deciding", document
    assert app.read("Headline") == THEIRS["headline"]
    newest = versions(library, ident)[0]
    assert len(newest["parents"]) == 2, newest
    kept = [json.loads(ctl(library, "show", ident, "--version", version, "--json")) for version in newest["parents"]]
    assert {text["headline"] for text in kept} == {MINE["headline"], THEIRS["headline"]}, kept
    assert {words(text)[0] for text in kept} == {MINE["lead"], THEIRS["lead"]}, kept
    return app


def test_decided_elsewhere(library):
    """What another program decides is no question any more."""
    ident = two_texts(library)
    app = Herald(PROGRAM, library)
    app.shows("2 places need your decision.")
    app.focus()
    app.key("ctrl+d")
    app.shows("Place 1 of 2 · 0 decided")
    app.key("2")
    app.is_chosen("Theirs: Lin Qiao")
    ctl(library, "resolve", ident, "mine")
    app.shows("There is nothing to decide any more.")
    app.find("text", "Headline")
    assert announcement(library)["headline"] == MINE["headline"]
    assert app.quit() == 0


def test_who_wrote_what(library, app):
    """A version of somebody else's arrives in the open text; the margin says so."""
    ident = announcement(library)["id"]
    document = announcement(library)
    document["body"][1]["text"] = SECOND + " More will be told in spring."
    newest = versions(library, ident)[0]["hash"]
    app.focus()
    app.key("ctrl+shift+b")
    subprocess.run([BRING, library, newest, "Zhao Min"], input=json.dumps(document), text=True, check=True)
    wait_for("the arrived words", lambda: app.lines()[1] == document["body"][1]["text"])
    wait_for("who wrote it, for a screen reader",
             lambda: (app.go_to(len(LEAD) + 1).get_description() or "").startswith("Zhao Min"))
    picture(app, "authors-1280-light-en")
    app.key("ctrl+shift+b")
    wait_for("a page without names", lambda: not app.find("text", "Text").get_description())
    assert app.quit() == 0


def test_search(library):
    for headline in ("Halden Glass joins the programme", "Kitefin Mobile opens a laboratory"):
        ident = ctl(library, "new").split()[0]
        ctl(library, "set", ident, "headline=" + headline)
    app = Herald(PROGRAM, library)
    app.shows("Halden Glass joins the programme")
    app.shows("Kitefin Mobile opens a laboratory")
    app.replace("Search Announcements", "laboratory", role="entry")
    wait_for("one row", lambda: not any("Halden" in (label.get_name() or "") for label in app.all("label", "programme")))
    app.shows("Kitefin Mobile opens a laboratory")
    app.replace("Search Announcements", "nothing has this word", role="entry")
    app.shows("No Results Found")
    assert app.quit() == 0


def test_lists(library):
    """Lists with counts, several announcements at once, the day and the calendar."""
    names = ("Aurelia opens", "Bergamo builds", "Kitefin calls")
    for headline in names:
        ident = ctl(library, "new").split()[0]
        ctl(library, "set", ident, "headline=" + headline)
        ctl(library, "tag", ident, "+imaging")
    lift = time.strftime("%Y-%m-%d %H:%M", time.gmtime(time.time() + 3600))
    ctl(library, "embargo", ident, lift, "UTC")
    app = Herald(PROGRAM, library)
    app.shows("Drafts, 3 announcements")
    app.shows("imaging, 3 announcements")
    app.press_on("list item", "Embargoed, 1 announcement")
    wait_for("one row", lambda: not any("Bergamo" in (label.get_name() or "") for label in app.all("label", "builds")))
    app.press_on("list item", "All Announcements, 3 announcements")
    app.shows("Bergamo builds")
    app.focus()
    app.press_on("label", "Bergamo builds")
    app.key("ctrl+a")
    app.shows("3 selected")
    picture(app, "several-1280-light-en")
    app.click("Move the Selected Announcements to the Trash")
    wait_for("an empty list", lambda: json.loads(ctl(library, "list", "--json")) == [])
    app.click("Undo")
    wait_for("all of them again", lambda: len(json.loads(ctl(library, "list", "--json"))) == 3)
    app.press_on("list item", "Today, 1 announcement")
    app.shows("Embargo Ends Soon")
    picture(app, "today-1280-light-en")
    app.press_on("list item", "Calendar")
    app.shows("1 embargo ends")
    picture(app, "calendar-1280-light-en")
    assert app.quit() == 0


def test_first_run(library):
    app = Herald(PROGRAM, library, person=None)
    app.shows("Welcome to Herald")
    picture(app, "first-run-1280-light-en")
    app.replace("Your Name", "Anna Bruni")
    app.click("Start")
    app.shows("No Announcements Yet")
    with open(os.path.join(app.home, "data", "herald", "herald.ini"), encoding="utf-8") as file:
        assert "name=Anna Bruni" in file.read()
    app.click("Look at the Sample")
    wait_for("the sample", lambda: len(json.loads(ctl(library, "list", "--json"))) == 2)
    assert app.quit() == 0


def page_says(app, words):
    """What a screen reader reads of the first page of the preview."""
    wait_for("“%s” on the page" % words,
             lambda: any(words in (page.get_description() or "") for page in app.all("image", "Page 1 of 1")))


def test_preview(library):
    app = Herald(PROGRAM, library)
    write_one(app)
    app.focus()
    app.key("ctrl+shift+p")
    page_says(app, HEADLINE)
    page_says(app, "DRAFT")
    app.find("label", "Page 1 of 1")
    app.replace("Headline", "Something that was written a moment ago")
    page_says(app, "Something that was written a moment ago")
    picture(app, "preview-1280-light-en")
    app.focus()
    app.key("ctrl+plus")
    app.find("image", "Page 1 of 1")
    app.click("Close Preview")
    wait_for("no preview", lambda: not app.all("image", "Page 1 of 1"))
    app.focus()
    app.key("ctrl+p")
    app.find("dialog", "Print")
    picture(app, "print-1280-light-en")
    app.click("Cancel")
    wait_for("no dialog", lambda: not app.all("dialog", "Print"))
    assert app.quit() == 0


def test_export(library):
    app = Herald(PROGRAM, library)
    write_one(app)
    app.click("Export Press Kit")
    app.find("label", "What It Is For")
    picture(app, "export-1280-light-en")
    app.click("Export", index=-1)
    app.shows("Press kit exported")
    kits = [folder for folder in os.listdir(app.home) if folder.startswith("aurelia-optics-and-kitefin")]
    assert len(kits) == 1, os.listdir(app.home)
    files = os.listdir(os.path.join(app.home, kits[0]))
    assert "index.html" in files and any(name.endswith(".pdf") for name in files), files
    with open(os.path.join(app.home, kits[0], "index.html"), encoding="utf-8") as page:
        assert LEAD in page.read()
    assert app.quit() == 0


def fill_sample(library):
    for language in ("en", "it"):
        ctl(library, "import", os.path.join(SOURCE, "data", "sample", "announcement.%s.json" % language))
    first = json.loads(ctl(library, "list", "--json"))[0]["id"]
    for name in sorted(os.listdir(os.path.join(SOURCE, "data", "sample"))):
        if name.endswith((".jpg", ".png")):
            ctl(library, "asset", "add", first, os.path.join(SOURCE, "data", "sample", name))
    for row in json.loads(ctl(library, "list", "--json")):
        ctl(library, "save", row["id"], "-m", "The sample")


def test_pictures(library):
    """Leaves screenshots; that the window is there and shows the sample is what is checked."""
    fill_sample(library)
    italian = {"LANG": "it_IT.UTF-8", "LC_ALL": "it_IT.UTF-8", "LANGUAGE": "it"}
    for width, height in ((360, 720), (800, 760), (1280, 800)):
        for scheme in ("light", "dark"):
            for language, environment in (("en", {}), ("it", italian)):
                environment = dict(environment, ADW_DEBUG_COLOR_SCHEME="prefer-" + scheme)
                app = Herald(PROGRAM, library, (width, height), environment)
                app.shows("Kitefin Mobile")
                name = "%d-%s-%s" % (width, scheme, language)
                picture(app, "window-" + name)
                if width == 360:
                    app.press(150, 140)
                    app.find("text", "Headline" if language == "en" else "Titolo")
                    picture(app, "editor-" + name)
                app.kill()


def main():
    os.makedirs(PICTURES, exist_ok=True)
    failed = 0
    count = 0
    app = None
    root = tempfile.mkdtemp(prefix="herald-gui-")

    def case(name, function, *arguments):
        nonlocal failed, count
        count += 1
        try:
            answer = function(*arguments)
            print("ok %d - %s" % (count, name), flush=True)
            return answer
        except Exception:  # a failed case must not hide the others
            failed += 1
            for line in traceback.format_exc().splitlines():
                print("# " + line)
            subprocess.run(["import", "-window", "root", os.path.join(PICTURES, "failed-%d.png" % count)], check=False)
            Herald.kill_all()
            print("not ok %d - %s" % (count, name), flush=True)
            return None

    def library(name):
        return os.path.join(root, name)

    try:
        app = case("the main job", test_main_job, library("main"))
        if app is not None:
            case("history and restore", test_history, library("main"), app)
        case("kill -9 takes two seconds at most", test_kill, library("kill"))
        case("quitting saves and makes a version", test_quit_saves, library("quit"))
        case("another program's edits arrive", test_other_program, library("other"))
        app = case("deciding between two texts by keyboard", test_decide, library("decide"))
        if app is not None:
            case("who wrote what", test_who_wrote_what, library("decide"), app)
        case("deciding what was decided elsewhere", test_decided_elsewhere, library("elsewhere"))
        case("search", test_search, library("search"))
        case("lists, and several at once", test_lists, library("lists"))
        case("the first run", test_first_run, library("first"))
        case("preview and print", test_preview, library("preview"))
        case("export", test_export, library("export"))
        case("pictures in sizes, colours and languages", test_pictures, library("pictures"))
    finally:
        shutil.rmtree(root, ignore_errors=True)
    print("1..%d" % count)
    return 1 if failed else 0


sys.exit(main())
