// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/routesamples.h"
#include "ui/keys/pendingprograms.h"
#include "ui/keys/programscard.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

namespace {

const QDateTime Then(QDate(2026, 11, 25), QTime(12, 0), Qt::UTC);

WaitingProgram asking(const QString &path, int secondsLeft, int requests = 1)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return {path, 4242, u"claude (pid 4242)"_s, now, now.addSecs(secondsLeft), requests};
}

} // namespace

// New programs, and what was said of them.
class TestProgramCards final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<FakeAccess> m_access;
    std::unique_ptr<PendingPrograms> m_pending;
    std::unique_ptr<ProgramsCard> m_card;

    [[nodiscard]] static QWidget *line(const QWidget &card, const QString &path)
    {
        for (QWidget *line : card.findChildren<QWidget *>(u"program-"_s + path)) {
            if (!line->isHidden())
                return line; // others are on their way out
        }
        return nullptr;
    }
    [[nodiscard]] static QPushButton *button(const QWidget &card, const QString &path, const QString &which)
    {
        return line(card, path)->findChild<QPushButton *>(which);
    }
    [[nodiscard]] static QString text(const QWidget &card, const QString &path, const QString &which)
    {
        return line(card, path)->findChild<QLabel *>(which)->text();
    }
    [[nodiscard]] QCheckBox *ask() const { return m_card->findChild<QCheckBox *>(); }

private Q_SLOTS:
    void init()
    {
        m_access = std::make_unique<FakeAccess>();
        m_pending = std::make_unique<PendingPrograms>(*m_access);
        m_card = std::make_unique<ProgramsCard>(*m_access);
    }
    void cleanup()
    {
        m_card.reset();
        m_pending.reset();
        m_access.reset();
    }

    void isHiddenWhileNobodyAsks()
    {
        QVERIFY(m_pending->isHidden());
        m_access->setPrograms(true, {}, {asking(u"/opt/a"_s, 20)});
        QVERIFY(!m_pending->isHidden());
        m_access->setPrograms(true, {}, {});
        QVERIFY(m_pending->isHidden());
    }

    void tellsProgramProcessAndTimeLeft()
    {
        m_access->setPrograms(true, {}, {asking(u"/opt/a"_s, 25), asking(u"/opt/b"_s, -5, 0)});
        QCOMPARE(text(*m_pending, u"/opt/a"_s, u"path"_s), u"/opt/a"_s);
        QCOMPARE(text(*m_pending, u"/opt/a"_s, u"process"_s), u"claude (pid 4242)"_s);
        QVERIFY(text(*m_pending, u"/opt/a"_s, u"state"_s).contains(u"0:2"_s));
        QVERIFY(text(*m_pending, u"/opt/b"_s, u"state"_s).contains(u"refused"_s));
        QVERIFY(button(*m_pending, u"/opt/b"_s, u"allowProgram"_s)->isEnabled()); // for the next time
    }

    void theAnswerReachesTheService_data()
    {
        QTest::addColumn<QString>("which");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("allow") << u"allowProgram"_s << true;
        QTest::newRow("deny") << u"denyProgram"_s << false;
    }
    void theAnswerReachesTheService()
    {
        QFETCH(const QString, which);
        m_access->setPrograms(true, {}, {asking(u"/opt/a"_s, 25), asking(u"/opt/b"_s, 25)});
        button(*m_pending, u"/opt/b"_s, which)->click();
        QCOMPARE(m_access->programs().size(), 1);
        QCOMPARE(m_access->programs().first().executable, u"/opt/b"_s);
        QTEST(m_access->programs().first().allowed, "allowed");
        QVERIFY(!line(*m_pending, u"/opt/b"_s));
        QVERIFY(line(*m_pending, u"/opt/a"_s));
        QVERIFY(line(*m_card, u"/opt/b"_s));
    }

    void anAnswerThatWasNotKeptIsTold()
    {
        m_access->setPrograms(true, {}, {asking(u"/opt/a"_s, 25)});
        m_access->failWith = Error{Error::Code::Storage, {}};
        button(*m_pending, u"/opt/a"_s, u"allowProgram"_s)->click();
        QTRY_VERIFY(!text(*m_pending, u"/opt/a"_s, u"problem"_s).isEmpty());
        QVERIFY(button(*m_pending, u"/opt/a"_s, u"allowProgram"_s)->isEnabled());
    }

    void theQuestionIsOffUntilItIsAskedFor()
    {
        QVERIFY(!ask()->isChecked());
        ask()->click();
        QVERIFY(m_access->asksForPrograms());
        QTRY_VERIFY(ask()->isEnabled() && ask()->isChecked());
        ask()->click();
        QVERIFY(!m_access->asksForPrograms());
        QTRY_VERIFY(ask()->isEnabled());
        m_access->failWith = Error{Error::Code::Storage, {}};
        ask()->click();
        QTRY_VERIFY(ask()->isEnabled() && !ask()->isChecked()); // as it still is
        QVERIFY(!m_card->findChild<QLabel *>(u"askProblem"_s)->text().isEmpty());
    }

    void whatWasSaidCanBeChangedAndTakenBack()
    {
        m_access->setPrograms(true, {{u"/opt/a"_s, true, Then, Then}, {u"/opt/b"_s, false, Then, Then}}, {});
        QVERIFY(text(*m_card, u"/opt/a"_s, u"state"_s).startsWith(u"Allowed since"_s));
        QVERIFY(text(*m_card, u"/opt/b"_s, u"state"_s).startsWith(u"Denied since"_s));
        button(*m_card, u"/opt/a"_s, u"denyProgram"_s)->click();
        QVERIFY(text(*m_card, u"/opt/a"_s, u"state"_s).startsWith(u"Denied since"_s));
        button(*m_card, u"/opt/b"_s, u"forgetProgram"_s)->click();
        QCOMPARE(m_access->programs().size(), 1);
        QVERIFY(!line(*m_card, u"/opt/b"_s));
        QCOMPARE(m_card->tabStops().size(), 3);
    }
};

QTEST_MAIN(TestProgramCards)
#include "tst_programcards.moc"
