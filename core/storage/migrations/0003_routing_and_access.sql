-- SPDX-FileCopyrightText: The Homeport authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which account serves, and what a key may do.
-- models: JSON {"allow":[pattern...],"aliases":{name:name}}.
ALTER TABLE account ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN weight INTEGER NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 100);
ALTER TABLE account ADD COLUMN reserve_percent INTEGER NOT NULL DEFAULT 0 CHECK (reserve_percent BETWEEN 0 AND 95);
ALTER TABLE account ADD COLUMN models TEXT NOT NULL DEFAULT '{}';
-- 1: no secret of ours; each request brings its own login.
ALTER TABLE account ADD COLUMN pass_through INTEGER NOT NULL DEFAULT 0 CHECK (pass_through IN (0, 1));

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

-- Parks of single model families; the whole account's are columns of "account".
CREATE TABLE account_park (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    family     TEXT NOT NULL,
    until      INTEGER NOT NULL,
    why        TEXT NOT NULL,
    since      INTEGER NOT NULL,
    PRIMARY KEY (account_id, family)
) STRICT, WITHOUT ROWID;

-- What an answer's header fields said last. limit_count, remaining: -1 where they did not say.
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

-- policy: JSON, only what differs from "no limit" (core/access/keypolicy.h).
-- kind: "manual", or "login" for one that a tool got by a device login.
ALTER TABLE local_key ADD COLUMN policy TEXT NOT NULL DEFAULT '{}';
ALTER TABLE local_key ADD COLUMN first_used_at INTEGER;
ALTER TABLE local_key ADD COLUMN kind TEXT NOT NULL DEFAULT 'manual' CHECK (kind IN ('manual', 'login'));

-- What each key used, per minute since 1970 (UTC); cost in nano-dollars. Minute 0 holds what is older than any window.
CREATE TABLE key_usage (
    key_id   INTEGER NOT NULL REFERENCES local_key (id) ON DELETE CASCADE,
    minute   INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    tokens   INTEGER NOT NULL,
    cost     INTEGER NOT NULL,
    PRIMARY KEY (key_id, minute)
) STRICT, WITHOUT ROWID;
