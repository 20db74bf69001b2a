// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <QDir>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// The real program with the vault it has when nobody chooses another one.
class TestKeychainProcess final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsRestartsAndRelays()
    {
        Simulator provider;
        QVERIFY(provider.start());
        HomeportProcess homeport;
        QVERIFY2(homeport.start({}), homeport.err().constData());
        QVERIFY(homeport.ctl({u"vault"_s, u"status"_s}).out.startsWith("unlocked (keychain)"));
        const Finished added = homeport.ctl({u"accounts"_s, u"add"_s, u"--provider"_s, u"anthropic-compatible"_s, u"--base-url"_s,
                                             provider.baseUrl(), u"--api-key-stdin"_s, u"--name"_s, u"work"_s},
                                            provider.issueApiKey());
        QVERIFY2(added.exitCode == 0, added.err.constData());
        const QByteArray key = homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);
        QVERIFY(homeport.terminate());

        QCOMPARE(QDir(homeport.stateDir()).entryList({u"passphrase*"_s, u"key*"_s}, QDir::Files), QStringList());
        QVERIFY2(homeport.start({}), homeport.err().constData()); // reads the key it made, in another process
        QVERIFY(homeport.ctl({u"vault"_s, u"status"_s}).out.startsWith("unlocked (keychain)"));
        QVERIFY(homeport.ctl({u"accounts"_s, u"list"_s}).out.contains("active"));
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);
        QVERIFY(homeport.terminate());
    }

    void anotherStateFolderHasAKeyOfItsOwn()
    {
        HomeportProcess first;
        HomeportProcess second;
        QVERIFY2(first.start({}), first.err().constData());
        QVERIFY2(second.start({}), second.err().constData());
        for (HomeportProcess *one : {&first, &second})
            QVERIFY(one->ctl({u"vault"_s, u"status"_s}).out.startsWith("unlocked (keychain)"));
    }
};

QTEST_GUILESS_MAIN(TestKeychainProcess)
#include "tst_keychain_process.moc"
