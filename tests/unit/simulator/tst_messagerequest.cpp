// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/messagerequest.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

// JSON written with ' for ".
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\x27', '\x22');
}

// The body a real client sent.
QByteArray recorded(const QString &name)
{
    QFile file(QStringLiteral(PROJECT_ROOT "/tests/data/requests/") + name + u".json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument(QJsonDocument::fromJson(file.readAll()).object()["body"_L1].toObject()).toJson();
}

} // namespace

class TestMessageRequest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesInTheWordsOfTheRealApi_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("words");
        QTest::newRow("no JSON") << QByteArray("{") << u"The request body is not valid JSON"_s;
        QTest::newRow("a list") << QByteArray("[]") << u"The request body is not valid JSON"_s;
        QTest::newRow("no model") << json("{'max_tokens':1,'messages':[{}]}") << u"model: Field required"_s;
        QTest::newRow("no max_tokens") << json("{'model':'m','messages':[{}]}") << u"max_tokens: Field required"_s;
        QTest::newRow("no messages") << json("{'model':'m','max_tokens':1}") << u"messages: Field required"_s;
        QTest::newRow("empty messages") << json("{'model':'m','max_tokens':1,'messages':[]}")
                                        << u"messages: at least one message is required"_s;
    }

    void refusesInTheWordsOfTheRealApi()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, words);
        const auto request = parseMessageRequest(body, true);
        QVERIFY(!request);
        QCOMPARE(request.error().detail, words);
    }

    void countingNeedsNoMaxTokens()
    {
        QVERIFY(parseMessageRequest(json("{'model':'m','messages':[{'role':'user','content':'x'}]}"), false));
        QVERIFY(parseMessageRequest(recorded(u"claude-code-count-tokens"_s), false));
    }

    void findsThePrompt_data()
    {
        QTest::addColumn<QByteArray>("messages");
        QTest::addColumn<QString>("prompt");
        QTest::newRow("text") << json("[{'role':'user','content':'hello'}]") << u"hello"_s;
        QTest::newRow("block") << json("[{'role':'user','content':[{'type':'text','text':'hello'}]}]") << u"hello"_s;
        QTest::newRow("reminders around it") << json(
            "[{'role':'user','content':[{'type':'text','text':'<system-reminder>a'},{'type':'text','text':'hello'},"
            "{'type':'text','text':' <system-reminder>b'}]}]")
                                             << u"hello"_s;
        QTest::newRow("system after it") << json("[{'role':'user','content':'hello'},{'role':'system','content':'be nice'}]") << u"hello"_s;
        QTest::newRow("the last of several") << json(
            "[{'role':'user','content':'one'},{'role':'assistant','content':'a'},{'role':'user','content':'two'}]")
                                             << u"two"_s;
        QTest::newRow("none") << json("[{'role':'assistant','content':'a'}]") << QString();
    }

    void findsThePrompt()
    {
        QFETCH(QByteArray, messages);
        QFETCH(QString, prompt);
        const auto request = parseMessageRequest(QByteArray(json("{'model':'m','max_tokens':1,'messages':")).append(messages).append('}'),
                                                 true);
        QVERIFY(request);
        QCOMPARE(request->prompt, prompt);
        QVERIFY(!request->toolResult);
    }

    void readsAFileOnlyWhenAskedAndAble_data()
    {
        QTest::addColumn<QByteArray>("tools");
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<QString>("path");
        const QByteArray read = json("[{'name':'Bash'},{'name':'Read'}]");
        QTest::newRow("asked and able") << read << u"see [[read:/a b/c.txt]] please"_s << u"/a b/c.txt"_s;
        QTest::newRow("no such tool") << json("[{'name':'Bash'}]") << u"[[read:/a]]"_s << QString();
        QTest::newRow("no tools") << QByteArray("[]") << u"[[read:/a]]"_s << QString();
        QTest::newRow("relative") << read << u"[[read:a]]"_s << QString();
        QTest::newRow("not closed") << read << u"[[read:/a"_s << QString();
        QTest::newRow("not asked") << read << u"read /a"_s << QString();
    }

    void readsAFileOnlyWhenAskedAndAble()
    {
        QFETCH(QByteArray, tools);
        QFETCH(QString, prompt);
        QFETCH(QString, path);
        const QJsonObject body{{u"model"_s, u"m"_s},
                               {u"max_tokens"_s, 1},
                               {u"tools"_s, QJsonDocument::fromJson(tools).array()},
                               {u"messages"_s, QJsonArray{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, prompt}}}}};
        const auto request = parseMessageRequest(QJsonDocument(body).toJson(), true);
        QVERIFY(request);
        QCOMPARE(request->readPath, path);
    }

    void understandsClaudeCode()
    {
        const auto first = parseMessageRequest(recorded(u"claude-code-first"_s), true);
        QVERIFY(first);
        QCOMPARE(first->prompt, u"say hi"_s);
        QVERIFY(first->stream);
        const auto title = parseMessageRequest(recorded(u"claude-code-title"_s), true);
        QVERIFY(title);
        QCOMPARE(title->schema["required"_L1].toArray(), QJsonArray{u"title"_s});
        const auto result = parseMessageRequest(recorded(u"claude-code-toolresult"_s), true);
        QVERIFY(result);
        QVERIFY(result->toolResult);
        QVERIFY(result->toolResult->contains(u"BANANA"));
        QVERIFY(result->readPath.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestMessageRequest)
#include "tst_messagerequest.moc"
