# SPDX-FileCopyrightText: The Homeport authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table and the targets."""
import statistics

from .rounds import FIRST_PROTOCOL, OTHER_PROTOCOLS, median, paired
from .rounds import value as value_of

ORDER = ("direct", "nginx", "homeport", "node")
LATENCY = (("p50 ms", "latency_us.p50", 1e-3, 3), ("p99 ms", "latency_us.p99", 1e-3, 3))
COSTS = (("CPU us a request", "cpu_us", 1, 1),)
JSON_ROWS = (("requests/s", "requests_per_s", 1, 0), *LATENCY, *COSTS)
BULK_ROWS = (("MB/s", "mb_per_s", 1, 0), *LATENCY, *COSTS)
STREAM_ROWS = (("completed", "completed", 1, 0), ("event delay p50 ms", "delay_us.p50", 1e-3, 3),
               ("event delay p99 ms", "delay_us.p99", 1e-3, 3), ("slowest stream / ideal", "slowest_over_ideal", 1, 3),
               ("CPU us an event", "cpu_us", 1, 1), ("RSS MB", "rss_mb", 1, 1))
NAME_WIDTH = 26
CELL_WIDTH = 11


def rows_of(cell):
    if cell.name.startswith("json"):
        return JSON_ROWS
    return STREAM_ROWS if cell.unit == "event" else BULK_ROWS


def ratio(a, b):
    return a / b if a is not None and b else None


def text(number, digits):
    return "-" if number is None else f"{number:,.{digits}f}"


class Report:
    """Medians of all rounds; every figure of a relay that was not measured is None."""

    def __init__(self, cells, figures, idle_fresh, idle_later, start_up):
        self.cells, self.figures = cells, figures
        self.idle = {"fresh": idle_fresh, "after the load": idle_later}
        self.start_up = start_up
        names = next(iter(figures.values()))
        self.relays = sorted(names, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
        self.subject = "homeport" if "homeport" in names else "relay" if "relay" in names else None

    def get(self, cell, relay, path):
        return median(self.figures.get(cell, {}).get(relay, []), path)

    def added(self, cell, relay, path):
        """Delay over talking to the provider directly."""
        whole, direct = self.get(cell, relay, path), self.get(cell, "direct", path)
        return None if whole is None or direct is None or relay == "direct" else whole - direct

    # The table

    def table(self):
        lines = []
        for cell in self.cells:
            lines += ["", self.header(cell.title)]
            for title, path, scale, digits in rows_of(cell):
                lines.append(self.row(title, lambda relay, p=path: self.get(cell.name, relay, p), scale, digits))
                if path.startswith("delay_us"):
                    lines.append(self.row("  added " + title[12:], lambda relay, p=path: self.added(cell.name, relay, p), scale, digits))
        for when, figures in self.idle.items():
            lines += ["", self.header(f"Idle, {when}")]
            for title, key in (("RSS MB", "rss_mb"), ("wake-ups per s", "wake_ups_per_s")):
                lines.append(self.row(title, lambda relay, f=figures, k=key: f.get(relay, {}).get(k), 1, 2))
        if self.start_up:
            lines += ["", f"Start to ready line: {self.start_ms():.0f} ms (median of {len(self.start_up['later_ms'])}); "
                          f"with a new state folder {self.start_up['first_ms']:.0f} ms; "
                          f"RSS at that line {self.start_up['rss_mb']:.1f} MB"]
        return "\n".join(lines[1:])

    def header(self, title):
        columns = [*self.relays, *(f"/{other}" for other in self.others())]
        return title + "\n" + " " * NAME_WIDTH + "".join(f"{name:>{CELL_WIDTH}}" for name in columns)

    def others(self):
        return [name for name in ("nginx", "node") if name in self.relays] if self.subject else []

    def row(self, title, lookup, scale, digits):
        numbers = {relay: lookup(relay) for relay in self.relays}
        columns = [text(number * scale if number is not None else None, digits) for number in numbers.values()]
        columns += [text(ratio(numbers[self.subject], numbers[other]), 2) for other in self.others()]
        return f"  {title:<{NAME_WIDTH - 2}}" + "".join(f"{column:>{CELL_WIDTH}}" for column in columns)

    # The targets: (what, value, "<=" or ">=" or "<", bound)

    def targets(self):
        if not self.subject:
            return []
        return [*self.speed_targets(), *self.stream_targets(), *self.protocol_targets(), *self.process_targets()]

    def against(self, other, cell, path):
        return ratio(self.get(cell, self.subject, path), self.get(cell, other, path))

    def speed_targets(self):
        return [("JSON, 16 connections: requests/s against nginx", self.against("nginx", "json_16", "requests_per_s"), ">=", 0.25),
                ("JSON, 16 connections: requests/s against node", self.against("node", "json_16", "requests_per_s"), ">=", 2),
                ("JSON, 1 connection: p50 against nginx", self.against("nginx", "json_1", "latency_us.p50"), "<=", 2),
                ("1 MB bodies up: MB/s against nginx", self.against("nginx", "upload", "mb_per_s"), ">=", 0.7),
                ("1 MB bodies down: MB/s against nginx", self.against("nginx", "download", "mb_per_s"), ">=", 0.7)]

    def stream_targets(self):
        def least(cell, path):
            values = [each[path] for each in self.figures.get(cell, {}).get(self.subject, [])]
            return min(values) if values else None
        delay = self.get("streams_1000", self.subject, "delay_us.p50")
        return [("256 streams: completed", least("streams_256", "completed"), ">=", 256),
                self.delay_target("p50", 2), self.delay_target("p99", 3),
                ("1,000 streams: completed", least("streams_1000", "completed"), ">=", 1000),
                ("1,000 streams: slowest against its ideal time", self.get("streams_1000", self.subject, "slowest_over_ideal"), "<=", 1.1),
                ("1,000 streams: median event delay, ms", None if delay is None else delay / 1e3, "<=", 2),
                ("1,000 streams: RSS, MB", self.get("streams_1000", self.subject, "rss_mb"), "<=", 120)]

    def delay_target(self, percentile, bound):
        path = f"delay_us.{percentile}"
        ours, nginx = (self.added("streams_256", name, path) for name in (self.subject, "nginx"))
        if nginx is not None and nginx > 0:
            return (f"256 streams: added delay {percentile} against nginx", ratio(ours, nginx), "<=", bound)
        # Provider and load generator share one CPU, so the direct run's tail may exceed nginx's: nothing to divide by.
        return (f"256 streams: whole delay {percentile} against nginx (nginx adds none)",
                self.against("nginx", "streams_256", path), "<=", bound)

    def protocol_targets(self):
        """The other protocols are to cost what Messages does, within a tenth."""
        targets = []
        for protocol, title in OTHER_PROTOCOLS:
            json_costs = ratio(*(self.get(cell, self.subject, "cpu_us") for cell in (f"json_16_{protocol}", "json_16")))
            targets += [(f"{title}: JSON, CPU a request against Messages", json_costs, "<=", 1.1),
                        (f"{title}: 256 streams, CPU an event against Messages", self.in_turns(protocol, "cpu_us"), "<=", 1.1),
                        (f"{title}: 256 streams, added delay p50 against Messages", self.in_turns(protocol, "delay_us.p50"), "<=", 1.1)]
        return targets

    def in_turns(self, protocol, path):
        def of(name):
            cell = self.figures.get(f"protocol_{name}", {})
            floor = median(cell.get("direct", []), path) or 0  # there is no CPU time of nobody
            return [{path: value_of(each, path) - floor} for each in cell.get(self.subject, [])]
        return paired(of(protocol), of(FIRST_PROTOCOL[0]), lambda each: each[path])

    def process_targets(self):
        idle = [figures.get(self.subject, {}) for figures in self.idle.values()]
        rates = [each["wake_ups_per_s"] for each in idle if each]
        return [("idle RSS, MB", idle[0].get("rss_mb"), "<=", 45),
                ("start to ready line, ms", self.start_ms(), "<=", 300),
                ("idle wake-ups per s, fresh and after the load", max(rates) if rates else None, "<", 1)]

    def start_ms(self):
        return statistics.median(self.start_up["later_ms"]) if self.start_up else None


def verdict(value, comparison, bound):
    if value is None:
        return "not measured"
    met = {"<=": value <= bound, ">=": value >= bound, "<": value < bound}[comparison]
    return "met" if met else "MISSED"


def target_list(targets):
    return "\n".join(f"  {what:<62} {text(value, 2):>9}  {comparison:>2} {bound:<6g} {verdict(value, comparison, bound)}"
                     for what, value, comparison, bound in targets)
