// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/routesamples.h"
#include "tests/ui/walk.h"
#include "ui/keys/deletecontentsdialog.h"
#include "ui/keys/keyspage.h"
#include "ui/text/languages.h"
#include "ui/theme/theme.h"
#include "ui/widgets/statelabel.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// All that is kept, and its deletion.
class TestKeptContents final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<KeysPage> m_page;
    std::unique_ptr<Translations> m_english; // "one request"

    QPushButton *button() { return m_page->findChild<QPushButton *>(u"deleteContents"_s); }
    QString summary() { return m_page->findChild<QLabel *>(u"keptSummary"_s)->text(); }
    QLabel *outcome() { return m_page->findChild<QLabel *>(u"deletedContents"_s); }
    void keep(quint64 count)
    {
        for (quint64 id = 1; id <= count; ++id)
            m_world->contents.keep(id, sampleContents(QDateTime({2026, 11, 20}, {12, 0}, Qt::UTC).addDays(static_cast<int>(id))));
    }
    DeleteContentsDialog *openDialog()
    {
        button()->click();
        return m_page->findChild<DeleteContentsDialog *>();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_english = std::make_unique<Translations>(u"en"_s);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void init()
    {
        m_world = std::make_unique<World>();
        m_page = std::make_unique<KeysPage>(m_world->services(), m_theme);
        m_page->resize(760, 720);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void whereNothingIsKeptNothingIsDeleted()
    {
        QTRY_VERIFY(summary().startsWith(u"Nothing is kept"));
        QVERIFY(!button()->isEnabled());
        keep(1);
        QTRY_VERIFY(button()->isEnabled());
        QVERIFY2(summary().startsWith(u"The contents of one request are kept: 49.2 kB on disk, from 11/21/26"), qPrintable(summary()));
        keep(3);
        QTRY_VERIFY2(summary().startsWith(u"The contents of 3 requests are kept: 98.3 kB on disk, the oldest from 11/21/26"),
                     qPrintable(summary()));
    }

    void aKeyThatKeepsContentsSaysSo()
    {
        fillAccess(m_world->access);
        const auto badge = [this] { return m_page->findChild<QWidget *>(u"key1"_s)->findChild<StateLabel *>(u"contents"_s); };
        QVERIFY(!badge()->isVisible());
        KeyPolicy policy;
        policy.contentsDays = 7;
        (void)m_world->access.setPolicy(1, policy);
        QVERIFY(badge()->isVisible());
        QCOMPARE(badge()->text(), u"Contents are kept for 7 days"_s);
        policy.contentsDays = 1;
        (void)m_world->access.setPolicy(1, policy);
        QCOMPARE(badge()->text(), u"Contents are kept for a day"_s);
        m_page->findChild<QCheckBox *>(u"showRevoked"_s)->setChecked(true);
        (void)m_world->access.revoke(1, false); // nothing comes any more
        QVERIFY(!badge()->isVisible());
    }

    void asksFirst()
    {
        keep(3);
        QTRY_VERIFY(button()->isEnabled());
        DeleteContentsDialog *dialog = openDialog();
        QVERIFY(dialog);
        QVERIFY(dialog->findChild<QLabel *>(u"what"_s)->text().contains(u"3 requests"));
        QVERIFY(dialog->findChild<QPushButton *>(u"cancel"_s)->isDefault());
        dialog->findChild<QPushButton *>(u"cancel"_s)->click();
        QTRY_VERIFY(!m_page->findChild<DeleteContentsDialog *>());
        QCOMPARE(m_world->contents.purges, 0);
        QVERIFY(!outcome()->isVisible());

        openDialog()->findChild<QPushButton *>(u"confirmDelete"_s)->click();
        QTRY_COMPARE(m_world->contents.purges, 1);
        QTRY_VERIFY(outcome()->isVisible());
        QCOMPARE(outcome()->text(), u"The contents of 3 requests were deleted."_s);
        QTRY_VERIFY(!button()->isEnabled());
    }

    void aFailureIsSaidAndCanBeTriedAgain()
    {
        keep(1);
        QTRY_VERIFY(button()->isEnabled());
        DeleteContentsDialog *dialog = openDialog();
        m_world->contents.failWith = Error{Error::Code::Storage, u"disk full"_s};
        auto *confirm = dialog->findChild<QPushButton *>(u"confirmDelete"_s);
        confirm->click();
        QTRY_VERIFY(dialog->findChild<QWidget *>(u"failure"_s)->isVisible());
        m_world->contents.failWith.reset();
        QVERIFY(confirm->isEnabled());
        confirm->click();
        QTRY_COMPARE(outcome()->text(), u"The contents of one request were deleted."_s);
    }

    void anUnreadableFileIsSaid()
    {
        m_world->contents.failWith = Error{Error::Code::Storage, u"malformed"_s};
        Q_EMIT m_world->contents.changed();
        QTRY_VERIFY2(summary().contains(u"malformed"), qPrintable(summary()));
        QVERIFY(!button()->isEnabled());
    }

    void everythingIsNamedReachedAndWhole()
    {
        DeleteContentsDialog dialog(m_world->contents, m_theme, {3, 98'304, QDateTime({2026, 11, 21}, {12, 0}, Qt::UTC)});
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QTRY_COMPARE(cutOffTexts(&dialog).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(&dialog).join(u'\n'), QString());
        QCOMPARE(unreachableByTab(&dialog).join(u'\n'), QString());
    }
};

QTEST_MAIN(TestKeptContents)
#include "tst_keptcontents.moc"
