// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakeusage.h"
#include "ui/usage/usageloader.h"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using namespace homeport;
using namespace homeport::test;

class TestUsageLoader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_service = std::make_unique<FakeUsage>();
        m_service->hold = true;
        m_loader = std::make_unique<UsageLoader>(*m_service, nullptr, 30ms);
    }
    void cleanup()
    {
        m_loader.reset();
        m_service.reset();
    }

    void anOlderAnswerThatComesLateIsDropped()
    {
        QSignalSpy answers(m_loader.get(), &UsageLoader::answered);
        QSignalSpy failures(m_loader.get(), &UsageLoader::failed);
        for (int i = 0; i < 3; ++i)
            m_loader->ask({});
        m_service->answer(2, reportOf(3));
        QTRY_COMPARE(answers.count(), 1);
        m_service->answer(0, reportOf(1));
        m_service->answer(0, Error{Error::Code::Storage, {}});
        QTRY_VERIFY(m_loader->children().isEmpty()); // whoever waited for an answer has got it
        QCOMPARE(answers.count(), 1);
        QCOMPARE(failures.count(), 0);
        QCOMPARE(answers.first().first().value<UsageReport>().total.requests, 3);
    }

    void aSlowAnswerIsSaid()
    {
        QSignalSpy slow(m_loader.get(), &UsageLoader::slow);
        m_loader->refresh({}); // nobody waits for it
        m_loader->ask({});
        QTRY_COMPARE(slow.count(), 1);
        m_service->answer(1, reportOf(1));
    }

    void aQuickAnswerIsNot()
    {
        QSignalSpy slow(m_loader.get(), &UsageLoader::slow);
        QSignalSpy answers(m_loader.get(), &UsageLoader::answered);
        m_loader->ask({});
        m_service->answer(0, reportOf(1));
        QTRY_COMPARE(answers.count(), 1);
        UsageLoader other(*m_service); // takes its time
        QSignalSpy otherSlow(&other, &UsageLoader::slow);
        other.ask({});
        QTRY_COMPARE(otherSlow.count(), 1);
        QCOMPARE(slow.count(), 0);
    }

    void refreshesOnlyWhileSomeoneLooks()
    {
        QSignalSpy due(m_loader.get(), &UsageLoader::refreshDue);
        Q_EMIT m_service->changed();
        QCOMPARE(due.count(), 0);
        m_loader->setActive(true);
        QCOMPARE(due.count(), 1);
        m_loader->setActive(false);
        Q_EMIT m_service->changed();
        QCOMPARE(due.count(), 1);
    }

    void manyChangesAreOneRefresh()
    {
        QSignalSpy due(m_loader.get(), &UsageLoader::refreshDue);
        m_loader->setActive(true);
        m_loader->ask({});
        for (int i = 0; i < 5; ++i)
            Q_EMIT m_service->changed();
        QCOMPARE(due.count(), 0); // one is under way
        m_service->answer(0, reportOf(1));
        QTRY_COMPARE(due.count(), 1);
        connect(m_loader.get(), &UsageLoader::refreshDue, m_loader.get(), [this] { m_loader->refresh({}); });
        m_loader->refresh({});
        m_service->answer(0, reportOf(2));
        for (int i = 0; i < 5; ++i)
            Q_EMIT m_service->changed();
        QCOMPARE(due.count(), 1); // the pause
        QTRY_COMPARE(due.count(), 2);
        QCOMPARE(m_service->waiting(), 1U);
    }

private:
    static UsageReport reportOf(qint64 requests)
    {
        UsageReport report;
        report.total.requests = requests;
        return report;
    }

    std::unique_ptr<FakeUsage> m_service;
    std::unique_ptr<UsageLoader> m_loader;
};

QTEST_GUILESS_MAIN(TestUsageLoader)
#include "tst_usageloader.moc"
