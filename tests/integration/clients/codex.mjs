// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real Codex CLI through the relay, against the simulated provider.
//   node codex.mjs HOMEPORT HOMEPORTCTL CLIENTS_FOLDER
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { codexBinary, homeportctl, readingPrompt, requestsLike, run, startHomeport, temporaryFolder } from "./harness.mjs";

const [homeportBinary, ctlBinary, clients] = process.argv.slice(2);
const codex = codexBinary(clients);
let homeport;

before(async () => {
  homeport = await startHomeport(homeportBinary);
});

after(async () => {
  assert.equal(await homeport.stop(), 0, "homeport ends cleanly");
});

// The lines that Homeport's Keys page gives for a tool of this kind.
const customProvider = ({ key = homeport.key } = {}) => `
model = "gpt-demo"
model_provider = "homeport"

[model_providers.homeport]
name = "Homeport"
base_url = "${homeport.baseUrl}/v1"
wire_api = "responses"
experimental_bearer_token = "${key}"
`;

// One `codex exec` in a HOME of its own, which holds nothing but these lines.
async function askCodex(config, prompt, variables = {}) {
  const home = temporaryFolder();
  const cwd = join(home, "project");
  mkdirSync(join(home, ".codex"));
  mkdirSync(cwd);
  writeFileSync(join(home, ".codex", "config.toml"), config);
  const env = { PATH: process.env.PATH, HOME: home, NO_PROXY: "127.0.0.1,localhost", ...variables };
  return run(codex, ["exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", prompt], { cwd, env });
}

async function answerOf(config, prompt, variables) {
  const result = await askCodex(config, prompt, variables);
  assert.equal(result.code, 0, `${result.out}\n${result.err}`);
  return result.out;
}

const isPosted = ({ tool, path }) => tool.startsWith("codex") && path === "/v1/responses";

test("a plain answer comes back", { timeout: 60_000 }, async () => {
  const text = await answerOf(customProvider(), "Say hello to the lighthouse keeper");
  assert.match(text, /simulated/i);
  assert.match(text, /lighthouse keeper/);
});

test("a round with its shell reads a file", { timeout: 60_000 }, async () => {
  const file = join(temporaryFolder(), "harbour.txt");
  writeFileSync(file, "The harbour opens at dawn.\n");
  assert.match(await answerOf(customProvider(), readingPrompt(file)), /The tool returned: “The harbour opens at dawn/);
});

test("every request is in the list with its tool, model, session and status", { timeout: 30_000 }, async () => {
  const requests = await requestsLike(ctlBinary, homeport, (one) => isPosted(one) && one.outcome !== "running", 3);
  for (const request of requests) {
    assert.match(request.tool, /^codex_exec\/\d+\.\d+/);
    assert.equal(request.model, "gpt-demo");
    assert.equal(request.status, 200);
    assert.equal(request.outcome, "done", JSON.stringify(request)); // it leaves as soon as it has its last event
  }
});

// Homeport behind a socket that notes when which request line came by. The Host field names Homeport: both ports have five digits.
async function listeningIn() {
  const port = Number(new URL(homeport.baseUrl).port);
  const lines = [];
  const server = createServer((socket) => {
    const upstream = connect(port, "127.0.0.1");
    socket.on("data", (chunk) => {
      const line = /^(?:GET|POST) \S+/.exec(chunk.toString("latin1"));
      if (line) {
        lines.push({ line: line[0], at: performance.now() });
      }
      upstream.write(Buffer.from(chunk.toString("latin1").replaceAll(`127.0.0.1:${server.address().port}`, `127.0.0.1:${port}`), "latin1"));
    });
    upstream.pipe(socket);
    for (const one of [socket, upstream]) {
      one.on("error", () => {});
      one.on("close", () => (socket.destroy(), upstream.destroy()));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { lines, url: `http://127.0.0.1:${server.address().port}/v1`, close: () => server.close() };
}

test("its built-in provider posts within 0.2 s of having tried a WebSocket", { timeout: 60_000 }, async (t) => {
  const line = await listeningIn();
  const config = `model = "gpt-demo"\nopenai_base_url = "${line.url}"\n`;
  const text = await answerOf(config, "Say hello to the lighthouse keeper", { CODEX_API_KEY: homeport.key });
  line.close();
  assert.match(text, /lighthouse keeper/);
  const tried = line.lines.find(({ line }) => line === "GET /v1/responses");
  const posted = line.lines.find(({ line }) => line === "POST /v1/responses");
  assert.ok(tried && posted, JSON.stringify(line.lines));
  t.diagnostic(`posted after ${Math.round(posted.at - tried.at)} ms`);
  assert.ok(posted.at - tried.at < 200, `${posted.at - tried.at} ms`);
});

test("a wrong key is told, with the reason", { timeout: 60_000 }, async () => {
  const result = await askCodex(customProvider({ key: "hp_" + "x".repeat(43) }), "hello");
  assert.notEqual(result.code, 0);
  assert.match(result.out + result.err, /key/i);
});

test("an answer that breaks off is not taken for a whole one", { timeout: 120_000 }, async () => {
  const breaks = customProvider() + 'http_headers = { "x-simulate" = "drop-after=6" }\nstream_max_retries = 1\n';
  const result = await askCodex(breaks, "hello");
  assert.notEqual(result.code, 0, result.out);
  assert.match(result.out + result.err, /disconnected|broke off|closed/i);
});

test("what it used is in the ledger", { timeout: 30_000 }, async () => {
  for (;;) {
    const { usage } = await homeportctl(ctlBinary, homeport, "usage", "--by", "model");
    const row = usage.rows.find(({ name }) => name === "gpt-demo");
    if (row?.input > 0 && row.output > 0) {
      return;
    }
  }
});
