// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real Claude Code CLI through the relay, against the simulated provider.
//   node claudecode.mjs HOMEPORT HOMEPORTCTL CLIENTS_FOLDER
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { askClaude, claudeBinary, homeportctl, startHomeport, temporaryFolder } from "./harness.mjs";

const [homeportBinary, ctlBinary, clients] = process.argv.slice(2);
const claude = claudeBinary(clients);
let homeport;

before(async () => {
  homeport = await startHomeport(homeportBinary);
});

after(async () => {
  assert.equal(await homeport.stop(), 0, "homeport ends cleanly");
});

// What Claude Code sent to the Messages endpoint, once at least @p count of it has ended: the list is a
// quarter of a second behind.
async function finishedMessages(count) {
  for (;;) {
    const { requests } = await homeportctl(ctlBinary, homeport, "requests");
    const messages = requests.filter(({ tool, path }) => tool.startsWith("claude-cli/") && path.startsWith("/v1/messages"));
    if (messages.filter(({ outcome }) => outcome !== "running").length >= count) {
      return messages;
    }
  }
}

test("a plain answer comes back", async () => {
  const answer = await askClaude(claude, homeport, "Say hello to the lighthouse keeper");
  assert.equal(answer.is_error, false);
  assert.match(answer.result, /simulated/i);
  assert.match(answer.result, /lighthouse keeper/);
});

test("a tool-use round reads a file", async () => {
  const file = join(temporaryFolder(), "harbour.txt");
  writeFileSync(file, "The harbour opens at dawn.\n");
  const answer = await askClaude(claude, homeport, `Read it: [[read:${file}]]`, "--allowedTools", "Read");
  assert.equal(answer.is_error, false);
  assert.ok(answer.num_turns >= 2, `one turn asks for the file, one answers: ${answer.num_turns}`);
  assert.match(answer.result, /The harbour/);
});

test("every request is in the list with its tool, model and status", { timeout: 30_000 }, async () => {
  const requests = await finishedMessages(3); // one plain, two for the tool round
  for (const request of requests) {
    assert.match(request.tool, /^claude-cli\/\d+\.\d+/);
    assert.match(request.model, /^claude-/);
    assert.equal(request.status, 200);
    assert.equal(request.outcome, "done");
  }
});

// What the ledger says of all requests so far, once the list has no running one any more.
async function ledgerTotal() {
  for (;;) {
    const { requests } = await homeportctl(ctlBinary, homeport, "requests");
    if (requests.every(({ outcome }) => outcome !== "running")) {
      return (await homeportctl(ctlBinary, homeport, "usage")).usage.total;
    }
  }
}

const sum = (values) => values.reduce((all, one) => all + one, 0);

test("the ledger says what the CLI itself says it used and paid", { timeout: 60_000 }, async () => {
  const file = join(temporaryFolder(), "log.txt");
  writeFileSync(file, "Three ships came in.\n");
  const before = await ledgerTotal();
  const answer = await askClaude(claude, homeport, `Read it: [[read:${file}]]`, "--allowedTools", "Read");
  const models = Object.values(answer.modelUsage);
  const told = (field) => sum(models.map((usage) => usage[field]));
  let total = await ledgerTotal();
  for (let left = 50; left > 0 && total.output - before.output < told("outputTokens"); --left) {
    await new Promise((resolve) => setTimeout(resolve, 100)); // the ledger is half a second behind at most
    total = await ledgerTotal();
  }
  const used = (field) => total[field] - before[field];
  assert.equal(used("input"), told("inputTokens"));
  assert.equal(used("output"), told("outputTokens"));
  assert.equal(used("cache_read"), told("cacheReadInputTokens"));
  assert.equal(used("cache_write_5m") + used("cache_write_1h"), told("cacheCreationInputTokens"));
  assert.ok(answer.total_cost_usd > 0);
  assert.ok(
    Math.abs(used("cost_nanos") / 1e9 - answer.total_cost_usd) < 1e-9,
    `ledger ${used("cost_nanos") / 1e9}, CLI ${answer.total_cost_usd}`,
  );
});

// Retrying a refusal, as Claude Code does with some, takes it three minutes.
test("a wrong key is refused at once, with the reason", { timeout: 60_000 }, async () => {
  await assert.rejects(askClaude(claude, { ...homeport, key: "hp_" + "x".repeat(43) }, "hello"), /key/i);
});
