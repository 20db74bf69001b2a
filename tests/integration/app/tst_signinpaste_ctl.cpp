// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A sign-in whose end comes from a person: a page that shows a code, or a browser on another computer.
#include "tests/integration/app/signinbench.h"

#include <QDirIterator>
#include <QTest>
#include <QUrlQuery>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

class TestSignInPasteCtl final : public QObject
{
    Q_OBJECT

    std::unique_ptr<SignInBench> m_bench;

    [[nodiscard]] bool begin(const QString &provider, const QStringList &more = {})
    {
        return m_bench->begin(QStringList{u"--provider"_s, provider, u"--name"_s, u"mine"_s} + more);
    }

    [[nodiscard]] bool isAdded() const { return m_bench->run({u"accounts"_s, u"list"_s}).out.contains("mine"); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<SignInBench>();
        QVERIFY2(m_bench->start(), m_bench->homeport.err().constData());
    }

    void cleanup() { m_bench.reset(); }

    void aCodeIsPastedAndAWrongOneMayBeTriedAgain()
    {
        QVERIFY2(begin(u"codepage"_s, {u"--paste"_s}), m_bench->printed().constData());
        QVERIFY(m_bench->says("Paste the code"));
        m_bench->ctl.write("what is this\n");
        QVERIFY2(m_bench->says("neither the address of the page you were sent to nor a code. Paste it again"),
                 m_bench->printed().constData());
        m_bench->ctl.write("marker-of-a-code#another-state\n");
        QVERIFY2(m_bench->says("This belongs to another sign-in"), m_bench->printed().constData());
        QCOMPARE(m_bench->ctl.state(), QProcess::Running);
        QVERIFY(m_bench->authorizer.seen().isEmpty());
        m_bench->ctl.write("marker-of-a-code#" + m_bench->state() + '\n');
        QVERIFY(m_bench->ended());
        QVERIFY2(m_bench->ctl.exitCode() == 0, m_bench->printed().constData());
        QVERIFY(m_bench->printed().contains("account 1 \"mine\" added"));
        QCOMPARE(m_bench->authorizer.seen().size(), 1);
        QVERIFY(m_bench->lastBody().contains("code=marker-of-a-code"));
        QVERIFY(isAdded());

        QByteArray left = m_bench->printed() + m_bench->homeport.out() + m_bench->homeport.err();
        for (QDirIterator files(m_bench->homeport.stateDir(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); files.hasNext();) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                left += file.readAll();
        }
        QVERIFY(left.contains("SQLite format 3"));
        QVERIFY(!left.contains("marker-of-a-code"));
    }

    void theAddressOfABrowserElsewhereIsPasted()
    {
        QVERIFY2(begin(u"scripted"_s, {u"--paste"_s}), m_bench->printed().constData());
        const QByteArray redirect = QUrlQuery(m_bench->url).queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded).toLatin1();
        m_bench->ctl.write(redirect + "?code=a-code&state=" + m_bench->state()); // no line end: the last line
        m_bench->ctl.closeWriteChannel();
        QVERIFY(m_bench->ended());
        QVERIFY2(m_bench->ctl.exitCode() == 0, m_bench->printed().constData());
        QVERIFY(isAdded());
    }

    // The browser may still come back by itself.
    void withoutAPasteTheRedirectCounts()
    {
        QVERIFY2(begin(u"scripted"_s, {u"--paste"_s}), m_bench->printed().constData());
        m_bench->ctl.closeWriteChannel();
        m_bench->redirect("a-code");
        QVERIFY(m_bench->ended());
        QVERIFY2(m_bench->ctl.exitCode() == 0, m_bench->printed().constData());
        QVERIFY(isAdded());
    }

    void anInputThatEndsWithoutACodeEndsTheSignIn()
    {
        QVERIFY2(begin(u"codepage"_s, {u"--paste"_s}), m_bench->printed().constData());
        m_bench->ctl.write("some-code#another-state\n");
        m_bench->ctl.closeWriteChannel();
        QVERIFY(m_bench->ended());
        QCOMPARE(m_bench->ctl.exitCode(), 1);
        QVERIFY2(m_bench->printed().contains("has ended, and the sign-in has no code"), m_bench->printed().constData());
        QVERIFY(!isAdded());
    }

    void anotherHomeportctlHandsTheCodeOver()
    {
        QVERIFY2(begin(u"codepage"_s), m_bench->printed().constData());
        QVERIFY(m_bench->says("homeportctl accounts sign-in-code 1"));
        const QStringList hand{u"accounts"_s, u"sign-in-code"_s, u"1"_s};
        const Finished wrong = m_bench->run(hand, "some-code#another-state\n");
        QCOMPARE(wrong.exitCode, 1);
        QVERIFY2(wrong.err.contains("another sign-in") && wrong.err.count('\n') == 1, wrong.err.constData());
        QCOMPARE(m_bench->run({u"accounts"_s, u"sign-in-code"_s, u"7"_s}, "c#s\n").exitCode, 1);
        QCOMPARE(m_bench->run({u"accounts"_s, u"sign-in-code"_s}, "c#s\n").exitCode, 2);
        const Finished right = m_bench->run(hand, "a-code#" + m_bench->state() + '\n');
        QVERIFY2(right.exitCode == 0, right.err.constData());
        QVERIFY(m_bench->ended());
        QCOMPARE(m_bench->ctl.exitCode(), 0);
        QVERIFY(isAdded());
        QCOMPARE(m_bench->run(hand, "a-code#" + m_bench->state() + '\n').exitCode, 1); // it has ended
    }
};

QTEST_GUILESS_MAIN(TestSignInPasteCtl)
#include "tst_signinpaste_ctl.moc"
