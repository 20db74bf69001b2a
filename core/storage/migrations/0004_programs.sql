-- SPDX-FileCopyrightText: The Homeport authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Programs that the user allowed or denied; whether he is asked at all is the fact "programs.ask" in "meta".
CREATE TABLE program (
    executable    TEXT NOT NULL PRIMARY KEY,
    allowed       INTEGER NOT NULL CHECK (allowed IN (0, 1)),
    first_seen_at INTEGER NOT NULL,
    decided_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
