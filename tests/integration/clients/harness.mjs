// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Starts Homeport in demo mode and runs real clients against it, each in a HOME of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

// A fresh folder that goes when the process ends.
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "homeport-client-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return folder;
}

// The first line of standard output, parsed. Rejects when the program ends without one.
async function readReadyLine(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    return JSON.parse(line);
  }
  throw new Error("homeport ended without a ready line");
}

// A running homeport: { baseUrl, key (demo only), stateDir, stop() }.
async function launch(binary, args, stateDir = temporaryFolder()) {
  const all = ["--headless", "--port", "0", "--state-dir", stateDir, ...args];
  const env = { PATH: process.env.PATH, HOME: temporaryFolder() };
  const child = spawn(binary, all, { stdio: ["ignore", "pipe", "inherit"], env });
  process.on("exit", () => child.kill("SIGKILL"));
  const ready = await readReadyLine(child);
  child.stdout.resume();
  const stop = async () => {
    child.kill("SIGTERM");
    const [code] = child.exitCode === null ? await once(child, "exit") : [child.exitCode];
    return code;
  };
  return { baseUrl: ready.base_url, key: ready.key, stateDir, stop };
}

export const startHomeport = (binary) => launch(binary, ["--demo"]);
// One with accounts of the test's own. @p stateDir may be one that was used before.
export const startKeeping = (binary, stateDir, args) => launch(binary, ["--vault", `keyfile:${stateDir}.key`, ...args], stateDir);

// Runs a program to its end: { code, out, err }.
export async function run(program, args, options = {}) {
  const { input = "", ...others } = options;
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"], ...others });
  child.stdin.on("error", () => {}); // it may end without reading
  child.stdin.end(input);
  const result = { code: null, out: "", err: "" };
  child.stdout.on("data", (chunk) => (result.out += chunk));
  child.stderr.on("data", (chunk) => (result.err += chunk));
  [result.code] = await once(child, "close");
  return result;
}

export async function homeportctl(binary, homeport, ...args) {
  return homeportctlWith(binary, homeport, "", ...args);
}

// The same, with standard input.
export async function homeportctlWith(binary, homeport, input, ...args) {
  const result = await run(binary, ["--state-dir", homeport.stateDir, "--json", ...args], { input });
  if (result.code !== 0) {
    throw new Error(`homeportctl ${args.join(" ")}: exit ${result.code}: ${result.err}`);
  }
  return JSON.parse(result.out);
}

// The program inside the platform's own package: no install script has to have run.
export function claudeBinary(clients) {
  const scope = join(clients, "node_modules", "@anthropic-ai");
  const platform = readdirSync(scope).find((name) => name === `claude-code-${process.platform}-${process.arch}`);
  if (!platform) {
    throw new Error(`no Claude Code for this platform in ${scope}; run packaging/test --clients`);
  }
  return join(scope, platform, "claude");
}

// The environment of a Claude Code that sees nothing of this machine's own settings.
export const claudeEnvironment = (home) => ({
  PATH: process.env.PATH,
  HOME: home,
  NO_PROXY: "127.0.0.1,localhost",
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  DISABLE_AUTOUPDATER: "1",
  DISABLE_TELEMETRY: "1",
});

// One `claude -p` in a HOME of its own: its parsed JSON result.
export async function askClaude(claude, homeport, prompt, ...extraArgs) {
  const login = { ANTHROPIC_BASE_URL: homeport.baseUrl, ANTHROPIC_AUTH_TOKEN: homeport.key };
  return askClaudeAt(claude, temporaryFolder(), login, prompt, ...extraArgs);
}

// The same in a HOME that may have been used before.
export async function askClaudeAt(claude, home, variables, prompt, ...extraArgs) {
  const cwd = join(home, "project");
  mkdirSync(cwd, { recursive: true });
  const env = { ...claudeEnvironment(home), ...variables };
  const result = await run(claude, ["-p", prompt, "--output-format", "json", ...extraArgs], { cwd, env });
  if (result.code !== 0) {
    throw new Error(`claude: exit ${result.code}\n${result.out}\n${result.err}`);
  }
  return JSON.parse(result.out);
}

// A package of the clients folder, by the module that it is used through.
export const importClient = (clients, path) => import(pathToFileURL(join(clients, "node_modules", path)));

// Codex's program inside the platform's own package.
export function codexBinary(clients) {
  const vendor = join(clients, "node_modules", "@openai", `codex-${process.platform}-${process.arch}`, "vendor");
  return join(vendor, readdirSync(vendor)[0], "bin", "codex");
}

// opencode's program inside the platform's own package; null where the lock file has none for it.
export function openCodeBinary(clients) {
  const binary = join(clients, "node_modules", `opencode-${process.platform}-${process.arch}`, "bin", "opencode");
  if (existsSync(binary)) {
    return binary;
  }
  if (`${process.platform}-${process.arch}` === "linux-x64") {
    throw new Error(`no opencode in ${clients}; run packaging/test --clients`);
  }
  return null;
}

// The requests in the list that @p matches says yes to, once there are @p count: the list is a quarter of a second behind.
export async function requestsLike(binary, homeport, matches, count = 1) {
  for (;;) {
    const { requests } = await homeportctl(binary, homeport, "requests");
    const found = requests.filter(matches);
    if (found.length >= count) {
      return found;
    }
  }
}

// Once the list of models that @p list gets has @p id: the first answers come before the provider's.
export async function listedModel(list, id) {
  for (;;) {
    const { data } = await list();
    const found = data.find((model) => model.id === id);
    if (found) {
      return found;
    }
  }
}

// A picture of five megabytes, as far as anybody looks.
export const largeImage = () => Buffer.alloc(5_000_000, "homeport").toString("base64");

// A prompt that makes the simulated provider ask for a file through the tool it is offered.
export const readingPrompt = (file) => `Read it: [[read:${file}]]`;
