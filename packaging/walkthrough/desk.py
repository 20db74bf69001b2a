# SPDX-FileCopyrightText: The Homeport authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody at a desk: finds things by the names that a screen reader would say, and uses them with mouse and keyboard (xdotool)."""
import json
import subprocess
import time
from contextlib import contextmanager

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib

APPLICATION = "homeport"
WAIT_SECONDS = 30
AIM_SECONDS = 0.6       # from one place to another with the mouse
READ_SECONDS = 2.0      # a new screen, before anything is done
TYPE_MS = 150           # from key to key: 80 words a minute
LEAST_COLOURS = 16      # an empty screen has fewer
BUTTONS = ("push button", "button", "radio button", "check box", "toggle button", "list item", "menu item", "page tab")
FIELDS = ("text", "password text", "entry")


class Lost(Exception):
    """What was looked for is not there; the text says what."""


class Desk:
    def __init__(self, folder):
        self.folder, self.steps, self.shots = folder, [], 0

    # Steps and pictures

    @contextmanager
    def step(self, title):
        """One step of the user's, from reading the screen on. Its end is kept as a picture."""
        started = time.monotonic()
        time.sleep(READ_SECONDS)
        yield
        seconds = time.monotonic() - started
        self.steps.append({"step": title, "seconds": round(seconds, 1)})
        print(f"  {seconds:5.1f} s  {title}", flush=True)
        self.picture(title)

    def picture(self, title):
        self.shots += 1
        name = "".join(letter if letter.isalnum() else "-" for letter in title.lower()).strip("-")
        path = self.folder / f"{self.shots:02}-{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], check=True)
        colours = subprocess.run(["identify", "-format", "%k", str(path)], check=True, capture_output=True, text=True).stdout
        if int(colours) < LEAST_COLOURS:
            raise Lost(f"{path.name} is empty")

    def seconds(self):
        return sum(step["seconds"] for step in self.steps)

    def write(self, **more):
        (self.folder / "walkthrough.json").write_text(json.dumps({**more, "seconds": round(self.seconds(), 1), "steps": self.steps}, indent=1) + "\n")

    # Eyes

    def things(self):
        """All that the application shows now: role, name, accessible."""
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for number in range(desktop.get_child_count()):
            try:
                application = desktop.get_child_at_index(number)
                if application and APPLICATION in (application.get_name() or "").lower():
                    yield from self._below(application)
            except GLib.Error:
                continue  # it went away meanwhile

    def _below(self, parent):
        try:
            parent.clear_cache()
            for number in range(parent.get_child_count()):
                child = parent.get_child_at_index(number)
                if not child or not child.get_state_set().contains(Atspi.StateType.SHOWING):
                    continue
                yield child.get_role_name(), child.get_name() or "", child
                yield from self._below(child)
        except GLib.Error:
            return

    def find(self, roles, name):
        """The first thing of one of @p roles whose name begins with @p name (or one of several), or None."""
        for role, found, thing in self.things():
            if role in roles and found.replace("&", "").startswith(name):
                return thing
        return None

    def wait_for(self, roles, name, enabled=True):
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            thing = self.find(roles, name)
            if thing and (not enabled or thing.get_state_set().contains(Atspi.StateType.ENABLED)):
                return thing
            time.sleep(0.1)
        raise Lost(f"no {'/'.join(roles)} named “{name}”; there is:\n" + self.describe())

    def wait_for_button(self, name):
        return self.wait_for(BUTTONS, name)

    def wait_until_gone(self, name):
        deadline = time.monotonic() + WAIT_SECONDS
        while self.find(BUTTONS, name):
            if time.monotonic() > deadline:
                raise Lost(f"“{name}” does not go away; there is:\n" + self.describe())
            time.sleep(0.1)

    def wait_for_text(self, text, seconds=WAIT_SECONDS):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if any(text in name for _, name, _ in self.things()):
                return
            time.sleep(0.1)
        raise Lost(f"nothing says “{text}”; there is:\n" + self.describe())

    def describe(self):
        return "\n".join(f"  {role}: {name}" for role, name, _ in self.things() if name)

    # Hands

    def click(self, name, roles=BUTTONS):
        x, y, width, height = self._place(self._in_view(roles, name))
        self._xdotool("mousemove", str(x + width // 2), str(y + height // 2))
        time.sleep(AIM_SECONDS)
        self._xdotool("click", "1")

    def choose(self, name, beginning):
        """Opens a box with choices, and types how the wanted one begins."""
        self.click(name, ("combo box",))
        time.sleep(AIM_SECONDS)
        self.type(beginning)
        self.press("Return")

    def paste(self, name, text):
        """What was copied elsewhere, pasted over what is in the field."""
        subprocess.run(["xclip", "-selection", "clipboard"], input=text, text=True, check=True)
        self.click(name, FIELDS)
        self._xdotool("key", "ctrl+a", "ctrl+v")

    def type(self, text):
        self._xdotool("type", "--delay", str(TYPE_MS), "--", text)

    def press(self, key):
        self._xdotool("key", key)

    def _place(self, thing):
        place = thing.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
        return place.x, place.y, place.width, place.height

    def _in_view(self, roles, name):
        """The thing, scrolled to with the wheel where it is below the window's edge."""
        for _ in range(40):
            thing = self.wait_for(roles, name)
            x, y, width, height = self._place(thing)
            left, top, right, bottom = self._window_of(thing)
            if top <= y and y + height <= bottom:
                return thing
            self._xdotool("mousemove", str((left + right) // 2), str((top + bottom) // 2), "click", "5" if y + height > bottom else "4")
            time.sleep(0.1)
        raise Lost(f"“{name}” does not come into view")

    def _window_of(self, thing):
        while thing.get_parent() and thing.get_parent().get_role_name() != "application":
            thing = thing.get_parent()
        x, y, width, height = self._place(thing)
        return x, y, x + width, y + height

    def _xdotool(self, *arguments):
        subprocess.run(["xdotool", *arguments], check=True)
