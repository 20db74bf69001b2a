# SPDX-FileCopyrightText: The Homeport authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the kernel knows about a process and its children. Linux only."""
import os
import time

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def _read(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def tree(pid):
    """The process and its children (nginx has a worker)."""
    pids = [pid]
    for parent in pids:
        for task in _tasks(parent):
            pids += [int(child) for child in _read(f"/proc/{parent}/task/{task}/children").split()]
    return pids


def _tasks(pid):
    try:
        return os.listdir(f"/proc/{pid}/task")
    except FileNotFoundError:
        return []


def cpu_seconds(pid):
    """User and system time of all threads, those that ended included."""
    total = 0
    for each in tree(pid):
        fields = _read(f"/proc/{each}/stat").rpartition(")")[2].split()
        if fields:
            total += int(fields[11]) + int(fields[12])
    return total / TICKS_PER_SECOND


def rss_mb(pid):
    """Resident memory, shared pages counted once per process; 1 MB = 1,000,000 bytes."""
    return sum(_status_number(f"/proc/{each}/status", "VmRSS:") for each in tree(pid)) * 1024 / 1e6


def pss_mb(pid):
    """The same with a page that N processes share counted as an Nth of one; None where only root may know."""
    try:
        return sum(_status_number(f"/proc/{each}/smaps_rollup", "Pss:") for each in tree(pid)) * 1024 / 1e6
    except PermissionError:
        return None


def _status_number(path, name):
    for line in _read(path).splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    return 0


def _voluntary_switches(pid):
    return {(each, task): _status_number(f"/proc/{each}/task/{task}/status", "voluntary_ctxt_switches:")
            for each in tree(pid) for task in _tasks(each)}


def wake_ups_per_second(pids, seconds):
    """How often each of the processes went to sleep and so must have woken up; all watched at once."""
    before = [_voluntary_switches(pid) for pid in pids]
    start = time.monotonic()
    time.sleep(seconds)
    elapsed = time.monotonic() - start
    after = [_voluntary_switches(pid) for pid in pids]
    return [sum(count - old.get(task, 0) for task, count in new.items()) / elapsed for old, new in zip(before, after)]


def machine():
    model = next((line.partition(":")[2].strip() for line in _read("/proc/cpuinfo").splitlines()
                  if line.startswith("model name")), "unknown processor")
    return {"processor": model, "cpus": os.cpu_count(), "kernel": os.uname().release, "load_average": os.getloadavg()[0]}


def busy_share(seconds):
    """How much of all processors' time others are using: 0 idle, 1 fully busy."""
    def sample():
        times = [int(value) for value in _read("/proc/stat").splitlines()[0].split()[1:9]]
        return sum(times), times[3] + times[4]
    total, idle = sample()
    time.sleep(seconds)
    total_after, idle_after = sample()
    return 1 - (idle_after - idle) / max(total_after - total, 1)
