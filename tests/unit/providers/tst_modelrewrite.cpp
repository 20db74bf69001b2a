// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/modelpattern.h"
#include "core/providers/modelrewrite.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <array>
#include <random>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

// Aliases: what they mean, and the one value they change.
class TestModelRewrite final : public QObject
{
    Q_OBJECT

    std::mt19937 m_random{20261126};

    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(m_random); }

    template <typename List>
    QByteArray oneOf(const List &list)
    {
        return QByteArray(list[below(list.size())]);
    }
    QByteArray blank() { return oneOf(std::array{"", "", " ", "\n\t ", "\r\n"}); }
    // Members that must stay as they are, however much they look like the one.
    QByteArray otherMember()
    {
        return oneOf(std::array{R"("max_tokens" : 1e2)", R"("metadata":{"model":"nested","a":[{"model":"deep"}]})", R"("Model":"x")",
                                R"("model ":"x")", "\"text\":\"\\\"model\\\":\\\"inside\\\"\"", R"("mode\u006c2":"\ud83d\ude00")",
                                "\"x\":\"gr\xc3\xbc\xc3\x9f\"", R"("stream":false)",
                                R"("messages":[["model","y"],{"role":"user","content":"model"}])", R"("models":["a"])", R"("n":-0.0)"});
    }

private Q_SLOTS:
    // The body is what stood before the value, the new value, and what stood after it.
    void everyOtherByteStays()
    {
        const std::array keys{R"("model")", R"("mod\u0065l")", R"("\u006d\u006F\u0064\u0065\u006c")"};
        const std::array values{R"("fast")", R"("f\u0061st")", "\"a\\\"b\\\\\"", R"("\ud83d\ude00")", R"("vendor\/x")"};
        for (int round = 0; round < 3000; ++round) {
            QByteArray before = blank() + '{' + blank();
            for (std::size_t count = below(4); count > 0; --count)
                before += otherMember() + blank() + ',' + blank();
            before += oneOf(keys) + blank() + ':' + blank();
            const QByteArray value = oneOf(values);
            QByteArray after = blank();
            for (std::size_t count = below(4); count > 0; --count)
                after += ',' + blank() + otherMember();
            after += blank() + '}' + oneOf(std::array{"", "\n", " trailing rubbish"});
            const QByteArray body = before + value + after;
            const auto changed = bodyWithModel(body, u"claude-\"x\" ü"_s);
            QVERIFY2(changed, body.constData());
            QCOMPARE(*changed, QByteArray(before + "\"claude-\\\"x\\\" \xc3\xbc\"" + after));
        }
    }

    void onlyATextAtTheTopIsReplaced_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {"", "{}", "[]", R"({"model":7})", R"({"model":null})", R"({"model":""})", R"({"model":{"model":"x"}})",
                                 R"({"a":{"model":"x"}})", R"({"a":tru,"model":"x"})", "{\"model\":\"x", R"({"model")", R"("model")"})
            QTest::newRow(body) << QByteArray(body);
    }
    void onlyATextAtTheTopIsReplaced()
    {
        QFETCH(QByteArray, body);
        QVERIFY(!bodyWithModel(body, u"y"_s));
    }

    void theFirstOfTwoIsReplaced()
    {
        QCOMPARE(bodyWithModel(R"({"model":"a","model":"b"})", u"c"_s).value_or(QByteArray()), QByteArray(R"({"model":"c","model":"b"})"));
    }

    void aCollectionOfGooglesStays()
    {
        QCOMPARE(bodyWithModel(R"({"model" : "models\/fast"})", u"gemini-x"_s).value_or(QByteArray()),
                 QByteArray(R"({"model" : "models/gemini-x"})"));
    }

    void aPathsModelIsReplaced_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QByteArray>("changed"); // null: it is not
        const auto row = [](const QByteArray &target, const QString &model, const QByteArray &changed) {
            QTest::newRow(QByteArray(target + ' ' + model.toUtf8()).constData()) << target << model << changed;
        };
        row("/v1beta/models/fast:generateContent", u"gemini-x"_s, "/v1beta/models/gemini-x:generateContent");
        row("/v1/models/fast:streamGenerateContent?alt=sse&x=/models/fast:y", u"gemini-x"_s,
            "/v1/models/gemini-x:streamGenerateContent?alt=sse&x=/models/fast:y");
        row("/v1beta/models/a%3Ab:free:countTokens?", u"g.1@2"_s, "/v1beta/models/g.1@2:countTokens?");
        row("/v1beta/models/fast:countTokens", u"ü?#"_s, "/v1beta/models/%C3%BC%3F%23:countTokens");
        for (const QString &never : {u"a/b"_s, u"a\\b"_s, u"%2e"_s, u".."_s, u"."_s})
            row("/v1beta/models/fast:countTokens", never, {});
        row("/v1beta/models/fast", u"gemini-x"_s, {});
        row("/v1beta/models/:countTokens", u"gemini-x"_s, {});
        row("/v1internal:countTokens?x=/models/a:b", u"gemini-x"_s, {});
    }
    void aPathsModelIsReplaced()
    {
        QFETCH(QByteArray, target);
        QFETCH(QString, model);
        QTEST(targetWithModel(target, model).value_or(QByteArray()), "changed");
    }

    void theNearestAliasServes_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("served");
        QTest::newRow("its very name") << u"gpt-5"_s << u"exact"_s;
        QTest::newRow("the longest pattern") << u"gpt-5-mini"_s << u"long"_s;
        QTest::newRow("a shorter one") << u"gpt-4o"_s << u"short"_s;
        QTest::newRow("none") << u"claude-x"_s << QString();
        QTest::newRow("not followed") << u"first"_s << u"gpt-5"_s;
        QTest::newRow("itself") << u"same"_s << QString();
        QTest::newRow("no model") << QString() << QString();
        QTest::newRow("a star is no name") << u"gpt-*"_s << u"short"_s;
    }
    void theNearestAliasServes()
    {
        const ModelAliases aliases{{u"gpt-*"_s, u"short"_s},  {u"gpt-5-*"_s, u"long"_s}, {u"gpt-5"_s, u"exact"_s},
                                   {u"*-mini"_s, u"other"_s}, {u"first"_s, u"gpt-5"_s},  {u"same"_s, u"same"_s}};
        QVERIFY(problemWith(aliases).isEmpty());
        QFETCH(QString, asked);
        QTEST(servedInPlaceOf(asked, aliases), "served");
    }

    void refusesWhatIsNoAlias_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("model");
        QTest::newRow("no name") << QString() << u"x"_s;
        QTest::newRow("no model") << u"x"_s << QString();
        QTest::newRow("a pattern as model") << u"x"_s << u"gpt-*"_s;
        QTest::newRow("a blank in the name") << u"a b"_s << u"x"_s;
        QTest::newRow("a line break in the model") << u"x"_s << u"a\nb"_s;
        QTest::newRow("half a character") << QString(QChar(0xd83d)) << u"x"_s;
        QTest::newRow("too long") << u"x"_s << QString(201, u'x');
    }
    void refusesWhatIsNoAlias()
    {
        QFETCH(QString, name);
        QFETCH(QString, model);
        QVERIFY(!problemWith(ModelAliases{{name, model}}).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestModelRewrite)
#include "tst_modelrewrite.moc"
