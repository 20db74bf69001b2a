# SPDX-FileCopyrightText: The Homeport authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user of the X display sees and does: windows that appear, keys, the close button, icons in the tray."""
import select
import time

from Xlib import X, XK, display, error
from Xlib.ext import xtest
from Xlib.protocol import event

from .relays import BenchError

NAME = "homeport"
LEAST_WIDTH = 400       # of the window; the icon in the tray bears the same name
CONTENT_ROWS = 160      # from the top: menu, navigation, title
CONTENT_COLOURS = 8     # text is there, not only a background
WAIT_SECONDS = 30
LOOK_SECONDS = 0.01


class Screen:
    """Watches the display from the moment it is made: make it before what is to be seen starts."""

    def __init__(self, name):
        self.display = display.Display(name)
        self.display.set_error_handler(lambda *_: None)  # of windows that are gone already
        self.root = self.display.screen().root
        self.root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self.display.sync()
        self.made = set()

    def close(self):
        self.display.close()

    def wait_for_window(self):
        """The program's window once it is mapped and something is painted in it: the window and the time (monotonic) of both."""
        window = self._wait_for_map(time.monotonic() + WAIT_SECONDS)
        mapped = time.monotonic()
        while not self._has_content(window):
            if time.monotonic() - mapped > WAIT_SECONDS:
                raise BenchError("the window stays empty")
            time.sleep(LOOK_SECONDS)
        return window, mapped, time.monotonic()

    def _wait_for_map(self, deadline):
        while time.monotonic() < deadline:
            if not self.display.pending_events():
                select.select([self.display.fileno()], [], [], 0.5)
                if not self.display.pending_events():
                    continue
            what = self.display.next_event()
            if what.type == X.CreateNotify:
                what.window.change_attributes(event_mask=X.StructureNotifyMask)  # a window manager puts it into a frame
                self.made.add(what.window.id)
                if self._is_viewable(what.window) and self._is_ours(what.window):  # quicker than we are
                    return what.window
            elif what.type == X.MapNotify and what.window.id in self.made and self._is_ours(what.window):
                return what.window
        raise BenchError("no window appeared")

    def forget(self):
        """What has happened up to now is no news any more."""
        self.display.sync()
        while self.display.pending_events():
            self.display.next_event()

    def _is_ours(self, window, icon=False):
        try:
            names = window.get_wm_class() or ()
            width = window.get_geometry().width
            return any(NAME in name.lower() for name in names) and (width < LEAST_WIDTH) == icon
        except error.XError:
            return False

    def _has_content(self, window):
        try:
            size = window.get_geometry()
            image = window.get_image(0, 0, size.width, min(size.height, CONTENT_ROWS), X.ZPixmap, 0xFFFFFFFF)
        except error.XError:
            return False
        return len(set(memoryview(image.data).cast("I")[::7])) >= CONTENT_COLOURS

    def has_icon(self):
        """Whether the program's icon stands in the tray."""
        return any(self._is_ours(window, icon=True) and window.get_attributes().map_state == X.IsViewable
                   for window in self._all(self.root))

    def _all(self, window):
        try:
            children = window.query_tree().children
        except error.XError:
            return
        for child in children:
            yield child
            yield from self._all(child)

    def wait_for_icon(self):
        wait_until(self.has_icon, "no icon appeared in the tray")

    def click_close(self, window):
        """As the button of the window's frame does; returns once it is gone from the screen."""
        protocols, delete = (self.display.intern_atom(name) for name in ("WM_PROTOCOLS", "WM_DELETE_WINDOW"))
        window.send_event(event.ClientMessage(window=window, client_type=protocols, data=(32, [delete, X.CurrentTime, 0, 0, 0])))
        wait_until(lambda: not self._is_viewable(window), "the window does not close")

    def _is_viewable(self, window):
        try:
            return window.get_attributes().map_state == X.IsViewable
        except error.XError:
            return False

    def press(self, window, *keys):
        """Holds each key down in turn, then lets them go: press(window, "Control_L", "1")."""
        window.set_input_focus(X.RevertToParent, X.CurrentTime)
        codes = [self.display.keysym_to_keycode(XK.string_to_keysym(key)) for key in keys]
        for code in codes:
            xtest.fake_input(self.display, X.KeyPress, code)
        for code in reversed(codes):
            xtest.fake_input(self.display, X.KeyRelease, code)
        self.display.sync()

    def has_owner(self, selection):
        return self.display.get_selection_owner(self.display.intern_atom(selection)) != X.NONE

    def has_window_manager(self):
        return self.root.get_full_property(self.display.intern_atom("_NET_SUPPORTING_WM_CHECK"), X.AnyPropertyType) is not None


def wait_until(holds, complaint):
    deadline = time.monotonic() + WAIT_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            raise BenchError(complaint)
        time.sleep(0.05)
