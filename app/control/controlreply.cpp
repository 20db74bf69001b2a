// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlreply.h"

namespace homeport {

void ControlReply::sendEvent(const QJsonObject &body)
{
    if (!m_ended)
        Q_EMIT answered({ControlAnswer::Kind::Event, body, {}});
}

void ControlReply::finish(const QJsonObject &result)
{
    end({ControlAnswer::Kind::Result, result, {}});
}

void ControlReply::fail(const Error &error)
{
    end({ControlAnswer::Kind::Error, {}, error});
}

void ControlReply::end(const ControlAnswer &answer)
{
    Q_ASSERT(!m_ended);
    if (std::exchange(m_ended, true))
        return;
    Q_EMIT answered(answer);
    deleteLater();
}

} // namespace homeport
