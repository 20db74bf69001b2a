// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// A database that something else than Homeport wrote to: the user is told, and the way back works.
class TestDamagedCredential final : public QObject
{
    Q_OBJECT

    Simulator m_provider;

    void addAccount(const HomeportProcess &homeport, const QString &name)
    {
        const Finished added = homeport.ctl({u"accounts"_s, u"add"_s, u"--provider"_s, u"anthropic-compatible"_s, u"--base-url"_s,
                                             m_provider.baseUrl(), u"--api-key-stdin"_s, u"--name"_s, name},
                                            m_provider.issueApiKey());
        QVERIFY2(added.exitCode == 0, added.err.constData());
    }

    static void swapSecrets(const HomeportProcess &homeport)
    {
        const QString file = homeport.stateDir() + u"/homeport.db"_s;
        SQLite::Database database(file.toStdString(), SQLite::OPEN_READWRITE);
        const auto secretOf = [&database](int id) {
            SQLite::Statement select(database, "SELECT secret FROM account WHERE id = ?");
            select.bind(1, id);
            return select.executeStep() ? select.getColumn(0).getString() : std::string();
        };
        const std::string secrets[] = {secretOf(2), secretOf(1)};
        for (const int id : {1, 2}) {
            SQLite::Statement update(database, "UPDATE account SET secret = ? WHERE id = ?");
            update.bind(1, secrets[id - 1].data(), static_cast<int>(secrets[id - 1].size()));
            update.bind(2, id);
            QCOMPARE(update.exec(), 1);
        }
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_provider.start()); }

    void swappedSecretsAreToldAndHealedByAnotherKey()
    {
        const QByteArray told = "its stored key does not open: enter the key again; nothing was deleted";
        const QByteArray work = "work: " + told;
        const QByteArray home = "home: " + told;
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        addAccount(homeport, u"work"_s);
        addAccount(homeport, u"home"_s);
        const QByteArray key = homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        QVERIFY(homeport.terminate());
        swapSecrets(homeport);
        QVERIFY2(homeport.start({}), homeport.err().constData());

        const HttpAnswer refused = homeport.post(key, messagesBody("hello", false));
        QCOMPARE(refused.status, 503);
        QVERIFY2(refused.body.contains(QByteArray("work needs a new sign-in (" + told)), refused.body.constData());
        const QByteArray list = homeport.ctl({u"accounts"_s, u"list"_s}).out;
        QCOMPARE(list.count("needs_sign_in"), 2);
        QVERIFY2(list.contains(work) && list.contains(home), list.constData());
        QCOMPARE(homeport.ctl({u"accounts"_s, u"pause"_s, u"1"_s}).exitCode, 0); // a fact of its own, that hides nothing
        QVERIFY(homeport.ctl({u"accounts"_s, u"list"_s}).out.contains(work));
        QCOMPARE(homeport.ctl({u"accounts"_s, u"resume"_s, u"1"_s}).exitCode, 0);

        const QStringList setKey{u"accounts"_s, u"set-key"_s, u"1"_s, u"--api-key-stdin"_s};
        QCOMPARE(homeport.ctl(setKey, "two words").exitCode, 1);
        const Finished healed = homeport.ctl(setKey, m_provider.issueApiKey());
        QVERIFY2(healed.exitCode == 0, healed.err.constData());
        QCOMPARE(healed.out, QByteArray("account 1 \"work\" has another key\n"));
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);
        const QByteArray now = homeport.ctl({u"accounts"_s, u"list"_s}).out;
        QVERIFY2(!now.contains("work: ") && now.contains(home), now.constData());
        QVERIFY(homeport.terminate());
        QVERIFY2(homeport.start({}), homeport.err().constData());
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);
    }
};

QTEST_GUILESS_MAIN(TestDamagedCredential)
#include "tst_damagedcredential.moc"
