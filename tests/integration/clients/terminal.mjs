// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A program in a terminal (tmux), typed to and read as a person does.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { temporaryFolder } from "./harness.mjs";

export class Terminal {
  #socket = join(temporaryFolder(), "tmux");
  #tmux;

  constructor(tmux, program, args, { cwd, env }) {
    this.#tmux = tmux;
    const variables = Object.entries({ TERM: "xterm-256color", ...env }).map(([name, value]) => `${name}=${value}`);
    const command = ["env", "-i", ...variables, program, ...args];
    this.#run("new-session", "-d", "-s", "t", "-x", "140", "-y", "50", "-c", cwd, ...command, ";", "set", "-g", "remain-on-exit", "on");
    process.on("exit", () => this.close());
  }

  #run(...args) {
    return execFileSync(this.#tmux, ["-S", this.#socket, "-f", "/dev/null", ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  }

  screen() {
    return this.#run("capture-pane", "-p", "-t", "t");
  }

  type(...keys) {
    this.#run("send-keys", "-t", "t", ...keys);
  }

  // The screen once it shows @p pattern.
  async shows(pattern, seconds = 30) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const screen = this.screen();
      if (pattern.test(screen)) {
        return screen;
      }
      if (Date.now() > end) {
        throw new Error(`the terminal does not show ${pattern}:\n${screen.replace(/\n+/g, "\n")}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  close() {
    try {
      this.#run("kill-server");
    } catch {
      // it has ended by itself
    }
  }
}
