// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A real OAuth server (oidc-provider) that insists on PKCE, rotates refresh tokens and ends a grant whose used-up
// refresh token comes again; and an upstream that takes the access tokens it gives out.
import { once } from "node:events";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

async function listen(handler) {
  const server = createServer(handler);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, url: `http://127.0.0.1:${server.address().port}` };
}

const configuration = {
  clients: [
    {
      client_id: "homeport-test",
      application_type: "native",
      token_endpoint_auth_method: "none",
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      redirect_uris: ["http://127.0.0.1/callback"],
    },
  ],
  pkce: { required: () => true, methods: ["S256"] },
  scopes: ["openid", "offline_access"],
  features: { revocation: { enabled: true }, devInteractions: { enabled: true } },
  rotateRefreshToken: true,
  cookies: { keys: ["for tests only"] },
  ttl: { AccessToken: 3600, AuthorizationCode: 60, Grant: 86400, IdToken: 3600, Interaction: 600, RefreshToken: 86400, Session: 86400 },
};

// { issuer, upstream, counts, secrets, expireLast(), close() }. counts: refreshes, reuses, revocations, calls.
export async function startOAuthServer(clients) {
  const { default: Provider } = await import(pathToFileURL(join(clients, "node_modules", "oidc-provider", "lib", "index.js")));
  const front = await listen((request, response) => provider.callback()(request, response));
  const provider = new Provider(front.url, configuration);
  const counts = { refreshes: 0, reuses: 0, revocations: 0, calls: 0, refused: 0 };
  const secrets = new Set(); // everything that a session must leave nowhere
  provider.on("grant.success", (context) => {
    const { code, code_verifier: verifier } = context.oidc.params;
    for (const secret of [code, verifier, context.body.access_token, context.body.refresh_token, context.body.id_token]) {
      if (secret) {
        secrets.add(secret);
      }
    }
    counts.refreshes += context.oidc.params.grant_type === "refresh_token" ? 1 : 0;
  });
  provider.on("grant.error", (context, error) => {
    counts.reuses += /already used/.test(error.error_detail ?? "") ? 1 : 0;
  });
  provider.on("grant.revoked", () => (counts.revocations += 1));

  const tokenOf = (request) => (request.headers.authorization ?? "").replace(/^Bearer /, "");
  const stale = new Set(); // access tokens that are over before their time
  const api = await listen(async (request, response) => {
    for await (const _ of request); // the body does not matter
    const token = tokenOf(request);
    const found = stale.has(token) ? undefined : await provider.AccessToken.find(token);
    counts.calls += 1;
    counts.refused += found ? 0 : 1;
    response.writeHead(found ? 200 : 401, { "content-type": "application/json" });
    response.end(JSON.stringify(found ? { ok: true } : { type: "error", error: { type: "authentication_error", message: "stale token" } }));
  });
  const expire = (token) => stale.add(token);
  const seen = [];
  api.server.on("request", (request) => seen.push(tokenOf(request)));
  return { issuer: front.url, upstream: api.url, counts, secrets, expireLast: () => expire(seen.at(-1)), close: () => (front.server.close(), api.server.close()) };
}

// The provider file for a state folder.
export function providerFile({ issuer, upstream }) {
  return JSON.stringify({
    id: "oidc",
    displayName: "A real OAuth server",
    protocol: "anthropic",
    baseUrl: upstream,
    authStyle: "bearer",
    apiKeyAllowed: false,
    signIn: {
      flavor: "oauth2",
      authorizeUrl: `${issuer}/auth`,
      tokenUrl: `${issuer}/token`,
      revokeUrl: `${issuer}/token/revocation`,
      tokenBody: "form",
      clientId: "homeport-test",
      scopes: ["openid", "offline_access"],
      authorizeParameters: { prompt: "consent" },
    },
  });
}
