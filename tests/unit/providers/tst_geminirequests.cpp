// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/gemini/protocol.h"
#include "core/providers/modelname.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <memory>
#include <random>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr ApiCall::Kind Generate = ApiCall::Kind::Generate;

ApiCall publicCall(const QByteArray &model, bool stream = false)
{
    return {Protocol::Gemini, Generate, model, stream, false, stream};
}

ApiCall codeAssistCall(bool stream = true)
{
    return {Protocol::Gemini, Generate, {}, stream, true, stream};
}

// On a copy without a terminator, in a block of just its size: a sanitizer sees any byte read past it.
RequestFacts factsOf(const ApiCall &call, QByteArrayView body)
{
    const auto block = std::make_unique<char[]>(static_cast<std::size_t>(body.size()));
    std::copy(body.begin(), body.end(), block.get());
    return GeminiProtocol().requestFacts(call, {}, QByteArrayView(block.get(), body.size()));
}

// JSON written with ' for ": moc 6.4 stumbles over some raw strings.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\x27', '\x22');
}

QByteArray recordedBody(const QString &name)
{
    QFile file(QStringLiteral(PROJECT_ROOT "/tests/data/requests/") + name);
    return file.open(QIODevice::ReadOnly)
               ? QJsonDocument(QJsonDocument::fromJson(file.readAll())["body"_L1].toObject()).toJson(QJsonDocument::Compact)
               : QByteArray();
}

} // namespace

class TestGeminiRequests final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePathNamesModelAndStream()
    {
        const RequestFacts stream = factsOf(publicCall("gemini-3.8-flash", true), recordedBody(u"gemini-cli-stream.json"_s));
        QCOMPARE(stream, (RequestFacts{u"gemini-3.8-flash"_s, {}, -1, true}));
        const RequestFacts single = factsOf(publicCall("gemini-3.5-flash-lite"), recordedBody(u"gemini-cli-classifier.json"_s));
        QCOMPARE(single, (RequestFacts{u"gemini-3.5-flash-lite"_s, {}, -1, false}));
        QVERIFY(recordedBody(u"sdk-genai-stream.json"_s).size() > 10);
        QCOMPARE(factsOf(publicCall("gemini-2.5-flash", true), recordedBody(u"sdk-genai-stream.json"_s)).model, u"gemini-2.5-flash"_s);
    }

    void inCodeAssistsShapeTheBodyNamesModelAndSession()
    {
        const QByteArray body = recordedBody(u"gemini-cli-codeassist-stream.json"_s);
        const RequestFacts facts = factsOf(codeAssistCall(), body);
        QCOMPARE(facts, (RequestFacts{u"gemini-3-flash"_s, u"86736bc9-8f6a-425e-bdad-e2242bdcf88e"_s, -1, true}));
        const RequestFacts load = factsOf({Protocol::Gemini, ApiCall::Kind::Service, {}, false, true, false},
                                          recordedBody(u"gemini-cli-codeassist-load.json"_s));
        QCOMPARE(load, RequestFacts());
    }

    void readsWhatIsSaid_data()
    {
        QTest::addColumn<bool>("codeAssist");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("model");
        QTest::addColumn<qint64>("maxTokens");
        QTest::addColumn<QString>("session");
        const auto row = [](const char *name, bool codeAssist, const char *body, const char *model, qint64 maxTokens, const char *session) {
            QTest::newRow(name) << codeAssist << json(body) << QString::fromLatin1(model) << maxTokens << QString::fromLatin1(session);
        };
        row("limit", false, "{'generationConfig':{'topK':1,'maxOutputTokens':64},'contents':[]}", "m", 64, "");
        row("limit in the other way of writing", false, "{'generation_config':{'max_output_tokens':65}}", "m", 65, "");
        row("no limit inside contents", false, "{'contents':[{'generationConfig':{'maxOutputTokens':64}}]}", "m", -1, "");
        row("a limit that is none", false, "{'generationConfig':{'maxOutputTokens':-5}}", "m", -1, "");
        row("a config that is none", false, "{'generationConfig':[{'maxOutputTokens':5}]}", "m", -1, "");
        row("the body's model is not asked", false, "{'model':'models/other','session_id':'s'}", "m", -1, "");
        row("broken after the limit", false, "{'generationConfig':{'maxOutputTokens':7},'contents':[", "m", 7, "");
        row("no JSON", false, "hello", "m", -1, "");
        row("nothing", false, "", "m", -1, "");
        row("wrapped", true, "{'request':{'session_id':'s1','generationConfig':{'maxOutputTokens':9}},'model':'g'}", "g", 9, "s1");
        row("wrapped, the other way", true, "{'model':'g','request':{'sessionId':'s2'}}", "g", -1, "s2");
        row("not wrapped", true, "{'model':'g','session_id':'s','generationConfig':{'maxOutputTokens':9}}", "g", -1, "");
        row("a model inside only", true, "{'request':{'model':'g'}}", "", -1, "");
        row("a collection", true, "{'model':'models/g-1'}", "g-1", -1, "");
        row("escaped", true, "{'mo\\u0064el':'g\\u002d2'}", "g-2", -1, "");
        row("a model that is no text", true, "{'model':['g']}", "", -1, "");
    }

    void readsWhatIsSaid()
    {
        QFETCH(bool, codeAssist);
        QFETCH(QByteArray, body);
        const RequestFacts facts = factsOf(codeAssist ? codeAssistCall() : publicCall("m"), body);
        QTEST(facts.model, "model");
        QTEST(facts.maxTokens, "maxTokens");
        QTEST(facts.session, "session");
        QVERIFY(!facts.modelTwice);
    }

    void twoModelsAreTold()
    {
        const RequestFacts facts = factsOf(codeAssistCall(), json("{'model':'a','request':{},'model':'b'}"));
        QVERIFY(facts.modelTwice);
        QCOMPARE(facts.model, u"a"_s);
        QVERIFY(factsOf(codeAssistCall(), json("{'model':1,'mode\\u006c':'b'}")).modelTwice);
    }

    void aPathMayNameTheCollectionToo()
    {
        QCOMPARE(factsOf(publicCall("models/gemini-2.5-pro"), "{}").model, u"gemini-2.5-pro"_s);
        QCOMPARE(factsOf(publicCall("tunedModels"), "{}").model, u"tunedModels"_s);
    }

    void longNamesAreCutOrLeftOut()
    {
        const QByteArray session(900, 's');
        QCOMPARE(factsOf(codeAssistCall(), QByteArray("{\"request\":{\"session_id\":\"" + session + "\"}}")).session.size(), 200);
        const QByteArray name(MaxModelName + 1, 'm');
        QVERIFY(factsOf(codeAssistCall(), QByteArray("{\"model\":\"" + name + "\"}")).model.isEmpty());
    }

    // Whatever is cut off or damaged, nothing is read past the end, and nothing is told that is not there.
    void damagedBodiesDoNoHarm()
    {
        const QByteArray body = recordedBody(u"gemini-cli-codeassist-stream.json"_s);
        std::mt19937 random(20261126);
        for (int i = 0; i < 2000; ++i) {
            QByteArray damaged = body.first(static_cast<qsizetype>(random() % static_cast<unsigned>(body.size())));
            for (int n = 0; n < 3 && !damaged.isEmpty(); ++n)
                damaged[static_cast<qsizetype>(random() % static_cast<unsigned>(damaged.size()))] = static_cast<char>(random() % 256);
            const RequestFacts facts = factsOf(codeAssistCall(), damaged);
            QVERIFY(facts.session.size() <= 200);
            QVERIFY(facts.maxTokens >= -1);
        }
    }
};

QTEST_APPLESS_MAIN(TestGeminiRequests)
#include "tst_geminirequests.moc"
