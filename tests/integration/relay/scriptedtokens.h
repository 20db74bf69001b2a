// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/tokensource.h"
#include "core/base/onresult.h"

#include <atomic>
#include <mutex>
#include <optional>

namespace homeport::test {

// Gives what the test says; asked from the relay's thread.
class ScriptedTokens final : public TokenSource
{
public:
    [[nodiscard]] QFuture<Result<SharedSecret>> fresh(qint64 accountId, SharedSecret rejected) override
    {
        const std::scoped_lock lock(m_mutex);
        asked << QByteArray::number(accountId) + ':' + plain(rejected);
        if (hold) {
            auto promise = std::make_shared<QPromise<Result<SharedSecret>>>();
            promise->start();
            held.push_back(promise);
            return promise->future();
        }
        return readyResult(answer());
    }
    void release()
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto &promise : std::exchange(held, {})) {
            promise->addResult(answer());
            promise->finish();
        }
    }
    [[nodiscard]] QList<QByteArray> questions() const
    {
        const std::scoped_lock lock(m_mutex);
        return asked;
    }

    QByteArray token = "fresh-token";
    std::optional<Error> error;
    std::atomic<bool> hold = false;

private:
    [[nodiscard]] static QByteArray plain(const SharedSecret &secret)
    {
        return secret ? secret->reveal([](QByteArrayView bytes) { return bytes.toByteArray(); }) : QByteArray("none");
    }
    [[nodiscard]] Result<SharedSecret> answer() const
    {
        return error ? Result<SharedSecret>(*error) : Result<SharedSecret>(shareSecret(QByteArray(token)));
    }
    mutable std::mutex m_mutex;
    QList<QByteArray> asked;
    std::vector<std::shared_ptr<QPromise<Result<SharedSecret>>>> held;
};

inline const QByteArray Refusal = "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"token expired\"}}";

} // namespace homeport::test
