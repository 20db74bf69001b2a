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
KEEP_SECONDS = 8  # to paste the recovery code into a password manager


def walk_through(desk, provider_url, provider_key):
    with desk.step("Start Homeport"):
        with open("homeport.log", "wb") as log:
            subprocess.Popen(["homeport"], stdout=subprocess.DEVNULL, stderr=log)
        desk.wait_for_button("Next")
    with desk.step("Read how tools reach Homeport"):
        desk.click("Next")
        desk.wait_for_text("Your first account")
    with desk.step("Ask to add an account by its key"):
        desk.click("Add API key")
        desk.wait_for_button("Add account")
    with desk.step("Choose the provider, paste address and key"):
        desk.choose(("Provider", "Anthropic"), "anthropic-")  # Qt 6.4 says what is chosen instead of the name
        desk.paste("Base URL", provider_url)
        desk.paste("API key", provider_key)
        desk.picture("Account filled in")
        desk.click("Add account")
        desk.wait_until_gone("Add account")
        desk.wait_for_text("These are ready for your tools")
    with desk.step("See the account, go on"):
        desk.click("Next")
        desk.wait_for_text("The vault's key lies in the keychain")
    with desk.step("Make a recovery code"):
        desk.click("Make a code")
        desk.wait_for_button("I have kept it")
    with desk.step("Keep the code, go on"):
        desk.click("Copy recovery code")
        time.sleep(KEEP_SECONDS)
        desk.click("I have kept it")
        desk.wait_until_gone("I have kept it")
        desk.click("Next")
        desk.wait_for_button("Set up 1 tool")
    with desk.step("Set Claude Code up"):
        desk.click("Set up 1 tool")
        desk.wait_for_text("Claude Code, Set up")
    with desk.step("Send a test request"):
        desk.click("Send a test request")
        desk.wait_for_text("Claude Code works with Homeport")
    with desk.step("Finish"):
        desk.click("Finish")
        desk.wait_until_gone("Finish")


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
