-- SPDX-FileCopyrightText: The Homeport authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What requests and answers held, of keys whose owner asked for it. A file of its own (contents.db): no backup has it, and it goes as a
-- whole. Times in milliseconds since 1970 (UTC), sizes in bytes.

-- The key that everything below is sealed under, itself sealed under the vault's (its envelope names this table, row and column). Two rows
-- while the master key is being changed: the same key under both. None, while there are rows below: a purge was interrupted.
CREATE TABLE data_key (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    sealed BLOB NOT NULL
) STRICT;

-- id: the request's in ledger.db. key: the local key's id. size: of the envelope, so that sums need not read it.
CREATE TABLE contents (
    id         INTEGER PRIMARY KEY,
    key        INTEGER NOT NULL,
    kept_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    size       INTEGER NOT NULL,
    sealed     BLOB NOT NULL
) STRICT;
CREATE INDEX contents_by_key ON contents (key, id, size);
CREATE INDEX contents_by_expiry ON contents (expires_at);
