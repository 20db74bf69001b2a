# SPDX-FileCopyrightText: The Homeport authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether memory stays flat under constant use: requests, pages in turn, the window closed to the tray and opened again."""
import statistics
import time

from . import procfs
from .traffic import Reader, Traffic

SECONDS_A_PAGE = 3
SECONDS_A_WINDOW = 120  # then it is closed to the tray and opened again


def use(homeport, program, screen, window, address, key, options, say):
    """The samples: seconds since the start, RSS in MB."""
    traffic = Traffic(address, key, options.rate)
    reader = Reader(screen)
    samples, start = [], time.monotonic()
    reopened = told = start
    traffic.start()
    try:
        while time.monotonic() - start < options.hour * 60 and traffic.is_alive():
            reader.turn(window)
            time.sleep(SECONDS_A_PAGE)
            now = time.monotonic()
            samples.append((now - start, procfs.rss_mb(program.pid)))
            if now - reopened > SECONDS_A_WINDOW:
                window = reopen(homeport, screen, window)
                reopened = now
            if now - told > 60:
                told = now
                say(f"{(now - start) / 60:.0f} min: {samples[-1][1]:.1f} MB, {traffic.count} requests")
    finally:
        traffic.stop()
    return {"samples": samples, "requests": traffic.count, **summary(samples)}


def reopen(homeport, screen, window):
    screen.click_close(window)
    screen.forget()
    homeport.control("show-window")
    return screen.wait_for_window()[0]


def summary(samples):
    """Caches and lists fill in the first half; what grows in the second one would go on."""
    values = [rss for _, rss in samples]
    later = samples[len(samples) // 2:]
    quarter = max(len(later) // 2, 1)
    slope = statistics.linear_regression(*zip(*later)).slope * 3600 if len(later) > 1 else 0
    return {"first_mb": values[0], "last_mb": values[-1], "max_mb": max(values), "slope_mb_per_hour": slope,
            "grown_mb": statistics.median(rss for _, rss in later[-quarter:]) - statistics.median(rss for _, rss in later[:quarter])}
