// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real Gemini CLI through the relay, against the simulated provider: with an API key, and in Code Assist mode.
//   node geminicli.mjs HOMEPORT HOMEPORTCTL CLIENTS_FOLDER
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";

import { homeportctl, run, startHomeport, temporaryFolder } from "./harness.mjs";

const [homeportBinary, ctlBinary, clients] = process.argv.slice(2);
const gemini = join(clients, "node_modules", "@google", "gemini-cli", "bundle", "gemini.js");
let homeport;

before(async () => {
  homeport = await startHomeport(homeportBinary);
});

after(async () => {
  assert.equal(await homeport.stop(), 0, "homeport ends cleanly");
});

const apiKeyMode = (key) => ({ type: "gemini-api-key", env: { GOOGLE_GEMINI_BASE_URL: homeport.baseUrl, GEMINI_API_KEY: key } });
const codeAssistMode = (key) => ({
  type: "oauth-personal",
  env: {
    GOOGLE_GENAI_USE_GCA: "true",
    GOOGLE_CLOUD_ACCESS_TOKEN: key,
    GOOGLE_CLOUD_PROJECT: "simulated-project",
    CODE_ASSIST_ENDPOINT: homeport.baseUrl,
  },
});

// One `gemini -p` in a HOME of its own, which sees nothing of this machine's own settings: its parsed JSON result.
async function askGemini({ type, env }, prompt, files = {}) {
  const home = temporaryFolder();
  const cwd = join(home, "project");
  mkdirSync(join(home, ".gemini"));
  mkdirSync(cwd);
  const settings = { security: { auth: { selectedType: type } }, privacy: { usageStatisticsEnabled: false }, general: { disableAutoUpdate: true } };
  writeFileSync(join(home, ".gemini", "settings.json"), JSON.stringify(settings));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(cwd, name), text);
  }
  const args = [gemini, "-p", prompt(cwd), "--output-format", "json", "--skip-trust"];
  const path = `${dirname(process.execPath)}:${process.env.PATH}`;
  const variables = { PATH: path, HOME: home, NO_PROXY: "127.0.0.1,localhost", GEMINI_CLI_NO_RELAUNCH: "true", ...env };
  const result = await run(process.execPath, args, { cwd, env: variables });
  if (result.code !== 0) {
    throw new Error(`gemini: exit ${result.code}\n${result.out}\n${result.err}`);
  }
  return JSON.parse(result.out);
}

// The requests to @p path that have ended, once there is one: the list is a quarter of a second behind.
async function finishedAt(path) {
  for (;;) {
    const { requests } = await homeportctl(ctlBinary, homeport, "requests");
    const ended = requests.filter((request) => path.test(request.path) && request.outcome !== "running");
    if (ended.length > 0) {
      return ended;
    }
  }
}

for (const [mode, settings, path] of [
  ["API key", apiKeyMode, /^\/v1(beta)?\/models\/.*:streamGenerateContent$/],
  ["Code Assist", codeAssistMode, /^\/v1internal:streamGenerateContent$/],
]) {
  test(`${mode}: a plain answer comes back`, { timeout: 120_000 }, async () => {
    const answer = await askGemini(settings(homeport.key), () => "Say hello to the lighthouse keeper");
    assert.match(answer.response, /simulated answer ⚓.*lighthouse keeper/);
    for (const request of await finishedAt(path)) {
      assert.match(request.tool, /^GeminiCLI/);
      assert.match(request.model, /^gemini-/);
      assert.equal(request.status, 200);
      assert.equal(request.outcome, "done");
    }
  });

  test(`${mode}: a tool round reads a file`, { timeout: 120_000 }, async () => {
    const prompt = (cwd) => `Read it: [[read:${cwd}/harbour.txt]]`;
    const answer = await askGemini(settings(homeport.key), prompt, { "harbour.txt": "The harbour opens at dawn.\n" });
    assert.match(answer.response, /The harbour opens at dawn/);
    assert.equal(answer.stats.tools.byName.read_file.success, 1);
  });

  test(`${mode}: a wrong key is refused at once, with the reason`, { timeout: 60_000 }, async () => {
    await assert.rejects(askGemini(settings("hp_" + "x".repeat(43)), () => "hello"), /Homeport key/);
  });
}
