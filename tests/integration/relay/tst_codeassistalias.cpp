// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// An alias in the path of a public Gemini request, at an account that wants the model in the body.
class TestCodeAssistAlias final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServedModelIsWrapped_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("generate") << QByteArray("generateContent")
                                  << QByteArray(R"({"model":"gemini-x","project":"project-1","request":{"contents":[]}})");
        QTest::newRow("count") << QByteArray("countTokens") << QByteArray(R"({"request":{"model":"models/gemini-x","contents":[]}})");
    }

    void theServedModelIsWrapped()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, body);
        RelayFixture relay;
        RelaySnapshot world = relay.snapshot();
        RelayAccount &account = world.accounts.front();
        account.protocol = Protocol::Gemini;
        account.pathStyle = PathStyle::CodeAssist;
        account.authStyle = AuthStyle::Bearer;
        account.credential = Account::Credential::OAuth;
        account.projectId = "project-1";
        world.aliases = {{u"quick"_s, u"gemini-x"_s}};
        relay.host.setSnapshot(std::move(world));
        relay.settle();
        const QByteArray sent = R"({"contents":[]})";
        RawClient client(relay.host.port());
        client.send("POST /v1beta/models/quick:" + method + " HTTP/1.1\r\n" + relay.hostField() + "x-goog-api-key: " + relay.key
                    + "\r\nContent-Length: " + QByteArray::number(sent.size()) + "\r\n\r\n" + sent);
        QTRY_COMPARE(relay.upstream.seen().size(), 1);
        QCOMPARE(relay.upstream.seen().first().body, body);
    }
};

QTEST_GUILESS_MAIN(TestCodeAssistAlias)
#include "tst_codeassistalias.moc"
