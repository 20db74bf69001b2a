// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "ui/theme/theme.h"
#include "ui/widgets/secretedit.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestSecretEdit final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<SecretEdit> m_edit;

    [[nodiscard]] QLineEdit *line() const { return m_edit->line(); }
    [[nodiscard]] QToolButton *reveal() const { return m_edit->findChild<QToolButton *>(u"reveal"_s); }

private Q_SLOTS:
    void init()
    {
        m_edit = std::make_unique<SecretEdit>(m_theme, u"API key"_s);
        m_edit->show();
    }

    void whatIsTypedIsMaskedUntilRevealed()
    {
        QTest::keyClicks(line(), u"planted-key"_s);
        QCOMPARE(line()->echoMode(), QLineEdit::Password);
        reveal()->click();
        QCOMPARE(line()->echoMode(), QLineEdit::Normal);
        QCOMPARE(reveal()->accessibleName(), u"Hide API key"_s);
    }

    void aTakenSecretCanNotBeBroughtBack_data()
    {
        QTest::addColumn<bool>("revealed");
        QTest::newRow("masked") << false;
        QTest::newRow("revealed") << true; // a masked line has no undo of its own
    }
    void aTakenSecretCanNotBeBroughtBack()
    {
        QFETCH(const bool, revealed);
        QTest::keyClicks(line(), u"planted-key"_s);
        if (revealed)
            reveal()->click();
        QVERIFY(*m_edit->take() == Secret(QByteArray("planted-key")));
        QCOMPARE(line()->echoMode(), QLineEdit::Password);
        QCOMPARE(reveal()->accessibleName(), u"Reveal API key"_s);
        reveal()->click();
        QVERIFY(!line()->isUndoAvailable());
        QTest::keySequence(line(), QKeySequence::Undo);
        QCOMPARE(line()->text(), QString());
        QVERIFY(!dumpTexts(m_edit.get()).contains(u"planted-key"));
    }

    void whatIsTypedAfterADisplayedSecretIsMasked()
    {
        m_edit->display(shareSecret("planted-secret"));
        QVERIFY(!dumpTexts(m_edit.get()).contains(u"planted-secret"));
        m_edit->clear();
        QVERIFY(!m_edit->isDisplaying());
        QVERIFY(!line()->isReadOnly());
        QCOMPARE(line()->echoMode(), QLineEdit::Password);
        QTest::keyClicks(line(), u"another"_s);
        QCOMPARE(line()->displayText(), QString(7, line()->displayText().at(0)));
        QVERIFY(line()->displayText() != u"another");
    }
};

QTEST_MAIN(TestSecretEdit)
#include "tst_secretedit.moc"
