-- SPDX-FileCopyrightText: The Homeport authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The passphrase that scheduled backups are sealed under; one row at most.
CREATE TABLE backup_schedule (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    passphrase BLOB NOT NULL -- an envelope
) STRICT;
