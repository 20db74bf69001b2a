// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlprotocol.h"
#include "core/base/onresult.h"

#include <QObject>

namespace homeport {

// The answer to one control request. Use it as the context of whatever the answer waits for: it is
// deleted when it was answered or its client has gone, and nothing arrives late.
class ControlReply final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void sendEvent(const QJsonObject &body);
    void finish(const QJsonObject &result); // exactly one of finish() and fail(), last
    void fail(const Error &error);

    // Finishes with toJson(value), or fails.
    template <typename T, typename ToJson>
    void finishWith(const QFuture<Result<T>> &future, ToJson toJson)
    {
        onResult(future, this, [this, toJson](const Result<T> &result) {
            if (result)
                finish(toJson(*result));
            else
                fail(result.error());
        });
    }

Q_SIGNALS:
    void answered(const homeport::ControlAnswer &answer);
    void drained(); // after a sendEvent(): the client has taken all that was said. Who says much waits for it

private:
    void end(const ControlAnswer &answer);

    bool m_ended = false;
};

} // namespace homeport
