# SPDX-FileCopyrightText: The Homeport authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small desktop of its own: an X server without a screen, a session bus, a window manager, a tray."""
import os
import shutil

from .relays import BenchError, Program
from .screen import Screen, wait_until

NEEDED = {"Xvfb": "xvfb", "openbox": "openbox", "trayer": "trayer", "dbus-daemon": "dbus"}


class Desktop:
    """Ends with stop(). What runs in it is given env."""

    def __init__(self, folder):
        missing = [package for program, package in NEEDED.items() if not shutil.which(program)]
        if missing:
            raise BenchError(f"not installed: {', '.join(missing)}")
        self.programs = []
        self.folder = folder
        self.env = {name: value for name, value in os.environ.items()
                    if not name.startswith(("QT_", "XDG_", "DBUS_", "WAYLAND_", "GTK_"))}
        self.env["QT_QPA_PLATFORM"] = "xcb"
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self):
        home = self.folder / "desktop"
        home.mkdir(mode=0o700)
        self.env |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
        server = self._run("xvfb", "Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp")
        self.env["DISPLAY"] = ":" + server.first_line().decode().strip()
        bus = self._run("bus", "dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.first_line().decode().strip()
        self._run("openbox", "openbox", "--sm-disable")
        screen = self.screen()
        wait_until(screen.has_window_manager, "openbox does not start")
        self._run("trayer", "trayer", "--edge", "bottom", "--widthtype", "request", "--height", "24")
        wait_until(lambda: screen.has_owner("_NET_SYSTEM_TRAY_S0"), "trayer does not start")
        screen.close()

    def _run(self, name, *command):
        program = Program(name, list(command), None, self.folder, self.env)
        self.programs.append(program)
        return program

    def screen(self):
        return Screen(self.env["DISPLAY"])

    def stop(self):
        while self.programs:
            self.programs.pop().stop()
