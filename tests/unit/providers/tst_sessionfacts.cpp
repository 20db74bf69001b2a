// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/sessionfacts.h"

#include "core/providers/anthropic/requestfacts.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <memory>
#include <random>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

// On a copy without a terminator, in a block of just its size: a sanitizer sees any byte read past it.
RequestFacts factsOf(QByteArrayView body, const HeaderBlock &headers = {})
{
    const auto block = std::make_unique<char[]>(static_cast<std::size_t>(body.size()));
    std::copy(body.begin(), body.end(), block.get());
    return anthropicRequestFacts(headers, QByteArrayView(block.get(), body.size()));
}

// JSON written with ' for ": moc 6.4 stumbles over some raw strings.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\x27', '\x22');
}

HeaderBlock sessionHeader(QByteArrayView session)
{
    HeaderBlock headers;
    headers.append("X-Claude-Code-Session-Id", session);
    return headers;
}

QByteArray withUserId(const QString &userId)
{
    return QJsonDocument(QJsonObject{{u"metadata"_s, QJsonObject{{u"user_id"_s, userId}}}}).toJson();
}

struct Recording
{
    QString name;
    QJsonObject body;
    HeaderBlock headers;
};

QList<Recording> recordings()
{
    QList<Recording> all;
    const QDir folder(QStringLiteral(PROJECT_ROOT "/tests/data/requests"));
    const QStringList names = folder.entryList({u"claude-code*.json"_s, u"sdk-anthropic*.json"_s}, QDir::Files);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QJsonObject whole = QJsonDocument::fromJson(file.readAll()).object();
        Recording recording{name, whole["body"_L1].toObject(), {}};
        const QJsonArray fields = whole["headers"_L1].toArray();
        for (const QJsonValue &field : fields)
            recording.headers.append(field[0].toString().toUtf8(), field[1].toString().toUtf8());
        all << recording;
    }
    return all;
}

} // namespace

class TestSessionFacts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatRealClientsSend()
    {
        const QList<Recording> all = recordings();
        QVERIFY(all.size() >= 10);
        int sessions = 0;
        for (const Recording &one : all) {
            for (const auto format : {QJsonDocument::Compact, QJsonDocument::Indented}) {
                const QByteArray body = QJsonDocument(one.body).toJson(format);
                const RequestFacts facts = factsOf(body, one.headers);
                QCOMPARE(facts.model, one.body["model"_L1].toString());
                QCOMPARE(facts.maxTokens, one.body["max_tokens"_L1].toInteger(-1));
                QCOMPARE(facts.stream, one.body["stream"_L1].toBool());
                QCOMPARE(facts.session, QString::fromUtf8(one.headers.value("x-claude-code-session-id")));
                QVERIFY(!facts.modelTwice);
                // Claude Code says the same in its body, where it has metadata.
                const RequestFacts withoutHeader = factsOf(body);
                if (one.body.contains("metadata"_L1)) {
                    QVERIFY2(!facts.session.isEmpty() && withoutHeader.session == facts.session, qPrintable(one.name));
                    ++sessions;
                } else {
                    QCOMPARE(withoutHeader.session, QString());
                }
            }
        }
        QVERIFY(sessions >= 12);
    }

    void findsTheSession_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("session");
        const QByteArray userId = withUserId(uR"({"device_id":"d","account_uuid":"","session_id":"in-user"})"_s);
        QTest::newRow("the header wins") << userId << QByteArray(" in-header ") << u"in-header"_s;
        QTest::newRow("an empty header does not") << userId << QByteArray(" ") << u"in-user"_s;
        QTest::newRow("user id as JSON") << userId << QByteArray() << u"in-user"_s;
        QTest::newRow("user id, older form") << withUserId(u"user_0f_account_a1-b2_session_c3-d4"_s) << QByteArray() << u"c3-d4"_s;
        QTest::newRow("user id, its own words") << withUserId(u"somebody"_s) << QByteArray() << QString();
        QTest::newRow("user id without a session") << withUserId(uR"({"device_id":"d"})"_s) << QByteArray() << QString();
        QTest::newRow("user id is malformed JSON") << withUserId(uR"({"device_id":"d",)"_s) << QByteArray() << QString();
        QTest::newRow("session is no text") << withUserId(uR"({"session_id":7})"_s) << QByteArray() << QString();
        QTest::newRow("metadata is no object") << QByteArray(R"({"metadata":"user_session_x","model":"m"})") << QByteArray() << QString();
        QTest::newRow("prompt cache key") << QByteArray(R"({"prompt_cache_key":"k"})") << QByteArray() << u"k"_s;
        QTest::newRow("conversation id") << QByteArray(R"({"conversation_id":"c"})") << QByteArray() << u"c"_s;
        QTest::newRow("conversation") << QByteArray(R"({"conversation":"c"})") << QByteArray() << u"c"_s;
        QTest::newRow("conversation as object") << QByteArray(R"({"conversation":{"id":"c"}})") << QByteArray() << u"c"_s;
        QTest::newRow("in order of worth, not of place")
            << QByteArray(R"({"conversation":"c","prompt_cache_key":"k","metadata":{"user_id":"user_a_session_s"}})") << QByteArray()
            << u"s"_s;
        QTest::newRow("nested ones don't count") << QByteArray(R"({"x":{"prompt_cache_key":"k"}})") << QByteArray() << QString();
        QTest::newRow("cut to 200") << json("{'prompt_cache_key':'") + QByteArray(900, 'k') + "\"}" << QByteArray() << QString(200, u'k');
    }

    void findsTheSession()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, header);
        QTEST(factsOf(body, header.isEmpty() ? HeaderBlock() : sessionHeader(header)).session, "session");
    }

    void readsTheRest_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<qint64>("maxTokens");
        QTest::addColumn<bool>("stream");
        QTest::addColumn<bool>("longCache");
        const auto row = [](const char *tag, const char *body, qint64 maxTokens, bool stream, bool longCache) {
            QTest::newRow(tag) << QByteArray(body) << maxTokens << stream << longCache;
        };
        row("nothing", "{}", -1, false, false);
        row("both", R"({"max_tokens":5,"stream":true})", 5, true, false);
        row("stream is no truth", R"({"stream":"true","max_tokens":"5"})", -1, false, false);
        row("no whole number", R"({"max_tokens":5.5})", -1, false, false);
        row("negative", R"({"max_tokens":-5})", -1, false, false);
        row("nested ones don't count", R"({"x":{"stream":true,"max_tokens":5}})", -1, false, false);
        row("an hour", R"({"system":[{"text":"x","cache_control":{"type":"ephemeral","ttl":"1h"}}]})", -1, false, true);
        row("an hour for all", R"({"cache_control":{"type":"ephemeral","ttl" : "1h" },"max_tokens":5})", 5, false, true);
        row("five minutes", R"({"tools":[{"cache_control":{"ttl":"5m"}}]})", -1, false, false);
        row("five minutes, and an hour", R"({"tools":[{"cache_control":{"ttl":"5m"}},{"cache_control":{"ttl":"1h"}}]})", -1, false, true);
        row("in a text", "{\"x\":\"{\\\"ttl\\\":\\\"1h\\\"}\",\"y\":\"ttl\"}", -1, false, false);
        row("malformed after it", R"({"max_tokens":5,"stream":true,"x":)", 5, true, false);
        row("malformed before it", R"({"max_tokens":5,"x":,"stream":true})", 5, false, false);
        row("no object", R"(["stream",true])", -1, false, false);
    }

    void readsTheRest()
    {
        QFETCH(QByteArray, body);
        const RequestFacts facts = factsOf(body);
        QTEST(facts.maxTokens, "maxTokens");
        QTEST(facts.stream, "stream");
        QTEST(facts.longCache, "longCache");
    }

    void saysWhenTheModelIsNotOne()
    {
        const RequestFacts twice = factsOf(json("{'model':'one','x':1,'mod\\u0065l':'two'}"));
        QVERIFY(twice.modelTwice);
        QCOMPARE(twice.model, u"one"_s);
        QVERIFY(!factsOf(R"({"model":"one","x":{"model":"two"}})").modelTwice);
    }

    // Whatever is damaged: the model is what modelOf() says, and nothing is read past the end.
    void agreesWithModelOf()
    {
        const QByteArray whole =
            R"({"a":[{"b":"x","ttl":"1h"}],"stream":true,"model":"claude-x","metadata":{"user_id":"u_session_s"},"z":[{}]})";
        const QByteArray alphabet = "{}[]\",: 1trfalsnu\\";
        std::mt19937 random(20261123);
        const auto below = [&random](qsizetype limit) {
            return static_cast<qsizetype>(random() % static_cast<std::mt19937::result_type>(limit));
        };
        int found = 0;
        for (int round = 0; round < 50'000; ++round) {
            QByteArray body = whole;
            for (qsizetype changes = below(4); changes > 0; --changes)
                body[below(body.size())] = alphabet[below(alphabet.size())];
            body.truncate(body.size() - below(3) * below(40));
            const RequestFacts facts = factsOf(body);
            found += facts.model.isEmpty() ? 0 : 1;
            QVERIFY2(facts.model == modelOf(body), body.constData());
        }
        QVERIFY(found > 10'000 && found < 49'000);
    }

    void fiveMegabytes_data()
    {
        QTest::addColumn<QByteArray>("body");
        const QByteArray head = R"({"model":"m","messages":[{"role":"user","content":[)";
        const QByteArray tail = R"(]}],"max_tokens":5})";
        QTest::newRow("one image") << head + json("{'type':'image','source':{'data':'") + QByteArray(5'000'000, 'A') + "\"}}" + tail;
        QTest::newRow("a long talk")
            << head + json("{'type':'text','text':'some \\'quoted\\' words and a line\\n'},").repeated(84'000).chopped(1) + tail;
    }

    void fiveMegabytes()
    {
        QFETCH(QByteArray, body);
        QVERIFY(body.size() > 5'000'000);
        RequestFacts facts;
        QBENCHMARK
        {
            facts = anthropicRequestFacts({}, body);
        }
        QCOMPARE(facts.maxTokens, 5);
    }
};

QTEST_GUILESS_MAIN(TestSessionFacts)
#include "tst_sessionfacts.moc"
