// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/routesamples.h"
#include "ui/activity/activitypage.h"
#include "ui/activity/contentsdialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// What a request's detail says of its contents.
class TestRequestContents final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<ActivityPage> m_page;

    QString words() { return m_page->findChild<QLabel *>(u"contentsWords"_s)->text(); }
    QPushButton *button(const QString &name) { return m_page->findChild<QPushButton *>(name); }
    bool offers(const QString &name) { return button(name)->isVisibleTo(m_page.get()); }
    void select(const RequestRecord &record)
    {
        m_world->requests.apply({record});
        m_page->findChild<QTableView *>(u"requests"_s)->selectRow(0);
    }
    void letKeyKeep(int days)
    {
        KeyPolicy policy;
        policy.contentsDays = days;
        (void)m_world->access.setPolicy(1, policy);
    }
    quint64 idOf(quint64 logId) { return m_world->activity.idOf(logId); }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init()
    {
        m_world = std::make_unique<World>();
        fillAccess(m_world->access); // key 1 is "Claude Code", as the requests'
        m_page = std::make_unique<ActivityPage>(m_world->services(), m_theme);
        m_page->resize(1000, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void aKeyThatKeepsNothingIsSaidAndOneClickAway()
    {
        select(sampleRequest(1));
        QTRY_COMPARE(words(), u"This key keeps no contents."_s);
        QVERIFY(!offers(u"showContents"_s));
        QVERIFY(offers(u"editContentsKey"_s));
        QSignalSpy asked(m_page.get(), &ActivityPage::keyRequested);
        button(u"editContentsKey"_s)->click();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.first().first().toLongLong(), 1);
        letKeyKeep(7); // from now on
        QCOMPARE(words(), u"None are kept of this request, or not any more."_s);
        QVERIFY(!offers(u"editContentsKey"_s));
    }

    void theKeyIsFoundByItsId()
    {
        RequestRecord record = sampleRequest(1);
        record.key = u"A name of earlier"_s;
        record.keyId = 3;
        select(record);
        QTRY_VERIFY(offers(u"editContentsKey"_s));
        QSignalSpy asked(m_page.get(), &ActivityPage::keyRequested);
        button(u"editContentsKey"_s)->click();
        QCOMPARE(asked.first().first().toLongLong(), 3);
        record = sampleRequest(2);
        record.keyId = 8; // revoked
        select(record);
        QTRY_COMPARE(words(), u"This key keeps no contents."_s);
        QVERIFY(!offers(u"editContentsKey"_s));
        record = sampleRequest(3);
        record.key.clear(); // refused before it was known
        select(record);
        QTRY_COMPARE(words(), u"None are kept of this request."_s);
    }

    void whatIsKeptIsOffered()
    {
        letKeyKeep(7);
        m_world->contents.keep(idOf(1), sampleContents(QDateTime({2026, 11, 23}, {12, 0}, Qt::UTC)));
        select(sampleRequest(1));
        QTRY_VERIFY(offers(u"showContents"_s));
        QVERIFY2(words().startsWith(u"Kept until 11/30/26"), qPrintable(words()));
        QVERIFY(!dumpTexts(m_page.get()).contains(u"harbour")); // not before it is asked for
        button(u"showContents"_s)->click();
        auto *dialog = m_page->findChild<ContentsDialog *>();
        QVERIFY(dialog);
        QTRY_VERIFY(dumpTexts(dialog).contains(u"harbour"));
        dialog->findChild<QPushButton *>(u"close"_s)->click();
        QTRY_VERIFY(!m_page->findChild<ContentsDialog *>());
    }

    void followsWhatIsKeptAndDeleted()
    {
        letKeyKeep(7);
        select(sampleRequest(1, RequestRecord::Outcome::Running));
        QCOMPARE(words(), u"Its key keeps contents: they are here once it has ended."_s);
        QVERIFY(m_world->contents.asked.isEmpty());
        m_world->requests.apply({sampleRequest(1)});
        QTRY_VERIFY(words().startsWith(u"None are kept"));
        m_world->contents.keep(idOf(1), sampleContents(QDateTime::currentDateTimeUtc())); // written a little later
        QTRY_VERIFY(offers(u"showContents"_s));
        m_world->contents.forget();
        QTRY_VERIFY(!offers(u"showContents"_s));
    }

    void aLockedVaultAndABrokenFileAreSaid()
    {
        letKeyKeep(7);
        m_world->contents.failWith = Error{Error::Code::Locked, {}};
        select(sampleRequest(1));
        QTRY_VERIFY(words().contains(u"the vault is locked"));
        m_world->contents.failWith = Error{Error::Code::Storage, u"malformed"_s};
        select(sampleRequest(2));
        QTRY_VERIFY2(words().contains(u"malformed"), qPrintable(words()));
        QVERIFY(!offers(u"showContents"_s));
    }

    void runningThroughTheListAsksForTheLastOnly()
    {
        m_world->requests.apply(sampleRequests(1, 40));
        auto *table = m_page->findChild<QTableView *>(u"requests"_s);
        for (int row = 0; row < 30; ++row)
            table->selectRow(row);
        QTRY_COMPARE(m_world->contents.asked, QList<quint64>{idOf(11)});
        QTRY_VERIFY(!words().isEmpty());
    }
};

QTEST_MAIN(TestRequestContents)
#include "tst_requestcontents.moc"
