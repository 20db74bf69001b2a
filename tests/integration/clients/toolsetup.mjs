// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Real clients that homeportctl has set up: each answers a prompt with nothing but the files it wrote, and finds its own again.
//   node toolsetup.mjs HOMEPORT HOMEPORTCTL CLIENTS_FOLDER GOOGLE_CLIENTS_FOLDER
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";

import { askClaudeAt, claudeBinary, codexBinary, homeportctl, openCodeBinary, requestsLike, run, startHomeport, temporaryFolder } from "./harness.mjs";

const [homeportBinary, ctlBinary, clients, googleClients] = process.argv.slice(2);
let homeport;

before(async () => {
  homeport = await startHomeport(homeportBinary);
});

after(async () => {
  assert.equal(await homeport.stop(), 0, "homeport ends cleanly");
});

// homeportctl tools, as the owner of @p home types it.
async function tools(home, ...args) {
  const env = { PATH: process.env.PATH, HOME: home };
  const result = await run(ctlBinary, ["--state-dir", homeport.stateDir, "tools", ...args], { env });
  assert.equal(result.code, 0, `${args.join(" ")}: ${result.err}`);
  return result.out;
}

// A HOME whose files are configured for @p tool, given to @p use, and restored.
async function whileConfigured(tool, files, use) {
  const home = temporaryFolder();
  mkdirSync(join(home, "project"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  await tools(home, "configure", tool);
  await use(home);
  assert.match(await tools(home, "test", tool), /answered in \d+ ms, [1-9]/);
  await tools(home, "restore", tool);
  for (const [name, text] of Object.entries(files)) {
    assert.equal(readFileSync(join(home, name), "utf8"), text, name);
  }
  return home;
}

// The key that served is the tool's own.
async function assertOwnKey(name, matches) {
  const { keys } = await homeportctl(ctlBinary, homeport, "keys", "list");
  assert.ok(keys.some((key) => key.name === name), name);
  const [request] = await requestsLike(ctlBinary, homeport, matches);
  assert.equal(request.status, 200);
}

test("Claude Code asks its helper for the key", { timeout: 90_000 }, async () => {
  const settings = '{\n  "env": { "DISABLE_AUTOUPDATER": "1" }\n}\n';
  await whileConfigured("claude-code", { ".claude/settings.json": settings }, async (home) => {
    assert.ok(!readFileSync(join(home, ".claude", "settings.json"), "utf8").includes("hp_"));
    const answer = await askClaudeAt(claudeBinary(clients), home, {}, "Say hello to the lighthouse keeper");
    assert.match(answer.result, /lighthouse keeper/);
    await assertOwnKey("Claude Code", ({ tool }) => tool.startsWith("claude"));
  });
});

test("Codex runs its command for the key", { timeout: 90_000 }, async () => {
  const config = '# mine\nmodel = "gpt-demo"\n\n[tui] # theirs\nnotifications = false\n';
  await whileConfigured("codex", { ".codex/config.toml": config }, async (home) => {
    assert.ok(!readFileSync(join(home, ".codex", "config.toml"), "utf8").includes("hp_"));
    const args = ["exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", "Say hello to the lighthouse keeper"];
    const env = { PATH: process.env.PATH, HOME: home, NO_PROXY: "127.0.0.1,localhost" };
    const result = await run(codexBinary(clients), args, { cwd: join(home, "project"), env });
    assert.equal(result.code, 0, `${result.out}\n${result.err}`);
    assert.match(result.out, /lighthouse keeper/);
    await assertOwnKey("Codex CLI", ({ tool }) => tool.startsWith("codex"));
  });
});

test("Gemini CLI reads its key from the file", { timeout: 90_000 }, async () => {
  const settings = '{\n  "privacy": { "usageStatisticsEnabled": false }, // mine\n  "general": { "enableAutoUpdate": false }\n}\n';
  const home = await whileConfigured("gemini-cli", { ".gemini/settings.json": settings }, async (home) => {
    const gemini = join(googleClients, "node_modules", "@google", "gemini-cli", "bundle", "gemini.js");
    const path = `${dirname(process.execPath)}:${process.env.PATH}`;
    const env = { PATH: path, HOME: home, NO_PROXY: "127.0.0.1,localhost", GEMINI_CLI_NO_RELAUNCH: "true" };
    const args = [gemini, "-p", "Say hello to the lighthouse keeper", "--output-format", "json", "--skip-trust"];
    const result = await run(process.execPath, args, { cwd: join(home, "project"), env });
    assert.equal(result.code, 0, `${result.out}\n${result.err}`);
    assert.match(result.out, /lighthouse keeper/);
    await assertOwnKey("Gemini CLI", ({ path }) => path.includes("enerateContent"));
  });
  assert.ok(!existsSync(join(home, ".gemini", ".env")), "the file that was made for the key is gone");
});

const openCode = openCodeBinary(clients);
test("opencode reads its key from the file", { timeout: 90_000, skip: openCode ? false : "the lock file has none for this platform" }, async () => {
  const config = `{
  "$schema": "https://opencode.ai/config.json",
  "model": "anthropic/claude-demo", // mine
  "small_model": "anthropic/claude-demo-small",
  "provider": { "anthropic": { "models": { "claude-demo": {}, "claude-demo-small": {} } } },
}
`;
  await whileConfigured("opencode", { ".config/opencode/opencode.json": config }, async (home) => {
    const quiet = { OPENCODE_DISABLE_AUTOUPDATE: "1", OPENCODE_DISABLE_MODELS_FETCH: "1", OPENCODE_DISABLE_DEFAULT_PLUGINS: "1" };
    const offline = { NPM_CONFIG_OFFLINE: "true" }; // it would get a package for plugins
    const env = { PATH: process.env.PATH, HOME: home, NO_PROXY: "127.0.0.1,localhost", ...quiet, ...offline };
    const result = await run(openCode, ["run", "Say hello to the lighthouse keeper"], { cwd: join(home, "project"), env });
    assert.equal(result.code, 0, `${result.out}\n${result.err}`);
    assert.match(result.out, /lighthouse keeper/);
    await assertOwnKey("opencode", ({ tool, path }) => tool.includes("opencode") && path === "/v1/messages");
  });
});
