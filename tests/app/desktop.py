# SPDX-License-Identifier: GPL-3.0-or-later
"""Herald seen through the accessibility tree, as a screen reader sees it."""
import os
import shutil
import signal
import subprocess
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

PATIENCE = float(os.environ.get("HERALD_TEST_PATIENCE", "20"))


class NotThere(AssertionError):
    pass


def wait_for(what, found, patience=PATIENCE):
    """Asks again until there is an answer; says what was missing when there is none."""
    end = time.monotonic() + patience
    while True:
        try:
            answer = found()
        except gi.repository.GLib.Error:
            answer = None  # a widget that went away while it was looked at
        if answer:
            return answer
        if time.monotonic() > end:
            raise NotThere(what)
        time.sleep(0.05)


def walk(node):
    """What is on screen. GTK 4.8 says SHOWING of windows only, so a place and a size tell."""
    if not node.get_state_set().contains(Atspi.StateType.VISIBLE):
        return
    component = node.get_component_iface()
    if component is not None:
        extents = component.get_extents(Atspi.CoordType.WINDOW)
        if extents.width <= 0 or extents.height <= 0:
            return
    yield node
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from walk(child)


class Herald:
    """One running application with settings of its own."""

    running = []

    def __init__(self, program, library, size=(1160, 780), environment=None, person="Anna Bruni", arguments=()):
        self.home = tempfile.mkdtemp(prefix="herald-gui-")
        folder = os.path.join(self.home, "glib-2.0", "settings")
        os.makedirs(folder)
        with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as file:
            file.write("[io/github/heraldpress/Herald]\nwindow-size=(%d, %d)\n" % size)
        os.makedirs(os.path.join(self.home, "data", "herald"))
        if person:
            with open(os.path.join(self.home, "data", "herald", "herald.ini"), "w", encoding="utf-8") as file:
                file.write("[person]\nname=%s\nemail=anna@aurelia-optics.example\n" % person)
        env = dict(os.environ, GSETTINGS_BACKEND="keyfile", G_DEBUG="fatal-criticals", XDG_CONFIG_HOME=self.home, HOME=self.home,
                   XDG_DATA_HOME=os.path.join(self.home, "data"), XDG_CACHE_HOME=os.path.join(self.home, "cache"))
        env.update(environment or {})
        self.process = subprocess.Popen([os.path.abspath(program), "--library", library, *arguments], env=env, cwd=self.home)
        Herald.running.append(self)
        self.application = wait_for("the application", self._application)
        # No main loop runs here that would hear what changed: ask the application every time.
        self.application.set_cache_mask(Atspi.Cache.NONE)
        wait_for("a window", lambda: self.application.get_child_count() > 0)

    def _application(self):
        if self.process.poll() is not None:
            raise NotThere("the application ended with %d" % self.process.returncode)
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def nodes(self):
        for index in range(self.application.get_child_count()):
            yield from walk(self.application.get_child_at_index(index))

    def all(self, role, name):
        """Exactly that name; else one that ends with it: GTK 4.8 puts a button's mnemonic before its label."""
        nodes = [(node, node.get_name() or "") for node in self.nodes() if node.get_role_name() == role]
        return ([node for node, found in nodes if found == name] or
                [node for node, found in nodes if found.endswith(name)])

    def find(self, role, name, index=0):
        def look():
            found = self.all(role, name)
            return found[index] if found and len(found) > index else None
        return wait_for("%s “%s”" % (role, name), look)

    def click(self, name, role="push button", index=0):
        node = self.find(role, name, index)
        # The name of the button inside a menu button is the one that acts.
        assert node.get_action_iface().do_action(0), "cannot click %s" % name
        return node

    def write(self, name, text, index=0, role="text"):
        node = self.find(role, name, index)
        editable = node.get_editable_text_iface()
        for character_run in text.replace("\n", "\0\n\0").split("\0"):
            if character_run:
                length = Atspi.Text.get_character_count(node)
                editable.insert_text(length, character_run, len(character_run.encode()))
        return node

    def go_to(self, offset, name="Text"):
        node = self.find("text", name)
        Atspi.Text.set_caret_offset(node, offset)
        return node

    def go_to_end(self):
        """Behind the last line of the text, where it goes on."""
        return self.go_to(Atspi.Text.get_character_count(self.find("text", "Text")))

    def write_here(self, text, name="Text"):
        """Where the cursor stands."""
        node = self.find("text", name)
        offset = Atspi.Text.get_caret_offset(node)
        node.get_editable_text_iface().insert_text(offset, text, len(text.encode()))

    def lines(self, name="Text"):
        return self.read(name).split("\n")

    def replace(self, name, text, index=0, role="text"):
        node = self.find(role, name, index)
        node.get_editable_text_iface().set_text_contents(text)
        return node

    def read(self, name, index=0, role="text"):
        node = self.find(role, name, index)
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

    def shows(self, text, patience=PATIENCE):
        return wait_for("“%s” on screen" % text,
                        lambda: any(text in (node.get_name() or "") for node in self.nodes()), patience)

    def action(self, name):
        """An action of the window, over D-Bus: menus do not always open without a window manager."""
        subprocess.run(["gapplication", "action", "io.github.heraldpress.Herald", name], check=True)

    def focus(self):
        """The keyboard goes to the window: there is no window manager that would see to it."""
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                               capture_output=True, text=True, check=True).stdout.split()
        subprocess.run(["xdotool", "windowfocus", "--sync", found[-1]], check=True)

    def key(self, *keys):
        subprocess.run(["xdotool", "key", *keys], check=True)

    def write_focused(self, text):
        """Key by key, where the keyboard is."""
        subprocess.run(["xdotool", "type", "--delay", "20", text], check=True)

    def enabled(self, name, role="push button"):
        return any(node.get_state_set().contains(Atspi.StateType.SENSITIVE) for node in self.all(role, name))

    def open_file(self, path):
        """As the desktop does: over D-Bus."""
        call = ["gdbus", "call", "--session", "--dest", "io.github.heraldpress.Herald",
                "--object-path", "/io/github/heraldpress/Herald", "--method", "org.freedesktop.Application.Open",
                "['file://%s']" % path, "{}"]
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL)

    def chosen(self, name):
        return any(node.get_state_set().contains(Atspi.StateType.CHECKED) for node in self.all("radio button", name))

    def is_chosen(self, name):
        wait_for("“%s” chosen" % name, lambda: self.chosen(name))

    def press(self, x, y):
        """With the pointer: a row of a list has no action of its own in GTK 4.8."""
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)

    def press_on(self, role, name):
        """With the pointer, in the middle of it."""
        extents = self.find(role, name).get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        self.press(extents.x + extents.width // 2, extents.y + extents.height // 2)

    def picture(self, path):
        subprocess.run(["xdotool", "mousemove", "1279", "799"], check=True)  # no tooltip in the picture
        time.sleep(0.7)  # the last frame and the end of a transition
        subprocess.run(["import", "-window", "root", path], check=True)

    @classmethod
    def kill_all(cls):
        for app in list(cls.running):
            app.kill()

    def kill(self):
        Herald.running.remove(self)
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def quit(self):
        self.action("quit")
        try:
            return self.process.wait(PATIENCE)
        finally:
            Herald.running.remove(self)
            if self.process.poll() is None:
                self.process.kill()
            shutil.rmtree(self.home, ignore_errors=True)
