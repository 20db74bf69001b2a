// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/homeportprocess.h"

#include <QDirIterator>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// `homeportctl accounts sign-in` with this test as the browser and the demo's simulated provider.
class TestBrowserSignIn : public QObject
{
    Q_OBJECT

    HomeportProcess m_homeport;
    QProcess m_ctl;
    QUrl m_url;
    QByteArray m_printed; // by homeportctl

    static HttpAnswer request(const QUrl &url, const QByteArray &method, const QByteArray &form = {})
    {
        const QByteArray target = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
        return exchange(static_cast<quint16>(url.port()),
                        method + ' ' + target + " HTTP/1.1\r\nHost: " + url.authority().toLatin1()
                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\nContent-Length: "
                            + QByteArray::number(form.size()) + "\r\n\r\n" + form);
    }

    // What the person decides on the approval page; where the browser is sent then.
    [[nodiscard]] QUrl decide(const QByteArray &decision) const
    {
        const QByteArray page = request(m_url, "GET").body;
        const qsizetype start = page.indexOf("value=\"", page.indexOf("name=\"request\"")) + 7;
        const QByteArray id = page.mid(start, page.indexOf('"', start) - start);
        const HttpAnswer answer = request(m_url.resolved(QUrl(u"/oauth/approve"_s)), "POST", "request=" + id + "&decision=" + decision);
        const qsizetype location = answer.head.toLower().indexOf("location: ") + 10;
        return QUrl::fromEncoded(answer.head.mid(location, answer.head.indexOf('\r', location) - location));
    }

    [[nodiscard]] bool ended()
    {
        const bool done = QTest::qWaitFor([this] { return m_ctl.state() == QProcess::NotRunning; }, 20'000);
        m_printed += m_ctl.readAllStandardOutput() + m_ctl.readAllStandardError();
        return done;
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY2(m_homeport.start({u"--demo"_s, u"--log-level"_s, u"debug"_s}), m_homeport.err().constData());
        m_printed.clear();
        m_ctl.start(programPath(u"homeportctl"_s), {u"--state-dir"_s, m_homeport.stateDir(), u"accounts"_s, u"sign-in"_s, u"--provider"_s,
                                                    u"simulator"_s, u"--name"_s, u"mine"_s, u"--no-browser"_s});
        QTRY_VERIFY(m_ctl.canReadLine());
        m_url = QUrl::fromEncoded(m_ctl.readLine().trimmed());
        QVERIFY(m_url.isValid());
    }

    void cleanup()
    {
        m_ctl.kill();
        m_ctl.waitForFinished();
        QVERIFY(m_homeport.terminate());
    }

    void addsTheAccountAndLeavesNoCodeBehind()
    {
        const QUrl callback = decide("approve");
        const QByteArray code = QUrlQuery(callback).queryItemValue(u"code"_s).toLatin1();
        QVERIFY(code.size() >= 16);
        QCOMPARE(request(callback, "GET").status, 200);
        QVERIFY(ended());
        QCOMPARE(m_ctl.exitCode(), 0);
        QVERIFY2(m_printed.contains("account 2 \"mine\" added"), m_printed.constData());
        QVERIFY(m_homeport.ctl({u"accounts"_s, u"list"_s}).out.contains("mine"));

        QByteArray left = m_printed + m_homeport.out() + m_homeport.err();
        for (QDirIterator files(m_homeport.stateDir(), QDir::Files); files.hasNext();) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                left += file.readAll();
        }
        QVERIFY(left.contains("SQLite format 3"));
        QVERIFY(!left.contains(code));
    }

    void aDenialIsARefusal()
    {
        QVERIFY(request(decide("deny"), "GET").status > 0);
        QVERIFY(ended());
        QCOMPARE(m_ctl.exitCode(), 1);
        QVERIFY(!m_homeport.ctl({u"accounts"_s, u"list"_s}).out.contains("mine"));
    }

    void anInterruptedHomeportctlCancelsTheSignIn()
    {
        const QUrl redirect(QUrlQuery(m_url).queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded));
        QVERIFY(redirect.port() > 0);
        m_ctl.terminate();
        QVERIFY(ended());
        QTRY_COMPARE(request(redirect, "GET").status, 0); // nobody listens for the browser any more
        QCOMPARE(m_homeport.ctl({u"status"_s}).exitCode, 0);
    }
};

QTEST_GUILESS_MAIN(TestBrowserSignIn)
#include "tst_browsersignin.moc"
