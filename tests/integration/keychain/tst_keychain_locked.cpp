// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/keysources.h"
#include "tests/support/await.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Account = u"state"_s;

// The keyring's file: changed by whatever writes an item.
QByteArray keyringFile()
{
    QFile file(QDir(qEnvironmentVariable("XDG_DATA_HOME")).filePath(u"keyrings/login.keyring"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool lockKeyring()
{
    QProcess process;
    process.start(u"dbus-send"_s, {u"--session"_s, u"--print-reply"_s, u"--dest=org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                                   u"org.freedesktop.Secret.Service.Lock"_s, u"array:objpath:/org/freedesktop/secrets/collection/login"_s});
    return process.waitForFinished(20'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

} // namespace

// A key that is there, in a keyring that stays locked (nobody is there to answer its prompt).
class TestKeychainLocked final : public QObject
{
    Q_OBJECT

    QByteArray m_keyId;
    QByteArray m_keyring;

private Q_SLOTS:
    void initTestCase()
    {
        Vault vault(keychainKeySource(Account), {});
        m_keyId = await(vault.unlock()).value_or(QByteArray());
        QCOMPARE(m_keyId.size(), 4);
        QVERIFY(lockKeyring());
        m_keyring = keyringFile();
        QVERIFY(!m_keyring.isEmpty());
    }

    void anExistingDatabaseSaysThatItMayBeLocked()
    {
        Vault vault(keychainKeySource(Account), m_keyId);
        const auto unlocked = await(vault.unlock());
        QVERIFY(!unlocked);
        QCOMPARE(unlocked.error().code, Error::Code::Keychain);
        QVERIFY2(unlocked.error().detail.contains(u"if it is locked, unlock it and try again"_s), qPrintable(unlocked.error().detail));
        QCOMPARE(vault.state(), Vault::State::Locked);
    }

    void nothingIsWrittenOverTheItem()
    {
        const auto created = await(keychainKeySource(Account)->create());
        QVERIFY(!created);
        QVERIFY2(created.error().code == Error::Code::Keychain || created.error().code == Error::Code::Cancelled,
                 qPrintable(created.error().detail));
        QVERIFY2(created.error().detail.contains(u"nlock"_s), qPrintable(created.error().detail)); // Unlock, unlock
        Vault fresh(keychainKeySource(Account), {});
        QVERIFY(!await(fresh.unlock()));
        QVERIFY(!fresh.sealer());
        QCOMPARE(keyringFile(), m_keyring);
    }
};

QTEST_GUILESS_MAIN(TestKeychainLocked)
#include "tst_keychain_locked.moc"
