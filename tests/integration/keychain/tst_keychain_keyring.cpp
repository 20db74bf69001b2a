// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/keysources.h"
#include "tests/support/await.h"

#include <qt6keychain/keychain.h>

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// Another program at the same item.
template <typename Job>
QKeychain::Error run(Job &job, const QString &account)
{
    job.setAutoDelete(false);
    job.setKey(account);
    QSignalSpy finished(&job, &QKeychain::Job::finished);
    job.start();
    return finished.wait(10'000) ? job.error() : QKeychain::OtherError;
}

QByteArray itemOf(const QString &account)
{
    QKeychain::ReadPasswordJob job(u"Homeport"_s);
    return run(job, account) == QKeychain::NoError ? job.binaryData() : QByteArray();
}

bool changeItem(const QString &account, const QByteArray &content)
{
    QKeychain::WritePasswordJob job(u"Homeport"_s);
    job.setBinaryData(content);
    return run(job, account) == QKeychain::NoError;
}

bool deleteItem(const QString &account)
{
    QKeychain::DeletePasswordJob job(u"Homeport"_s);
    return run(job, account) == QKeychain::NoError;
}

struct Probe
{
    bool done = false;
    QByteArray output;
};

// A start of the program in a process of its own.
Probe anotherProcess(const QString &account, const QByteArray &keyId)
{
    QProcess process;
    process.start(QStringLiteral(KEYCHAIN_PROBE), {account, QString::fromLatin1(keyId.toHex())});
    if (!process.waitForFinished(20'000))
        return {false, "it did not end"};
    const bool done = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return {done, done ? process.readAllStandardOutput() : process.readAllStandardError()};
}

} // namespace

class TestKeychainKeyring final : public QObject
{
    Q_OBJECT

    int m_accounts = 0;
    QString m_account;

    // A first start: the id of the key it made.
    QByteArray firstStart()
    {
        Vault vault(keychainKeySource(m_account), {});
        return await(vault.unlock()).value_or(QByteArray());
    }

    Result<QByteArray> nextStart(const QByteArray &keyId)
    {
        Vault vault(keychainKeySource(m_account), keyId);
        return await(vault.unlock());
    }

private Q_SLOTS:
    void init() { m_account = u"state-%1"_s.arg(++m_accounts); }

    void createsOneItemAndReadsItBack()
    {
        const auto source = keychainKeySource(m_account);
        QCOMPARE(source->kind(), u"keychain"_s);
        QCOMPARE(await(source->load()).error().code, Error::Code::NotFound);
        QVERIFY(itemOf(m_account).isEmpty()); // looking makes nothing
        const auto made = await(source->create());
        QVERIFY2(made, qPrintable(made ? QString() : made.error().detail));
        QCOMPARE((*made)->size(), 32);
        QVERIFY(**await(keychainKeySource(m_account)->load()) == **made);
        QVERIFY(**made == Secret(QByteArray::fromBase64(itemOf(m_account))));
    }

    void anItemIsNeverOverwritten()
    {
        QVERIFY(!firstStart().isEmpty());
        const QByteArray before = itemOf(m_account);
        QCOMPARE(await(keychainKeySource(m_account)->create()).error().code, Error::Code::Conflict);
        QCOMPARE(itemOf(m_account), before);
    }

    void anotherProcessReadsTheSameKey()
    {
        const QByteArray id = firstStart();
        QCOMPARE(id.size(), 4);
        const Probe probe = anotherProcess(m_account, id);
        QVERIFY2(probe.done, probe.output.constData());
        QCOMPARE(probe.output, id.toHex());
    }

    void whatAnotherProcessMadeIsReadHere()
    {
        const Probe probe = anotherProcess(m_account, {});
        QVERIFY2(probe.done, probe.output.constData());
        QCOMPARE(*nextStart(QByteArray::fromHex(probe.output)), QByteArray::fromHex(probe.output));
    }

    void everyStateFolderHasAnItemOfItsOwn()
    {
        const QByteArray first = firstStart();
        init();
        QVERIFY(firstStart() != first);
    }

    void anItemDeletedOutsideIsAClearError()
    {
        const QByteArray id = firstStart();
        QVERIFY(deleteItem(m_account));
        const auto unlocked = nextStart(id);
        QVERIFY(!unlocked);
        QCOMPARE(unlocked.error().code, Error::Code::Keychain);
        QVERIFY2(unlocked.error().detail.contains(u"is missing"_s) && unlocked.error().detail.contains(u"restore a backup"_s),
                 qPrintable(unlocked.error().detail));
        QVERIFY(itemOf(m_account).isEmpty()); // and no new key in its place
        const Probe probe = anotherProcess(m_account, id);
        QVERIFY(!probe.done);
        QVERIFY2(probe.output.contains("is missing"), probe.output.constData());
    }

    void anItemChangedOutsideIsAClearError_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("why");
        QTest::newRow("another key") << QByteArray(32, 'x').toBase64() << u"not the one this database was sealed with"_s;
        QTest::newRow("31 bytes") << QByteArray(31, 'x').toBase64() << u"does not hold a master key"_s;
        QTest::newRow("words") << QByteArray("hunter2, my old password") << u"does not hold a master key"_s;
    }

    void anItemChangedOutsideIsAClearError()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, why);
        const QByteArray id = firstStart();
        const QByteArray original = itemOf(m_account);
        QVERIFY(changeItem(m_account, content));
        const auto unlocked = nextStart(id);
        QVERIFY(!unlocked);
        QCOMPARE(unlocked.error().code, Error::Code::Keychain);
        QVERIFY2(unlocked.error().detail.contains(why), qPrintable(unlocked.error().detail));
        QVERIFY(!unlocked.error().detail.contains(QString::fromLatin1(content)));
        QCOMPARE(itemOf(m_account), content);     // nothing was repaired by force
        QVERIFY(changeItem(m_account, original)); // brought back, it serves again
        QCOMPARE(*nextStart(id), id);
    }

    void aSourceMayDieWhileItsJobRuns()
    {
        auto source = keychainKeySource(m_account);
        const auto future = source->create();
        source.reset();
        QVERIFY(await(future));
    }
};

QTEST_GUILESS_MAIN(TestKeychainKeyring)
#include "tst_keychain_keyring.moc"
