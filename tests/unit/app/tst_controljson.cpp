// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controljson.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestControlJson final : public QObject
{
    Q_OBJECT

    static Account paused()
    {
        Account account;
        account.state = Account::State::Paused;
        account.paused = true;
        return account;
    }

private Q_SLOTS:
    void aPauseHidesNoVerdict()
    {
        Account account = paused();
        account.verdict.blockedWhy = u"Your account is disabled."_s;
        account.verdictAt = QDateTime::fromMSecsSinceEpoch(1000, Qt::UTC);
        const QJsonObject verdict = toJson(account)["verdict"_L1].toObject();
        QCOMPARE(toJson(account)["state"_L1].toString(), u"paused"_s);
        QCOMPARE(verdict["state"_L1].toString(), u"blocked"_s);
        QCOMPARE(verdict["detail"_L1].toString(), u"Your account is disabled."_s);
        QCOMPARE(verdict["at"_L1].toString(), u"1970-01-01T00:00:01.000Z"_s);
    }

    void everyVerdictHasItsName()
    {
        Account account = paused();
        QVERIFY(toJson(account)["verdict"_L1].isNull()); // nothing was said
        account.verdict.parkedUntil = QDateTime::fromMSecsSinceEpoch(2000, Qt::UTC);
        account.verdict.parkedWhy = u"Too many requests."_s;
        QCOMPARE(toJson(account)["verdict"_L1]["state"_L1].toString(), u"parked"_s);
        QCOMPARE(toJson(account)["verdict"_L1]["detail"_L1].toString(), u"Too many requests."_s);
        QCOMPARE(toJson(account)["verdict"_L1]["until"_L1].toString(), u"1970-01-01T00:00:02.000Z"_s);
        account.verdict.signInWhy = u"The grant ended."_s;
        QCOMPARE(toJson(account)["verdict"_L1]["state"_L1].toString(), u"needs_sign_in"_s);
        account.verdict.blockedWhy = u"Disabled."_s;
        QCOMPARE(toJson(account)["verdict"_L1]["state"_L1].toString(), u"blocked"_s);
    }

    void theClientAndAnInterruptedRefreshAreSaid()
    {
        Account account;
        account.clientId = u"the-client"_s;
        account.projectId = u"the-project"_s;
        account.refreshInterrupted = true;
        const QJsonObject json = toJson(account);
        QCOMPARE(json["client_id"_L1].toString(), u"the-client"_s);
        QCOMPARE(json["project_id"_L1].toString(), u"the-project"_s);
        QVERIFY(json["refresh_interrupted"_L1].toBool());
    }
};

QTEST_APPLESS_MAIN(TestControlJson)
#include "tst_controljson.moc"
