// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"
#include "tests/support/scriptedupstream.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// Another price list, from a server of its own, in a real homeport.
class TestPricesProcess final : public QObject
{
    Q_OBJECT

    Simulator m_provider;
    ScriptedUpstream m_server;
    HomeportProcess m_homeport;
    QByteArray m_secret;
    QByteArray m_key;

    [[nodiscard]] QString url() const { return QString::fromLatin1(m_server.url()) + u"/prices.json"_s; }
    [[nodiscard]] QJsonObject json(const QStringList &arguments) const
    {
        return QJsonDocument::fromJson(m_homeport.ctl(QStringList{u"--json"_s} + arguments).out).object();
    }
    void serve(const QByteArray &json, int status = 200)
    {
        m_server.answerWith(ScriptedUpstream::json(status, QByteArray(json).replace('\'', '"')));
    }
    [[nodiscard]] static QByteArray liteLlm(const QByteArray &input)
    {
        return "{'claude-sonnet-4-5':{'litellm_provider':'anthropic','mode':'chat','input_cost_per_token':" + input
               + ",'output_cost_per_token':1e-03},'x/y':{'litellm_provider':'bedrock'}}";
    }
    // What one more request costs, in nano-dollars, and what it would at so many of them for a token.
    void verifyPrice(qint64 input, qint64 output)
    {
        const auto total = [this] {
            return json({u"usage"_s, u"--since"_s, u"1d"_s})["usage"_L1]["total"_L1]["cost_nanos"_L1].toInteger();
        };
        const qint64 before = total();
        const TokenUsage used = m_provider.usage(m_secret);
        QCOMPARE(m_homeport.post(m_key, messagesBody("hello", false)).status, 200);
        const TokenUsage now = m_provider.usage(m_secret);
        QTRY_COMPARE(total() - before, (now.input - used.input) * input + (now.output - used.output) * output);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_provider.start());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        m_secret = m_provider.issueApiKey();
        QVERIFY(m_homeport.addAccount(m_provider.baseUrl(), m_secret));
        m_key = m_homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"one"_s}).out.trimmed();
    }

    void saysWhichPricesAreUsed()
    {
        const Finished prices = m_homeport.ctl({u"prices"_s});
        QCOMPARE(prices.exitCode, 0);
        QVERIFY2(prices.out.contains("bundled") && prices.out.contains("models have a price"), prices.out.constData());
        const Finished apply = m_homeport.ctl({u"prices"_s, u"apply"_s});
        QCOMPARE(apply.exitCode, 1);
        QVERIFY(apply.err.contains("prices check"));
        verifyPrice(3000, 15'000);
    }

    void checkedThenApplied()
    {
        serve(liteLlm("5e-04"));
        const Finished check = m_homeport.ctl({u"prices"_s, u"check"_s, url()});
        QVERIFY2(check.exitCode == 0, check.err.constData());
        QVERIFY2(check.out.contains("changed  claude-sonnet-4-5: 3 in, 15 out") && check.out.contains("now 500 in, 1000 out")
                     && check.out.contains("0 new, 1 changed, 0 gone"),
                 check.out.constData());
        QVERIFY(m_server.seen().constLast().head.startsWith("GET /prices.json HTTP/1.1\r\n"));
        verifyPrice(3000, 15'000); // nothing has changed yet
        QCOMPARE(m_homeport.ctl({u"prices"_s, u"apply"_s}).exitCode, 0);
        verifyPrice(500'000, 1'000'000); // at once
        const QJsonArray layers = json({u"prices"_s})["prices"_L1]["layers"_L1].toArray();
        QCOMPARE(layers.size(), 2);
        QCOMPARE(layers[1]["source"_L1].toString(), url());
        QVERIFY(m_homeport.ctl({u"prices"_s, u"check"_s, url()}).out.contains("nothing would change"));
    }

    void aFileWorksTooAndTheUsersOwnStay()
    {
        QFile own(m_homeport.stateDir() + u"/prices-own.json"_s);
        QVERIFY(own.open(QIODevice::WriteOnly));
        own.write(R"({"version":"mine","models":{"claude-sonnet-4-5":{"input":7,"output":8}}})");
        own.close();
        QVERIFY(m_homeport.terminate());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        verifyPrice(7000, 8000);
        QFile file(m_homeport.file(u"list.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"version":"other","models":{"claude-sonnet-4-5":{"input":1,"output":1},"another":{"input":1,"output":1}}})");
        file.close();
        const Finished check = m_homeport.ctl({u"prices"_s, u"check"_s, file.fileName()});
        QVERIFY2(check.out.contains("claude-sonnet-4-5 *") && check.out.contains("your own price of it stays")
                     && check.out.contains("new      another: "),
                 check.out.constData());
        QCOMPARE(m_homeport.ctl({u"prices"_s, u"apply"_s}).exitCode, 0);
        verifyPrice(7000, 8000);
    }

    void aBadListIsOneClearError_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("not there") << QByteArray("{}") << 404 << QByteArray("status 404");
        QTest::newRow("no list") << QByteArray("{}") << 200 << QByteArray("neither Homeport's nor LiteLLM's");
        QTest::newRow("a bad price") << QByteArray("{'version':'1','models':{'m':{'input':-1,'output':1}}}") << 200
                                     << QByteArray("m.input");
    }
    void aBadListIsOneClearError()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, status);
        QFETCH(QByteArray, why);
        serve(answer, status);
        const QJsonObject before = json({u"prices"_s});
        const Finished check = m_homeport.ctl({u"prices"_s, u"check"_s, url()});
        QCOMPARE(check.exitCode, 1);
        QCOMPARE(check.err.count('\n'), 1);
        QVERIFY2(check.err.contains(why), check.err.constData());
        QCOMPARE(m_homeport.ctl({u"prices"_s, u"apply"_s}).exitCode, 1);
        QCOMPARE(json({u"prices"_s}), before);
    }

    // Never past the default proxy.
    void goesThroughTheDefaultProxy()
    {
        ScriptedUpstream proxy;
        proxy.answerWith("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
        serve(liteLlm("5e-04"));
        m_server.forgetSeen();
        QCOMPARE(m_homeport.ctl({u"proxies"_s, u"add"_s, u"--name"_s, u"office"_s, u"--url"_s, QString::fromLatin1(proxy.url())}).exitCode,
                 0);
        QCOMPARE(m_homeport.ctl({u"proxies"_s, u"default"_s, u"1"_s}).exitCode, 0);
        QCOMPARE(m_homeport.ctl({u"proxies"_s, u"bypass"_s, u"--hosts"_s, QString()}).exitCode, 0);
        const Finished check = m_homeport.ctl({u"prices"_s, u"check"_s, url()});
        QCOMPARE(check.exitCode, 1);
        QCOMPARE(check.err.count('\n'), 1);
        QVERIFY(!proxy.seen().isEmpty());
        QVERIFY(m_server.seen().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPricesProcess)
#include "tst_prices_process.moc"
