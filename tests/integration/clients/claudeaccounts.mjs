// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which account the real Claude Code CLI gets: one for a whole session, its own login where it brings one.
//   node claudeaccounts.mjs HOMEPORT HOMEPORTCTL CLIENTS_FOLDER
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";

import { askClaudeAt, claudeBinary, homeportctl, startHomeport, startKeeping, temporaryFolder } from "./harness.mjs";

const [homeportBinary, ctlBinary, clients] = process.argv.slice(2);
const claude = claudeBinary(clients);
process.setMaxListeners(60); // one per folder and program that must not outlive this one

// What Claude Code sent to the Messages endpoint, once all of it has ended: the list is a quarter of a second behind.
async function messagesOf(homeport, count) {
  for (;;) {
    const { requests } = await homeportctl(ctlBinary, homeport, "requests", "--count", "200");
    const messages = requests.filter(({ tool, path }) => tool.startsWith("claude-cli/") && path === "/v1/messages");
    if (messages.length >= count && messages.every(({ outcome }) => outcome !== "running")) {
      return messages;
    }
  }
}

// A second account at the simulated provider, by its sign-in page.
async function signInAgain(homeport) {
  const args = ["--state-dir", homeport.stateDir, "--json", "accounts", "sign-in", "--provider", "simulator", "--name", "second"];
  const child = spawn(ctlBinary, [...args, "--no-browser"], { stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(child, "close");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { authorize_url: address } = JSON.parse((await lines.next()).value);
  const page = await (await fetch(address)).text();
  const request = page.match(/name="request" value="([^"]+)"/)[1];
  const body = new URLSearchParams({ request, decision: "approve" });
  await fetch(new URL("/oauth/approve", address), { method: "POST", body }); // follows the redirect to the receiver
  assert.equal((await closed)[0], 0);
}

test("a session of several turns with tools stays on one of two accounts", { timeout: 120_000 }, async () => {
  const homeport = await startHomeport(homeportBinary);
  await signInAgain(homeport);
  // Whoever was used last comes last: without the session the account would change with every request.
  await homeportctl(ctlBinary, homeport, "groups", "strategy", "--strategy", "least-recently-used");
  const login = { ANTHROPIC_BASE_URL: homeport.baseUrl, ANTHROPIC_AUTH_TOKEN: homeport.key };
  const files = temporaryFolder();
  for (let run = 0; run < 2; ++run) {
    const home = temporaryFolder();
    let resume = [];
    for (let turn = 0; turn < 3; ++turn) {
      const file = join(files, `${run}-${turn}.txt`);
      writeFileSync(file, `Buoy ${run} ${turn} is lit.\n`);
      const answer = await askClaudeAt(claude, home, login, `Read it: [[read:${file}]]`, "--allowedTools", "Read", ...resume);
      assert.equal(answer.is_error, false);
      assert.match(answer.result, new RegExp(`Buoy ${run} ${turn}`));
      resume = ["--resume", answer.session_id];
    }
  }
  const messages = await messagesOf(homeport, 12); // two requests in each of six turns
  const places = new Map();
  for (const { session, session_was: was, account, status } of messages) {
    assert.equal(status, 200);
    assert.ok(session, "the session is known");
    assert.equal(was, "");
    places.set(session, (places.get(session) ?? new Set()).add(account));
  }
  assert.equal(places.size, 2, "two runs, two sessions");
  const accounts = [...places.values()].map((used) => [...used]);
  assert.deepEqual(accounts.map((used) => used.length), [1, 1]);
  assert.equal(new Set(accounts.flat()).size, 2, "each run got another account");
  assert.equal(await homeport.stop(), 0);
});

// A provider that takes any login and remembers what it was sent.
async function startProvider() {
  const seen = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    seen.push({ url: request.url, headers: request.headers, body });
    const message = { id: "msg_1", type: "message", role: "assistant", model: "claude-x", content: [], stop_reason: null, usage: { input_tokens: 3, output_tokens: 1 } };
    if (!request.url.startsWith("/v1/messages") || !JSON.parse(body).stream) {
      const content = [{ type: "text", text: "by my own login" }];
      response.setHeader("content-type", "application/json").end(JSON.stringify({ ...message, content, stop_reason: "end_turn", input_tokens: 3 }));
      return;
    }
    response.setHeader("content-type", "text/event-stream");
    for (const event of [
      { type: "message_start", message },
      { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
      { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "by my own login" } },
      { type: "content_block_stop", index: 0 },
      { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 4 } },
      { type: "message_stop" },
    ]) {
      response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    }
    response.end();
  });
  server.unref();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { seen, url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

test("its own login passes untouched and is kept nowhere", { timeout: 60_000 }, async () => {
  const provider = await startProvider();
  const stateDir = join(temporaryFolder(), "state");
  const homeport = await startKeeping(homeportBinary, stateDir, ["--log-level", "debug"]);
  const add = ["accounts", "add", "--provider", "anthropic-compatible", "--base-url", provider.url, "--name", "own", "--pass-through"];
  await homeportctl(ctlBinary, homeport, ...add);
  const { key } = (await homeportctl(ctlBinary, homeport, "keys", "create", "--name", "claude")).key;
  const ownLogin = "marker-of-claudes-own-login-8e21";
  for (const way of [
    { ANTHROPIC_BASE_URL: homeport.baseUrl, ANTHROPIC_CUSTOM_HEADERS: `x-homeport-key: ${key}` },
    { ANTHROPIC_BASE_URL: `${homeport.baseUrl}/t/${key}` },
  ]) {
    const answer = await askClaudeAt(claude, temporaryFolder(), { ANTHROPIC_AUTH_TOKEN: ownLogin, ...way }, "hello");
    assert.equal(answer.is_error, false);
    assert.match(answer.result, /by my own login/);
  }
  const asked = provider.seen.filter(({ url }) => url.startsWith("/v1/messages"));
  assert.ok(asked.length >= 2);
  for (const { url, headers } of asked) {
    assert.match(url, /^\/v1\/messages\?beta=true$/);
    assert.equal(headers.authorization, `Bearer ${ownLogin}`);
    assert.equal(headers["x-homeport-key"], undefined);
    assert.ok(headers["x-claude-code-session-id"]);
    assert.ok(!JSON.stringify(headers).includes("hp_"));
  }
  const messages = await messagesOf(homeport, 2);
  for (const { account, key: name, tokens } of messages) {
    assert.equal(account, "own");
    assert.equal(name, "claude");
    assert.equal(tokens.output, 4, "it is metered");
  }
  assert.equal(await homeport.stop(), 0);
  provider.close();
  const files = readdirSync(stateDir, { recursive: true })
    .map((name) => join(stateDir, name))
    .filter((path) => statSync(path).isFile());
  const left = files.map((path) => readFileSync(path, "latin1")).join("\n");
  assert.ok(left.includes("SQLite format 3"));
  assert.ok(!left.includes(ownLogin));
  assert.ok(!left.includes(key));
});
