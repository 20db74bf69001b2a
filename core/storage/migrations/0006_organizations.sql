-- SPDX-FileCopyrightText: The Homeport authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The organization that an OpenAI account's requests count for; project_id is its project then.
ALTER TABLE account ADD COLUMN organization TEXT NOT NULL DEFAULT '';
