// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/formdata.h"
#include "core/oauth/signin.h"
#include "core/simulator/simulator.h"
#include "tests/support/scriptedupstream.h"
#include "tests/unit/oauth/browser.h"

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// A browser that can't reach us, and a person who pastes what it shows.
class TestSignInPaste final : public QObject
{
    Q_OBJECT

    Simulator m_provider;
    std::unique_ptr<HttpEngine> m_engine;
    std::unique_ptr<SignIn> m_signIn;
    Browser m_browser;
    QList<Result<TokenReply>> m_results;

    // The redirect's address after an approval that never reached us.
    [[nodiscard]] QByteArray approve(bool openRouter, const QByteArray &decision = "approve")
    {
        return approve(openRouter ? openRouterProfile(m_provider.baseUrl()) : *m_provider.profile().signIn, decision);
    }

    [[nodiscard]] QByteArray approve(const SignInProfile &profile, const QByteArray &decision)
    {
        m_signIn = std::make_unique<SignIn>(profile, *m_engine, SignIn::Options{});
        connect(m_signIn.get(), &SignIn::finished, this, [this](const Result<TokenReply> &result) { m_results << result; });
        const auto url = m_signIn->start();
        return url ? m_browser.decide(*url, decision) : QByteArray();
    }

    [[nodiscard]] static QString field(const QByteArray &redirect, const QByteArray &name)
    {
        return QString::fromUtf8(parseForm(redirect.sliced(redirect.indexOf('?') + 1))->at(name));
    }

    // What a person might copy.
    [[nodiscard]] static QString written(const QString &form, const QByteArray &redirect)
    {
        if (form == u"address")
            return u"  %1 \n"_s.arg(QString::fromUtf8(redirect));
        if (form == u"code#state")
            return field(redirect, "code") + u'#' + field(redirect, "state");
        return field(redirect, "code");
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_provider.start()); }
    void init()
    {
        m_results.clear();
        m_engine = std::make_unique<HttpEngine>(HttpEngine::Options{});
    }
    void cleanup()
    {
        m_signIn.reset();
        m_engine.reset();
    }

    void completesTheSignIn_data()
    {
        QTest::addColumn<QString>("form");
        QTest::addColumn<bool>("openRouter");
        QTest::newRow("address") << u"address"_s << false;
        QTest::newRow("code#state") << u"code#state"_s << false;
        QTest::newRow("address, OpenRouter") << u"address"_s << true;
        QTest::newRow("code#state, OpenRouter") << u"code#state"_s << true;
        QTest::newRow("bare code, OpenRouter") << u"code"_s << true;
    }

    void completesTheSignIn()
    {
        QFETCH(QString, form);
        QFETCH(bool, openRouter);
        const QByteArray redirect = approve(openRouter);
        const auto pasted = m_signIn->paste(written(form, redirect));
        QVERIFY2(pasted, pasted ? "" : qPrintable(pasted.error().detail));
        QCOMPARE(m_signIn->state(), SignIn::State::Exchanging);
        QTRY_COMPARE(m_results.size(), 1);
        QVERIFY(m_results.first());
        QCOMPARE(m_results.first()->isApiKey, openRouter);
    }

    void anErrorLeavesTheFlowWaiting_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("code");
        QTest::newRow("empty") << QString() << int(Error::Code::Invalid);
        QTest::newRow("a sentence") << u"what is this"_s << int(Error::Code::Invalid);
        QTest::newRow("a bare code, where a state belongs") << u"some-code"_s << int(Error::Code::Invalid);
        QTest::newRow("another state") << u"some-code#another-state"_s << int(Error::Code::Unauthorized);
        QTest::newRow("another sign-in's address") << u"http://127.0.0.1:1/callback?code=c&state=s"_s << int(Error::Code::Unauthorized);
        QTest::newRow("another sign-in's denial")
            << u"http://127.0.0.1:1/callback?error=access_denied&state=s"_s << int(Error::Code::Unauthorized);
    }

    void anErrorLeavesTheFlowWaiting()
    {
        QFETCH(QString, text);
        QFETCH(int, code);
        const QByteArray redirect = approve(false);
        const auto pasted = m_signIn->paste(text);
        QVERIFY(!pasted);
        QCOMPARE(int(pasted.error().code), code);
        QCOMPARE(m_signIn->state(), SignIn::State::Waiting);
        QVERIFY(m_signIn->paste(QString::fromUtf8(redirect)));
        QTRY_COMPARE(m_results.size(), 1);
        QVERIFY(m_results.first());
    }

    void anAddressIsCheckedWhereABareCodeWouldDo_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("code");
        QTest::newRow("no state") << u"http://127.0.0.1:1/callback?code=c"_s << int(Error::Code::Invalid);
        QTest::newRow("no state, no scheme") << u"127.0.0.1:1/callback?code=c"_s << int(Error::Code::Invalid);
        QTest::newRow("another state") << u"http://127.0.0.1:1/callback?state=s&code=c"_s << int(Error::Code::Unauthorized);
    }

    void anAddressIsCheckedWhereABareCodeWouldDo()
    {
        QFETCH(QString, text);
        QFETCH(int, code);
        const QByteArray redirect = approve(true);
        const auto pasted = m_signIn->paste(text);
        QVERIFY(!pasted);
        QCOMPARE(int(pasted.error().code), code);
        QCOMPARE(m_signIn->state(), SignIn::State::Waiting);
        QVERIFY(m_signIn->paste(field(redirect, "code")));
        QTRY_COMPARE(m_results.size(), 1);
        QVERIFY(m_results.first());
    }

    void aPastedDenialEndsIt()
    {
        QVERIFY(m_signIn == nullptr);
        const QByteArray redirect = approve(false, "deny");
        QVERIFY(m_signIn->paste(QString::fromUtf8(redirect)));
        QCOMPARE(m_results.size(), 1);
        QCOMPARE(m_results.first().error().code, Error::Code::Unauthorized);
    }

    // The browser came through after all: too late while the exchange runs, and to nobody once it has ended.
    void countsOnce()
    {
        ScriptedUpstream tokens;
        tokens.setAnswer([](const ScriptedUpstream::Seen &) {}); // answers when the test says so
        SignInProfile profile = *m_provider.profile().signIn;
        profile.tokenUrl = QString::fromLatin1(tokens.url()) + u"/token"_s;
        const QByteArray redirect = approve(profile, "approve");
        QVERIFY(m_signIn->paste(QString::fromUtf8(redirect)));
        QVERIFY(!m_signIn->paste(QString::fromUtf8(redirect)));
        const HttpResponse late = m_browser.get(redirect, "same-site");
        QCOMPARE(late.status, 410);
        QVERIFY(late.body.contains("Already received"));
        QTRY_COMPARE(tokens.seen().size(), 1);
        tokens.seen().first().socket->write(ScriptedUpstream::json(200, R"({"access_token":"at","token_type":"Bearer"})"));
        QTRY_COMPARE(m_results.size(), 1);
        QVERIFY(m_results.first());
        QCOMPARE(m_browser.get(redirect, "same-site").status, 0);
        QCOMPARE(tokens.seen().size(), 1);
    }

    void afterTheEndNothingIsTaken()
    {
        const QByteArray redirect = approve(false);
        m_signIn->cancel();
        QVERIFY(!m_signIn->paste(QString::fromUtf8(redirect)));
        QCOMPARE(m_results.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSignInPaste)
#include "tst_signinpaste.moc"
