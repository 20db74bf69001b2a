// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/activity/contentsdialog.h"
#include "ui/activity/wiretext.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestContentsDialog final : public QObject
{
    Q_OBJECT

    static constexpr quint64 Id = 7;

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<ContentsDialog> m_dialog;

    void open()
    {
        m_dialog = std::make_unique<ContentsDialog>(m_world->contents, m_world->clipboard, m_theme, sampleRequest(Id));
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    template <typename T>
    T *find(const QString &name)
    {
        return m_dialog->findChild<T *>(name);
    }
    QString text() { return find<WireText>(u"contentsText"_s)->toPlainText(); }
    QString selected() { return find<WireText>(u"contentsText"_s)->textCursor().selectedText(); }
    QString place() { return find<QLabel>(u"matchPlace"_s)->text(); }
    QString shownTitle() // of a state that has nothing to show
    {
        QStringList texts;
        for (const QLabel *label : find<QStackedWidget>(u"contentsStates"_s)->currentWidget()->findChildren<QLabel *>())
            texts << label->text();
        return texts.join(u'\n');
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->contents.keep(Id, sampleContents(QDateTime({2026, 11, 23}, {9, 31}, Qt::UTC)));
    }
    void cleanup()
    {
        m_dialog.reset();
        m_world.reset();
    }

    void showsBothSidesAndUntilWhen()
    {
        open();
        QTRY_VERIFY(text().startsWith(u"POST /v1/messages?beta=true HTTP/1.1\nhost: "));
        QVERIFY(text().contains(u"authorization: [removed]\n"));
        QVERIFY(text().contains(u"\n\n{\n  \"model\": \"claude-sonnet-4-5\",\n"));
        QVERIFY(text().contains(u"\"temperature\": 1.0\n}"));
        QVERIFY(find<QLabel>(u"contentsAbout"_s)->text().contains(u"Kept until 11/30/26"));
        find<QToolButton>(u"answerSide"_s)->click();
        QVERIFY(text().startsWith(u"HTTP/1.1 200 OK\n"));
        QVERIFY(text().contains(u"\n\nevent: message_start\ndata: {\"type\":\"message_start\","));
        QVERIFY(!find<QCheckBox>(u"indent"_s)->isVisible()); // a stream stays as it is
    }

    void markupIsTextLikeAnyOther()
    {
        open();
        QTRY_VERIFY(text().contains(u"<b>Tuesdays</b>"));
        QVERIFY(text().contains(u"https://example.com/log.txt"));
        const auto flags = find<WireText>(u"contentsText"_s)->textInteractionFlags();
        QVERIFY(!flags.testFlag(Qt::LinksAccessibleByMouse) && !flags.testFlag(Qt::LinksAccessibleByKeyboard));
        QVERIFY(!flags.testFlag(Qt::TextEditable));
    }

    void headAndIndentationCanBeLeftOut()
    {
        open();
        QTRY_VERIFY(!text().isEmpty());
        find<QCheckBox>(u"showHead"_s)->click();
        QVERIFY(text().startsWith(u"{\n  \"model\""));
        find<QCheckBox>(u"indent"_s)->click();
        QVERIFY(text().startsWith(u"{\"model\":\"claude-sonnet-4-5\","));
        find<QToolButton>(u"answerSide"_s)->click();
        QVERIFY(text().startsWith(u"event: message_start")); // the choice stays
    }

    void copiesWhatIsShownPastClipboardHistories()
    {
        open();
        QTRY_VERIFY(!text().isEmpty());
        find<QCheckBox>(u"showHead"_s)->click();
        find<QCheckBox>(u"indent"_s)->click();
        find<QToolButton>(u"copyContents"_s)->click();
        QCOMPARE(m_world->clipboard.text.toUtf8(), sampleContents({}).request.body);
        QVERIFY(m_world->clipboard.secret);
    }

    void findsFromOneMatchToTheNext()
    {
        open();
        QTRY_VERIFY(!text().isEmpty());
        QTest::keyClick(m_dialog.get(), Qt::Key_F, Qt::ControlModifier);
        auto *line = find<QLineEdit>(u"findInContents"_s);
        QTRY_VERIFY(line->hasFocus());
        QTest::keyClicks(line, u"SHIPS"_s);
        QCOMPARE(place(), u"1 of 2"_s);
        QCOMPARE(selected(), u"ships"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(m_dialog->isVisible()); // and did not end it
        QCOMPARE(place(), u"2 of 2"_s);
        QTest::keyClick(line, Qt::Key_F3);
        QCOMPARE(place(), u"1 of 2"_s); // from the top again
        find<QToolButton>(u"previousMatch"_s)->click();
        QCOMPARE(place(), u"2 of 2"_s);
        find<QToolButton>(u"answerSide"_s)->click();
        QCOMPARE(place(), u"Not found"_s);
        QVERIFY(!find<QToolButton>(u"nextMatch"_s)->isEnabled());
        line->setText(u"ferry"_s);
        QCOMPARE(place(), u"1 of 1"_s);
        line->clear();
        QVERIFY(!find<QLabel>(u"matchPlace"_s)->isVisible());
    }

    void aCutBodySaysSo()
    {
        KeptContents contents = sampleContents(QDateTime::currentDateTimeUtc());
        contents.request.body.append(65'536 - contents.request.body.size(), ' ');
        contents.request.bodySize = 1'200'000;
        m_world->contents.keep(Id, contents);
        open();
        QTRY_COMPARE(find<QLabel>(u"bodyNote"_s)->text(), u"Body: first 64 KiB of 1.2 MB"_s);
    }

    void saysWhyThereIsNothingToShow_data()
    {
        QTest::addColumn<Error::Code>("code");
        QTest::addColumn<QString>("title");
        QTest::newRow("not kept") << Error::Code::NotFound << u"Nothing is kept of this request"_s;
        QTest::newRow("locked") << Error::Code::Locked << u"The contents are sealed"_s;
        QTest::newRow("broken") << Error::Code::Storage << u"The contents could not be read"_s;
    }
    void saysWhyThereIsNothingToShow()
    {
        QFETCH(const Error::Code, code);
        QFETCH(const QString, title);
        m_world->contents.failWith = Error{code, {}};
        open();
        QTRY_VERIFY2(shownTitle().contains(title), qPrintable(shownTitle()));
        m_world->contents.failWith.reset();
        auto *retry = find<QPushButton>(code == Error::Code::Locked ? u"retryLocked"_s : u"retryContents"_s);
        if (code == Error::Code::NotFound)
            return;
        QVERIFY(retry->isVisible());
        retry->click();
        QTRY_VERIFY(text().startsWith(u"POST"));
    }

    void showsThatItLoads()
    {
        m_world->contents.hold = true;
        open();
        QCOMPARE(find<QStackedWidget>(u"contentsStates"_s)->currentWidget()->property("text").toString(), u"Loading…"_s);
        m_world->contents.answer();
        QTRY_VERIFY(text().startsWith(u"POST"));
    }

    void whatIsDeletedMeanwhileIsGoneFromTheWindow()
    {
        open();
        QTRY_VERIFY(dumpTexts(m_dialog.get()).contains(u"harbour"));
        m_world->contents.forget();
        QTRY_VERIFY(shownTitle().contains(u"Nothing is kept"));
        QVERIFY(!dumpTexts(m_dialog.get()).contains(u"harbour"));
    }

    void everythingIsNamedReachedAndWhole()
    {
        open();
        QTRY_VERIFY(!text().isEmpty());
        m_dialog->resize(m_dialog->minimumSize());
        find<QLineEdit>(u"findInContents"_s)->setText(u"e"_s);
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(unreachableByTab(m_dialog.get()).join(u'\n'), QString());
    }
};

QTEST_MAIN(TestContentsDialog)
#include "tst_contentsdialog.moc"
