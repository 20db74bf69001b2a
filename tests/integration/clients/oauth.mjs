// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sign-in, refresh and revocation against a real OAuth server, with a real browser for log-in and consent.
//   node oauth.mjs HOMEPORT HOMEPORTCTL CLIENTS_FOLDER CHROMIUM
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { run, temporaryFolder } from "./harness.mjs";
import { providerFile, startOAuthServer } from "./oauthserver.mjs";

const [homeportBinary, ctlBinary, clients, chromium] = process.argv.slice(2);
const { chromium: browserType } = (await import(pathToFileURL(join(clients, "node_modules", "playwright-core", "index.js")))).default;

const stateDir = join(temporaryFolder(), "state");
const keyFile = join(temporaryFolder(), "key");
let oauth;
let browser;
let homeport;
let said = ""; // by homeport and homeportctl
let key;
process.setMaxListeners(40); // one per program that must not outlive this one

async function startHomeport(dieAt) {
  const env = { PATH: process.env.PATH, HOME: temporaryFolder(), ...(dieAt ? { HOMEPORT_TEST_DIE_AT: dieAt } : {}) };
  const args = ["--headless", "--port", "0", "--state-dir", stateDir, "--vault", `keyfile:${keyFile}`, "--log-level", "debug"];
  const child = spawn(homeportBinary, args, { stdio: ["ignore", "pipe", "pipe"], env });
  child.stderr.on("data", (chunk) => (said += chunk));
  process.on("exit", () => child.kill("SIGKILL"));
  for await (const line of createInterface({ input: child.stdout })) {
    child.stdout.resume();
    return { child, baseUrl: JSON.parse(line).base_url };
  }
  throw new Error("homeport ended without a ready line");
}

async function stopHomeport() {
  if (homeport.child.exitCode === null && homeport.child.signalCode === null) {
    homeport.child.kill("SIGTERM");
    await once(homeport.child, "exit");
  }
}

async function ctl(...args) {
  const result = await run(ctlBinary, ["--state-dir", stateDir, "--json", ...args]);
  said += result.out + result.err;
  return result;
}

async function ctlJson(...args) {
  const result = await ctl(...args);
  assert.equal(result.code, 0, `homeportctl ${args.join(" ")}: ${result.err}`);
  return JSON.parse(result.out.trim().split("\n").at(-1));
}

const ask = () =>
  fetch(`${homeport.baseUrl}/v1/messages`, { method: "POST", headers: { "x-api-key": key }, body: '{"model":"m"}' });

const account = async () => (await ctlJson("accounts", "list")).accounts[0];

// Log-in and consent in a real browser, as the page that homeportctl names wants them. What the last page says.
async function approve(args) {
  const child = spawn(ctlBinary, ["--state-dir", stateDir, "--json", "accounts", "sign-in", "--no-browser", ...args]);
  const closed = once(child, "close");
  let err = "";
  child.stderr.on("data", (chunk) => (err += chunk));
  child.stdout.on("data", (chunk) => (said += chunk));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  assert.ok(!first.done, err);
  const page = await (await browser.newContext()).newPage();
  await page.goto(JSON.parse(first.value).authorize_url);
  await page.fill("input[name=login]", "somebody");
  await page.fill("input[name=password]", "whatever");
  await page.click("button[type=submit]");
  await page.waitForSelector("form button[type=submit]:has-text('Continue')");
  await page.click("button[type=submit]:has-text('Continue')");
  await page.waitForURL("http://127.0.0.1:*/callback?**");
  const text = await page.textContent("body");
  await page.context().close();
  const [code] = await closed;
  assert.equal(code, 0, err);
  return text;
}

before(async () => {
  oauth = await startOAuthServer(clients);
  mkdirSync(join(stateDir, "providers"), { recursive: true, mode: 0o700 });
  writeFileSync(join(stateDir, "providers", "oidc.json"), providerFile(oauth));
  const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
  browser = await browserType.launch({ executablePath: chromium, args: flags });
  homeport = await startHomeport();
  key = (await ctlJson("keys", "create", "--name", "test")).key.key;
});

after(async () => {
  await browser.close();
  await stopHomeport();
  oauth.close();
});

test("a person signs in with log-in and consent", async () => {
  assert.match(await approve(["--provider", "oidc", "--name", "real"]), /Homeport/);
  assert.equal((await account()).state, "active");
  assert.equal((await ask()).status, 200);
});

test("ten refreshes, each with the token the one before gave", async () => {
  for (let i = 0; i < 10; ++i) {
    await ctlJson("accounts", "refresh", "1");
  }
  assert.equal(oauth.counts.refreshes, 10);
  assert.equal(oauth.counts.reuses, 0);
  assert.equal((await ask()).status, 200);
});

test("200 requests with a token that is over cause one refresh", async () => {
  await ask();
  oauth.expireLast();
  const before = { ...oauth.counts };
  const answers = await Promise.all(Array.from({ length: 200 }, ask));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  assert.equal(oauth.counts.refreshes - before.refreshes, 1);
  assert.equal(oauth.counts.reuses, 0);
});

// At the first two nobody has used a refresh token that is not on disk too: the next refresh works. At the others it may
// have been used up, which the test after these is about.
for (const [point, refreshes] of [["refresh:noted", true], ["refresh:committed", true], ["refresh:sent", false], ["refresh:answered", false]]) {
  test(`killed at ${point}, it works after the next start`, async () => {
    await stopHomeport();
    homeport = await startHomeport(point);
    const exit = once(homeport.child, "exit");
    await ctl("accounts", "refresh", "1");
    assert.equal((await exit)[1], "SIGKILL");
    homeport = await startHomeport();
    assert.equal((await ask()).status, 200);
    assert.equal((await account()).state, "active");
    if (refreshes) {
      const before = oauth.counts.refreshes;
      await ctlJson("accounts", "refresh", "1");
      assert.equal(oauth.counts.refreshes, before + 1);
      assert.equal((await ask()).status, 200);
      assert.equal((await account()).state, "active");
    }
    assert.equal(oauth.counts.reuses, 0);
  });
}

test("a refresh token that a crash used up ends in a clear request to sign in again, and that keeps the account", async () => {
  const refused = await ctl("accounts", "refresh", "1");
  assert.equal(refused.code, 1);
  assert.match(refused.err, /invalid_grant/);
  assert.equal(oauth.counts.reuses, 1, "the server notices: the counts above can be trusted");
  const ended = await account();
  assert.equal(ended.state, "needs_sign_in");
  await approve(["--account", "1"]);
  const again = await account();
  assert.equal(again.id, ended.id);
  assert.equal(again.state, "active");
  assert.equal((await ask()).status, 200);
  await ctlJson("accounts", "refresh", "1");
});

test("removal revokes the grant, at the next start at the latest", { timeout: 30_000 }, async () => {
  const before = oauth.counts.revocations;
  await ctlJson("accounts", "remove", "1");
  await stopHomeport();
  assert.equal(oauth.counts.revocations, before); // it could still have been undone
  homeport = await startHomeport();
  while (oauth.counts.revocations === before) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal((await ctlJson("accounts", "list")).accounts.length, 0);
});

test("no code and no token is left in the log, the output or the state folder", () => {
  const files = readdirSync(stateDir, { recursive: true })
    .map((name) => join(stateDir, name))
    .filter((path) => statSync(path).isFile());
  const left = said + files.map((path) => readFileSync(path, "latin1")).join("\n");
  assert.ok(left.includes("SQLite format 3"));
  assert.ok(said.includes("has a fresh token"), "the log was heard");
  assert.ok(oauth.secrets.size > 40);
  for (const secret of [...oauth.secrets, ...[...oauth.secrets].map((one) => Buffer.from(one).toString("base64")), key]) {
    assert.ok(!left.replaceAll(`"key":"${key}"`, "").includes(secret), `${secret.slice(0, 6)}... was found`);
  }
});
