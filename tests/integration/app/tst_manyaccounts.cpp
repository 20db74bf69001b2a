// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controljson.h"
#include "app/snapshotpublisher.h"
#include "core/batch/accounttransfer.h"
#include "tests/integration/proxies/backendfixture.h"
#include "tests/support/sanitizer.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QQueue>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Count = 1000;

// How long the event loop of this thread was kept from turning, at most.
class Heartbeat final
{
public:
    Heartbeat()
    {
        m_since.start();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { m_longest = std::max(m_longest, m_since.restart()); });
        m_timer.start(1);
    }
    [[nodiscard]] qint64 takeLongest() { return std::exchange(m_longest, 0); }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

ImportPlan planOf(int count)
{
    ImportPlan plan;
    for (int i = 0; i < count; ++i) {
        NewAccount one;
        one.providerId = QString::fromLatin1(BackendFixture::ProviderId);
        one.name = u"account %1"_s.arg(i);
        one.credential = Account::Credential::OAuth;
        one.secret = shareSecret(QByteArray("none-yet"));
        one.refreshToken = shareSecret("refresh-" + QByteArray::number(i));
        one.clientId = u"a-client"_s;
        one.clientSecret = shareSecret(QByteArray("a-secret"));
        one.expiresAt = QDateTime::currentDateTimeUtc(); // as the rows of an import without an access token
        plan.accounts << one;
        plan.rows << PlannedRow{i + 1, i + 2, one.name, {}, {}, PlannedRow::Verdict::Ok, {}};
    }
    return plan;
}

} // namespace

// A thousand signed-in accounts whose tokens are all over at once. Client, authorization server and test share one thread, so what
// is measured is more than what Homeport takes.
class TestManyAccounts final : public QObject
{
    Q_OBJECT

    BackendFixture m_homeport;
    QQueue<QPointer<QTcpSocket>> m_open; // token requests without an answer
    qsizetype m_most = 0;
    QTimer m_answers;

    void answerOne()
    {
        if (m_open.isEmpty())
            return;
        if (const auto socket = m_open.dequeue())
            socket->write(ScriptedUpstream::json(200, R"({"access_token":"fresh","expires_in":3600})"));
    }

    [[nodiscard]] qsizetype renewed() const
    {
        const QList<Account> accounts = m_homeport.backend->accounts().accounts();
        const QDateTime now = QDateTime::currentDateTimeUtc();
        return std::count_if(accounts.begin(), accounts.end(),
                             [&now](const Account &one) { return one.expiresAt > now && one.state == Account::State::Active; });
    }

private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<ImportOutcome>();
        m_homeport.authorizer.setAnswer([this](const ScriptedUpstream::Seen &seen) {
            m_open.enqueue(seen.socket);
            m_most = std::max(m_most, m_open.size());
        });
        connect(&m_answers, &QTimer::timeout, this, &TestManyAccounts::answerOne);
        m_answers.start(1);
        QVERIFY(m_homeport.start({}));
    }

    void anImportNeitherBlocksTheThreadNorFloodsTheServer()
    {
        Heartbeat heart;
        QElapsedTimer timer;
        timer.start();
        const auto job = m_homeport.backend->transfer().createImport(planOf(Count), ImportMode::SkipBad);
        QSignalSpy finished(job.get(), &ImportJob::finished);
        job->start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
        QCOMPARE(finished.at(0).at(0).value<ImportOutcome>().added, Count);
        const qint64 imported = timer.elapsed();
        const qint64 whileImporting = heart.takeLongest();

        QTRY_COMPARE_WITH_TIMEOUT(renewed(), Count, 120'000);
        const qint64 allRenewed = timer.elapsed();
        const qint64 whileRefreshing = heart.takeLongest();
        timer.restart();
        QJsonArray list;
        for (const Account &account : m_homeport.backend->accounts().accounts())
            list.append(toJson(account));
        const qint64 listed = timer.elapsed();
        qInfo("%d accounts: imported in %lld ms (longest block %lld ms), all refreshed after %lld ms (longest block %lld ms), at most "
              "%lld requests at once, list %lld ms",
              Count, imported, whileImporting, allRenewed, whileRefreshing, static_cast<long long>(m_most), listed);
        QVERIFY2(m_most <= 8, "few token requests at once");
        QCOMPARE(m_homeport.authorizer.seen().size(), Count); // each once
        QVERIFY2(Sanitized || std::max(whileImporting, whileRefreshing) < 1000, "no long block");
        QVERIFY(Sanitized || listed < 500);
    }

    void theRelayKnowsThemAll()
    {
        QCOMPARE(m_homeport.ask()->status(), 200);
        QVERIFY(m_homeport.provider.seen().last().head.contains("fresh"));
    }
};

QTEST_GUILESS_MAIN(TestManyAccounts)
#include "tst_manyaccounts.moc"
