// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Errors, the provider's and Homeport's own, as each SDK's typed errors. The SDKs try once.
//   node sdkerrors.mjs HOMEPORT HOMEPORTCTL CLIENTS_FOLDER GOOGLE_CLIENTS_FOLDER
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { homeportctl, importClient, startHomeport } from "./harness.mjs";

const [homeportBinary, ctlBinary, clients, googleClients] = process.argv.slice(2);
const anthropic = await importClient(clients, "@anthropic-ai/sdk/index.mjs");
const openai = await importClient(clients, "openai/index.mjs");
const google = createRequire(join(googleClients, "package.json"))("@google/genai");
const maxRetries = 0;

// One SDK: how it is made (without a key, none is sent) and asked, what its errors are called, and where they tell what. `kinds`: by status, its
// class and the type that the body names. `midStream`: the same where an error comes in the middle of a stream, of the provider's and of ours.
const anthropicSdk = {
  name: "@anthropic-ai/sdk",
  make: ({ baseUrl, key, fields }) =>
    new anthropic.Anthropic({
      authToken: key ?? null,
      apiKey: null,
      baseURL: baseUrl,
      maxRetries,
      defaultHeaders: key ? fields : { ...fields, authorization: null },
    }),
  ask: (client, stream, content = "hello") =>
    client.messages.create({ model: "claude-demo", max_tokens: 64, messages: [{ role: "user", content }], stream }),
  askUnknown: (client) => client.post("/v1/none", { body: {} }),
  kinds: {
    400: [anthropic.BadRequestError, "invalid_request_error"],
    401: [anthropic.AuthenticationError, "authentication_error"],
    403: [anthropic.PermissionDeniedError, "permission_error"],
    404: [anthropic.NotFoundError, "not_found_error"],
    413: [anthropic.ContentTooLargeError, "request_too_large"],
    429: [anthropic.RateLimitError, "rate_limit_error"],
    500: [anthropic.InternalServerError, "api_error"],
    503: [anthropic.ServiceUnavailableError, "overloaded_error"],
    529: [anthropic.OverloadedError, "overloaded_error"],
  },
  midStream: { provider: [anthropic.APIError, undefined, "overloaded_error"], own: [anthropic.APIError, undefined, "api_error"] },
  tells: (error) => ({
    type: error.type,
    message: error.apiMessage,
    requestId: error.requestID,
    retryAfter: error.headers?.get("retry-after"),
  }),
  namesRequests: true,
};

const openAiKinds = {
  400: [openai.BadRequestError, "invalid_request_error"],
  401: [openai.AuthenticationError, "authentication_error"],
  403: [openai.PermissionDeniedError, "permission_error"],
  404: [openai.NotFoundError, "not_found_error"],
  413: [openai.APIError, "invalid_request_error"],
  429: [openai.RateLimitError, "rate_limit_exceeded"],
  500: [openai.InternalServerError, "server_error"],
  503: [openai.InternalServerError, "server_error"],
};

const openAiSdk = (name, ask, providersType) => ({
  name: `openai, ${name}`,
  make: ({ baseUrl, key, fields }) =>
    new openai.OpenAI({
      apiKey: key ?? "none",
      baseURL: `${baseUrl}/v1`,
      maxRetries,
      defaultHeaders: key ? fields : { ...fields, Authorization: null },
    }),
  ask,
  askUnknown: (client) => client.post("/chat/none", { body: {} }),
  kinds: openAiKinds,
  midStream: { provider: [openai.APIError, undefined, providersType], own: [openai.APIError, undefined, "server_error"] },
  tells: (error) => ({
    type: error.type,
    message: error.error.message,
    requestId: error.requestID,
    retryAfter: error.headers?.get("retry-after"),
  }),
  namesRequests: true,
});

const chat = (client, stream, content = "hello") =>
  client.chat.completions.create({ model: "gpt-demo", messages: [{ role: "user", content }], stream });
const responses = (client, stream, input = "hello") => client.responses.create({ model: "gpt-demo", input, stream });

const googleSdk = {
  name: "@google/genai",
  make: ({ baseUrl, key, fields }) =>
    new google.GoogleGenAI({
      apiKey: key ?? "none",
      httpOptions: { baseUrl, headers: key ? fields : { ...fields, "x-goog-api-key": "" } },
    }),
  ask: (client, stream, contents = "hello") =>
    client.models[stream ? "generateContentStream" : "generateContent"]({ model: "gemini-demo", contents }),
  askUnknown: (client) => client.files.get({ name: "files/x" }),
  kinds: {
    400: [google.ApiError, "INVALID_ARGUMENT"],
    401: [google.ApiError, "UNAUTHENTICATED"],
    403: [google.ApiError, "PERMISSION_DENIED"],
    404: [google.ApiError, "NOT_FOUND"],
    413: [google.ApiError, "INVALID_ARGUMENT"],
    429: [google.ApiError, "RESOURCE_EXHAUSTED"],
    500: [google.ApiError, "INTERNAL"],
    503: [google.ApiError, "UNAVAILABLE"],
  },
  midStream: { provider: [google.ApiError, 503, "UNAVAILABLE"], own: [google.ApiError, 502, "UNAVAILABLE"] },
  // Its error has a status and the body as its message; in mid-stream with words in front.
  tells: (error) => {
    const { message, status, details = [] } = JSON.parse(error.message.replace(/^got status: \w+\. /, "")).error;
    const detail = (type) => details.find((one) => one["@type"].endsWith(type));
    return {
      type: status,
      message,
      requestId: detail("RequestInfo")?.requestId,
      retryAfter: detail("RetryInfo")?.retryDelay.replace("s", ""),
    };
  },
  namesRequests: false, // Google's answers do not
};

const sdks = [anthropicSdk, openAiSdk("chat", chat, "server_error"), openAiSdk("responses", responses, "error"), googleSdk];

const thrownBy = (asked) => asked.then(() => assert.fail("it must throw"), (error) => error);

// Reads a stream to its end: how many events came, and what it threw.
async function read(asked) {
  let events = 0;
  const error = await thrownBy(
    (async () => {
      for await (const _ of await asked) {
        ++events;
      }
    })(),
  );
  return { events, error };
}

// @p expected: class, status, type. Returns what the error tells.
function verify(sdk, error, [kind, status, type]) {
  assert.equal(error.constructor, kind, `${error.constructor.name}: ${error}`);
  assert.equal(error.status, status);
  const told = sdk.tells(error);
  assert.equal(told.type, type);
  assert.match(told.message, /\w/);
  return told;
}

const kindOf = (sdk, status) => [sdk.kinds[status][0], status, sdk.kinds[status][1]];

// Some of these park the account, so each has a Homeport of its own.
async function withHomeport(use) {
  const homeport = await startHomeport(homeportBinary);
  try {
    await use(homeport);
  } finally {
    assert.equal(await homeport.stop(), 0, "homeport ends cleanly"); // or the process would not end after a failure
  }
}

for (const sdk of sdks) {
  for (const status of Object.keys(sdk.kinds).map(Number)) {
    test(`${sdk.name}: the provider's ${status}, streaming and not`, async () => {
      for (const stream of [false, true]) {
        await withHomeport(async (homeport) => {
          const client = sdk.make({ ...homeport, fields: { "x-simulate": `status=${status};retry-after=170` } });
          const told = verify(sdk, await thrownBy(sdk.ask(client, stream)), kindOf(sdk, status));
          assert.equal(told.message, "This error is simulated.");
          assert.equal(told.retryAfter, "170");
          assert.match(told.requestId ?? "", sdk.namesRequests ? /^req_sim_\d+$/ : /^$/);
        });
      }
    });
  }

  test(`${sdk.name}: the provider's error in mid-stream`, async () => {
    await withHomeport(async (homeport) => {
      const client = sdk.make({ ...homeport, fields: { "x-simulate": "error-after=4" } });
      const { events, error } = await read(sdk.ask(client, true, "a b c d e f g h"));
      assert.ok(events > 0);
      const told = verify(sdk, error, sdk.midStream.provider);
      assert.match(told.message, /\(simulated\)/);
      assert.match(told.requestId ?? "", sdk.namesRequests ? /^req_sim_\d+$/ : /^$/);
    });
  });

  test(`${sdk.name}: the upstream is gone in mid-stream`, async () => {
    await withHomeport(async (homeport) => {
      const client = sdk.make({ ...homeport, fields: { "x-simulate": "drop-after=4" } });
      const { events, error } = await read(sdk.ask(client, true, "a b c d e f g h"));
      assert.ok(events > 0);
      const told = verify(sdk, error, sdk.midStream.own);
      assert.match(told.requestId, sdk.namesRequests ? /^req_sim_\d+$/ : /^hp-\d+$/); // of the head, which was the provider's
    });
  });
}

// What Homeport refuses by itself.

let homeport;
before(async () => (homeport = await startHomeport(homeportBinary)));
after(async () => assert.equal(await homeport.stop(), 0, "homeport ends cleanly"));

const ctl = (...args) => homeportctl(ctlBinary, homeport, ...args);
const newKey = async (...limits) => (await ctl("keys", "create", "--name", `key ${Math.random()}`, ...limits)).key.key;

// Both ways of asking are refused with @p status and words that match @p says.
async function refused(sdk, status, says, key) {
  const client = sdk.make({ ...homeport, key });
  for (const stream of [false, true]) {
    const told = verify(sdk, await thrownBy(sdk.ask(client, stream)), kindOf(sdk, status));
    assert.match(told.message, says);
    assert.match(told.requestId, /^hp-\d+$/);
    if (status === 429) {
      assert.ok(Number(told.retryAfter) > 0 && Number(told.retryAfter) <= 60, told.retryAfter);
    }
  }
}

for (const sdk of sdks) {
  test(`${sdk.name}: our 401, without a key and with one that is none`, async () => {
    await refused(sdk, 401, /key/, undefined);
    await refused(sdk, 401, /key/, `hp_${"x".repeat(43)}`);
  });

  test(`${sdk.name}: our 403, a model that the key may not use`, async () => {
    await refused(sdk, 403, /does not allow the model/, await newKey("--models", "another-*"));
  });

  test(`${sdk.name}: our 404`, async () => {
    const told = verify(sdk, await thrownBy(sdk.askUnknown(sdk.make(homeport))), kindOf(sdk, 404));
    assert.match(told.message, /does not serve/);
    assert.match(told.requestId, /^hp-\d+$/);
  });

  test(`${sdk.name}: our 413, told while the body is still on its way`, async () => {
    const asked = sdk.ask(sdk.make(homeport), false, "x".repeat(65 * 1024 * 1024));
    assert.match(verify(sdk, await thrownBy(asked), kindOf(sdk, 413)).message, /larger than/);
  });

  test(`${sdk.name}: our 429, a limit of the key's`, async () => {
    const key = await newKey("--requests-per-minute", "1");
    await sdk.ask(sdk.make({ ...homeport, key }), false);
    await refused(sdk, 429, /limit of 1 request per minute/, key);
  });

  test(`${sdk.name}: our 503, nobody is left`, async () => {
    const [{ id }] = (await ctl("accounts", "list")).accounts;
    await ctl("accounts", "pause", `${id}`);
    await refused(sdk, 503, /paused/, homeport.key);
    await ctl("accounts", "resume", `${id}`);
  });
}
