// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/statefolder.h"
#include "app/window/alreadyrunning.h"
#include "app/window/autostartfile.h"
#include "app/window/demoprocess.h"
#include "app/window/filesettings.h"
#include "app/window/traywait.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;

namespace {

bool withTray()
{
    return true;
}

} // namespace

// What the window keeps on the disk: the autostart file and its settings.
class TestDesktopFiles final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString path() const { return m_folder->filePath(u"autostart/org.homeport.Homeport.desktop"_s); }
    AutostartFile autostart(const QStringList &arguments = {}) const
    {
        return AutostartFile(path(), QStringList{u"/usr/bin/homeport"_s} + arguments);
    }
    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray &text) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void isWrittenReadAndRemoved()
    {
        AutostartFile file = autostart({u"--port"_s, u"9000"_s});
        QVERIFY(file.state().available && !file.state().on);
        QVERIFY(file.set(true, true));
        QVERIFY(content().startsWith("[Desktop Entry]\nType=Application\nName=Homeport\n"));
        QVERIFY2(content().contains("\nExec=\"/usr/bin/homeport\" \"--port\" \"9000\" \"--hidden\"\n"), content().constData());
        LoginStart::State state = file.state();
        QVERIFY(state.on && state.hidden);
        QCOMPARE(state.other, QString());
        QVERIFY(file.set(true, false));
        QVERIFY(!content().contains("--hidden"));
        state = file.state();
        QVERIFY(state.on && !state.hidden);
        QVERIFY(file.set(false, false));
        QVERIFY(!QFile::exists(path()));
        QVERIFY(file.set(false, false));                                           // it is gone: nothing to complain of
        QCOMPARE(QDir(QFileInfo(path()).path()).entryList(QDir::Files).size(), 0); // and nothing half written is left
    }

    void tellsTheTruthAboutAForeignFile_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("on");
        QTest::addColumn<bool>("hidden");
        QTest::addColumn<bool>("other");
        const QByteArray head = "[Desktop Entry]\nType=Application\n";
        const QByteArray ours = head + "Exec=/usr/bin/homeport\n";
        QTest::newRow("ours, unquoted") << ours << true << false << false;
        QTest::newRow("ours, hidden") << head + "Exec = /usr/bin/homeport --hidden\r\n" << true << true << false;
        QTest::newRow("with a field code") << head + "Exec=/usr/bin/homeport %U\n" << true << false << false;
        QTest::newRow("switched off by GNOME") << ours + "X-GNOME-Autostart-enabled=false\n" << false << false << false;
        QTest::newRow("switched off by KDE") << ours + "Hidden=true\n" << false << false << false;
        QTest::newRow("another program") << head + "Exec=/opt/homeport-old --hidden\n" << true << true << true;
        QTest::newRow("other options") << head + "Exec=/usr/bin/homeport --port 1\n" << true << false << true;
        QTest::newRow("of another group") << QByteArray("[Desktop Action x]\nExec=/usr/bin/homeport\n") << false << false << false;
        QTest::newRow("a comment") << head + "#Exec=/usr/bin/homeport\n" << false << false << false;
        QTest::newRow("empty") << QByteArray() << false << false << false;
        QTest::newRow("a quote without its end") << head + "Exec=\"/usr/bin/homeport\n" << true << false << true;
    }
    void tellsTheTruthAboutAForeignFile()
    {
        QFETCH(const QByteArray, text);
        write(text);
        const LoginStart::State state = autostart().state();
        QTEST(state.on, "on");
        QTEST(state.hidden, "hidden");
        QTEST(!state.other.isEmpty(), "other");
    }

    void quotesAndReadsAnyCommand_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("exec");
        QTest::newRow("plain") << QStringList{u"/usr/bin/homeport"_s} << u"\"/usr/bin/homeport\""_s;
        QTest::newRow("spaces") << QStringList{u"/home/a b/homeport"_s, u"--x"_s} << u"\"/home/a b/homeport\" \"--x\""_s;
        QTest::newRow("percent") << QStringList{u"/100%/homeport"_s} << u"\"/100%%/homeport\""_s;
        QTest::newRow("quote") << QStringList{u"/a\"b"_s} << u"\"/a\\\\\"b\""_s;
        QTest::newRow("dollar and tick") << QStringList{u"/$HOME`x`"_s} << u"\"/\\\\$HOME\\\\`x\\\\`\""_s;
        QTest::newRow("backslash") << QStringList{u"/a\\b"_s} << u"\"/a\\\\\\\\b\""_s;
        QTest::newRow("empty argument") << QStringList{u"/a"_s, QString()} << u"\"/a\" \"\""_s;
    }
    void quotesAndReadsAnyCommand()
    {
        QFETCH(const QStringList, command);
        QTEST(toExec(command), "exec");
        QCOMPARE(fromExec(toExec(command)), command);
    }

    void liesWhereTheStandardSays()
    {
        QProcessEnvironment environment;
        environment.insert(u"XDG_CONFIG_HOME"_s, u"/conf/"_s);
        QCOMPARE(autostartFile(environment), u"/conf/autostart/org.homeport.Homeport.desktop"_s);
        const QString usual = QDir::homePath() + u"/.config/autostart/org.homeport.Homeport.desktop"_s;
        environment.insert(u"XDG_CONFIG_HOME"_s, u"relative"_s);
        QCOMPARE(autostartFile(environment), usual);
        QCOMPARE(autostartFile({}), usual);
    }

    void startsThisHomeportAgain()
    {
        Options options;
        options.stateDir = defaultStateDir({});
        QCOMPARE(loginCommand(options, u"/bin/homeport"_s, {}), QStringList{u"/bin/homeport"_s});
        options.stateDir = u"/elsewhere"_s;
        options.port = 9000; // of the settings, so far
        QVERIFY(!loginCommand(options, u"/bin/homeport"_s, {}).contains(u"--port"_s));
        options.portGiven = true;
        options.caFile = u"/ca.pem"_s;
        options.hidden = true; // is the user's choice, not this run's
        QProcessEnvironment environment;
        environment.insert(u"APPIMAGE"_s, u"/srv/a/Homeport.AppImage"_s);
        QCOMPARE(loginCommand(options, u"/tmp/.mount/homeport"_s, environment),
                 (QStringList{u"/srv/a/Homeport.AppImage"_s, u"--port"_s, u"9000"_s, u"--state-dir"_s, u"/elsewhere"_s, u"--ca-file"_s,
                              u"/ca.pem"_s}));
    }

    void failuresAreToldAndChangeNothing()
    {
        AutostartFile none({}, {u"/usr/bin/homeport"_s});
        QVERIFY(!none.state().available);
        QCOMPARE(none.set(true, false).error().code, Error::Code::Unavailable);
        QFile inTheWay(m_folder->filePath(u"autostart"_s)); // no folder: nobody can write below it, root neither
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QCOMPARE(autostart().set(true, false).error().code, Error::Code::Storage);
        QVERIFY(!autostart().state().on);
    }

    void settingsComeBack()
    {
        const QString file = m_folder->filePath(u"settings.ini"_s);
        NoticeSettings wanted;
        wanted.quota = false;
        wanted.early = 70;
        wanted.late = 90;
        wanted.quiet = true;
        wanted.quietFrom = QTime(21, 30);
        {
            FileSettings settings(file, withTray);
            QCOMPARE(settings.notices(), NoticeSettings());
            settings.setNotices(wanted);
            settings.setPage(u"usagePage"_s);
        }
        const FileSettings again(file, withTray);
        QCOMPARE(again.notices(), wanted);
        QCOMPARE(again.page(), u"usagePage"_s);
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void theSetUpIsRemembered()
    {
        const QString file = m_folder->filePath(u"settings.ini"_s);
        using enum FirstRun::State;
        QCOMPARE(FileSettings(file, withTray).firstRun(), FirstRun());
        for (const FirstRun &progress : {FirstRun{Begun, 2}, FirstRun{Skipped, 1}, FirstRun{Finished, 3}}) {
            FileSettings(file, withTray).setFirstRun(progress);
            QCOMPARE(FileSettings(file, withTray).firstRun(), progress);
        }
        QSettings(file, QSettings::IniFormat).setValue(u"first_run/state"_s, u"halfway"_s);
        QCOMPARE(FileSettings(file, withTray).firstRun(), FirstRun());
    }

    void aFileThatCantBeReadIsLeftForWhoeverMendsIt()
    {
        const QString file = m_folder->filePath(u"settings.ini"_s);
        const QByteArray damaged("[window\ntheme=dark\n[first_run]\nstate=skipped\n");
        QFile raw(file);
        QVERIFY(raw.open(QIODevice::WriteOnly) && raw.write(damaged) == damaged.size());
        raw.close();
        if (QSettings(file, QSettings::IniFormat).status() == QSettings::NoError) // and so this process knows it already
            QSKIP("this Qt reads it as an ini file");
        {
            FileSettings settings(file, withTray);
            QCOMPARE(settings.firstRun().state, FirstRun::State::Skipped); // what is left of it
            settings.setPage(u"usagePage"_s);
            settings.setFirstRun({FirstRun::State::Finished, 0});
            QCOMPARE(settings.page(), u"usagePage"_s); // until the end of the run
        }
        QVERIFY(raw.open(QIODevice::ReadOnly));
        QCOMPARE(raw.readAll(), damaged);
    }

    void aTrayThatComesLaterIsSeen()
    {
        bool hasTray = false;
        FileSettings settings(m_folder->filePath(u"settings.ini"_s), [&hasTray] { return hasTray; });
        settings.setCloseToTray(true);
        QVERIFY(!settings.trayAvailable() && !settings.closeToTray());
        hasTray = true;
        QVERIFY(settings.trayAvailable() && settings.closeToTray());
    }

    void aTrayIsWaitedForAFewTimes()
    {
        using namespace std::chrono_literals;
        int looks = 0;
        TrayWait comes([&looks] { return ++looks == 3; }, {1ms, 1ms, 1ms, 1ms, 1ms});
        QSignalSpy found(&comes, &TrayWait::found);
        comes.start();
        QTRY_COMPARE(found.count(), 1);
        QCOMPARE(looks, 3);
        QVERIFY(!comes.isWaiting());
        looks = 10;
        TrayWait never([&looks] { return ++looks == 3; }, {1ms, 1ms});
        never.start();
        QTRY_VERIFY(!never.isWaiting());
        QCOMPARE(looks, 12);
        QCOMPARE(found.count(), 1);
    }

    void nobodySeesAWindowWithoutADisplay()
    {
        QProcessEnvironment environment;
#ifdef Q_OS_LINUX
        QVERIFY(!hasDisplay(environment));
        environment.insert(u"WAYLAND_DISPLAY"_s, u"wayland-0"_s);
        QVERIFY(hasDisplay(environment));
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        QVERIFY(!hasDisplay(environment));
#else
        QVERIFY(hasDisplay(environment));
#endif
    }

    void theDemoIsStartedOnAPortOfItsOwn()
    {
        const QProcessEnvironment plain;
        QProcessEnvironment image;
        image.insert(u"APPIMAGE"_s, u"/opt/Homeport.AppImage"_s);
        QCOMPARE(demoCommand(u"/usr/bin/homeport"_s, plain), (QStringList{u"/usr/bin/homeport"_s, u"--demo"_s, u"--port"_s, u"0"_s}));
        QCOMPARE(demoCommand(u"/tmp/.mount/homeport"_s, image).first(), u"/opt/Homeport.AppImage"_s);
        QCOMPARE(DemoProcess({u"/opt/my tools/homeport"_s, u"--demo"_s}).command(), u"\"/opt/my tools/homeport\" --demo"_s);
    }

    void aDemoThatCanNotBeStartedSaysSo()
    {
        QCOMPARE(DemoProcess({m_folder->filePath(u"nothing"_s)}).start().error().code, Error::Code::Unavailable);
        QFile program(m_folder->filePath(u"program"_s));
        QVERIFY(program.open(QIODevice::WriteOnly));
        const QString started = m_folder->filePath(u"started"_s);
        program.write("#!/bin/sh\necho key-of-the-demo && touch \"$1\"\n");
        program.close();
        QVERIFY(program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QVERIFY(DemoProcess({program.fileName(), started}).start());
        QTRY_VERIFY(QFile::exists(started));
    }

    void nonsenseInTheSettingsIsAsByDefault()
    {
        const QString file = m_folder->filePath(u"settings.ini"_s);
        {
            QSettings raw(file, QSettings::IniFormat);
            raw.setValue(u"notices/early_percent"_s, 900);
            raw.setValue(u"notices/late_percent"_s, 20); // below the first
            raw.setValue(u"notices/quiet_from"_s, u"25:99"_s);
        }
        NoticeSettings wanted;
        wanted.late = wanted.early;
        QCOMPARE(FileSettings(file, withTray).notices(), wanted);
    }
};

QTEST_GUILESS_MAIN(TestDesktopFiles)
#include "tst_desktopfiles.moc"
