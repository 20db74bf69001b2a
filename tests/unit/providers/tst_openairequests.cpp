// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/wireprotocol.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

const ApiCall Call{Protocol::OpenAi, ApiCall::Kind::Generate, {}, false, false, false};

// On a copy without a terminator, in a block of just its size: a sanitizer sees any byte read past it.
RequestFacts factsOf(QByteArrayView body, const HeaderBlock &headers = {})
{
    const auto block = std::make_unique<char[]>(static_cast<std::size_t>(body.size()));
    std::copy(body.begin(), body.end(), block.get());
    return wireProtocol(Protocol::OpenAi).requestFacts(Call, headers, QByteArrayView(block.get(), body.size()));
}

// JSON written with ' for ": moc 6.4 stumbles over some raw strings.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\x27', '\x22');
}

HeaderBlock field(QByteArrayView name, QByteArrayView value)
{
    HeaderBlock headers;
    headers.append(name, value);
    return headers;
}

} // namespace

class TestOpenAiRequests final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatClientsSend_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("session");
        QTest::newRow("codex") << u"codex-first"_s << u"01a206cd-2d75-7390-a7e6-3ca3b311d2a3"_s;
        QTest::newRow("codex, after a tool") << u"codex-toolresult"_s << u"01a206ce-b6de-75b1-92f7-8d05a5f59ee4"_s;
        QTest::newRow("chat completions") << u"sdk-openai-stream"_s << QString();
        QTest::newRow("responses") << u"sdk-responses-stream"_s << QString();
    }

    void readsWhatClientsSend()
    {
        QFETCH(QString, file);
        QFETCH(QString, session);
        QFile recorded(QStringLiteral(PROJECT_ROOT "/tests/data/requests/openai/") + file + u".json"_s);
        QVERIFY(recorded.open(QIODevice::ReadOnly));
        const QJsonObject whole = QJsonDocument::fromJson(recorded.readAll()).object();
        HeaderBlock headers;
        const QJsonArray fields = whole["headers"_L1].toArray();
        for (const QJsonValue &one : fields)
            headers.append(one[0].toString().toUtf8(), one[1].toString().toUtf8());
        for (const auto format : {QJsonDocument::Compact, QJsonDocument::Indented}) {
            const QByteArray body = QJsonDocument(whole["body"_L1].toObject()).toJson(format);
            const RequestFacts facts = factsOf(body, headers);
            QCOMPARE(facts.model, u"gpt-5.1"_s);
            QVERIFY(facts.stream);
            QVERIFY(!facts.modelTwice);
            QCOMPARE(facts.maxTokens, -1); // a tool's schema has a max_output_tokens
            QCOMPARE(facts.session, session);
            QCOMPARE(factsOf(body).session, session); // Codex says it twice: in a field, and as prompt_cache_key
        }
    }

    void findsTheSession_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("session");
        const auto row = [](const char *tag, const char *body, const char *name, const char *value, const char *session) {
            QTest::newRow(tag) << json(body) << QByteArray(name) << QByteArray(value) << QString::fromLatin1(session);
        };
        row("the field wins", "{'prompt_cache_key':'k'}", "Session-Id", " f ", "f");
        row("its older name", "{'prompt_cache_key':'k'}", "session_id", "f", "f");
        row("an empty field does not", "{'prompt_cache_key':'k'}", "session-id", " ", "k");
        row("prompt cache key", "{'prompt_cache_key':'k','conversation':'c'}", "x", "y", "k");
        row("conversation", "{'conversation':'c'}", "x", "y", "c");
        row("conversation as object", "{'conversation':{'id':'c'}}", "x", "y", "c");
        row("conversation id", "{'conversation_id':'c'}", "x", "y", "c");
        row("metadata is the user's own", "{'metadata':{'user_id':'user_a_session_s'}}", "x", "y", "");
        row("none", "{'model':'m'}", "x", "y", "");
    }

    void findsTheSession()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QTEST(factsOf(body, field(name, value)).session, "session");
    }

    void cutsALongSession() { QCOMPARE(factsOf("{}", field("session-id", QByteArray(900, 's'))).session, QString(200, u's')); }

    void readsTheRest_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<qint64>("maxTokens");
        QTest::addColumn<bool>("stream");
        const auto row = [](const char *body, qint64 maxTokens, bool stream) { QTest::newRow(body) << json(body) << maxTokens << stream; };
        row("{}", -1, false);
        row("{'max_tokens':5,'stream':true}", 5, true);
        row("{'max_completion_tokens':6,'stream':false}", 6, false);
        row("{'max_output_tokens':7}", 7, false);
        row("{'max_output_tokens':null,'stream':null}", -1, false);
        row("{'max_tokens':5,'max_completion_tokens':9}", 9, false);
        row("{'max_completion_tokens':9,'max_tokens':5}", 9, false);
        row("{'max_tokens':'5','stream':'true'}", -1, false);
        row("{'max_tokens':-5}", -1, false);
        row("{'x':{'max_tokens':5,'stream':true}}", -1, false);
        row("{'max_tokens':5,'stream':true,'x':", 5, true);
        row("['max_tokens',5]", -1, false);
    }

    void readsTheRest()
    {
        QFETCH(QByteArray, body);
        const RequestFacts facts = factsOf(body);
        QTEST(facts.maxTokens, "maxTokens");
        QTEST(facts.stream, "stream");
        QVERIFY(!facts.longCache);
    }

    void saysWhenTheModelIsNotOne()
    {
        const RequestFacts twice = factsOf(json("{'model':'one','x':1,'model':'two'}"));
        QVERIFY(twice.modelTwice);
        QCOMPARE(twice.model, u"one"_s);
        QVERIFY(!factsOf(json("{'model':'one','x':{'model':'two'}}")).modelTwice);
    }

    void takesTheModelOfThePathWhereTheBodyNamesNone()
    {
        const ApiCall call{Protocol::OpenAi, ApiCall::Kind::Model, "gpt-5.1", false, false, false};
        QCOMPARE(wireProtocol(Protocol::OpenAi).requestFacts(call, {}, {}).model, u"gpt-5.1"_s);
    }

    void fiveMegabytes()
    {
        const QByteArray body = json("{'model':'m','messages':[{'content':[{'image_url':{'url':'data:#'}}]}],'max_tokens':5}")
                                    .replace('#', QByteArray(5'000'000, 'A'));
        RequestFacts facts;
        QBENCHMARK
        {
            facts = factsOf(body);
        }
        QCOMPARE(facts.maxTokens, 5);
    }
};

QTEST_GUILESS_MAIN(TestOpenAiRequests)
#include "tst_openairequests.moc"
