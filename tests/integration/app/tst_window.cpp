// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/instancelock.h"
#include "tests/integration/app/homeportprocess.h"

#include <QDir>
#include <QJsonDocument>
#include <QSettings>
#include <QTcpServer>
#include <QTest>

using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// The process with a window, on the offscreen platform.
class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void demoOpensAWindowAndAnswers()
    {
        HomeportProcess homeport(HomeportProcess::Mode::Window);
        QVERIFY2(homeport.start({u"--demo"_s}), homeport.err().constData());
        const QByteArray key = homeport.ready()["key"_L1].toString().toLatin1();
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);
        const Finished status = homeport.ctl({u"status"_s, u"--json"_s});
        QVERIFY(QJsonDocument::fromJson(status.out)["window"_L1].toBool());
        QVERIFY(homeport.terminate());
    }

    void aSecondStartHandsOverAndExitsWithZero()
    {
        HomeportProcess homeport(HomeportProcess::Mode::Window);
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const Finished second = run(u"homeport"_s, {u"--state-dir"_s, homeport.stateDir()});
        QVERIFY2(second.exitCode == 0, second.err.constData());
        QCOMPARE(second.out, QByteArray());
        QCOMPARE(homeport.ctl({u"show-window"_s}).exitCode, 0);
    }

    // At login, while it runs already: its window stays as it is.
    void aHiddenSecondStartShowsNothingAndExitsWithZero()
    {
        HomeportProcess homeport(HomeportProcess::Mode::Window);
        QVERIFY2(homeport.start(homeport.keyFileVault() + QStringList{u"--hidden"_s}), homeport.err().constData());
        const Finished second = run(u"homeport"_s, {u"--hidden"_s, u"--state-dir"_s, homeport.stateDir()});
        QVERIFY2(second.exitCode == 0, second.err.constData());
        QCOMPARE(run(u"homeport"_s, {u"--state-dir"_s, homeport.stateDir()}).exitCode, 0); // and this one opens it
        QVERIFY(homeport.terminate());
    }

    // Nobody would see the window that is asked for.
    void aSecondStartCantHandOverToAHeadlessOne()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const Finished second = run(u"homeport"_s, {u"--state-dir"_s, homeport.stateDir()});
        QCOMPARE(second.exitCode, 3);
        QVERIFY2(second.err.contains("has no window"), second.err.constData());
    }

    // The lock is held and nobody answers: so it is while a run ends.
    void aSecondStartWaitsForTheFirstToEnd()
    {
        HomeportProcess homeport(HomeportProcess::Mode::Window);
        QVERIFY(QDir().mkpath(homeport.stateDir()));
        QVERIFY(QFile::setPermissions(homeport.stateDir(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        auto first = homeport::InstanceLock::take(homeport.stateDir() + u"/homeport.lock"_s);
        QVERIFY(first);
        QVERIFY(homeport.startOnly(homeport.keyFileVault()));
        QTRY_VERIFY(homeport.err().contains("waits"));
        first->reset();
        QTRY_VERIFY2(homeport.out().contains("ready"), homeport.err().constData());
        QVERIFY(homeport.terminate());
    }

    // Nobody closes the window then.
    void placeAndPageOfTheWindowAreKeptWhenTheSessionEnds()
    {
        HomeportProcess homeport(HomeportProcess::Mode::Window);
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        QVERIFY(homeport.terminate());
        const QSettings kept(homeport.stateDir() + u"/settings.ini"_s, QSettings::IniFormat);
        QVERIFY(!kept.value(u"window/geometry"_s).toByteArray().isEmpty());
        QCOMPARE(kept.value(u"window/page"_s).toString(), u"overviewPage"_s);
    }

    void aTakenPortIsShownInTheWindow()
    {
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        HomeportProcess homeport(HomeportProcess::Mode::Window);
        QVERIFY(homeport.startOnly(homeport.keyFileVault() + QStringList{u"--port"_s, QString::number(taken.serverPort())}));
        QTRY_VERIFY(homeport.ctl({u"status"_s}).out.contains("failed"));
        QCOMPARE(homeport.out(), QByteArray());
        QVERIFY(homeport.terminate());
    }
};

QTEST_GUILESS_MAIN(TestWindow)
#include "tst_window.moc"
