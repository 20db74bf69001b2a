-- SPDX-FileCopyrightText: The Homeport authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What keeps an account alive: its own OAuth client, its token's age, its health, its proxies.
-- paused is the user's wish; the *_why and parked_* columns are what the provider said. They are separate facts.
ALTER TABLE account ADD COLUMN paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1));
ALTER TABLE account ADD COLUMN sign_in_why TEXT;
ALTER TABLE account ADD COLUMN blocked_why TEXT;
ALTER TABLE account ADD COLUMN parked_until INTEGER;
ALTER TABLE account ADD COLUMN parked_why TEXT;
-- client_secret is a sealed envelope. Empty client_id: the provider profile's.
ALTER TABLE account ADD COLUMN client_id TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN client_secret BLOB;
ALTER TABLE account ADD COLUMN project_id TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN identity TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN obtained_at INTEGER;
-- Set before a refresh token is used, cleared with the commit of what came back.
ALTER TABLE account ADD COLUMN refresh_began_at INTEGER;
ALTER TABLE account ADD COLUMN proxy_mode TEXT NOT NULL DEFAULT 'default' CHECK (proxy_mode IN ('default', 'direct', 'list'));
UPDATE account SET paused = 1 WHERE state = 'paused';
UPDATE account SET sign_in_why = 'The sign-in has ended.' WHERE state = 'needs_sign_in';
ALTER TABLE account DROP COLUMN state;

-- login and password are sealed envelopes.
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

-- In the order of failover. proxy_id is no foreign key: an account whose proxy was deleted stops, it never goes direct.
CREATE TABLE account_proxy (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    proxy_id   INTEGER NOT NULL,
    PRIMARY KEY (account_id, position)
) STRICT, WITHOUT ROWID;
