// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/settings.h"

#include <QSet>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

// Every setting: its name, its usual value, its range.
class TestSettings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theUsualValueOfEachIsWithinItsRange()
    {
        QSet<QString> names;
        for (const SettingSpec &spec : settingSpecs()) {
            Settings settings;
            const QString usual = settingText(settings, spec);
            QVERIFY2(setSetting(settings, spec, usual), qPrintable(spec.name));
            QCOMPARE(settings, Settings());
            QVERIFY(!names.contains(spec.name) && !spec.help.isEmpty());
            names << spec.name;
        }
        QCOMPARE(names.size(), 17);
        QVERIFY(!settingSpec(u"ports"));
    }

    void bothEndsOfEachNumberHoldAndNothingBeyond()
    {
        for (const SettingSpec &spec : settingSpecs()) {
            if (!spec.isNumber())
                continue;
            Settings settings;
            for (const int value : {spec.lowest, spec.highest}) {
                QVERIFY(setSetting(settings, spec, QString::number(value)));
                QCOMPARE(settingText(settings, spec), QString::number(value));
            }
            const Settings before = settings;
            for (const int value : {spec.lowest - 1, spec.highest + 1})
                QVERIFY2(!setSetting(settings, spec, QString::number(value)), qPrintable(spec.name));
            QCOMPARE(settings, before);
        }
    }

    void takes_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("taken");
        const auto row = [](const char *name, const char *text, bool taken) {
            QTest::newRow(qPrintable(u"%1 %2"_s.arg(QLatin1StringView(name), QLatin1StringView(text))))
                << QString::fromLatin1(name) << QString::fromLatin1(text) << taken;
        };
        row("port", "8643", true);
        row("port", " 8643 ", true);
        row("port", "80", false);
        row("port", "0", false);
        row("port", "8642.5", false);
        row("port", "port", false);
        row("port", "", false);
        row("port", "99999999999999999999", false);
        row("ipv6", "on", true);
        row("ipv6", "off", true);
        row("ipv6", "false", true);
        row("ipv6", "1", false);
        row("second-address", "", true);
        row("second-address", "127.0.0.2", true);
        row("second-address", "127.1.2.3", true);
        row("second-address", "127.0.0.1", false);
        row("second-address", "127.0.0.256", false);
        row("second-address", "127.0.0", false);
        row("second-address", "127.0.0.02", false);
        row("second-address", "0.0.0.0", false);
        row("second-address", "192.168.0.2", false);
        row("second-address", "::1", false);
        row("second-address", "localhost", false);
        row("log-level", "debug", true);
        row("log-level", "Debug", false);
        row("log-level", "trace", false);
        row("backup", "weekly", true);
        row("backup", "hourly", false);
        row("backup-folder", "", true);
        row("backup-folder", "/mnt/backups", true);
        row("backup-folder", "backups", false);
    }

    void takes()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, text);
        QFETCH(const bool, taken);
        Settings settings;
        const SettingSpec &spec = *settingSpec(name);
        const auto set = setSetting(settings, spec, text);
        QCOMPARE(set.has_value(), taken);
        if (taken)
            return;
        QCOMPARE(set.error().code, Error::Code::Invalid);
        QVERIFY2(set.error().detail.startsWith(name + u" must be "_s) && set.error().detail.contains(settingRange(spec)),
                 qPrintable(set.error().detail));
        QCOMPARE(settings, Settings());
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
