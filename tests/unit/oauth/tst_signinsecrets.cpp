// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"
#include "core/oauth/formdata.h"
#include "core/oauth/signin.h"
#include "core/simulator/simulator.h"
#include "tests/support/scriptedupstream.h"
#include "tests/unit/oauth/browser.h"

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QString captured; // Qt's message handler is a plain function

void capture(QtMsgType, const QMessageLogContext &context, const QString &message)
{
    captured += QString::fromUtf8(context.category) + u": "_s + message + u'\n';
}

} // namespace

// Runs whole sign-ins with every category at debug level and searches the log and the errors for what they
// must not hold.
class TestSignInSecrets final : public QObject
{
    Q_OBJECT

    Simulator m_provider;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_provider.start()); }

    void noCodeVerifierStateOrTokenIsWritten_data()
    {
        QTest::addColumn<int>("status");      // of the token endpoint's answer; 0: the body is all it sends
        QTest::addColumn<QByteArray>("body"); // @body@: what it was sent
        QTest::newRow("a success") << 200 << QByteArray(R"({"access_token":"marker-access","refresh_token":"marker-refresh"})");
        QTest::newRow("a refusal that repeats everything") << 400 << QByteArray(R"({"error":"bad","error_description":"@body@"})");
        QTest::newRow("a success without sense") << 200 << QByteArray(R"({"token":"marker-access","refresh_token":"marker-refresh"})");
        QTest::newRow("a page that repeats everything") << 502 << QByteArray("<html>@body@</html>");
        QTest::newRow("no HTTP at all") << 0 << QByteArray("@body@\r\n\r\n");
    }

    void noCodeVerifierStateOrTokenIsWritten()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        captured.clear();
        QLoggingCategory::setFilterRules(u"*.debug=true\nqt.*.debug=false"_s);
        const auto previous = qInstallMessageHandler(capture);
        ScriptedUpstream tokens;
        QByteArray sent;
        tokens.setAnswer([&](const ScriptedUpstream::Seen &seen) {
            sent = seen.body;
            const QByteArray text = QByteArray(body).replace("@body@", sent);
            seen.socket->write(status == 0 ? text : ScriptedUpstream::json(status, text));
        });
        SignInProfile profile = *m_provider.profile().signIn;
        profile.tokenUrl = QString::fromLatin1(tokens.url()) + u"/token"_s;

        HttpEngine engine{HttpEngine::Options{}};
        Browser browser;
        SignIn signIn(profile, engine, SignIn::Options{});
        QString error;
        bool ended = false;
        connect(&signIn, &SignIn::finished, this, [&](const Result<TokenReply> &result) {
            ended = true;
            error = result ? QString() : result.error().detail;
        });
        const auto url = signIn.start();
        QVERIFY(url);
        const QByteArray redirect = browser.decide(*url);
        const auto query = parseForm(redirect.sliced(redirect.indexOf('?') + 1));
        QVERIFY(query);
        QVERIFY(!signIn.paste(u"marker-pasted#wrong"_s));
        const HttpResponse wrong = browser.get(redirect.left(redirect.indexOf('?')) + "?code=marker-foreign&state=marker-foreign",
                                               "cross-site");
        QCOMPARE(wrong.status, 400);
        QCOMPARE(browser.get(redirect, "same-site").status, 200);
        QTRY_VERIFY(ended);
        qInstallMessageHandler(previous);
        QLoggingCategory::setFilterRules({});

        const auto form = parseForm(sent);
        QVERIFY(form);
        QVERIFY(captured.contains(u"homeport.oauth: sign-in waits on port")); // the log was heard
        const QString all = captured + error;
        for (const QByteArray &secret : {query->at("code"), query->at("state"), form->at("code_verifier"), QByteArray("marker-access"),
                                         QByteArray("marker-refresh"), QByteArray("marker-pasted"), QByteArray("marker-foreign")})
            QVERIFY2(!all.contains(QString::fromUtf8(secret)), qPrintable(all));
    }
};

QTEST_GUILESS_MAIN(TestSignInSecrets)
#include "tst_signinsecrets.moc"
