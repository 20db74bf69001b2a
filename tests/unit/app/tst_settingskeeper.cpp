// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settingskeeper.h"
#include "core/base/onresult.h"

#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

// The settings in settings.ini: read, changed, and what becomes of those that are wrong.
class TestSettingsKeeper final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString file() const { return m_folder->filePath(u"settings.ini"_s); }
    void write(const QByteArray &text) const
    {
        QFile ini(file());
        QVERIFY(ini.open(QIODevice::WriteOnly));
        ini.write(text);
    }
    [[nodiscard]] QByteArray text() const
    {
        QFile ini(file());
        return ini.open(QIODevice::ReadOnly) ? ini.readAll() : QByteArray();
    }
    [[nodiscard]] static Result<void> now(const QFuture<Result<void>> &future)
    {
        return future.isFinished() ? future.result() : Result<void>(Error{Error::Code::Timeout, u"not finished"_s});
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aMissingFileIsAllUsual()
    {
        const StoredSettings stored = readSettings(file());
        QCOMPARE(stored.settings, Settings());
        QVERIFY(stored.problems.isEmpty());
        QVERIFY(!QFile::exists(file()));
    }

    void eachBadValueIsOneWarningAndStaysInTheFile()
    {
        write("[settings]\nport=99\nmax-body-mib=1, 2\nbackup=daily\nipv6=perhaps\n[window]\ntheme=dark\n");
        SettingsKeeper keeper(file(), {});
        QCOMPARE(keeper.problems().size(), 3);
        const QString first = keeper.problems().constFirst().detail;
        for (const auto &part : {u"port"_s, u"\"99\""_s, u"1024 to 65535"_s, u"8642"_s, u"settings.ini"_s})
            QVERIFY2(first.contains(part), qPrintable(first));
        Settings wanted;
        wanted.backupEvery = u"daily"_s;
        QCOMPARE(keeper.settings(), wanted);
        QVERIFY(now(keeper.change({{u"max-head-kib"_s, u"128"_s}})));
        QVERIFY2(text().contains("port=99") && text().contains("theme=dark") && text().contains("ipv6=perhaps"), text().constData());
        QVERIFY(now(keeper.reset(u"port"_s)));
        QVERIFY(!text().contains("port=99"));
        QCOMPARE(keeper.problems().size(), 2);
    }

    void aChangeIsAllOrNothing()
    {
        SettingsKeeper keeper(file(), {});
        QSignalSpy changed(&keeper, &SettingsKeeper::changed);
        const auto refused = now(keeper.change({{u"max-body-mib"_s, u"128"_s}, {u"idle-timeout"_s, u"never"_s}}));
        QCOMPARE(refused.error().code, Error::Code::Invalid);
        QCOMPARE(now(keeper.change({{u"colour"_s, u"red"_s}})).error().code, Error::Code::NotFound);
        QCOMPARE(keeper.settings(), Settings());
        QCOMPARE(changed.count(), 0);
        QVERIFY(now(keeper.change({{u"max-body-mib"_s, u"128"_s}, {u"idle-timeout"_s, u"60"_s}})));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(readSettings(file()).settings, keeper.settings());
        QCOMPARE(keeper.settings().maxBodyMib, 128);
        QCOMPARE(QFile::permissions(file()) & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
    }

    void theCommandLineWinsAndWhatIsSetWaits()
    {
        write("[settings]\nport=9000\nlog-level=debug\n");
        SettingsKeeper keeper(file(), {quint16(0), u"error"_s});
        bool moved = false;
        keeper.setMove([&moved](const ListenPlace &) {
            moved = true;
            return readyResult<void>({});
        });
        QCOMPARE(keeper.settings().port, 0);
        QCOMPARE(keeper.settings().logLevel, u"error"_s);
        QCOMPARE(keeper.setBy(u"port"_s), u"--port"_s);
        QCOMPARE(keeper.setBy(u"log-level"_s), u"--log-level"_s);
        QVERIFY(keeper.setBy(u"ipv6"_s).isEmpty());
        QVERIFY(now(keeper.change({{u"port"_s, u"9001"_s}})));
        QVERIFY(!moved);
        QCOMPARE(keeper.settings().port, 0);
        QCOMPARE(readSettings(file()).settings.port, 9001);
    }

    void aRelayThatCantMoveKeepsTheSetting()
    {
        SettingsKeeper keeper(file(), {});
        QList<ListenPlace> places;
        Result<void> answer = Error{Error::Code::Conflict, u"taken"_s};
        keeper.setMove([&](const ListenPlace &place) {
            places << place;
            return readyResult<void>(answer);
        });
        auto refused = keeper.change({{u"port"_s, u"9000"_s}});
        QTRY_VERIFY(refused.isFinished());
        QCOMPARE(refused.result().error().code, Error::Code::Conflict);
        QCOMPARE(keeper.settings().port, 8642);
        QVERIFY(!QFile::exists(file()));
        answer = {};
        auto taken = keeper.change({{u"port"_s, u"9000"_s}, {u"second-address"_s, u"127.0.0.2"_s}});
        QTRY_VERIFY(taken.isFinished());
        QVERIFY(taken.result());
        QCOMPARE(places.constLast(), (ListenPlace{9000, true, u"127.0.0.2"_s}));
        auto reset = keeper.reset({});
        QTRY_VERIFY(reset.isFinished());
        QCOMPARE(places.constLast(), (ListenPlace{8642, true, {}}));
        QCOMPARE(keeper.settings(), Settings());
    }

    void aFileThatCantBeReadIsNotWrittenOver()
    {
        write("[settings\nport=9000\n no ini at all");
        const QByteArray before = text();
        SettingsKeeper keeper(file(), {});
        if (keeper.problems().isEmpty())
            QSKIP("this Qt reads it as an ini file");
        QVERIFY(!now(keeper.change({{u"port"_s, u"9001"_s}})));
        QCOMPARE(text(), before);
        QCOMPARE(readSettings(file()).problems.size(), 1); // whoever reads it next is told as well
        write("[settings]\nport=9000\n");
        QVERIFY(now(keeper.change({{u"max-body-mib"_s, u"128"_s}})));
        QVERIFY(text().contains("port=9000"));
    }
};

QTEST_GUILESS_MAIN(TestSettingsKeeper)
#include "tst_settingskeeper.moc"
