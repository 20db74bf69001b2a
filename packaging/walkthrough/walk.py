# SPDX-FileCopyrightText: The Homeport authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""walk.py FOLDER SECONDS: from the installed package to Claude Code's first answer; pictures into FOLDER. SECONDS: how long installing took."""
import os
import subprocess
import sys
import time
from pathlib import Path

from desk import Desk, Lost

MOST_SECONDS = 120
QUESTION = "Hello, harbour"
CLAUDE_SECONDS = 60


def start_homeport(desk):
    with desk.step("Start Homeport"):
        subprocess.Popen(["homeport"], stdout=subprocess.DEVNULL, stderr=open("homeport.log", "wb"))
        desk.wait_for_text("Homeport")


def ask_claude(desk):
    answer = Path("answer")
    with desk.step("Ask Claude Code in a terminal"):
        subprocess.Popen(["xterm", "-fa", "DejaVu Sans Mono", "-fs", "11", "-geometry", "90x14+20+20"])
        subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--class", "xterm", "windowactivate", "--sync"], check=True,
                       stdout=subprocess.DEVNULL)
        desk.type(f'claude -p "{QUESTION}" | tee {answer}')
        desk.press("Return")
        deadline = time.monotonic() + CLAUDE_SECONDS
        while not (answer.exists() and answer.stat().st_size > 0):
            if time.monotonic() > deadline:
                desk.picture("no answer")
                raise Lost(f"Claude Code did not answer within {CLAUDE_SECONDS} s")
            time.sleep(0.1)
    text = answer.read_text()
    if "imulated" not in text or QUESTION not in text:
        raise Lost(f"Claude Code answered something else: {text[:500]}")
    return text


def main():
    folder, installing = Path(sys.argv[1]), int(sys.argv[2])
    desk = Desk(folder)
    try:
        print("steps of the user:")
        walk_through(desk, os.environ.pop("PROVIDER_URL"), os.environ.pop("PROVIDER_KEY"))
        answer = ask_claude(desk)
    except Lost as lost:
        desk.picture("lost")
        sys.exit(f"walkthrough: {lost}")
    desk.write(installing_seconds=installing, answer=answer)
    print(f"Claude Code: {answer.strip()}\n{desk.seconds():.1f} s of user's steps (at most {MOST_SECONDS}); apt had taken {installing} s before")
    sys.exit(0 if desk.seconds() <= MOST_SECONDS else 1)


main()
