// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The relay against upstreams over TLS: HTTP/2 and HTTP/1.1, with streams, cancellation, back-pressure and certificates.
//   node http2.mjs HOMEPORT HOMEPORTCTL
import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { homeportctl, homeportctlWith, startKeeping, temporaryFolder } from "./harness.mjs";
import { makeCertificates, startHttp1, startHttp2 } from "./tlsupstream.mjs";

const [homeportBinary, ctlBinary] = process.argv.slice(2);
const stateDir = join(temporaryFolder(), "state");
const EventStream = { ":status": 200, "content-type": "text/event-stream" };
const MiB = 1024 * 1024;
let certificates;
let upstream;
let plain; // HTTP/1.1
let homeport;
let key;
let lastId = 0;

const ctl = (...args) => homeportctl(ctlBinary, homeport, ...args);

function addAccount(name, url) {
  const args = ["accounts", "add", "--provider", "anthropic-compatible", "--name", name, "--base-url", url, "--api-key-stdin"];
  return homeportctlWith(ctlBinary, homeport, "sk-of-the-account\n", ...args);
}

// One request of a tool: { id, body, request, response: a promise }.
function ask(more = {}) {
  const id = `request-${++lastId}`;
  const headers = { "x-api-key": key, "content-type": "application/json" };
  const request = http.request(`${homeport.baseUrl}/v1/messages`, { method: "POST", headers });
  const body = JSON.stringify({ id, model: "m", ...more });
  request.end(body);
  const response = once(request, "response").then(([message]) => message);
  response.catch(() => {}); // for those that are cancelled before there is one
  return { id, body, request, response };
}

// Bodies of more than libcurl's upload buffer and of less, some at the same time: what reached @p server is what was sent.
async function sendLargeBodies(server) {
  const text = Array.from({ length: 900_000 }, (_, number) => number).join(); // 6 MB that repeat nowhere
  const asked = [100_000, MiB, 3 * MiB, text.length].map((size) => ask({ text: text.slice(0, size) }));
  for (const { id, body } of asked) {
    const seen = await server.take(id);
    assert.ok(seen.body === body); // not equal(): it would print them
    (seen.response ?? seen.stream).end("{}");
  }
  for (const { response } of asked) {
    assert.equal(await bodyOf(await response), "{}");
  }
}

async function bodyOf(response) {
  let body = "";
  for await (const chunk of response) {
    body += chunk;
  }
  return body;
}

// A whole exchange; its upstream half.
async function exchange(text) {
  const asked = ask();
  const seen = await upstream.take(asked.id);
  seen.stream.respond(EventStream);
  seen.stream.end(text);
  assert.equal(await bodyOf(await asked.response), text);
  return seen;
}

before(async () => {
  certificates = makeCertificates();
  upstream = await startHttp2(certificates);
  plain = await startHttp1(certificates);
  homeport = await startKeeping(homeportBinary, stateDir, []);
  key = (await ctl("keys", "create", "--name", "tool")).key.key;
  await addAccount("http2", upstream.url);
});

after(async () => {
  assert.equal(await homeport.stop(), 0);
  process.exit(process.exitCode); // idle connections of both sides would keep it
});

test("a certificate of an unknown authority is refused with a sentence", async () => {
  const response = await ask().response;
  assert.equal(response.statusCode, 502);
  const error = JSON.parse(await bodyOf(response)).error;
  assert.match(error.message, /^The upstream's certificate is not trusted: .*certificate/);
  assert.equal(upstream.sessions.length, 0);
});

test("with --ca-file it is accepted, and a stream comes event by event", async () => {
  assert.equal(await homeport.stop(), 0);
  homeport = await startKeeping(homeportBinary, stateDir, ["--ca-file", certificates.caFile]);
  const asked = ask();
  const { stream, headers, body } = await upstream.take(asked.id);
  assert.equal(headers[":path"], "/v1/messages");
  assert.equal(headers.authorization, "Bearer sk-of-the-account");
  assert.equal(headers["x-api-key"], undefined);
  assert.equal(body, JSON.stringify({ id: asked.id, model: "m" }));
  stream.respond(EventStream);
  const response = await asked.response; // the head alone
  assert.equal(response.statusCode, 200);
  const chunks = response[Symbol.asyncIterator]();
  for (const event of ["event: a\ndata: {}\n\n", "event: b\ndata: {}\n\n"]) {
    stream.write(event);
    assert.equal(String((await chunks.next()).value), event); // before the next one is sent
  }
  stream.end();
  assert.ok((await chunks.next()).done);
});

test("requests at the same time have a connection each, which the next ones use again", async () => {
  for (let round = 0; round < 2; ++round) {
    const asked = Array.from({ length: 8 }, () => ask());
    const seen = await Promise.all(asked.map(({ id }) => upstream.take(id))); // all open at once
    assert.equal(new Set(seen.map(({ session }) => session)).size, 8);
    seen.forEach(({ stream }) => stream.respond(EventStream));
    seen.reverse().forEach(({ stream, body }) => stream.end(`data: ${body}\n\n`));
    for (const { id, response } of asked) {
      assert.equal(await bodyOf(await response), `data: {"id":"${id}","model":"m"}\n\n`);
    }
  }
  assert.equal(upstream.sessions.length, 8);
});

test("a tool that leaves ends its own stream, at once, and no other", async () => {
  const leaving = ask();
  const staying = ask();
  const gone = await upstream.take(leaving.id);
  const other = await upstream.take(staying.id);
  for (const { stream } of [gone, other]) {
    stream.respond(EventStream);
    stream.write("data: 1\n\n");
  }
  await once(await leaving.response, "data");
  const closed = once(gone.stream, "close");
  leaving.request.destroy();
  await closed; // though nothing else happens: the answer is not produced to its end
  assert.ok(gone.stream.aborted);
  other.stream.end("data: 2\n\n");
  assert.equal(await bodyOf(await staying.response), "data: 1\n\ndata: 2\n\n");
  await exchange("data: 3\n\n");
});

test("a slow reader is waited for, and holds nobody else up", async () => {
  const total = 64 * MiB;
  const asked = ask();
  const { stream } = await upstream.take(asked.id);
  stream.respond(EventStream);
  let sent = 0;
  const pump = () => {
    while (sent < total) {
      sent += 64 * 1024;
      if (!stream.write(Buffer.alloc(64 * 1024, "x"))) {
        stream.once("drain", pump);
        return;
      }
    }
    stream.end();
  };
  pump();
  const response = await asked.response; // nobody reads it yet
  for (let i = 0; i < 20; ++i) {
    await exchange(`data: ${i}\n\n`.repeat(1000));
  }
  assert.ok(sent < 24 * MiB, `${sent} bytes were taken from the upstream while nobody read`); // the kernel's buffers
  let read = 0;
  for await (const chunk of response) {
    read += chunk.length;
  }
  assert.equal(read, total);
});

test("large bodies arrive whole", () => sendLargeBodies(upstream));

test("a status without a name passes as it is", async () => {
  const asked = ask();
  const { stream } = await upstream.take(asked.id);
  const overloaded = '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}';
  stream.respond({ ":status": 529, "content-type": "application/json", "retry-after": "170" }); // a shorter one would be waited for
  stream.end(overloaded);
  const response = await asked.response;
  assert.equal(response.statusCode, 529);
  assert.equal(response.headers["retry-after"], "170");
  assert.equal(await bodyOf(response), overloaded);
  await ctl("accounts", "unpark", "1");
});

test("trailers do not reach the tool", async () => {
  const asked = ask();
  const { stream } = await upstream.take(asked.id);
  stream.respond(EventStream, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "x-late": "yes" }));
  stream.end("data: 1\n\n");
  const response = await asked.response;
  assert.equal(await bodyOf(response), "data: 1\n\n");
  assert.ok(response.complete);
  assert.deepEqual(response.trailers, {});
  assert.equal(response.headers["x-late"], undefined);
});

test("a stream the upstream resets ends with an error event and a broken connection", async () => {
  const asked = ask();
  const { stream } = await upstream.take(asked.id);
  stream.respond(EventStream);
  stream.write("data: 1\n\n");
  const response = await asked.response;
  let body = "";
  response.on("data", (chunk) => {
    body += chunk;
    stream.destroy(new Error("reset")); // INTERNAL_ERROR; close() would end it cleanly first
  });
  await assert.rejects(once(response, "end"));
  assert.match(body, /^data: 1\n\nevent: error\n/);
  assert.equal(response.complete, false);
  await exchange("data: 2\n\n");
});

test("a TLS upstream that speaks HTTP/1.1 alone is served over one connection", async () => {
  await addAccount("http1", plain.url);
  await ctl("accounts", "pause", "1");
  for (const text of ["data: 1\n\n", "data: 2\n\n"]) {
    const asked = ask();
    const { request, response: answer } = await plain.take(asked.id);
    assert.equal(request.httpVersion, "1.1");
    answer.writeHead(200, { "content-type": "text/event-stream" });
    answer.write(text);
    const response = await asked.response;
    assert.equal(String((await once(response, "data"))[0]), text);
    answer.end();
    assert.equal(await bodyOf(response), "");
  }
  assert.equal(plain.connections(), 1);
  await sendLargeBodies(plain);
});
