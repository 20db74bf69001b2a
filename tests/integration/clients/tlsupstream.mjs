// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Upstreams over TLS that the test answers for itself, request by request, under an authority made for this run.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import http2 from "node:http2";
import https from "node:https";
import { join } from "node:path";

import { temporaryFolder } from "./harness.mjs";

// { caFile, key, cert }: a certificate for 127.0.0.1 and who issued it.
export function makeCertificates() {
  const folder = temporaryFolder();
  const file = (name) => join(folder, name);
  const request = (name, ...args) =>
    execFileSync(
      "openssl",
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"].concat(
        ["-keyout", file(`${name}.key`), "-out", file(`${name}.pem`)],
        args,
      ),
      { stdio: ["ignore", "ignore", "pipe"] },
    );
  request("ca", "-subj", "/CN=Authority of a Homeport test");
  const issuer = ["-CA", file("ca.pem"), "-CAkey", file("ca.key")];
  const extensions = ["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"];
  request("server", "-subj", "/CN=127.0.0.1", ...issuer, ...extensions);
  return { caFile: file("ca.pem"), key: readFileSync(file("server.key")), cert: readFileSync(file("server.pem")) };
}

// Requests by the id in their body, for whoever asks first or later.
class Inbox {
  #waiting = new Map();
  #arrived = new Map();

  take(id) {
    if (this.#arrived.has(id)) {
      return Promise.resolve(this.#arrived.get(id));
    }
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  async put(readable, request) {
    let body = "";
    for await (const chunk of readable) {
      body += chunk;
    }
    const { id } = JSON.parse(body);
    this.#arrived.set(id, { ...request, body });
    this.#waiting.get(id)?.(this.#arrived.get(id));
  }
}

async function listen(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `https://127.0.0.1:${server.address().port}`;
}

// HTTP/2 only: { url, sessions, take(id) -> { stream, headers, session, body } }.
export async function startHttp2({ key, cert }) {
  const inbox = new Inbox();
  const sessions = [];
  const server = http2.createSecureServer({ key, cert });
  server.on("session", (session) => sessions.push(session));
  server.on("stream", (stream, headers) => {
    stream.on("error", () => {}); // resets are what the tests are about
    inbox.put(stream, { stream, headers, session: stream.session }).catch(() => {});
  });
  return { url: await listen(server), sessions, take: (id) => inbox.take(id) };
}

// HTTP/1.1 only, no ALPN: { url, connections(), take(id) -> { request, response, body } }.
export async function startHttp1({ key, cert }) {
  const inbox = new Inbox();
  let connections = 0;
  const server = https.createServer({ key, cert, ALPNProtocols: ["http/1.1"] });
  server.on("secureConnection", () => ++connections);
  server.on("request", (request, response) => inbox.put(request, { request, response }).catch(() => {}));
  return { url: await listen(server), connections: () => connections, take: (id) => inbox.take(id) };
}
