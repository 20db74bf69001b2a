-- A database as schema 1 left it, credentials sealed under the master key 00 01 02 ... 1f. Later versions
-- migrate it and lose nothing. Never edited; a new schema gets a new file.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT, provider_id TEXT NOT NULL, name TEXT NOT NULL, base_url TEXT NOT NULL,
    credential TEXT NOT NULL CHECK (credential IN ('api_key', 'oauth')),
    state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'needs_sign_in')),
    hint TEXT NOT NULL, secret BLOB, refresh_token BLOB, created_at INTEGER NOT NULL, expires_at INTEGER, removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX account_name ON account (name) WHERE removed_at IS NULL;
CREATE TABLE local_key (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    hint TEXT NOT NULL, created_at INTEGER NOT NULL, revoked_at INTEGER
) STRICT;
CREATE UNIQUE INDEX local_key_name ON local_key (name) WHERE revoked_at IS NULL;
PRAGMA user_version = 1;

INSERT INTO meta VALUES ('instance.id', '00112233aabbccdd'), ('vault.key_id', '6e3f75bc'), ('vault.kind', 'keychain');
INSERT INTO account VALUES
    (1, 'anthropic', 'work', 'https://api.anthropic.com', 'api_key', 'active', '…0001',
     X'016e3f75bc6465666768696a6b6c6d6e6f9cba95bde88d1c0ea567837889239a01ea708ec4509421bee3abb4385b7209d754c0',
     NULL, 1767355200345, NULL, NULL),
    (2, 'openrouter', 'größer ✓', 'https://openrouter.ai/api', 'oauth', 'paused', '',
     X'016e3f75bc6465666768696a6b6c6d6e6f8eb2dbaff48c5a57fa3cd6269467dd5eda384a5223cf130495a4d84e4c4ef378',
     X'016e3f75bc6465666768696a6b6c6d6e6f9db4deb8e28c1f0ee138d82dd73ede46b52aebd1dae95716466c17b9af90b98ed6',
     1767355260000, 1767441600000, NULL),
    (3, 'anthropic', 'work', 'https://api.anthropic.com', 'api_key', 'needs_sign_in', '…0003',
     X'016e3f75bc6465666768696a6b6c6d6e6f9cba95b8e2921855f0339e7889239a01e9b7286f21d6f87cd0ff4080504f09b9c5',
     NULL, 1767355300000, NULL, 1767355400000);
INSERT INTO local_key VALUES
    (1, 'laptop', X'30eafe7ba24377404ec6591d00a66ce6b020caa351b1f65d50130383e805533b', 'hp_…DEFG', 1767355200000, NULL),
    (2, 'old', X'9127f1cb3566a28ac3c6371beb9313b65c1f76a5c54ceae66054dddf3bf5dacb', 'hp_…3210', 1767355200000, 1767355500000);
