// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/portalscheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;

// A connection of its own: to us the portal is another program.
static const auto PortalConnection = "portal"_L1;

// A desktop portal that knows one setting.
class FakePortal final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 0;

public Q_SLOTS:
    QDBusVariant Read(const QString &, const QString &) { return QDBusVariant(QVariant::fromValue(QDBusVariant(scheme))); }
};

class TestPortalScheme final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString daemon = QStandardPaths::findExecutable(u"dbus-daemon"_s);
        if (daemon.isEmpty())
            QSKIP("dbus-daemon is not installed");
        m_bus.start(daemon, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
        QTRY_VERIFY(m_bus.canReadLine());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
        QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, PortalConnection);
        QVERIFY(bus.registerObject(u"/org/freedesktop/portal/desktop"_s, &m_portal, QDBusConnection::ExportAllSlots));
        QVERIFY(bus.registerService(u"org.freedesktop.portal.Desktop"_s));
    }

    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(PortalConnection);
        QDBusConnection::disconnectFromBus(u"qt_default_session_bus"_s);
        m_bus.terminate();
        m_bus.waitForFinished();
    }

    void tellsThePreferenceAtTheStartAndAfterAChange()
    {
        m_portal.scheme = 1;
        PortalScheme scheme;
        QSignalSpy told(&scheme, &PortalScheme::told);
        QVERIFY(told.wait());
        QCOMPARE(told.takeFirst().first().toBool(), true);
        announce(u"org.freedesktop.appearance"_s, 2);
        QVERIFY(told.wait());
        QCOMPARE(told.first().first().toBool(), false);
    }

    void otherSettingsAreNoneOfItsBusiness()
    {
        m_portal.scheme = 0;
        PortalScheme scheme;
        QSignalSpy told(&scheme, &PortalScheme::told);
        QVERIFY(told.wait());
        announce(u"org.gnome.desktop.interface"_s, 1); // signals keep their order: this one comes first
        announce(u"org.freedesktop.appearance"_s, 2);
        QTRY_VERIFY(told.count() > 1);
        QCOMPARE(told.count(), 2);
        for (const QList<QVariant> &arguments : told)
            QCOMPARE(arguments.first().toBool(), false);
    }

private:
    static void announce(const QString &group, uint value)
    {
        QDBusMessage signal = QDBusMessage::createSignal(u"/org/freedesktop/portal/desktop"_s, u"org.freedesktop.portal.Settings"_s,
                                                         u"SettingChanged"_s);
        signal << group << u"color-scheme"_s << QVariant::fromValue(QDBusVariant(value));
        QVERIFY(QDBusConnection(PortalConnection).send(signal));
    }

    QProcess m_bus;
    FakePortal m_portal;
};

QTEST_GUILESS_MAIN(TestPortalScheme)
#include "tst_portalscheme.moc"
