-- SPDX-FileCopyrightText: The Homeport authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- A database as schema 3 left it (statements as SQLite keeps them after the changes of step 3). Never edited; a new schema
-- gets a new file.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE account (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    provider_id   TEXT NOT NULL,
    name          TEXT NOT NULL,
    base_url      TEXT NOT NULL,
    credential    TEXT NOT NULL CHECK (credential IN ('api_key', 'oauth')),
    hint          TEXT NOT NULL,
    secret        BLOB,
    refresh_token BLOB,
    created_at    INTEGER NOT NULL,
    expires_at    INTEGER,
    removed_at    INTEGER
, paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)), sign_in_why TEXT, blocked_why TEXT, parked_until INTEGER, parked_why TEXT, client_id TEXT NOT NULL DEFAULT '', client_secret BLOB, project_id TEXT NOT NULL DEFAULT '', identity TEXT NOT NULL DEFAULT '', obtained_at INTEGER, refresh_began_at INTEGER, proxy_mode TEXT NOT NULL DEFAULT 'default' CHECK (proxy_mode IN ('default', 'direct', 'list')), priority INTEGER NOT NULL DEFAULT 0, weight INTEGER NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 100), reserve_percent INTEGER NOT NULL DEFAULT 0 CHECK (reserve_percent BETWEEN 0 AND 95), models TEXT NOT NULL DEFAULT '{}', pass_through INTEGER NOT NULL DEFAULT 0 CHECK (pass_through IN (0, 1))) STRICT;
CREATE UNIQUE INDEX account_name ON account (name) WHERE removed_at IS NULL;
CREATE TABLE local_key (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL,
    hash       BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    hint       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
, policy TEXT NOT NULL DEFAULT '{}', first_used_at INTEGER, kind TEXT NOT NULL DEFAULT 'manual' CHECK (kind IN ('manual', 'login'))) STRICT;
CREATE UNIQUE INDEX local_key_name ON local_key (name) WHERE revoked_at IS NULL;
CREATE TABLE proxy (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL CHECK (kind IN ('http', 'https', 'socks5')),
    host       TEXT NOT NULL,
    port       INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    login      BLOB,
    password   BLOB,
    created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE account_proxy (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    proxy_id   INTEGER NOT NULL,
    PRIMARY KEY (account_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE account_group (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL UNIQUE,
    strategy   TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE account_group_member (
    group_id   INTEGER NOT NULL REFERENCES account_group (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE account_park (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    family     TEXT NOT NULL,
    until      INTEGER NOT NULL,
    why        TEXT NOT NULL,
    since      INTEGER NOT NULL,
    PRIMARY KEY (account_id, family)
) STRICT, WITHOUT ROWID;
CREATE TABLE quota_window (
    account_id  INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name        TEXT NOT NULL,
    status      TEXT NOT NULL,
    utilization REAL NOT NULL,
    limit_count INTEGER NOT NULL,
    remaining   INTEGER NOT NULL,
    resets_at   INTEGER,
    source      TEXT NOT NULL,
    seen_at     INTEGER NOT NULL,
    PRIMARY KEY (account_id, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE key_usage (
    key_id   INTEGER NOT NULL REFERENCES local_key (id) ON DELETE CASCADE,
    minute   INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    tokens   INTEGER NOT NULL,
    cost     INTEGER NOT NULL,
    PRIMARY KEY (key_id, minute)
) STRICT, WITHOUT ROWID;
PRAGMA user_version = 3;

INSERT INTO meta VALUES ('instance.id', '00112233aabbccdd'), ('routing.strategy', 'weighted');
