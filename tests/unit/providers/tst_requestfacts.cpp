// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/requestfacts.h"

#include <QDir>
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

// On a copy without a terminator, in a block of just its size: a sanitizer sees any byte read past it.
QString modelInExactly(QByteArrayView text)
{
    const auto block = std::make_unique<char[]>(static_cast<std::size_t>(text.size()));
    std::copy(text.begin(), text.end(), block.get());
    return modelOf(QByteArrayView(block.get(), text.size()));
}

// JSON written with ' for ": moc 6.4 stumbles over raw strings that hold \\".
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\x27', '\x22');
}

QString modelByQt(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object()["model"_L1].toString();
}

// The request bodies real clients sent: as they stand in the recording (the model first), and with their
// fields sorted (the model late), with and without white space.
QList<QByteArray> recordedBodies()
{
    QList<QByteArray> bodies;
    const QDir folder(QStringLiteral(PROJECT_ROOT "/tests/data/requests"));
    const QStringList names = folder.entryList({u"claude-code*.json"_s, u"sdk-anthropic*.json"_s}, QDir::Files);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray recording = file.readAll().trimmed();
        const QJsonDocument body(QJsonDocument::fromJson(recording).object()["body"_L1].toObject());
        bodies << recording.sliced(recording.indexOf("\"body\": ") + 8).chopped(1).trimmed() << body.toJson()
               << body.toJson(QJsonDocument::Compact);
    }
    return bodies;
}

} // namespace

class TestRequestFacts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheModel_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("model");
        QTest::newRow("first") << QByteArray(R"({"model":"m","stream":true})") << u"m"_s;
        QTest::newRow("last") << QByteArray(R"({"a":1,"b":[1,2,{"c":null}],"model":"m"})") << u"m"_s;
        QTest::newRow("white space") << QByteArray(" \t\r\n{ \"a\" : 1 , \"model\" : \"m\" }") << u"m"_s;
        QTest::newRow("nested ones don't count") << QByteArray(R"({"x":{"model":"no"},"y":[{"model":"no"}],"model":"yes"})") << u"yes"_s;
        QTest::newRow("inside a string") << json("{'x':'\\'model\\':\\'no\\'','model':'yes'}") << u"yes"_s;
        QTest::newRow("string ends in backslashes") << json("{'x':'a\\\\\\\\','y':'\\\\\\'','model':'yes'}") << u"yes"_s;
        QTest::newRow("numbers") << QByteArray(R"({"a":-0.5e+10,"b":0,"c":1E5,"d":-12.75,"model":"m"})") << u"m"_s;
        QTest::newRow("words") << QByteArray(R"({"a":true,"b":false,"c":null,"model":"m"})") << u"m"_s;
        QTest::newRow("empty containers") << QByteArray(R"({"a":{},"b":[],"c":[[],{}],"model":"m"})") << u"m"_s;
        QTest::newRow("escapes") << json("{'model':'a\\u00e9\\/\\'b'}") << u"aé/\"b"_s;
        QTest::newRow("escaped name") << QByteArray("{\"mod\\u0065l\":\"m\"}") << u"m"_s;
        QTest::newRow("UTF-8") << QByteArray("{\"model\":\"größe-漢\"}") << u"größe-漢"_s;
        QTest::newRow("the first of two") << QByteArray(R"({"model":"one","model":"two"})") << u"one"_s;
        QTest::newRow("what follows is not read") << QByteArray(R"({"model":"m",,,)") << u"m"_s;
        QTest::newRow("longest") << json("{'model':'") + QByteArray(256, 'x') + "\"}" << QString(256, u'x');
    }

    void findsTheModel()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, model);
        QCOMPARE(modelInExactly(body), model);
    }

    void saysNothingAboutTheRest_data()
    {
        QTest::addColumn<QByteArray>("body");
        const std::initializer_list<const char *> bodies{"",
                                                         " ",
                                                         "null",
                                                         "[]",
                                                         "\"model\"",
                                                         "{}",
                                                         R"({"a":1})",
                                                         R"({"Model":"m"})",
                                                         R"({"model":1})",
                                                         R"({"model":null})",
                                                         R"({"model":["m"]})",
                                                         R"({"model":{"model":"m"}})",
                                                         R"({model:"m"})",
                                                         R"({"model" "m"})",
                                                         R"({,"model":"m"})",
                                                         R"({"a":1 "model":"m"})",
                                                         R"({"a":,"model":"m"})",
                                                         R"({"a":[1,],"model":"m"})",
                                                         R"({"a":[1 2],"model":"m"})",
                                                         R"({"a":{"b"},"model":"m"})",
                                                         R"({"a":{"b":1,},"model":"m"})",
                                                         R"({"a":[1},"model":"m"})",
                                                         R"({"a":{1:2},"model":"m"})",
                                                         R"({"a":tru,"model":"m"})",
                                                         R"({"a":01,"model":"m"})",
                                                         R"({"a":+1,"model":"m"})",
                                                         R"({"a":1.,"model":"m"})",
                                                         R"({"a":.5,"model":"m"})",
                                                         R"({"a":1e,"model":"m"})",
                                                         R"({"a":-,"model":"m"})",
                                                         "{\"model\":\"a\\u00g0\"}",
                                                         "{\"model\":\"a\\u00\"}",
                                                         "{\"model\":\"a\\qb\"}",
                                                         "{\"model\":\"a\nb\"}",
                                                         "{\"model\":\"\xff\"}",
                                                         "{\"model\":\"m\\\"}",
                                                         R"([{"model":"m"}])"};
        for (const char *body : bodies)
            QTest::addRow("%.40s", body) << QByteArray(body);
        QTest::newRow("NUL") << QByteArray("{\0\"model\":\"m\"}", 15);
        QTest::newRow("longer than any name") << json("{'model':'") + QByteArray(257, 'x') + "\"}";
        QTest::newRow("deeper than any request") << R"({"a":)" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + R"(,"model":"m"})";
    }

    void saysNothingAboutTheRest()
    {
        QFETCH(QByteArray, body);
        QCOMPARE(modelInExactly(body), QString());
    }

    void everyPrefixIsEmptyUntilTheModelIsComplete()
    {
        const QByteArray body = json("{'a':[{'b':'x\\\\\\'y','c':[1.5e3,true,{}]},null],'model':'claude-x','z':1}");
        const qsizetype complete = body.indexOf("claude-x") + 9;
        for (qsizetype size = 0; size <= body.size(); ++size)
            QCOMPARE(modelInExactly(QByteArrayView(body).first(size)), size < complete ? QString() : u"claude-x"_s);
    }

    void agreesWithQtOnRecordedBodies()
    {
        const QList<QByteArray> bodies = recordedBodies();
        QVERIFY(bodies.size() >= 30);
        for (const QByteArray &body : bodies) {
            QVERIFY(!modelByQt(body).isEmpty());
            QCOMPARE(modelInExactly(body), modelByQt(body));
        }
    }

    // Whatever Qt reads in a damaged body is what is found; on what Qt refuses nothing may go wrong. Some
    // letters stay out of it: Qt accepts "-0." and the like, unknown escapes, and bare tabs in strings.
    void agreesWithQtOnDamagedBodies()
    {
        const QByteArray whole = json("{'a':[{'b':'x\\\\\\'y','c':[15,true,{}]},null],'n':5,'model':'claude-x','z':[{}]}");
        const QByteArray alphabet = "{}[]\",: 1trfalsnu";
        std::mt19937 random(20261123);
        const auto below = [&random](qsizetype limit) {
            return static_cast<qsizetype>(random() % static_cast<std::mt19937::result_type>(limit));
        };
        int readable = 0;
        for (int round = 0; round < 50'000; ++round) {
            QByteArray body = whole;
            for (qsizetype changes = 1 + below(2); changes > 0; --changes)
                body[below(body.size())] = alphabet[below(alphabet.size())];
            const QString found = modelInExactly(body);
            if (QJsonDocument::fromJson(body).isObject() && ++readable > 0)
                QVERIFY2(found == modelByQt(body), body.constData());
        }
        QVERIFY(readable > 1000);
    }

    void aLargeBodyWithTheModelLast()
    {
        QByteArray text = json("some \\'quoted\\' text and a line\\n").repeated(40'000);
        const QByteArray body = json("{'messages':[{'role':'user','content':'") + text + json("'}],'model':'claude-x'}");
        QVERIFY(body.size() > 1'000'000);
        QString model;
        QBENCHMARK
        {
            model = modelOf(body);
        }
        QCOMPARE(model, u"claude-x"_s);
    }
};

QTEST_GUILESS_MAIN(TestRequestFacts)
#include "tst_requestfacts.moc"
