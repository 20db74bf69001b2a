# SPDX-FileCopyrightText: The Homeport authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is measured, in which order, and the raw figures of every round."""
import itertools
import json
import os
import statistics
import subprocess
import time
from dataclasses import dataclass

from . import procfs
from .relays import BenchError, pinned

PAUSE_SECONDS = 0.3
RSS_SAMPLE_SECONDS = 0.1
GIVE_UP_SECONDS = 60


@dataclass(frozen=True)
class Cell:
    """One measurement: how bench_load is called, and what one unit of CPU cost is."""
    name: str
    title: str
    arguments: tuple
    unit: str = "request"
    repeats: int = 1  # in each round
    others: bool = True  # whether nginx and Node are measured as well


# The protocols whose figures are compared with those of the first.
FIRST_PROTOCOL = ("anthropic", "Messages")
OTHER_PROTOCOLS = (("openai", "Chat Completions"), ("gemini", "Gemini"))


def json_cell(connections, timed, protocol="", title=""):
    return Cell(f"json_{connections}{protocol and '_' + protocol}",
                f"{title and title + ': '}JSON, 1 kB up, 1.2 kB down, {connections} connection{'s' if connections > 1 else ''}",
                ("--mode", "json", "--connections", str(connections), *timed, *(("--protocol", protocol) if protocol else ())))


def streams_cell(streams, repeats):
    return Cell(f"streams_{streams}", f"{streams:,} streams of 100 events at 20 ms", streams_arguments(streams), "event", repeats)


def streams_arguments(streams):
    return ("--mode", "streams", "--streams", str(streams), "--events", "100", "--interval-ms", "20")


def protocol_cells(repeats):
    """Streams of each protocol. The differences looked for are smaller than what a minute does to a machine: many short turns."""
    return [Cell(f"protocol_{name}", f"Protocols: {title}, 256 streams of 100 events at 20 ms",
                 (*streams_arguments(256), "--protocol", name), "event", repeats, others=False)
            for name, title in (FIRST_PROTOCOL, *OTHER_PROTOCOLS)]


def plan(quick):
    """What is compared with each other stands side by side, and takes turns where it is repeated."""
    seconds = "0.5" if quick else "4"
    timed = ("--seconds", seconds, "--warm-up", "0.2" if quick else "1")
    # A 99th percentile over two seconds hangs on a single hiccup of the machine (README): it takes more samples.
    often = 1 if quick else 3
    cells = [json_cell(1, timed), json_cell(16, timed)]
    cells += [json_cell(16, timed, *protocol) for protocol in OTHER_PROTOCOLS]
    cells += [json_cell(64, timed), streams_cell(256, often), *protocol_cells(2 if quick else 5), streams_cell(1000, 1)]
    cells += [Cell(mode, f"1 MB bodies {way}, 4 connections", ("--mode", mode, "--connections", "4", *timed))
              for mode, way in (("upload", "up"), ("download", "down"))]
    return cells


def in_turn(cells):
    """The measurements of one round: neighbours that are repeated as often follow each other, then begin again."""
    for repeats, neighbours in itertools.groupby(cells, key=lambda cell: cell.repeats):
        yield from list(neighbours) * repeats


def run_rounds(cells, relays, tools, cpu, rounds, say):
    """figures[cell][relay] = list of one dict per measurement. Within a round the relays follow each other closely."""
    def measured(cell):
        return [relay for relay in relays if cell.others or relay.name not in ("nginx", "node")]
    figures = {cell.name: {relay.name: [] for relay in measured(cell)} for cell in cells}
    for number in range(1, rounds + 1):
        for cell in in_turn(cells):
            for relay in measured(cell):
                say(f"round {number}/{rounds}: {cell.title}: {relay.name}")
                figures[cell.name][relay.name].append(measure(cell, relay, tools, cpu))
                time.sleep(PAUSE_SECONDS)
    return figures


def measure(cell, relay, tools, cpu):
    command = [str(tools / "bench_load"), "--url", relay.url, *cell.arguments, "--limit", str(GIVE_UP_SECONDS)]
    environment = {**os.environ, "BENCH_KEY": relay.key}
    cpu_before = procfs.cpu_seconds(relay.pid) if relay.pid else 0
    rss = 0
    load = subprocess.Popen(pinned(command, cpu), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        deadline = time.monotonic() + GIVE_UP_SECONDS + 10
        while cell.unit == "event" and relay.pid and load.poll() is None and time.monotonic() < deadline:
            rss = max(rss, procfs.rss_mb(relay.pid))
            time.sleep(RSS_SAMPLE_SECONDS)
        out, err = load.communicate(timeout=max(deadline - time.monotonic(), 1))
    except BaseException:
        load.kill()
        load.communicate()
        raise
    if load.returncode not in (0, 1) or not out.startswith("{"):
        raise BenchError(f"bench_load failed: {err.strip()}")
    figures = json.loads(out)
    done = figures["events"] if cell.unit == "event" else figures["completed"]
    if relay.pid and relay.name != "direct":
        figures["cpu_us"] = (procfs.cpu_seconds(relay.pid) - cpu_before) * 1e6 / max(done, 1)
        if rss:
            figures["rss_mb"] = rss
    return figures


def value(figures, path):
    """"latency_us.p50" out of one round's dict; None when it was not measured."""
    for part in path.split("."):
        figures = figures.get(part) if isinstance(figures, dict) else None
    return figures


def median(rounds, path):
    values = [value(each, path) for each in rounds]
    values = [each for each in values if each is not None]
    return statistics.median(values) if values else None


def paired(ours, theirs, figure):
    """The median ratio of figures that were measured in the same turn; None where one is missing."""
    pairs = [(figure(a), figure(b)) for a, b in zip(ours, theirs)]
    ratios = [a / b for a, b in pairs if a is not None and b]
    return statistics.median(ratios) if ratios else None


def errors(figures):
    """One sentence per cell and relay with a wrong answer."""
    return [f"{cell}: {relay}: {sum(each['errors'] for each in rounds)} wrong answers, first: "
            + next(each["first_error"] for each in rounds if each["errors"])
            for cell, relays in figures.items() for relay, rounds in relays.items()
            if any(each["errors"] for each in rounds)]


def idle(relays, seconds):
    """Resident memory and wake-ups of all watched relays while nobody asks anything."""
    watched = [relay for relay in relays if relay.pid]
    rates = procfs.wake_ups_per_second([relay.pid for relay in watched], seconds)
    return {relay.name: {"rss_mb": procfs.rss_mb(relay.pid), "wake_ups_per_s": rate} for relay, rate in zip(watched, rates)}
