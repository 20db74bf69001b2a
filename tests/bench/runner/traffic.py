# SPDX-FileCopyrightText: The Homeport authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Use of a running Homeport: a provider, requests, pages that are looked at."""
import http.client
import itertools
import json
import threading
import time

from .relays import BenchError, Program

MODEL = "claude-demo"
PAGE_KEYS = "12345678"  # Ctrl+1 is the first page
TIMEOUT_SECONDS = 30


class Provider:
    """The demo's simulated one, in a process of its own: what it costs is not counted."""

    def __init__(self, binary, folder, env):
        folder.mkdir()
        self.program = Program("provider", [str(binary), "--demo", "--headless", "--port", "0"], None, folder,
                               {**env, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)})
        try:
            ready = self.program.ready_line()
        except BenchError:
            self.program.stop()
            raise
        self.url, self.key = ready["base_url"], ready["key"]

    def stop(self):
        self.program.stop()


class Client:
    """A tool with one connection."""

    def __init__(self, url, key):
        host, _, port = url.rpartition("/")[2].partition(":")
        self.connection = http.client.HTTPConnection(host, int(port), timeout=TIMEOUT_SECONDS)
        self.headers = {"x-api-key": key, "content-type": "application/json", "user-agent": "bench/1.0"}

    def ask(self, prompt, stream):
        body = {"model": MODEL, "max_tokens": 64, "stream": stream, "messages": [{"role": "user", "content": prompt}]}
        self.connection.request("POST", "/v1/messages", json.dumps(body), self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise BenchError(f"a request was answered with {answer.status}: {text[:300]!r}")

    def close(self):
        self.connection.close()


class Traffic(threading.Thread):
    """Some requests a second, every fourth one streamed, until stop()."""

    def __init__(self, url, key, per_second):
        super().__init__(daemon=True)
        self.client, self.pause = Client(url, key), 1 / per_second
        self.ended, self.count, self.error = threading.Event(), 0, None

    def run(self):
        try:
            while not self.ended.wait(self.pause):
                self.count += 1
                self.client.ask(f"Ship {self.count} wants to come in", self.count % 4 == 0)
        except (OSError, http.client.HTTPException, BenchError) as error:
            self.error = error

    def stop(self):
        self.ended.set()
        self.join()
        self.client.close()
        if self.error:
            raise BenchError(f"traffic broke off: {self.error}")


def fill(url, key, requests):
    """A ledger to show."""
    client = Client(url, key)
    for number in range(requests):
        client.ask(f"Ship {number} wants to come in", False)
    client.close()


def look_at_pages(screen, window, seconds_each):
    """Every page once, by keyboard."""
    for digit in PAGE_KEYS:
        screen.press(window, "Control_L", digit)
        time.sleep(seconds_each)


class Reader:
    """Goes to the next page by keyboard, over and over."""

    def __init__(self, screen):
        self.screen, self.digits = screen, itertools.cycle(PAGE_KEYS)

    def turn(self, window):
        self.screen.press(window, "Control_L", next(self.digits))
