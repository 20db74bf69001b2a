// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real `openai` package through the relay, against the simulated provider.
//   node sdkopenai.mjs HOMEPORT HOMEPORTCTL CLIENTS_FOLDER
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { homeportctl, importClient, largeImage, listedModel, readingPrompt, requestsLike, startHomeport } from "./harness.mjs";

const [homeportBinary, ctlBinary, clients] = process.argv.slice(2);
const OpenAI = (await importClient(clients, "openai/index.mjs")).default;
const model = "gpt-demo";
const hello = [{ role: "user", content: "hello, lighthouse keeper" }];
let homeport;
let client;

function makeClient(simulate = "", options = {}) {
  const defaultHeaders = simulate ? { "x-simulate": simulate } : {};
  return new OpenAI({ apiKey: homeport.key, baseURL: `${homeport.baseUrl}/v1`, maxRetries: 0, defaultHeaders, ...options });
}

before(async () => {
  homeport = await startHomeport(homeportBinary);
  client = makeClient();
});

after(async () => {
  assert.equal(await homeport.stop(), 0, "homeport ends cleanly");
});

test("chat: a whole answer, with its usage", async () => {
  const answer = await client.chat.completions.create({ model, messages: hello, reasoning_effort: "low" });
  assert.match(answer.choices[0].message.content, /lighthouse keeper/);
  assert.equal(answer.usage.completion_tokens_details.reasoning_tokens, 32);
});

test("chat: a stream, and its usage at the end", async () => {
  const stream = await client.chat.completions.create({ model, messages: hello, stream: true, stream_options: { include_usage: true } });
  let text = "";
  let usage;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? "";
    usage = chunk.usage ?? usage;
  }
  assert.match(text, /lighthouse keeper/);
  assert.ok(usage.prompt_tokens > 0 && usage.completion_tokens > 0);
});

test("chat: a round with a tool, by the SDK's own runner", async () => {
  const readFile = { name: "read_file", parse: JSON.parse, parameters: { type: "object", properties: { file_path: { type: "string" } } } };
  const asked = [];
  const runner = client.chat.completions.runTools({
    model,
    messages: [{ role: "user", content: readingPrompt("/tmp/harbour.txt") }],
    tools: [{ type: "function", function: { ...readFile, function: ({ file_path }) => (asked.push(file_path), "The harbour opens at dawn.") } }],
  });
  assert.match(await runner.finalContent(), /The harbour opens at dawn/);
  assert.deepEqual(asked, ["/tmp/harbour.txt"]);
});

test("responses: a whole answer", async () => {
  const answer = await client.responses.create({ model, input: "hello, lighthouse keeper" });
  assert.match(answer.output_text, /lighthouse keeper/);
  assert.ok(answer.usage.output_tokens > 0);
});

test("responses: a stream, by the SDK's own helper", async () => {
  const stream = client.responses.stream({ model, input: "hello, lighthouse keeper" });
  let text = "";
  stream.on("response.output_text.delta", (event) => (text += event.delta));
  const answer = await stream.finalResponse();
  assert.equal(text, answer.output_text);
  assert.match(text, /lighthouse keeper/);
});

test("responses: a round with a tool", async () => {
  const tools = [{ type: "function", name: "read_file", parameters: { type: "object", properties: {} }, strict: false }];
  const input = [{ role: "user", content: readingPrompt("/tmp/harbour.txt") }];
  const first = await client.responses.create({ model, input, tools });
  const call = first.output.find(({ type }) => type === "function_call");
  assert.deepEqual(JSON.parse(call.arguments), { file_path: "/tmp/harbour.txt" });
  const result = { type: "function_call_output", call_id: call.call_id, output: "The harbour opens at dawn." };
  const second = await client.responses.create({ model, input: [...input, ...first.output, result], tools });
  assert.match(second.output_text, /The harbour opens at dawn/);
});

test("embeddings, completions and models", async () => {
  const { data } = await client.embeddings.create({ model, input: ["a", "b"] });
  assert.deepEqual(data.map(({ embedding }) => [...embedding]), [[0.5, -0.25, 0.125, -1], [0.5, -0.25, 0.125, -1]]);
  assert.match((await client.completions.create({ model, prompt: "hello" })).choices[0].text, /hello/);
  assert.equal((await listedModel(() => client.models.list(), model)).object, "model");
});

test("an image of five megabytes arrives", async () => {
  const url = `data:image/png;base64,${largeImage()}`;
  const content = [{ type: "image_url", image_url: { url } }, { type: "text", text: "What is this?" }];
  const answer = await client.chat.completions.create({ model, messages: [{ role: "user", content }] });
  assert.match(answer.choices[0].message.content, /What is this/);
  assert.ok(answer.usage.prompt_tokens > 1_600_000, `all of it was read: ${answer.usage.prompt_tokens}`);
});

test("an abort ends the request, and the upstream's", { timeout: 20_000 }, async () => {
  const slow = makeClient("events=1000;event-delay=50");
  const begun = [
    () => slow.chat.completions.create({ model, messages: hello, stream: true }),
    () => slow.responses.create({ model, input: "hello", stream: true }),
  ];
  for (const [index, begin] of begun.entries()) {
    for await (const _ of await begin()) {
      break; // which aborts
    }
    await requestsLike(ctlBinary, homeport, ({ outcome }) => outcome === "client-closed", index + 1);
  }
});

test("errors of Homeport's own are the SDK's errors too, told in one try", async () => {
  const wrong = makeClient("", { apiKey: "hp_" + "x".repeat(43), maxRetries: 2 });
  const error = await wrong.chat.completions.create({ model, messages: hello }).catch((thrown) => thrown);
  assert.ok(error instanceof OpenAI.AuthenticationError, `${error}`);
  assert.equal(error.code, "invalid_api_key");
  const { key } = (await homeportctl(ctlBinary, homeport, "keys", "create", "--name", "one-model", "--models", "gpt-other")).key;
  const refused = await makeClient("", { apiKey: key }).responses.create({ model, input: "hello" }).catch((thrown) => thrown);
  assert.ok(refused instanceof OpenAI.PermissionDeniedError, `${refused}`);
  assert.match(refused.message, /does not allow the model gpt-demo/);
  const none = await client.post("/chat/none", { body: {} }).catch((thrown) => thrown);
  assert.ok(none instanceof OpenAI.NotFoundError, `${none}`);
});

test("a stream that breaks off throws, and says why", async () => {
  const broken = makeClient("drop-after=4");
  for (const begin of [
    () => broken.chat.completions.create({ model, messages: hello, stream: true }),
    () => broken.responses.create({ model, input: "hello", stream: true }),
    () => broken.completions.create({ model, prompt: "hello", stream: true }),
  ]) {
    let events = 0;
    const read = async () => {
      for await (const _ of await begin()) {
        ++events;
      }
    };
    const error = await read().then(() => assert.fail("a part must not pass for the whole"), (thrown) => thrown);
    assert.equal(events, 4);
    assert.ok(error instanceof OpenAI.APIError, `${error.constructor.name}: ${error}`);
    assert.equal(error.type, "server_error");
    assert.match(error.message, /\S/);
  }
  const helper = broken.responses.stream({ model, input: "hello" });
  await assert.rejects(helper.finalResponse(), OpenAI.APIError);
});
