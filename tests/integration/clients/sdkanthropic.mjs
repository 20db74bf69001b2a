// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real `@anthropic-ai/sdk` package through the relay, against the simulated provider.
//   node sdkanthropic.mjs HOMEPORT HOMEPORTCTL CLIENTS_FOLDER
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { importClient, largeImage, listedModel, readingPrompt, requestsLike, startHomeport } from "./harness.mjs";

const [homeportBinary, ctlBinary, clients] = process.argv.slice(2);
const Anthropic = (await importClient(clients, "@anthropic-ai/sdk/index.mjs")).default;
const model = "claude-demo";
const max_tokens = 256;
const hello = [{ role: "user", content: "hello, lighthouse keeper" }];
let homeport;
let client;

function makeClient(simulate = "", options = {}) {
  const defaultHeaders = simulate ? { "x-simulate": simulate } : {};
  return new Anthropic({ authToken: homeport.key, apiKey: null, baseURL: homeport.baseUrl, maxRetries: 0, defaultHeaders, ...options });
}

before(async () => {
  homeport = await startHomeport(homeportBinary);
  client = makeClient();
});

after(async () => {
  assert.equal(await homeport.stop(), 0, "homeport ends cleanly");
});

test("a whole answer, with its usage", async () => {
  const answer = await client.messages.create({ model, max_tokens, messages: hello });
  assert.match(answer.content[0].text, /lighthouse keeper/);
  assert.ok(answer.usage.output_tokens > 0);
});

test("a stream, by the SDK's own helper", async () => {
  const stream = client.messages.stream({ model, max_tokens, messages: hello });
  let text = "";
  stream.on("text", (piece) => (text += piece));
  const answer = await stream.finalMessage();
  assert.equal(text, answer.content[0].text);
  assert.match(text, /lighthouse keeper/);
});

test("a round with a tool", async () => {
  const tools = [{ name: "Read", input_schema: { type: "object", properties: { file_path: { type: "string" } } } }];
  const messages = [{ role: "user", content: readingPrompt("/tmp/harbour.txt") }];
  const first = await client.messages.stream({ model, max_tokens, messages, tools }).finalMessage();
  const call = first.content.find(({ type }) => type === "tool_use");
  assert.deepEqual(call.input, { file_path: "/tmp/harbour.txt" });
  const result = { type: "tool_result", tool_use_id: call.id, content: "The harbour opens at dawn." };
  const next = [...messages, { role: "assistant", content: first.content }, { role: "user", content: [result] }];
  const second = await client.messages.create({ model, max_tokens, messages: next, tools });
  assert.match(second.content[0].text, /The harbour opens at dawn/);
});

test("tokens are counted, models listed", async () => {
  assert.ok((await client.messages.countTokens({ model, messages: hello })).input_tokens > 0);
  assert.equal((await listedModel(() => client.models.list(), model)).type, "model");
});

test("an image of five megabytes arrives", async () => {
  const image = { type: "image", source: { type: "base64", media_type: "image/png", data: largeImage() } };
  const content = [image, { type: "text", text: "What is this?" }];
  const answer = await client.messages.create({ model, max_tokens, messages: [{ role: "user", content }] });
  assert.match(answer.content[0].text, /What is this/);
  assert.ok(answer.usage.input_tokens > 1_600_000, `all of it was read: ${answer.usage.input_tokens}`);
});

test("an abort ends the request, and the upstream's", { timeout: 20_000 }, async () => {
  const stream = makeClient("events=1000;event-delay=50").messages.stream({ model, max_tokens, messages: hello });
  await new Promise((resolve) => stream.once("text", resolve));
  stream.abort();
  await assert.rejects(stream.done(), Anthropic.APIUserAbortError);
  await requestsLike(ctlBinary, homeport, ({ outcome }) => outcome === "client-closed");
});

test("a wrong key is the SDK's error too, told in one try", async () => {
  const wrong = makeClient("", { authToken: "hp_" + "x".repeat(43), maxRetries: 2 });
  const error = await wrong.messages.create({ model, max_tokens, messages: hello }).catch((thrown) => thrown);
  assert.ok(error instanceof Anthropic.AuthenticationError, `${error}`);
});

test("a stream that breaks off throws, and says why", async () => {
  const read = async () => {
    for await (const _ of await makeClient("drop-after=4").messages.create({ model, max_tokens, messages: hello, stream: true })) {
      // as far as it goes
    }
  };
  const error = await read().then(() => assert.fail("a part must not pass for the whole"), (thrown) => thrown);
  assert.ok(error instanceof Anthropic.APIError, `${error.constructor.name}: ${error}`);
  assert.match(error.message, /api_error/);
});
