// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/modellist.h"
#include "core/providers/modeltext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(homeport::ModelShape)

// Lists of models: what is read of theirs, and what ours look like.
class TestModelList final : public QObject
{
    Q_OBJECT

    static QStringList idsIn(const QList<ListedModel> &models)
    {
        QStringList ids;
        for (const ListedModel &model : models)
            ids << model.id;
        return ids;
    }
    static ListedModel plain(const QString &id)
    {
        ListedModel model;
        model.id = id;
        return model;
    }

private Q_SLOTS:
    void readsEveryProvidersList_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QStringList>("ids");
        QTest::addColumn<QByteArray>("next");
        const auto row = [](const char *name, const QByteArray &body, const QStringList &ids, const QByteArray &next = {}) {
            QTest::newRow(name) << body << ids << next;
        };
        row("Anthropic",
            R"({"data":[{"type":"model","id":"claude-x","display_name":"X","created_at":"2026-01-02T00:00:00Z"}],)"
            R"("has_more":true,"first_id":"claude-x","last_id":"claude-x"})",
            {u"claude-x"_s}, "claude-x");
        row("Anthropic, the last page", R"({"data":[{"type":"model","id":"a"}],"has_more":false,"last_id":"a"})", {u"a"_s});
        row("OpenAI", R"({"object":"list","data":[{"id":"gpt-x","object":"model","created":1,"owned_by":"o"},{"id":"gpt-y"}]})",
            {u"gpt-x"_s, u"gpt-y"_s});
        row("a bare list", R"([{"id":"vendor/x"} , {"id":"vendor/y"}])", {u"vendor/x"_s, u"vendor/y"_s});
        row("Gemini", R"({"models":[{"name":"models/gemini-x","displayName":"X"}],"nextPageToken":"t=1"})", {u"gemini-x"_s}, "t=1");
        row("Codex", R"({"models":[{"slug":"gpt-x-codex","display_name":"X","base_instructions":"…"}]})", {u"gpt-x-codex"_s});
        row("escaped", "{\"d\\u0061ta\":[{\"id\":\"\\u0061\"}]}", {u"a"_s});
        row("what is no model is left out", R"({"data":[1,"x",null,{},{"id":7},{"name":"tunedModels/y"},{"id":"ok"}]})", {u"ok"_s});
        row("empty", R"({"data":[]})", {});
    }
    void readsEveryProvidersList()
    {
        QFETCH(QByteArray, body);
        const auto page = readModelPage(body);
        QVERIFY(page);
        QTEST(idsIn(page->models), "ids");
        QTEST(page->next, "next");
    }

    void refusesWhatIsNoList_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {"", "null", "{}", R"({"data":{}})", R"({"error":{"message":"no"}})", R"({"data":[{"id":"x"}])",
                                 R"({"data":[{"id":"x"}]} x)", "[1", "<html>"})
            QTest::newRow(body) << QByteArray(body);
    }
    void refusesWhatIsNoList()
    {
        QFETCH(QByteArray, body);
        QVERIFY(!readModelPage(body));
    }

    void saysWhatAModelIs()
    {
        const QByteArray object =
            R"({ "type" : "model", "id":"c", "display_name":"C \u00fc", "created_at":"2026-01-02T00:00:00Z", "n":1.0 })";
        const auto page = readModelPage(QByteArray("{\"data\":[" + object + "]}"));
        QVERIFY(page);
        const ListedModel model = page->models.value(0);
        QCOMPARE(model.displayName, u"C ü"_s);
        QCOMPARE(model.createdAt, 1'767'312'000);
        QVERIFY(model.shape == ModelShape::Anthropic);
        QCOMPARE(model.description, object); // byte for byte
    }

    void asksInEachProtocol()
    {
        QCOMPARE(modelListTarget(Protocol::Anthropic, {}, {}), QByteArray("/v1/models?limit=1000"));
        QCOMPARE(modelListTarget(Protocol::Anthropic, "a b&c", {}), QByteArray("/v1/models?limit=1000&after_id=a%20b%26c"));
        QCOMPARE(modelListTarget(Protocol::Gemini, {}, {}), QByteArray("/v1beta/models?pageSize=1000"));
        QCOMPARE(modelListTarget(Protocol::Gemini, "t=1", {}), QByteArray("/v1beta/models?pageSize=1000&pageToken=t%3D1"));
        QCOMPARE(modelListTarget(Protocol::OpenAi, {}, {}), QByteArray("/v1/models"));
        QCOMPARE(modelListTarget(Protocol::OpenAi, {}, "0.169.0"), QByteArray("/v1/models?client_version=0.169.0"));
    }

    void writesEachShape_data()
    {
        QTest::addColumn<ModelShape>("shape");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("Anthropic") << ModelShape::Anthropic
                                   << QByteArray(
                                          R"({"data":[{"type":"model","id":"a","display_name":"A","created_at":"2026-01-02T00:00:00Z"},)"
                                          R"({"type":"model","id":"b\t","display_name":"b\t","created_at":"1970-01-01T00:00:00Z"}],)"
                                          R"("has_more":false,"first_id":"a","last_id":"b\t"})");
        QTest::newRow("OpenAI") << ModelShape::OpenAi
                                << QByteArray(
                                       R"({"object":"list","data":[{"id":"a","object":"model","created":1767312000,"owned_by":"lab"},)"
                                       R"({"id":"b\t","object":"model","created":0,"owned_by":"homeport"}]})");
        QTest::newRow("Gemini") << ModelShape::Gemini
                                << QByteArray(R"({"models":[{"name":"models/a","displayName":"A"},)"
                                              R"({"name":"models/b\t","displayName":"b\t"}]})");
        QTest::newRow("Codex") << ModelShape::Codex
                               << QByteArray(
                                      R"({"object":"list","data":[{"id":"a","object":"model","created":1767312000,"owned_by":"lab"},)"
                                      R"({"id":"b\t","object":"model","created":0,"owned_by":"homeport"}],"models":[]})");
    }
    void writesEachShape()
    {
        QFETCH(ModelShape, shape);
        ListedModel first = plain(u"a"_s);
        first.displayName = u"A"_s;
        first.createdAt = 1'767'312'000;
        first.owner = u"lab"_s;
        const QByteArray body = modelListBody(shape, {first, plain(u"b\t"_s)});
        QTEST(body, "body");
        QVERIFY(QJsonDocument::fromJson(body).isObject());
        QVERIFY(QJsonDocument::fromJson(modelListBody(shape, {})).isObject());
        // What we write can be read.
        const auto page = readModelPage(body);
        QVERIFY(page && page->next.isEmpty());
        QCOMPARE(idsIn(page->models), QStringList({u"a"_s, u"b\t"_s}));
    }

    void aDescriptionInTheWantedShapeStaysByteForByte()
    {
        const QByteArray object = R"({ "id":"gpt-x" ,"object":"model", "z":[1.0] })";
        const auto page = readModelPage(QByteArray("{\"data\":[" + object + "]}"));
        QVERIFY(page);
        QCOMPARE(modelBody(ModelShape::OpenAi, page->models.value(0)), object);
        QCOMPARE(modelListBody(ModelShape::OpenAi, page->models), QByteArray("{\"object\":\"list\",\"data\":[" + object + "]}"));
        QVERIFY(modelBody(ModelShape::Anthropic, page->models.value(0)).startsWith(R"({"type":"model","id":"gpt-x")"));
    }

    void codexGetsOnlyWhatItsOwnServersSaid()
    {
        const QByteArray object = R"({"slug":"gpt-x-codex","base_instructions":"be kind"})";
        const auto page = readModelPage(QByteArray("{\"models\":[" + object + "]}"));
        QVERIFY(page);
        const QByteArray body = modelListBody(ModelShape::Codex, page->models + QList<ListedModel>{plain(u"other"_s)});
        QVERIFY2(body.endsWith(QByteArray("\"models\":[" + object + "]}")), body.constData());
        QCOMPARE(QJsonDocument::fromJson(body)["data"_L1].toArray().size(), 2);
    }
};

QTEST_APPLESS_MAIN(TestModelList)
#include "tst_modellist.moc"
