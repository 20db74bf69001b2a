// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Claude Code's "Cloud gateway" login in a terminal, against the relay; homeportctl approves, denies and revokes.
//   node claudegateway.mjs HOMEPORT HOMEPORTCTL CLIENTS_FOLDER TMUX
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { claudeBinary, claudeEnvironment, homeportctl, startHomeport, temporaryFolder } from "./harness.mjs";
import { Terminal } from "./terminal.mjs";

const [homeportBinary, ctlBinary, clients, tmux] = process.argv.slice(2);
const claude = claudeBinary(clients);
let homeport;
process.setMaxListeners(60); // one per folder and program that must not outlive this one

before(async () => {
  homeport = await startHomeport(homeportBinary);
});

after(async () => {
  assert.equal(await homeport.stop(), 0, "homeport ends cleanly");
});

const ctl = (...args) => homeportctl(ctlBinary, homeport, ...args);

// The key of that name once @p condition holds.
async function keyOnce(name, condition) {
  for (;;) {
    const key = (await ctl("keys", "list")).keys.find((one) => one.name === name);
    if (condition(key)) {
      return key;
    }
  }
}

// A HOME whose Claude Code has been set up before (its first start asks its maker's servers) and is told in its settings to
// log in to this gateway, as an administrator would. The browser it opens only notes where to.
function prepareHome() {
  const home = temporaryFolder();
  const project = join(home, "project");
  mkdirSync(project);
  mkdirSync(join(home, ".claude"));
  mkdirSync(join(home, "bin"));
  const known = { hasCompletedOnboarding: true, theme: "dark", projects: { [project]: { hasTrustDialogAccepted: true } } };
  writeFileSync(join(home, ".claude.json"), JSON.stringify(known));
  const settings = { forceLoginMethod: "gateway", forceLoginGatewayUrl: homeport.baseUrl };
  writeFileSync(join(home, ".claude", "settings.json"), JSON.stringify(settings));
  const opener = join(home, "bin", "xdg-open");
  writeFileSync(opener, `#!/bin/sh\necho "$1" >>"${home}/opened"\n`);
  chmodSync(opener, 0o755);
  return { home, project, opener };
}

// Up to the code, which the terminal shows.
async function beginLogin() {
  const { home, project, opener } = prepareHome();
  const env = claudeEnvironment(home);
  const options = { cwd: project, env: { ...env, PATH: `${join(home, "bin")}:${env.PATH}`, BROWSER: opener } };
  const terminal = new Terminal(tmux, claude, [], options);
  await terminal.shows(/Claude Code v[^]*❯/);
  terminal.type("/login", "Enter");
  await terminal.shows(/Enter to connect/);
  terminal.type("Enter");
  await terminal.shows(/❯ No, cancel login/);
  terminal.type("Up");
  await terminal.shows(/❯ Yes, trust this gateway/);
  terminal.type("Enter");
  const screen = await terminal.shows(/Code:\s+[A-Z]{4}-[A-Z]{4}/);
  return { terminal, home, code: screen.match(/Code:\s+([A-Z]{4}-[A-Z]{4})/)[1] };
}

test("approved by homeportctl it is connected, works, and signs out", { timeout: 120_000 }, async () => {
  const { terminal, home, code } = await beginLogin();
  const { logins } = await ctl("logins");
  assert.equal(logins.length, 1);
  assert.equal(logins[0].code, code, "the tool and Homeport show the same code");
  assert.equal(logins[0].tool, "claude_code");
  assert.match(logins[0].program, /claude.* \(pid \d+\)/);
  assert.equal(readFileSync(join(home, "opened"), "utf8").trim(), `${homeport.baseUrl}/device?user_code=${code}`);
  await ctl("approve", code, "--name", "gateway");
  await terminal.shows(/Connected to Cloud gateway/);
  terminal.type("Enter");
  await terminal.shows(/Login successful/);
  terminal.type("hello lighthouse", "Enter");
  await terminal.shows(/simulated answer[^]*hello lighthouse/);
  const key = await keyOnce("gateway", ({ first_used_at: used }) => used !== null); // told within a quarter of a second
  assert.equal(key.kind, "login");
  assert.equal(key.revoked_at, null);
  terminal.type("/logout", "Enter");
  await terminal.shows(/logged out/);
  await keyOnce("gateway", ({ revoked_at: revoked }) => revoked !== null);
  terminal.close();
});

test("denied by homeportctl it says so", { timeout: 120_000 }, async () => {
  const { terminal, code } = await beginLogin();
  await ctl("deny", code);
  await terminal.shows(/Sign-in was denied/);
  terminal.close();
});

test("revoked by homeportctl it is told once, and how to get in again", { timeout: 120_000 }, async () => {
  const { terminal, code } = await beginLogin();
  await ctl("approve", code, "--name", "revoked");
  await terminal.shows(/Connected to Cloud gateway/);
  terminal.type("Enter");
  await terminal.shows(/Login successful/);
  const key = await keyOnce("revoked", () => true);
  await ctl("keys", "revoke", String(key.id));
  terminal.type("hello", "Enter");
  await terminal.shows(/run \/login[^]*was revoked/);
  // It says so when it tries no more: retries would be in the list before the first request was.
  for (let refused = []; refused.length === 0; ) {
    const { requests } = await ctl("requests");
    refused = requests.filter(({ status, tool }) => status === 401 && tool.startsWith("claude-cli/"));
    assert.ok(refused.length <= 1, "one try");
  }
  terminal.close();
});
