// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/credentials.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestCredentials final : public QObject
{
    Q_OBJECT

    const QDateTime m_start{QDate(2026, 11, 23), QTime(12, 0), Qt::UTC};
    SimulatedCredentials m_credentials;

    [[nodiscard]] SimulatedCredentials::Access access(const QByteArray &token, const QDateTime &now) const
    {
        HeaderBlock headers;
        headers.append("Authorization", QByteArray("Bearer " + token));
        return m_credentials.access(headers, now);
    }
    [[nodiscard]] bool isValid(const QByteArray &token, const QDateTime &now) const { return access(token, now).why.isEmpty(); }

private Q_SLOTS:
    void init() { m_credentials.setAccessTokenLife(0s); }

    void tokensExpireWhenTheyAreToldTo()
    {
        const SimulatedTokens lasting = m_credentials.issueTokens(true, m_start);
        m_credentials.setAccessTokenLife(60s);
        const SimulatedTokens brief = m_credentials.issueTokens(true, m_start);
        QCOMPARE(lasting.life, 0s);
        QCOMPARE(brief.life, 60s);
        QVERIFY(isValid(brief.accessToken, m_start.addSecs(59)));
        QVERIFY(access(brief.accessToken, m_start.addSecs(60)).why.contains(u"expired"));
        QVERIFY(isValid(lasting.accessToken, m_start.addYears(1)));
    }

    void aRefreshRotates()
    {
        m_credentials.setAccessTokenLife(60s);
        const SimulatedTokens first = m_credentials.issueTokens(true, m_start);
        const auto second = m_credentials.refresh(first.refreshToken, m_start.addSecs(50));
        QVERIFY(second);
        QVERIFY(second->accessToken != first.accessToken && second->refreshToken != first.refreshToken);
        QVERIFY(isValid(first.accessToken, m_start.addSecs(55))); // until it expires
        QVERIFY(isValid(second->accessToken, m_start.addSecs(100)));
        QCOMPARE(m_credentials.accountOf(second->accessToken), m_credentials.accountOf(first.accessToken));
        QVERIFY(m_credentials.refresh(second->refreshToken, m_start.addSecs(200)));
    }

    void aSecondUseEndsTheGrant()
    {
        const SimulatedTokens other = m_credentials.issueTokens(true, m_start);
        const SimulatedTokens first = m_credentials.issueTokens(true, m_start);
        const auto second = m_credentials.refresh(first.refreshToken, m_start);
        QVERIFY(second && isValid(second->accessToken, m_start));
        QVERIFY(!m_credentials.refresh(first.refreshToken, m_start));
        QVERIFY(!isValid(second->accessToken, m_start));
        QVERIFY(!m_credentials.refresh(second->refreshToken, m_start));
        QVERIFY(isValid(other.accessToken, m_start));
    }

    void onlyRefreshTokensRefresh()
    {
        const SimulatedTokens tokens = m_credentials.issueTokens(false, m_start);
        QVERIFY(tokens.refreshToken.isEmpty());
        QVERIFY(!m_credentials.refresh(tokens.accessToken, m_start));
        QVERIFY(!m_credentials.refresh(m_credentials.issueApiKey(), m_start));
        QVERIFY(!m_credentials.refresh("sim-rt-unknown", m_start));
        const SimulatedTokens refreshable = m_credentials.issueTokens(true, m_start);
        QVERIFY(!isValid(refreshable.refreshToken, m_start)); // and open nothing else
    }

    void refusedUntilRefreshed()
    {
        const SimulatedTokens tokens = m_credentials.issueTokens(true, m_start);
        m_credentials.setRefused(tokens.accessToken, true);
        QVERIFY(!isValid(tokens.accessToken, m_start));
        QVERIFY(access(tokens.accessToken, m_start).account); // whose it was is known
        const auto renewed = m_credentials.refresh(tokens.refreshToken, m_start);
        QVERIFY(renewed && isValid(renewed->accessToken, m_start));
    }

    void everyKeyIsAnAccount()
    {
        const QByteArray one = m_credentials.issueApiKey();
        const QByteArray two = m_credentials.issueApiKey();
        QVERIFY(m_credentials.accountOf(one) && m_credentials.accountOf(two));
        QVERIFY(m_credentials.accountOf(one) != m_credentials.accountOf(two));
        QVERIFY(!m_credentials.accountOf("sim-key-unknown"));
    }
};

QTEST_GUILESS_MAIN(TestCredentials)
#include "tst_simulatedcredentials.moc"
