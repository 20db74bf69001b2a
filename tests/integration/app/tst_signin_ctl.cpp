// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which way a new account takes from its first byte on, and through which OAuth client. The proxy is a real one that leaves from an
// address of its own, so the servers' lists of peers tell what came direct (from 127.0.0.1).
#include "tests/integration/app/signinbench.h"
#include "tests/integration/proxies/realproxy.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

class TestSignInCtl final : public QObject
{
    Q_OBJECT

    static constexpr auto Exit = "127.0.0.71"_L1;

    OwnCertificate m_certificate;
    std::unique_ptr<SignInBench> m_bench;

    [[nodiscard]] bool addProxy(const QString &name, quint16 port) const
    {
        return m_bench
                   ->run({u"proxies"_s, u"add"_s, u"--name"_s, name, u"--url"_s, u"socks5://127.0.0.1:%1"_s.arg(port), u"--login"_s,
                          QString::fromUtf8(RealProxy::User), u"--password-stdin"_s},
                         RealProxy::Password + '\n')
                   .exitCode
               == 0;
    }

    [[nodiscard]] static QStringList signIn(const QString &name) { return {u"--provider"_s, u"scripted"_s, u"--name"_s, name}; }

    [[nodiscard]] QJsonObject account(const QString &id) const
    {
        return QJsonDocument::fromJson(m_bench->run({u"--json"_s, u"accounts"_s, u"show"_s, id}).out).object()["account"_L1].toObject();
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<SignInBench>();
        QVERIFY2(m_bench->start(), m_bench->homeport.err().constData());
    }

    void cleanup() { m_bench.reset(); }

    void aNewAccountTakesItsProxyFromTheFirstByte()
    {
        RealProxy proxy(RealProxy::Kind::Microsocks, Exit, m_certificate);
        QVERIFY2(proxy.start(), proxy.log().constData());
        QVERIFY(addProxy(u"dead"_s, 1) && addProxy(u"office"_s, proxy.proxy().port));
        ScriptedUpstream provider;
        provider.answerWith(ScriptedUpstream::json(200, R"({"type":"message","content":[]})"));

        QVERIFY2(m_bench->begin(signIn(u"mine"_s) + QStringList{u"--proxy"_s, u"office"_s}), m_bench->printed().constData());
        m_bench->redirect("a-code");
        QVERIFY(m_bench->ended());
        QVERIFY2(m_bench->ctl.exitCode() == 0, m_bench->printed().constData());
        QVERIFY(m_bench->lastBody().contains("code=a-code"));
        QCOMPARE(m_bench->authorizer.peers(), QStringList{Exit});
        QCOMPARE(account(u"1"_s)["proxies"_L1]["ids"_L1].toArray(), QJsonArray{2});

        QCOMPARE(m_bench->run({u"accounts"_s, u"pause"_s, u"1"_s}).exitCode, 0);
        const Finished added = m_bench->run({u"accounts"_s, u"add"_s, u"--provider"_s, u"anthropic-compatible"_s, u"--name"_s, u"by key"_s,
                                             u"--base-url"_s, QString::fromLatin1(provider.url()), u"--proxy"_s, u"dead, office"_s,
                                             u"--api-key-stdin"_s},
                                            "sk-a-key\n");
        QVERIFY2(added.exitCode == 0, added.err.constData());
        QCOMPARE(account(u"2"_s)["proxies"_L1]["ids"_L1].toArray(), (QJsonArray{1, 2}));
        const QByteArray key = m_bench->run({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        QCOMPARE(m_bench->homeport.post(key, messagesBody("hello", false)).status, 200);
        QCOMPARE(provider.peers(), QStringList{Exit});
    }

    // A new account that wants none must not be held up by a default proxy.
    void directIsAChoiceToo()
    {
        QVERIFY(addProxy(u"dead"_s, 1));
        QCOMPARE(m_bench->run({u"proxies"_s, u"default"_s, u"1"_s}).exitCode, 0);
        QVERIFY2(m_bench->begin(signIn(u"mine"_s) + QStringList{u"--proxy"_s, u"direct"_s}), m_bench->printed().constData());
        m_bench->redirect("a-code");
        QVERIFY(m_bench->ended());
        QVERIFY2(m_bench->ctl.exitCode() == 0, m_bench->printed().constData());
        QCOMPARE(m_bench->authorizer.peers(), QStringList{u"127.0.0.1"_s});
        QCOMPARE(account(u"1"_s)["proxies"_L1]["mode"_L1].toString(), u"direct"_s);
    }

    void aProxyThatIsNoneIsRefusedBeforeAnythingLeaves()
    {
        const QStringList key{u"accounts"_s, u"add"_s,     u"--provider"_s, u"anthropic"_s,      u"--name"_s,
                              u"by key"_s,   u"--proxy"_s, u"nobody"_s,     u"--api-key-stdin"_s};
        const QStringList browser{u"accounts"_s, u"sign-in"_s, u"--no-browser"_s, u"--proxy"_s, u"nobody"_s};
        for (const Finished &refused : {m_bench->run(key, "sk-a-key\n"), m_bench->run(browser + signIn(u"mine"_s)),
                                        m_bench->run(browser + QStringList{u"--account"_s, u"1"_s})}) {
            QCOMPARE(refused.exitCode, 1);
            QVERIFY2(refused.err.count('\n') == 1 && refused.err.contains("proxy"), refused.err.constData());
        }
        QCOMPARE(m_bench->authorizer.connectionCount(), 0);
        QCOMPARE(m_bench->run({u"accounts"_s, u"list"_s}).out, "no accounts\n");
    }

    // What the exchange went through is what refreshes it.
    void signingInAgainWithAnotherClientKeepsThatClient()
    {
        QVERIFY2(m_bench->begin(signIn(u"mine"_s) + QStringList{u"--client-id"_s, u"first"_s, u"--client-secret-stdin"_s}, "secret-1\n"),
                 m_bench->printed().constData());
        m_bench->redirect("code-1");
        QVERIFY(m_bench->ended());
        QVERIFY2(m_bench->ctl.exitCode() == 0, m_bench->printed().constData());

        QVERIFY(m_bench->begin({u"--account"_s, u"1"_s, u"--client-id"_s, u"second"_s, u"--client-secret-stdin"_s}, "secret-2\n"));
        m_bench->redirect("code-2");
        QVERIFY(m_bench->ended());
        for (const char *part : {"code=code-2", "client_id=second", "client_secret=secret-2"})
            QVERIFY2(m_bench->lastBody().contains(part), part);
        QCOMPARE(m_bench->run({u"accounts"_s, u"refresh"_s, u"1"_s}).exitCode, 0);
        for (const char *part : {"refresh_token=refresh-2", "client_id=second", "client_secret=secret-2"})
            QVERIFY2(m_bench->lastBody().contains(part), m_bench->lastBody().constData());

        // The same id with a new secret: it was rotated. Without one: the secret that is kept.
        QVERIFY(m_bench->begin({u"--account"_s, u"1"_s, u"--client-id"_s, u"second"_s, u"--client-secret-stdin"_s}, "secret-3\n"));
        m_bench->redirect("code-3");
        QVERIFY(m_bench->ended());
        QVERIFY(m_bench->begin({u"--account"_s, u"1"_s, u"--client-id"_s, u"second"_s}));
        m_bench->redirect("code-4");
        QVERIFY(m_bench->ended());
        QVERIFY(m_bench->lastBody().contains("code=code-4") && m_bench->lastBody().contains("client_secret=secret-3"));
        QCOMPARE(m_bench->run({u"accounts"_s, u"refresh"_s, u"1"_s}).exitCode, 0);
        QVERIFY2(m_bench->lastBody().contains("client_secret=secret-3"), m_bench->lastBody().constData());
        QVERIFY(!m_bench->printed().contains("secret-"));
    }
};

QTEST_GUILESS_MAIN(TestSignInCtl)
#include "tst_signin_ctl.moc"
