// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/proxies/bypassdialog.h"
#include "ui/proxies/proxiespage.h"
#include "ui/proxies/proxychoicedialog.h"
#include "ui/proxies/proxydialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestProxiesPage final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<ProxiesPage> m_page;

    template <typename T>
    T *child(const QString &name, QWidget *of = nullptr)
    {
        return (of ? of : m_page.get())->findChild<T *>(name);
    }
    QWidget *row(qint64 id) { return child<QWidget>(u"proxy%1"_s.arg(id)); }
    void fill() { m_world->proxies.set({sampleProxy(1, u"Office"_s, Proxy::Kind::Http), sampleProxy(2, u"Spare"_s)}); }
    static void verifyWalk(QWidget *root)
    {
        QCOMPARE(namelessFocusWidgets(root), QStringList());
        QCOMPARE(unreachableByTab(root), QStringList());
        QCOMPARE(cutOffTexts(root), QStringList());
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->proxies.users = {{1, {u"Work"_s}}};
        m_page = std::make_unique<ProxiesPage>(m_world->services(), m_theme);
        m_page->resize(760, 520);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }
    void emptyItSaysWhatAProxyIsFor()
    {
        QVERIFY(child<QPushButton>(u"emptyAddProxy"_s)->isVisible());
        QVERIFY(!child<QPushButton>(u"addProxy"_s)->isVisible());
        verifyWalk(m_page.get());
        child<QPushButton>(u"emptyAddProxy"_s)->click();
        QVERIFY(m_page->findChild<ProxyDialog *>());
    }

    void aRowTellsStateUsersAndWhere()
    {
        ProxyHealth &down = m_world->proxies.health[1];
        down.state = ProxyHealth::Down;
        down.why = u"It is asleep."_s;
        down.nextTry = QDateTime::currentDateTimeUtc();
        m_world->proxies.chosenDefault = 1;
        fill();
        const QString texts = dumpTexts(row(1));
        for (const QString &text :
             {u"Office"_s, u"http://proxy1.example.com:1080"_s, u"Down"_s, u"It is asleep."_s, u"Work"_s, u"Default"_s})
            QVERIFY2(texts.contains(text), qPrintable(text));
        QVERIFY(child<QLabel>(u"withoutChoice"_s)->text().contains(u"Office"));
        verifyWalk(m_page.get());
    }

    void aTestShowsWhatItFound()
    {
        fill();
        m_world->proxies.report.exitAddress = u"203.0.113.9"_s;
        m_world->proxies.report.tls = u"TLSv1.3"_s;
        child<QPushButton>(u"test"_s, row(1))->click();
        QTRY_VERIFY(child<QLabel>(u"note"_s, row(1))->text().contains(u"203.0.113.9"));
        QVERIFY(child<QLabel>(u"note"_s, row(1))->text().contains(u"TLSv1.3"));
        QVERIFY(child<QPushButton>(u"test"_s, row(1))->isEnabled());
        m_world->proxies.failWith = Error{Error::Code::Network, u"no echo"_s};
        child<QPushButton>(u"test"_s, row(1))->click();
        QTRY_VERIFY(child<QLabel>(u"note"_s, row(1))->text().contains(u"no echo"));
    }

    void theDefaultIsMadeAndTakenBack()
    {
        fill();
        child<QPushButton>(u"default"_s, row(2))->click();
        QTRY_COMPARE(m_world->proxies.chosenDefault, 2);
        child<QPushButton>(u"default"_s, row(2))->click();
        QTRY_COMPARE(m_world->proxies.chosenDefault, 0);
    }

    void removingAsksAndNamesWhoStops()
    {
        fill();
        m_world->prompt.answer = false;
        child<QToolButton>(u"remove"_s, row(1))->click();
        QCOMPARE(m_world->prompt.asked.size(), 1);
        QCOMPARE(m_world->proxies.proxies().size(), 2);
        m_world->prompt.answer = true;
        child<QToolButton>(u"remove"_s, row(1))->click();
        QTRY_COMPARE(m_world->proxies.proxies().size(), 1);
        QTRY_VERIFY(!row(1) || !row(1)->isVisible());
    }

    void aRemovedDefaultIsNotTakenForNone()
    {
        m_world->proxies.chosenDefault = 9;
        fill();
        QVERIFY(child<QLabel>(u"withoutChoice"_s)->text().contains(u"was removed"));
        m_world->proxies.set({});
        QVERIFY(child<QLabel>(u"withoutChoice"_s)->isVisible());
    }

    void sharedExitsArePointedOut()
    {
        fill();
        QVERIFY(!child<QWidget>(u"sharedExits"_s)->isVisible());
        m_world->proxies.shared = {{u"203.0.113.9"_s, {u"Work"_s, u"Private"_s}}};
        fill();
        QVERIFY(child<QWidget>(u"sharedExits"_s)->isVisible());
        QVERIFY(dumpTexts(child<QWidget>(u"sharedExits"_s)).contains(u"Work and Private leave from 203.0.113.9"));
    }

    void aPastedAddressFillsTheFields()
    {
        ProxyDialog dialog(m_world->services(), m_theme, nullptr);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        verifyWalk(&dialog);
        child<QLineEdit>(u"name"_s, &dialog)->setText(u"Home"_s);
        child<QLineEdit>(u"host"_s, &dialog)->setText(u"socks5://us%40er:p%40%3A%2F%25@proxy.example.com:1081"_s);
        QCOMPARE(child<QLineEdit>(u"host"_s, &dialog)->text(), u"proxy.example.com"_s);
        QCOMPARE(child<QLineEdit>(u"port"_s, &dialog)->text(), u"1081"_s);
        QCOMPARE(child<QComboBox>(u"kind"_s, &dialog)->currentText(), u"SOCKS5"_s);
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        child<QPushButton>(u"save"_s, &dialog)->click();
        QVERIFY(accepted.wait());
        QCOMPARE(m_world->proxies.lastLogin, "us@er");
        QCOMPARE(m_world->proxies.lastPassword, "p@:/%");
        const QString texts = dumpTexts(&dialog);
        QVERIFY(!texts.contains(u"us@er") && !texts.contains(u"p@:/%"));
    }

    void problemsStandBesideTheirFields()
    {
        fill();
        ProxyDialog dialog(m_world->services(), m_theme, nullptr);
        dialog.show();
        child<QLineEdit>(u"name"_s, &dialog)->setText(u"Office"_s);
        child<QLineEdit>(u"port"_s, &dialog)->setText(u"70000"_s);
        child<QLineEdit>(u"password"_s, &dialog)->setText(u"x"_s);
        child<QPushButton>(u"save"_s, &dialog)->click();
        QVERIFY(child<QLineEdit>(u"name"_s, &dialog)->accessibleDescription().contains(u"already"));
        for (const QString &field : {u"host"_s, u"port"_s, u"login"_s})
            QVERIFY2(!child<QLineEdit>(field, &dialog)->accessibleDescription().isEmpty(), qPrintable(field));
        QCOMPARE(m_world->proxies.proxies().size(), 2);
    }

    void editingKeepsTheLoginUnlessANewOneIsTyped()
    {
        fill();
        const ProxyInfo known = m_world->proxies.proxies().first();
        {
            ProxyDialog dialog(m_world->services(), m_theme, &known);
            dialog.show();
            QVERIFY(!child<QLineEdit>(u"login"_s, &dialog)->isVisible());
            child<QPushButton>(u"save"_s, &dialog)->click();
            QTRY_VERIFY(m_world->proxies.lastKept);
        }
        ProxyDialog dialog(m_world->services(), m_theme, &known);
        dialog.show();
        child<QCheckBox>(u"keepLogin"_s, &dialog)->setChecked(false);
        child<QLineEdit>(u"login"_s, &dialog)->setText(u"new"_s);
        child<QPushButton>(u"save"_s, &dialog)->click();
        QTRY_VERIFY(!m_world->proxies.lastKept);
        QCOMPARE(m_world->proxies.lastLogin, "new");
    }

    void aFailureKeepsTheInput()
    {
        ProxyDialog dialog(m_world->services(), m_theme, nullptr);
        dialog.show();
        child<QLineEdit>(u"name"_s, &dialog)->setText(u"Home"_s);
        child<QLineEdit>(u"host"_s, &dialog)->setText(u"http://proxy.example.com:3128"_s);
        m_world->proxies.failWith = Error{Error::Code::Locked, {}};
        child<QPushButton>(u"save"_s, &dialog)->click();
        QTRY_VERIFY(child<QWidget>(u"failure"_s, &dialog)->isVisible());
        QVERIFY(child<QPushButton>(u"save"_s, &dialog)->isEnabled());
        QCOMPARE(child<QLineEdit>(u"host"_s, &dialog)->text(), u"proxy.example.com"_s);
    }

    void directHostsAreEdited()
    {
        BypassDialog dialog(m_world->proxies, m_theme);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        verifyWalk(&dialog);
        auto *hosts = child<QPlainTextEdit>(u"hosts"_s, &dialog);
        QCOMPARE(hosts->toPlainText(), u"localhost"_s);
        hosts->setPlainText(u"localhost\n10.0.0.0/8"_s);
        m_world->proxies.failWith = Error{Error::Code::Invalid, u"no pattern"_s};
        child<QPushButton>(u"save"_s, &dialog)->click();
        QTRY_VERIFY(dumpTexts(child<QWidget>(u"failure"_s, &dialog)).contains(u"no pattern"));
        child<QPushButton>(u"save"_s, &dialog)->click();
        QTRY_COMPARE(m_world->proxies.hosts, (QStringList{u"localhost"_s, u"10.0.0.0/8"_s}));
    }

    void anAccountChoosesItsProxiesInOrder()
    {
        fill();
        Account account = sampleAccount(1, u"Work"_s);
        ProxyChoiceDialog dialog(m_world->proxies, m_theme, account);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QVERIFY(child<QRadioButton>(u"byDefault"_s, &dialog)->isChecked());
        child<QRadioButton>(u"list"_s, &dialog)->setChecked(true);
        QVERIFY(!child<QPushButton>(u"save"_s, &dialog)->isEnabled()); // none is ticked
        auto *proxies = child<QListWidget>(u"proxies"_s, &dialog);
        for (int place : {0, 1})
            proxies->item(place)->setCheckState(Qt::Checked);
        proxies->setCurrentRow(1);
        child<QPushButton>(u"up"_s, &dialog)->click();
        child<QPushButton>(u"save"_s, &dialog)->click();
        QTRY_COMPARE(m_world->proxies.lastChoice.ids, (QList<qint64>{2, 1}));
        QCOMPARE(m_world->proxies.lastChoice.mode, ProxyChoice::Mode::List);
        account.proxies = m_world->proxies.lastChoice;
        QCOMPARE(proxyChoiceText(m_world->proxies, account.proxies), u"Spare, then Office"_s);
        account.proxies.ids << 9;
        QVERIFY(proxyChoiceText(m_world->proxies, account.proxies).endsWith(u"a removed proxy"));
    }
};

QTEST_MAIN(TestProxiesPage)
#include "tst_proxiespage.moc"
