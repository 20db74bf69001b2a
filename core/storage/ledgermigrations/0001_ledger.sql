-- SPDX-FileCopyrightText: The Homeport authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was relayed, and its sums. A file of its own (ledger.db): queries over years never hold up a rotated token, and a backup of
-- accounts and keys stays small. Times in milliseconds since 1970 (UTC), money in nano-dollars, tokens each in one kind only.

-- The number of the program's runs, and how many requests there are: counting ten million takes seconds. One row.
CREATE TABLE run (
    number   INTEGER NOT NULL,
    requests INTEGER NOT NULL
) STRICT;
INSERT INTO run (number, requests) VALUES (0, 0);

-- The databases of accounts and keys that this file has worked with; an account's id says who it is only together with its database,
-- and restoring a backup brings another one.
CREATE TABLE instance (
    number INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE
) STRICT;

-- Every text once. kind: LedgerWord in ledgerwords.h. ref: instance * 2^32 + the account's or key's id, under its newest
-- name; 0 for the rest.
CREATE TABLE word (
    id   INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    ref  INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (kind, ref, text)
) STRICT;

-- One ended request; never changed. Ids ascend as requests begin, which is the order of time as near as it matters: no other index is paid
-- for with each row. id: run * 2^32 + number within the run, so that no request is written twice. Texts are ids of
-- "word", 0 for an empty one. cost: NULL where the model has no price or nothing is known. usage: 0 unknown, 1 partial, 2 complete.
CREATE TABLE request (
    id             INTEGER PRIMARY KEY,
    started_at     INTEGER NOT NULL,
    duration       INTEGER NOT NULL,
    first_byte     INTEGER NOT NULL,
    account        INTEGER NOT NULL,
    key            INTEGER NOT NULL,
    model          INTEGER NOT NULL,
    answered_model INTEGER NOT NULL,
    tool           INTEGER NOT NULL,
    project        INTEGER NOT NULL,
    session        INTEGER NOT NULL,
    method         INTEGER NOT NULL,
    path           INTEGER NOT NULL,
    program        INTEGER NOT NULL,
    status         INTEGER NOT NULL,
    outcome        INTEGER NOT NULL,
    bytes_up       INTEGER NOT NULL,
    bytes_down     INTEGER NOT NULL,
    usage          INTEGER NOT NULL,
    input          INTEGER NOT NULL,
    output         INTEGER NOT NULL,
    cache_write_5m INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL,
    cache_read     INTEGER NOT NULL,
    web_searches   INTEGER NOT NULL,
    reasoning      INTEGER NOT NULL, -- of output
    stop_reason    INTEGER NOT NULL,
    cost           INTEGER,
    prices         INTEGER NOT NULL,
    detail         TEXT,
    queued         INTEGER NOT NULL DEFAULT 0, -- ms it waited for a place of its key
    held           INTEGER NOT NULL DEFAULT 0, -- ms it waited for an account to come free
    trace          INTEGER NOT NULL DEFAULT 0  -- id of "trace"; 0: none
) STRICT;

-- Why requests got their accounts, each text (JSON of core/usage) once. hash: FNV-1a of the text. last: a request that had it, at most 10,000
-- before the last one, so that those of no request any more are found without looking at requests. Ids are never used twice.
CREATE TABLE trace (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    hash INTEGER NOT NULL,
    last INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX trace_hash ON trace (hash);
CREATE INDEX trace_last ON trace (last);

-- Sums of the rows above, written in the same transaction. minute and hour: when it began (ms; the hour is one of the local clock, so
-- that it lies within one local day anywhere); day: days from 1970 of the local date, as the clock of that time said.
CREATE TABLE usage_minute (
    start INTEGER NOT NULL, account INTEGER NOT NULL, model INTEGER NOT NULL, key INTEGER NOT NULL, tool INTEGER NOT NULL,
    project INTEGER NOT NULL, requests INTEGER NOT NULL, failed INTEGER NOT NULL, unpriced INTEGER NOT NULL, input INTEGER NOT NULL,
    output INTEGER NOT NULL, cache_write_5m INTEGER NOT NULL, cache_write_1h INTEGER NOT NULL, cache_read INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    PRIMARY KEY (start, account, model, key, tool, project)
) STRICT, WITHOUT ROWID;
CREATE TABLE usage_hour (
    start INTEGER NOT NULL, account INTEGER NOT NULL, model INTEGER NOT NULL, key INTEGER NOT NULL, tool INTEGER NOT NULL,
    project INTEGER NOT NULL, requests INTEGER NOT NULL, failed INTEGER NOT NULL, unpriced INTEGER NOT NULL, input INTEGER NOT NULL,
    output INTEGER NOT NULL, cache_write_5m INTEGER NOT NULL, cache_write_1h INTEGER NOT NULL, cache_read INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    PRIMARY KEY (start, account, model, key, tool, project)
) STRICT, WITHOUT ROWID;
CREATE TABLE usage_day (
    start INTEGER NOT NULL, account INTEGER NOT NULL, model INTEGER NOT NULL, key INTEGER NOT NULL, tool INTEGER NOT NULL,
    project INTEGER NOT NULL, requests INTEGER NOT NULL, failed INTEGER NOT NULL, unpriced INTEGER NOT NULL, input INTEGER NOT NULL,
    output INTEGER NOT NULL, cache_write_5m INTEGER NOT NULL, cache_write_1h INTEGER NOT NULL, cache_read INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    PRIMARY KEY (start, account, model, key, tool, project)
) STRICT, WITHOUT ROWID;
