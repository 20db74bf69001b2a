// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/keysources.h"
#include "tests/support/await.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

// A session without any keychain service.
class TestKeychainNone final : public QObject
{
    Q_OBJECT

    static void isTheClearError(const Error &error)
    {
        QVERIFY2(error.code == Error::Code::Keychain, qPrintable(error.detail)); // not NotFound: that would make a key
        QVERIFY2(error.detail.contains(u"No keychain"_s), qPrintable(error.detail));
        QVERIFY2(error.detail.contains(u"--vault passphrase"_s) && error.detail.contains(u"keyfile:PATH"_s), qPrintable(error.detail));
    }

private Q_SLOTS:
    void readingSaysWhatToDo() { isTheClearError(await(keychainKeySource(u"state"_s)->load()).error()); }
    void creatingSaysWhatToDo() { isTheClearError(await(keychainKeySource(u"state"_s)->create()).error()); }

    void aNewDatabaseStaysLocked()
    {
        Vault vault(keychainKeySource(u"state"_s), {});
        isTheClearError(await(vault.unlock()).error());
        isTheClearError(vault.lastError());
        QCOMPARE(vault.state(), Vault::State::Locked);
    }

    void noPlainFileIsLeftInstead()
    {
        QDirIterator files(qEnvironmentVariable("HOME"), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY2(!file.open(QIODevice::ReadOnly) || !file.readAll().contains("Homeport"), qPrintable(file.fileName()));
        }
    }
};

QTEST_GUILESS_MAIN(TestKeychainNone)
#include "tst_keychain_none.moc"
