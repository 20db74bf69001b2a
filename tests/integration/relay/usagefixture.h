// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/onresult.h"
#include "core/usage/usagesource.h"
#include "tests/integration/relay/relayfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <mutex>

namespace homeport::test {

// Answers when the test says; asked from the relay's thread.
class ScriptedUsage final : public UsageSource
{
public:
    [[nodiscard]] QFuture<Result<UsageReport>> report(const UsageQuestion &question) override
    {
        const std::scoped_lock lock(m_mutex);
        m_questions << question;
        if (!m_holds)
            return readyResult(m_answer);
        m_held << startedPromise<UsageReport>();
        return m_held.last()->future();
    }
    [[nodiscard]] QFuture<Result<SessionReport>> sessions(const SessionQuestion &question) override
    {
        const std::scoped_lock lock(m_mutex);
        m_sessionQuestions << question;
        SessionReport report;
        report.sessions << SessionUsage{QStringLiteral("s1"), QStringLiteral("claude-cli/2.1"), {}, question.from, question.from, {}};
        return readyResult<SessionReport>(report);
    }
    [[nodiscard]] QList<SessionQuestion> sessionQuestions() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_sessionQuestions;
    }
    [[nodiscard]] QList<UsageQuestion> questions() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_questions;
    }
    void setAnswer(const Result<UsageReport> &answer)
    {
        const std::scoped_lock lock(m_mutex);
        m_answer = answer;
    }
    void hold()
    {
        const std::scoped_lock lock(m_mutex);
        m_holds = true;
    }
    void release()
    {
        const std::scoped_lock lock(m_mutex);
        m_holds = false;
        for (const auto &promise : std::exchange(m_held, {}))
            complete(promise, m_answer);
    }

private:
    mutable std::mutex m_mutex;
    QList<UsageQuestion> m_questions;
    QList<SessionQuestion> m_sessionQuestions;
    QList<std::shared_ptr<QPromise<Result<UsageReport>>>> m_held;
    Result<UsageReport> m_answer{UsageReport{{UsageSlice{{}, QStringLiteral("claude-x"), {3, 1, 0, 10, 20, 0, 0, 5, 1'500'000'000}}},
                                             {3, 1, 0, 10, 20, 0, 0, 5, 1'500'000'000}}};
    bool m_holds = false;
};

// A relay that may be asked what was used, and one client of it.
class UsageFixture final
{
public:
    UsageFixture() : relay(nullptr, TransferTimeouts(), std::chrono::seconds(30), &source) {}

    void send(const QByteArray &line, const QByteArray &fields)
    {
        client = std::make_unique<RawClient>(relay.host.port());
        client->send(line + " HTTP/1.1\r\nConnection: close\r\n" + fields + "\r\n");
    }
    // Until the whole answer is there.
    void ask(const QByteArray &line, const QByteArray &fields)
    {
        send(line, fields);
        QTRY_COMPARE(client->socket().state(), QAbstractSocket::UnconnectedState);
    }
    void ask(const QByteArray &line) { ask(line, relay.hostField() + "x-homeport-key: " + relay.key + "\r\n"); }
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(client->body()).object(); }
    [[nodiscard]] bool has(const QByteArray &field) const { return QByteArray(client->head() + "\r\n").toLower().contains(field); }
    void verifyRefused(int status, const QByteArray &words) const
    {
        QCOMPARE(client->status(), status);
        QVERIFY2(client->rawBody().startsWith("{\"type\":\"error\",\"error\":{"), client->received().constData());
        QVERIFY2(client->rawBody().contains(words), client->received().constData());
        QVERIFY(!client->received().contains("hp_"));
    }

    ScriptedUsage source;
    RelayFixture relay;
    std::unique_ptr<RawClient> client;
};

} // namespace homeport::test
