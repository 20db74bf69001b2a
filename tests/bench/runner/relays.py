# SPDX-FileCopyrightText: The Homeport authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs of one benchmark: the provider, and the relays in front of it."""
import json
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from . import procfs

HERE = Path(__file__).resolve().parent.parent
READY_SECONDS = 30
STOP_SECONDS = 10


class BenchError(Exception):
    """Something is broken; the text is for the user."""


def pinned(command, cpu):
    return command if cpu is None else ["taskset", "-c", str(cpu), *command]


class Program:
    """A child process; its output goes to a log file, except a ready line on stdout."""

    def __init__(self, name, command, cpu, folder, env=None):
        self.name = name
        self.log_path = folder / f"{name}.log"
        self.started = time.monotonic()
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(pinned(command, cpu), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                            stderr=log, env=env, cwd=folder)

    @property
    def pid(self):
        return self.process.pid

    def ready_line(self):
        """The first line of JSON with "event":"ready"; the rest of stdout stays in the pipe."""
        return json.loads(self.first_line(b'"ready"'))

    def first_line(self, mark=b""):
        """The first line of stdout with @p mark in it."""
        buffer = b""
        deadline = self.started + READY_SECONDS
        while time.monotonic() < deadline and len(buffer) < 1_000_000:
            if not select.select([self.process.stdout], [], [], 0.5)[0]:
                continue
            part = os.read(self.process.stdout.fileno(), 65536)
            if not part:
                break
            buffer += part
            for line in buffer.split(b"\n")[:-1]:
                if mark in line:
                    return line
        raise BenchError(f"{self.name} did not get ready:\n{self.log_tail()}")

    def log_tail(self):
        return self.log_path.read_text(errors="replace")[-2000:]

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()
        return self.process.returncode


class Relay:
    """What the rounds need to know: where to send, with which key, and which process to watch."""

    def __init__(self, name, url, key="none", pid=None, program=None):
        self.name, self.url, self.key, self.program = name, url, key, program
        self.pid = program.pid if program else pid

    def stop(self):
        if self.program:
            self.program.stop()


def start_upstream(tools, cpu, folder):
    program = Program("upstream", [str(tools / "bench_upstream")], cpu, folder)
    return Relay("direct", f"http://127.0.0.1:{program.ready_line()['port']}", program=program)


def port_of(url):
    return url.rpartition(":")[2]


def start_node(upstream, cpu, folder):
    node = shutil.which("node") or shutil.which("nodejs")
    if not node:
        return None
    program = Program("node", [node, str(HERE / "relays/passthrough.mjs"), port_of(upstream.url)], cpu, folder)
    return Relay("node", program.ready_line()["base_url"], program=program)


def start_nginx(upstream, cpu, folder):
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if not nginx:
        return None
    prefix = folder / "nginx"
    prefix.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Started by root, nginx would hand its worker to a user who cannot enter the temporary folder.
    values = {"USER": "user root;" if os.geteuid() == 0 else "", "PREFIX": str(prefix), "PORT": str(port),
              "UPSTREAM_PORT": port_of(upstream.url)}
    config = (HERE / "relays/nginx.conf.in").read_text()
    for name, value in values.items():
        config = config.replace(f"@{name}@", value)
    (prefix / "nginx.conf").write_text(config)
    program = Program("nginx", [nginx, "-p", str(prefix), "-e", str(prefix / "error.log"),
                                "-c", str(prefix / "nginx.conf")], cpu, folder)
    wait_for_port(program, port)
    return Relay("nginx", f"http://127.0.0.1:{port}", program=program)


def wait_for_port(program, port):
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and program.process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise BenchError(f"{program.name} does not listen:\n{program.log_tail()}")


MANY = "1000000000"
KEY_LIMITS = ("--requests-per-minute", MANY, "--requests-per-hour", MANY, "--requests-per-day", MANY,
              "--tokens-per-minute", MANY, "--tokens-per-day", MANY, "--concurrent", "5000", "--queue", "100",
              "--budget-day", "1000000", "--budget-month", "1000000")
# Budgets serve only models with a price. They are dear enough for budgets to have something to count.
PRICES = {"version": "bench", "source": "tests/bench", "models": {
    model: {"input": 3, "output": 15} for model in ("claude-bench-1", "gemini-bench-1", "gpt-bench-1")}}


class Homeport:
    """Homeport with a state folder of its own: nothing of the user's is read or written."""

    def __init__(self, binary, ctl, cpu, folder, environment=None):
        self.binary, self.ctl, self.cpu, self.folder = binary, ctl, cpu, folder
        self.state = folder / "state"
        home = folder / "home"
        home.mkdir()
        self.state.mkdir(mode=0o700)
        (self.state / "prices-own.json").write_text(json.dumps(PRICES), encoding="utf-8")
        self.env = {**(environment or os.environ), "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "XDG_DATA_HOME": str(home / "data"),
                    "XDG_CONFIG_HOME": str(home / "config"), "XDG_CACHE_HOME": str(home / "cache")}
        for name in ("HOMEPORT_STATE_DIR", "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            self.env.pop(name, None)

    def launch(self, *options):
        """The program, just started."""
        command = [str(self.binary), *options, "--port", "0", "--vault", f"keyfile:{self.folder / 'master.key'}",
                   "--state-dir", str(self.state)]
        return Program("homeport", command, self.cpu, self.folder, self.env)

    def start(self):
        """Returns the program without a window, its ready line and the milliseconds to it."""
        program = self.launch("--headless")
        try:
            ready = program.ready_line()
        except BenchError:
            program.stop()
            raise
        return program, ready, (time.monotonic() - program.started) * 1e3

    def control(self, *arguments, stdin=""):
        result = subprocess.run([str(self.ctl), "--state-dir", str(self.state), *arguments], input=stdin, text=True,
                                capture_output=True, timeout=READY_SECONDS, env=self.env, check=False)
        if result.returncode != 0:
            raise BenchError(f"homeportctl {' '.join(arguments[:2])}: exit {result.returncode}: {result.stderr.strip()}")
        return result.stdout

    def configure(self, upstream_url):
        """Adds accounts of each protocol and a local key with limits of every kind, none of which is ever reached; returns the key.

        Two accounts speak Messages: the router has a choice, and sessions stay with what was chosen for them.
        """
        self.control("accounts", "add", "--provider", "anthropic-compatible", "--name", "bench second", "--base-url", upstream_url,
                     "--api-key-stdin", stdin="sk-bench-0123456789abcdef\n")
        for provider, path in (("anthropic-compatible", ""), ("openai-compatible", "/v1"), ("gemini", "")):
            self.control("accounts", "add", "--provider", provider, "--name", f"bench {provider}", "--base-url", upstream_url + path,
                         "--api-key-stdin", stdin="sk-bench-0123456789abcdef\n")
        return self.make_key(*KEY_LIMITS)

    def make_key(self, *limits):
        key = re.search(r"hp_[A-Za-z0-9_-]{43}", self.control("keys", "create", "--name", "bench", *limits))
        if not key:
            raise BenchError("homeportctl keys create printed no key")
        return key.group()


def start_homeport(binary, ctl, upstream, cpu, folder, starts):
    """The relay; the milliseconds of its first start (new state folder) and of @p starts later ones; its memory at the last one's ready line."""
    homeport = Homeport(binary, ctl, cpu, folder)
    program, _, first = homeport.start()
    try:
        key = homeport.configure(upstream.url)
        times = []
        for _ in range(starts):
            if program.stop() != 0:
                raise BenchError(f"homeport did not end with exit code 0 after SIGTERM:\n{program.log_tail()}")
            program, ready, milliseconds = homeport.start()
            times.append(milliseconds)
    except BaseException:
        program.stop()
        raise
    start_up = {"first_ms": first, "later_ms": times, "rss_mb": procfs.rss_mb(program.pid)}
    return Relay("homeport", ready["base_url"], key, program=program), start_up
