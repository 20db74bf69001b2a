// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window is given, over a real backend: the same operations that the pages' own tests see in fakes.
#include "app/window/accessadapter.h"
#include "app/window/accountsadapter.h"
#include "app/window/overviewadapter.h"
#include "app/window/proxiesadapter.h"
#include "app/window/transferadapter.h"
#include "core/access/devicekeys.h"
#include "core/access/programstore.h"
#include "tests/integration/proxies/backendfixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using homeport::testing::await;

namespace homeport::test {

class TestAdapters final : public QObject
{
    Q_OBJECT

    std::unique_ptr<BackendFixture> m_homeport;
    QTemporaryDir m_folder;

    [[nodiscard]] Backend &backend() { return *m_homeport->backend; }
    [[nodiscard]] QString write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }

private Q_SLOTS:
    void init()
    {
        m_homeport = std::make_unique<BackendFixture>();
        QVERIFY(m_homeport->start({}));
    }
    void cleanup() { m_homeport.reset(); }

    void aProxyLivesAndDies()
    {
        ProxiesAdapter proxies(backend());
        QSignalSpy changed(&proxies, &ProxiesService::proxiesChanged);
        NewProxy added;
        added.name = u"office"_s;
        added.kind = Proxy::Kind::Socks5;
        added.host = u"127.0.0.1"_s;
        added.port = 9; // discard: nobody answers
        const auto proxy = await(proxies.add(added));
        QVERIFY(proxy);
        QVERIFY(changed.count() > 0);
        QCOMPARE(proxies.proxies().size(), 1);
        const qint64 account = m_homeport->addKeyAccount({});
        QVERIFY(await(proxies.setDefault(proxy->id)));
        QVERIFY(proxies.sharedExits().isEmpty());
        NewAccount other;
        other.providerId = QString::fromLatin1(BackendFixture::ProviderId);
        other.name = u"other"_s;
        other.secret = shareSecret(QByteArray("sk-other"));
        const auto second = await(backend().accounts().add(std::move(other)));
        backend().proxies().noteTest(proxy->id, std::chrono::milliseconds(20), u"203.0.113.9"_s);
        QCOMPARE(proxies.sharedExits(), (QList<SharedExit>{{u"203.0.113.9"_s, {u"by key"_s, u"other"_s}}}));
        QVERIFY(await(backend().accounts().remove(second->id)));
        QCOMPARE(proxies.usersOf(proxy->id), QStringList{u"by key"_s});
        QVERIFY(await(proxies.choose(account, through({proxy->id}))));
        QCOMPARE(m_homeport->account(account).proxies.ids, QList<qint64>{proxy->id});
        QCOMPARE(await(proxies.test(proxy->id)).error().code, Error::Code::Unavailable);
        QTRY_COMPARE(proxies.healthOf(proxy->id).state, ProxyHealth::Down);
        added.name = u"home"_s;
        QVERIFY(await(proxies.update(proxy->id, added, true)));
        QCOMPARE(proxies.healthOf(proxy->id).state, ProxyHealth::Unknown); // what was known was of another
        QVERIFY(await(proxies.setBypass({u"10.0.0.0/8"_s})));
        QCOMPARE(proxies.bypass(), QStringList{u"10.0.0.0/8"_s});
        QVERIFY(await(proxies.remove(proxy->id)));
        QCOMPARE(await(proxies.remove(proxy->id)).error().code, Error::Code::NotFound);
        QCOMPARE(m_homeport->account(account).state, Account::State::ProxyDown);
    }

    void aFileIsSeenImportedAndExported()
    {
        TransferAdapter transfer(backend());
        const QString file = write(u"accounts.csv"_s,
                                   "provider,name,api_key\nscripted,one,sk-one\nscripted,two,sk-two\nscripted,,sk-three\n");
        const auto plan = await(transfer.preview(file, nullptr));
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
        QCOMPARE(plan->ready(), 2);
        QCOMPARE(plan->wrong, 1);
        const auto run = transfer.createImport(*plan, ImportMode::SkipBad);
        QSignalSpy finished(run.get(), &ImportRun::finished);
        QSignalSpy progressed(run.get(), &ImportRun::progressed);
        run->start();
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(progressed.count() > 0);
        AccountsAdapter accounts(backend());
        QCOMPARE(accounts.accounts().size(), 2);

        const QString sealed = m_folder.filePath(u"accounts.homeport"_s);
        const SharedSecret passphrase = shareSecret(QByteArray("a long passphrase"));
        QCOMPARE(await(transfer.exportTo(sealed, passphrase))->accounts, 2);
        QVERIFY(await(transfer.preview(sealed, nullptr))->needsPassphrase);
        QCOMPARE(await(transfer.preview(sealed, passphrase))->duplicates, 2);
        QCOMPARE(await(transfer.preview(sealed, shareSecret(QByteArray("another")))).error().code, Error::Code::Unauthorized);
    }

    void aRecoveryCodeIsSavedForItsOwnerAlone()
    {
        OverviewAdapter overview(backend());
        QVERIFY(overview.overview().loaded); // the fixture has read all lists
        const auto code = await(overview.makeRecoveryCode());
        QVERIFY(code);
        const QString path = m_folder.filePath(u"code.txt"_s);
        QVERIFY(await(overview.saveRecoveryCode(*code, path)));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), (*code)->reveal([](QByteArrayView plain) { return plain.toByteArray().append('\n'); }));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QCOMPARE(await(overview.saveRecoveryCode(*code, path)).error().code, Error::Code::Conflict);
        QCOMPARE(await(overview.saveRecoveryCode(*code, m_folder.filePath(u"nowhere/code.txt"_s))).error().code, Error::Code::Storage);
    }

    void aNewProgramIsShownAndDecided()
    {
        AccessAdapter access(backend());
        QSignalSpy changed(&access, &AccessService::programsChanged);
        QVERIFY(!access.asksForPrograms());
        QVERIFY(await(access.askForPrograms(true)));
        QVERIFY(access.asksForPrograms());
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const WaitingProgram waiting{u"/opt/tool"_s, 7, u"tool (pid 7)"_s, now, now.addSecs(30), 1};
        backend().programs().noteWaiting({waiting});
        QCOMPARE(access.waitingPrograms(), QList<WaitingProgram>{waiting});
        QVERIFY(await(access.decideProgram(u"/opt/tool"_s, true)));
        QVERIFY(access.waitingPrograms().isEmpty());
        QCOMPARE(access.programs().size(), 1);
        QVERIFY(access.programs().first().allowed);
        QVERIFY(await(access.forgetProgram(u"/opt/tool"_s)));
        QVERIFY(access.programs().isEmpty());
        QVERIFY(await(access.askForPrograms(false)));
        QVERIFY(changed.count() >= 5);
    }

    void aToolThatSignsInIsShownAndApproved()
    {
        AccessAdapter access(backend());
        QSignalSpy changed(&access, &AccessService::loginsChanged);
        const auto codes = await(backend().devices().begin(u"claude_code"_s, {}, u"claude (pid 7)"_s));
        const auto other = await(backend().devices().begin({}, {}, {}));
        QVERIFY(codes && other);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(access.pendingLogins().size(), 2);
        const PendingLogin login = access.pendingLogins().constFirst();
        QCOMPARE(login.userCode, codes->userCode);
        QCOMPARE(login.tool, u"claude_code: claude (pid 7)"_s);
        QCOMPARE(login.beganAt.secsTo(login.expiresAt), 600);
        QCOMPARE(access.pendingLogins().constLast().tool, QString());
        const auto key = await(access.approveLogin(login.userCode, u"laptop"_s));
        QVERIFY(key);
        QCOMPARE(key->kind, LocalKey::Kind::Login);
        QCOMPARE(access.keys().constLast(), *key);
        QCOMPARE(await(backend().devices().poll(codes->deviceCode))->state, DevicePoll::State::Approved);
        access.denyLogin(other->userCode);
        access.denyLogin(other->userCode); // it has ended: nothing more
        QVERIFY(access.pendingLogins().isEmpty());
        QCOMPARE(await(backend().devices().poll(other->deviceCode))->state, DevicePoll::State::Denied);
        QCOMPARE(await(access.approveLogin(other->userCode, u"late"_s)).error().code, Error::Code::NotFound);
    }

    void theRelayIsPausedAndResumedOnItsPort()
    {
        using Relay = Overview::Relay;
        OverviewAdapter overview(backend());
        QVERIFY(m_homeport->addKeyAccount({}) > 0);
        QCOMPARE(m_homeport->ask()->status(), 200);
        const quint16 port = overview.overview().port;
        overview.startRelay(); // it runs: nothing happens
        QCOMPARE(overview.overview().relay, Relay::Listening);
        for (int round = 0; round < 2; ++round) {
            overview.stopRelay();
            QTRY_COMPARE(overview.overview().relay, Relay::Stopped);
            QVERIFY(!RawClient(port).isConnected());
            overview.stopRelay(); // it is: nothing happens
            overview.startRelay();
            QTRY_COMPARE(overview.overview().relay, Relay::Listening);
            QCOMPARE(overview.overview().port, port);
            QCOMPARE(m_homeport->ask()->status(), 200);
        }
    }

    void aRecoveryCodeIsOfferedUntilThereIsOne()
    {
        OverviewAdapter overview(backend());
        QVERIFY(!overview.overview().hasRecoveryCode);
        QSignalSpy changed(&overview, &OverviewService::overviewChanged);
        const auto code = await(overview.makeRecoveryCode());
        QVERIFY(code);
        QCOMPARE((*code)->size(), 34); // seven groups of four with hyphens
        QTRY_VERIFY(changed.count() > 0);
        QVERIFY(overview.overview().hasRecoveryCode);
    }
};

} // namespace homeport::test

QTEST_GUILESS_MAIN(homeport::test::TestAdapters)
#include "tst_adapters.moc"
