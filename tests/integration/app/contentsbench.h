// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

namespace homeport::test {

// A real homeport with an account and a key, and questions about what is kept of its requests.
class ContentsBench
{
protected:
    const QByteArray m_prompt = "marker-of-a-prompt-that-is-kept";
    Simulator m_provider;
    QByteArray m_accountKey;
    std::unique_ptr<HomeportProcess> m_homeport;
    QByteArray m_key;

    bool start(const QString &killAt = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (!killAt.isEmpty())
            environment.insert(QStringLiteral("HOMEPORT_TEST_DIE_AT"), killAt);
        m_homeport->process().setProcessEnvironment(environment);
        return m_homeport->start(m_homeport->keyFileVault());
    }
    [[nodiscard]] Finished ctl(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return m_homeport->ctl(arguments, input);
    }
    [[nodiscard]] bool keep(const QStringList &options) const
    {
        return ctl(QStringList{QStringLiteral("keys"), QStringLiteral("edit"), QStringLiteral("1")} + options).exitCode == 0;
    }
    [[nodiscard]] int ask(const QByteArray &headers = {}) const
    {
        return m_homeport->post(m_key, messagesBody(m_prompt, false), headers).status;
    }
    [[nodiscard]] qint64 keptRequests() const
    {
        return QJsonDocument::fromJson(ctl({QStringLiteral("--json"), QStringLiteral("contents")})
                                           .out)[QLatin1StringView("kept")][QLatin1StringView("requests")]
            .toInteger(-1);
    }
    // Of a request of this run, or of the ledger.
    [[nodiscard]] bool opens(qint64 id) const
    {
        const Finished told = ctl({QStringLiteral("requests"), QStringLiteral("contents"), QString::number(id)});
        return told.exitCode == 0 && told.out.contains(m_prompt);
    }
    [[nodiscard]] qint64 ledgerIdOf(qint64 id) const
    {
        const auto told = QJsonDocument::fromJson(
            ctl({QStringLiteral("--json"), QStringLiteral("requests"), QStringLiteral("--why"), QString::number(id)}).out);
        return told[QLatin1StringView("request")][QLatin1StringView("ledger_id")].toInteger();
    }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_homeport->stateDir()).entryList({QStringLiteral("contents.db*")}, QDir::Files);
    }
    [[nodiscard]] QByteArray bytes() const
    {
        QByteArray all;
        QDirIterator entries(m_homeport->stateDir(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            QFile file(entries.next());
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }
    void killAndStart()
    {
        m_homeport->process().kill();
        QVERIFY(m_homeport->waitForEnd());
        QVERIFY2(start(), m_homeport->err().constData());
    }
    void setUp()
    {
        m_homeport = std::make_unique<HomeportProcess>();
        QVERIFY2(start(), m_homeport->err().constData());
        QVERIFY(m_homeport->addAccount(m_provider.baseUrl(), m_accountKey));
        m_key = ctl({QStringLiteral("keys"), QStringLiteral("create"), QStringLiteral("--name"), QStringLiteral("tool")}).out.trimmed();
    }
    void setUpProvider()
    {
        QVERIFY(m_provider.start());
        m_accountKey = m_provider.issueApiKey();
    }
};

} // namespace homeport::test
