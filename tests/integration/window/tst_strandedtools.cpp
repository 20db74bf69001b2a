// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's service of tools says after a run that broke off, and how it ends a test request.
#include "app/window/toolsadapter.h"
#include "core/usage/requestlog.h"
#include "tests/integration/proxies/backendfixture.h"

#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using homeport::testing::await;

namespace homeport::test {

class TestStrandedTools final : public QObject
{
    Q_OBJECT

    std::unique_ptr<BackendFixture> m_homeport;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<ToolsAdapter> m_tools;

    void makeAdapter()
    {
        ToolPlaces places{m_home->path(), {}, {}};
        places.environment.insert(u"HOME"_s, m_home->path());
        m_tools = std::make_unique<ToolsAdapter>(*m_homeport->backend, places, u"/opt/homeport/homeportctl"_s);
    }
    void startAgain(bool brokeOff)
    {
        m_tools.reset();
        m_homeport->lastRunBrokeOff = brokeOff;
        QVERIFY(m_homeport->start({}));
        makeAdapter();
    }
    void configure(const QString &tool)
    {
        const auto shown = await(m_tools->previewConfigure(tool, {}));
        QVERIFY2(shown, qPrintable(shown ? QString() : shown.error().detail));
        QVERIFY(await(m_tools->configure(*shown)));
        QTRY_VERIFY(isConfigured(tool));
    }
    void restore(const QString &tool)
    {
        const auto shown = await(m_tools->previewRestore(tool));
        QVERIFY(shown);
        QVERIFY(await(m_tools->restore(*shown)));
        QTRY_VERIFY(!isConfigured(tool));
    }
    [[nodiscard]] bool isConfigured(const QString &tool) const
    {
        const QList<ToolEntry> tools = m_tools->tools().tools;
        return std::any_of(tools.cbegin(), tools.cend(), [&tool](const ToolEntry &one) { return one.id == tool && one.isConfigured(); });
    }
    [[nodiscard]] QStringList stranded() const { return m_tools->tools().stranded; }

private Q_SLOTS:
    void init()
    {
        m_homeport = std::make_unique<BackendFixture>();
        QVERIFY(m_homeport->start({}));
        m_home = std::make_unique<QTemporaryDir>();
        makeAdapter();
    }
    void cleanup()
    {
        m_tools.reset();
        m_homeport.reset();
    }

    void theyAreNamedFromTheStartOn()
    {
        configure(u"claude-code"_s);
        configure(u"codex"_s);
        QCOMPARE(stranded(), QStringList());
        startAgain(true);
        QCOMPARE(stranded(), (QStringList{u"Claude Code"_s, u"Codex CLI"_s}));
        m_tools->keepStranded();
        QCOMPARE(stranded(), QStringList());
        startAgain(false);
        QCOMPARE(stranded(), QStringList());
    }

    // What is restored is out of it for good, also when it is set up once more.
    void thoseThatAreRestoredAreNamedNoMore()
    {
        configure(u"claude-code"_s);
        configure(u"codex"_s);
        startAgain(true);
        restore(u"codex"_s);
        QCOMPARE(stranded(), QStringList{u"Claude Code"_s});
        configure(u"codex"_s);
        QCOMPARE(stranded(), QStringList{u"Claude Code"_s});
        const auto all = await(m_tools->restoreAll());
        QVERIFY(all && all->failed.isEmpty());
        QTRY_COMPARE(stranded(), QStringList());
    }

    void aTestThatIsStoppedAtOnceAsksNothing()
    {
        configure(u"claude-code"_s);
        auto test = m_tools->test(u"claude-code"_s);
        test.cancel();
        QTRY_VERIFY(test.isFinished());
        QVERIFY(await(m_tools->test(u"claude-code"_s)));
        QTRY_VERIFY(m_homeport->backend->requests().totalCount() > 0);
        QCOMPARE(m_homeport->backend->requests().totalCount(), 1); // the second one's
    }

    // The relay waits a moment for a list of models that it has not seen yet: while it does, the test is stopped. Where the machine is
    // too slow for that, once more, with another account.
    void aTestThatIsStoppedEndsItsRequest()
    {
        configure(u"claude-code"_s);
        QFuture<Result<ToolTestReport>> test;
        m_homeport->provider.setAnswer([&test](const ScriptedUpstream::Seen &seen) {
            if (seen.head.startsWith("GET /v1/models"))
                test.cancel(); // and no answer
        });
        const auto wasLeft = [this] {
            const QList<RequestRecord> &all = m_homeport->backend->requests().records();
            return std::any_of(all.cbegin(), all.cend(),
                               [](const RequestRecord &one) { return one.outcome == RequestRecord::Outcome::ClientClosed; });
        };
        for (int round = 1; round <= 5 && !wasLeft(); ++round) {
            NewAccount account;
            account.providerId = QString::fromLatin1(BackendFixture::ProviderId);
            account.name = u"account %1"_s.arg(round);
            account.secret = shareSecret(QByteArray("sk-provider-key"));
            QVERIFY(await(m_homeport->backend->accounts().add(std::move(account))));
            test = m_tools->test(u"claude-code"_s);
            QTRY_VERIFY(test.isFinished());
            QTRY_COMPARE(m_homeport->backend->requests().totalCount(), round);
            QTRY_COMPARE(m_homeport->backend->requests().runningCount(), 0);
        }
        QVERIFY(wasLeft());
    }
};

} // namespace homeport::test

QTEST_GUILESS_MAIN(homeport::test::TestStrandedTools)
#include "tst_strandedtools.moc"
