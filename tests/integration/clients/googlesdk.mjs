// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Google's own SDK through the relay, against the simulated provider.
//   node googlesdk.mjs HOMEPORT HOMEPORTCTL CLIENTS_FOLDER
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { homeportctl, startHomeport } from "./harness.mjs";

const [homeportBinary, ctlBinary, clients] = process.argv.slice(2);
const { ApiError, GoogleGenAI } = createRequire(join(clients, "package.json"))("@google/genai");
const model = "gemini-demo";
let homeport;
let client;

// The SDK with a fault of the simulated provider's, or none.
const sdk = (simulate, key = homeport.key) =>
  new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: homeport.baseUrl, headers: simulate ? { "x-simulate": simulate } : {} } });

before(async () => {
  homeport = await startHomeport(homeportBinary);
  client = sdk();
});

after(async () => {
  assert.equal(await homeport.stop(), 0, "homeport ends cleanly");
});

// All of them, once none is running any more: the list is a quarter of a second behind.
async function finishedRequests(count) {
  for (;;) {
    const { requests } = await homeportctl(ctlBinary, homeport, "requests");
    if (requests.length >= count && requests.every(({ outcome }) => outcome !== "running")) {
      return requests;
    }
  }
}

test("a whole answer, its usage and its record", async () => {
  const answer = await client.models.generateContent({ model, contents: "Say hello to the lighthouse keeper" });
  assert.match(answer.text, /simulated answer ⚓.*lighthouse keeper/);
  assert.ok(answer.usageMetadata.promptTokenCount > 0);
  const [request] = await finishedRequests(1);
  assert.match(request.tool, /^google-genai-sdk\//);
  assert.equal(request.model, model);
  assert.equal(request.status, 200);
});

test("a stream has the same words, in pieces", async () => {
  let text = "";
  let pieces = 0;
  for await (const chunk of await client.models.generateContentStream({ model, contents: "Count the gulls, ⚓ grüße" })) {
    text += chunk.text ?? "";
    ++pieces;
  }
  assert.ok(pieces > 3, `${pieces} pieces`);
  assert.match(text, /Count the gulls, ⚓ grüße/);
});

test("a tool round: the call, its result, the answer", async () => {
  const tools = [
    {
      functionDeclarations: [
        { name: "read_file", parametersJsonSchema: { type: "object", properties: { file_path: { type: "string" } } } },
      ],
    },
  ];
  const asked = { role: "user", parts: [{ text: "Read [[read:/srv/harbour.txt]]" }] };
  const first = await client.models.generateContent({ model, contents: [asked], config: { tools } });
  const [call] = first.functionCalls;
  assert.deepEqual([call.name, call.args], ["read_file", { file_path: "/srv/harbour.txt" }]);
  const result = { role: "user", parts: [{ functionResponse: { id: call.id, name: call.name, response: { output: "opens at dawn" } } }] };
  const second = await client.models.generateContent({
    model,
    contents: [asked, first.candidates[0].content, result],
    config: { tools },
  });
  assert.match(second.text, /opens at dawn/);
  assert.ok(second.usageMetadata.cachedContentTokenCount > 0);
});

test("five megabytes of image arrive", async () => {
  const data = Buffer.alloc(5 * 1024 * 1024, 7).toString("base64");
  const contents = [{ inlineData: { mimeType: "image/png", data } }, { text: "What is this?" }];
  const answer = await client.models.generateContent({ model, contents });
  assert.match(answer.text, /What is this\?/);
  assert.ok(answer.usageMetadata.promptTokenCount > 1_500_000, "the provider saw all of it");
});

test("counts, embeddings, models", async () => {
  assert.ok((await client.models.countTokens({ model, contents: "one two" })).totalTokens > 0);
  const { embeddings } = await client.models.embedContent({ model: "gemini-demo-embedding", contents: ["a", "b"] });
  assert.equal(embeddings.length, 2);
  assert.equal((await client.models.get({ model })).name, `models/${model}`);
});

test("an abort ends the request upstream", { timeout: 30_000 }, async () => {
  const controller = new AbortController();
  const slow = sdk("event-delay=200;events=1000");
  await assert.rejects(async () => {
    const config = { abortSignal: controller.signal };
    for await (const chunk of await slow.models.generateContentStream({ model, contents: "slowly", config })) {
      assert.ok(chunk);
      controller.abort();
    }
  }, /abort/i);
  while (!(await finishedRequests(1)).some(({ outcome }) => outcome === "client-closed")) {
    // not told yet
  }
});

// Has @p promise rejected with an ApiError of this status; the told error's message is the answer's body.
async function rejectsTyped(promise, status, name) {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof ApiError, String(error));
    assert.equal(error.status, status);
    const told = JSON.parse(error.message).error;
    assert.deepEqual([told.code, told.status], [status, name]);
    assert.ok(told.message.length > 10);
    return true;
  });
}

test("our own refusals are typed errors too", async () => {
  const wrong = sdk("", `hp_${"x".repeat(43)}`);
  await rejectsTyped(wrong.models.generateContent({ model, contents: "x" }), 401, "UNAUTHENTICATED");
  await rejectsTyped(client.files.get({ name: "files/x" }), 404, "NOT_FOUND");
});

test("an answer that breaks off is an error, not a short answer", async () => {
  const broken = sdk("drop-after=2");
  let pieces = 0;
  await assert.rejects(
    async () => {
      for await (const chunk of await broken.models.generateContentStream({ model, contents: "a b c d e f g h" })) {
        assert.ok(chunk);
        ++pieces;
      }
    },
    (error) => {
      assert.ok(error instanceof ApiError, String(error));
      assert.equal(error.status, 502);
      return true;
    },
  );
  assert.equal(pieces, 2);
});

// Last, for it parks the one account: the request waits for it twice before the refusal comes through.
test("the provider's 503 is the SDK's typed error", { timeout: 60_000 }, async () => {
  await rejectsTyped(sdk("status=503").models.generateContentStream({ model, contents: "x" }), 503, "UNAVAILABLE");
});
