// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/tokenusage.h"

#include <QByteArray>
#include <QByteArrayView>

namespace homeport {

// Reads the usage from a copy of a Messages answer, fed at any split. Cumulative fields: the last value wins
// (providers.md section 3). Looks only into message_start, message_delta and message_stop events; other bytes are
// passed over unread, so that a long stream costs next to nothing.
class AnthropicUsageParser final
{
public:
    enum class Form { EventStream, Json, Neither };

    explicit AnthropicUsageParser(Form form) : m_form(form) {}

    void feed(QByteArrayView chunk);
    // At the end of the answer, or whenever it is asked: what is known so far. A JSON answer is known after its last byte.
    [[nodiscard]] TokenUsage usage() const;

private:
    Form m_form;
    TokenUsage m_usage;
    QByteArray m_line; // the beginning of a line whose end has not come
};

} // namespace homeport
