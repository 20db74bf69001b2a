// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/accounts/keeperbench.h"

#include <QTest>

#include <algorithm>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

class TestManyRefreshes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsDueIsRefreshedEightAtATime()
    {
        KeeperBench bench;
        bench.rotates = false;
        QList<QPointer<QTcpSocket>> open;
        qsizetype most = 0;
        bench.endpoint.setAnswer([&](const ScriptedUpstream::Seen &seen) {
            open << seen.socket;
            most = std::max(most, open.size());
        });
        QList<NewAccount> many;
        for (int i = 0; i < 30; ++i) {
            NewAccount one;
            one.providerId = u"p"_s;
            one.name = u"account %1"_s.arg(i);
            one.credential = Account::Credential::OAuth;
            one.secret = shareSecret(QByteArray("none-yet"));
            one.refreshToken = shareSecret(QByteArray("refresh-0"));
            one.expiresAt = bench.clock.now();
            many << one;
        }
        const auto added = await(bench.store->addAll(many));
        QVERIFY(added);
        QTRY_COMPARE(open.size(), 8);
        const auto asked = bench.keeper->fresh(added->last().id, nullptr); // somebody waits for this one: it goes at once
        QTRY_COMPARE(open.size(), 9);
        int answered = 0;
        const auto allAnswered = [&] {
            for (; !open.isEmpty(); ++answered)
                open.takeFirst()->write(ScriptedUpstream::json(200, R"({"access_token":"fresh","expires_in":3600})"));
            return answered == 30;
        };
        QTRY_VERIFY(allAnswered());
        QCOMPARE(plain(*await(asked)), QByteArray("fresh"));
        QCOMPARE(most, 9);
        QTRY_VERIFY(std::all_of(bench.store->accounts().begin(), bench.store->accounts().end(), [&bench](const Account &account) {
            return account.expiresAt > bench.clock.now() && account.state == Account::State::Active;
        }));
        QCOMPARE(bench.endpoint.seen().size(), 30);
    }
};

QTEST_GUILESS_MAIN(TestManyRefreshes)
#include "tst_manyrefreshes.moc"
