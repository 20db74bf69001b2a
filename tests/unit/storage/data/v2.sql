-- A database as schema 2 left it (statements as SQLite keeps them after the changes of step 2), credentials sealed
-- under the master key 00 01 02 ... 1f. Never edited; a new schema gets a new file.
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
, paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)), sign_in_why TEXT, blocked_why TEXT, parked_until INTEGER, parked_why TEXT, client_id TEXT NOT NULL DEFAULT '', client_secret BLOB, project_id TEXT NOT NULL DEFAULT '', identity TEXT NOT NULL DEFAULT '', obtained_at INTEGER, refresh_began_at INTEGER, proxy_mode TEXT NOT NULL DEFAULT 'default' CHECK (proxy_mode IN ('default', 'direct', 'list'))) STRICT;
CREATE UNIQUE INDEX account_name ON account (name) WHERE removed_at IS NULL;
CREATE TABLE local_key (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL,
    hash       BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    hint       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
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
PRAGMA user_version = 2;

INSERT INTO meta VALUES ('instance.id', '00112233aabbccdd'), ('vault.key_id', '6e3f75bc'), ('vault.kind', 'keychain'),
    ('proxy.default', '2');
INSERT INTO account (id, provider_id, name, base_url, credential, hint, secret, refresh_token, created_at, expires_at,
    removed_at, paused, sign_in_why, blocked_why, parked_until, parked_why, client_id, identity, obtained_at, proxy_mode) VALUES
    (1, 'anthropic', 'work', 'https://api.anthropic.com', 'api_key', '…0001',
     X'016e3f75bc6465666768696a6b6c6d6e6f9cba95bde88d1c0ea567837889239a01ea708ec4509421bee3abb4385b7209d754c0',
     NULL, 1767355200345, NULL, NULL, 0, NULL, NULL, 1767400000000, 'This account is over its limit.', '', '', NULL, 'list'),
    (2, 'openrouter', 'größer ✓', 'https://openrouter.ai/api', 'oauth', '',
     X'016e3f75bc6465666768696a6b6c6d6e6f8eb2dbaff48c5a57fa3cd6269467dd5eda384a5223cf130495a4d84e4c4ef378',
     X'016e3f75bc6465666768696a6b6c6d6e6f9db4deb8e28c1f0ee138d82dd73ede46b52aebd1dae95716466c17b9af90b98ed6',
     1767355260000, 1767441600000, NULL, 1, 'The sign-in has ended.', NULL, NULL, NULL, 'client', 'me@example.org',
     1767355260000, 'default');
INSERT INTO local_key VALUES
    (1, 'laptop', X'30eafe7ba24377404ec6591d00a66ce6b020caa351b1f65d50130383e805533b', 'hp_…DEFG', 1767355200000, NULL),
    (2, 'old', X'9127f1cb3566a28ac3c6371beb9313b65c1f76a5c54ceae66054dddf3bf5dacb', 'hp_…3210', 1767355200000, 1767355500000);
INSERT INTO proxy VALUES (1, 'office', 'http', 'proxy.example.org', 3128, NULL, NULL, 1767355200000),
    (2, 'home', 'socks5', '127.0.0.1', 1080, NULL, NULL, 1767355200000);
INSERT INTO account_proxy VALUES (1, 0, 2), (1, 1, 1);
