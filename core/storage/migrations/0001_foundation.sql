-- SPDX-FileCopyrightText: The Homeport authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Facts about this database itself: instance id, the vault it is sealed under.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Times are milliseconds since 1970, UTC. secret and refresh_token are sealed envelopes (core/vault).
CREATE TABLE account (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    provider_id   TEXT NOT NULL,
    name          TEXT NOT NULL,
    base_url      TEXT NOT NULL,
    credential    TEXT NOT NULL CHECK (credential IN ('api_key', 'oauth')),
    state         TEXT NOT NULL CHECK (state IN ('active', 'paused', 'needs_sign_in')),
    hint          TEXT NOT NULL,
    secret        BLOB,
    refresh_token BLOB,
    created_at    INTEGER NOT NULL,
    expires_at    INTEGER,
    removed_at    INTEGER
) STRICT;
CREATE UNIQUE INDEX account_name ON account (name) WHERE removed_at IS NULL;

-- hash: HMAC-SHA-256 of the whole key under a sub-key of the vault. The key itself is nowhere.
CREATE TABLE local_key (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL,
    hash       BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    hint       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE UNIQUE INDEX local_key_name ON local_key (name) WHERE revoked_at IS NULL;
