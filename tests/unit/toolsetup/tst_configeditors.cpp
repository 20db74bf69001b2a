// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/configeditor.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(homeport::ConfigFormat)

// Each format by hand-picked texts; tst_configproperties has the random ones.
class TestConfigEditors final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsAndRestores_data()
    {
        QTest::addColumn<ConfigFormat>("format");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("after");
        const auto json = [](const char *name, const char *before, const char *path, const char *after) {
            QTest::newRow(name) << ConfigFormat::Jsonc << QByteArray(before) << QString::fromLatin1(path) << QByteArray(after);
        };
        json("json: nothing", "", "a", "{\n  \"a\": \"v\"\n}\n");
        json("json: only a comment", "// mine\n", "a", "// mine\n{\n  \"a\": \"v\"\n}\n");
        json("json: empty object", "{}", "a", "{\n  \"a\": \"v\"\n}");
        json("json: empty object of two lines", "{\n}\n", "a", "{\n  \"a\": \"v\"\n}\n");
        json("json: comment in an empty object", "{\n  // none\n}", "a", "{\n  // none\n  \"a\": \"v\"\n}");
        json("json: behind the last", "{\n    \"b\": 1\n}", "a", "{\n    \"b\": 1,\n    \"a\": \"v\"\n}");
        json("json: comment of the last stays with it", "{\n  \"b\": 1 // one\n}", "a", "{\n  \"b\": 1, // one\n  \"a\": \"v\"\n}");
        json("json: with a comma at the end", "{\n  \"b\": 1, /* one */\n}", "a", "{\n  \"b\": 1, /* one */\n  \"a\": \"v\",\n}");
        json("json: on one line", "{\"b\": 1}", "a", "{\"b\": 1, \"a\": \"v\"}");
        json("json: new parents", "{\n\t\"b\": 1\n}", "p.a", "{\n\t\"b\": 1,\n\t\"p\": {\n\t\t\"a\": \"v\"\n\t}\n}");
        json("json: a known parent", "{\n  \"p\": {\n    \"x\": []\n  }\n}", "p.a",
             "{\n  \"p\": {\n    \"x\": [],\n    \"a\": \"v\"\n  }\n}");
        json("json: another value", "{\"a\": /* was */ {\"x\": 1}, \"b\": 2}", "a", "{\"a\": /* was */ \"v\", \"b\": 2}");
        json("json: CRLF and BOM", "\xEF\xBB\xBF{\r\n  \"b\": 1\r\n}\r\n", "a", "\xEF\xBB\xBF{\r\n  \"b\": 1,\r\n  \"a\": \"v\"\r\n}\r\n");
        json("json: bracket on the last line", "{\n  \"b\": 1}", "a", "{\n  \"b\": 1,\n  \"a\": \"v\"}");
        const auto toml = [](const char *name, const char *before, const char *path, const char *after) {
            QTest::newRow(name) << ConfigFormat::Toml << QByteArray(before) << QString::fromLatin1(path) << QByteArray(after);
        };
        toml("toml: nothing", "", "a", "a = \"v\"\n");
        toml("toml: before the tables", "b = 1\n\n[t]\nc = 2\n", "a", "b = 1\na = \"v\"\n\n[t]\nc = 2\n");
        toml("toml: no root key yet", "# title\n\n[t]\nc = 2\n", "a", "# title\na = \"v\"\n\n[t]\nc = 2\n");
        toml("toml: a table right away", "[t]\nc = 2", "a", "a = \"v\"\n[t]\nc = 2");
        toml("toml: another value", "a = '''x\ny''' # keep\nb = 1", "a", "a = \"v\" # keep\nb = 1");
        toml("toml: a new table", "b = 1\n", "t.u.a", "b = 1\n\n[t.u]\na = \"v\"\n");
        toml("toml: a new table behind an open line", "b = 1", "t.a", "b = 1\n\n[t]\na = \"v\"\n");
        toml("toml: a known table", "[t]\nb = [\n  1, # one\n]\n# end\n[u]\nc = 1\n", "t.a",
             "[t]\nb = [\n  1, # one\n]\na = \"v\"\n# end\n[u]\nc = 1\n");
        toml("toml: a dotted key", "t.a = 1\r\n", "t.a", "t.a = \"v\"\r\n");
        toml("toml: an open last line", "[t]\nb = 1", "t.a", "[t]\nb = 1\na = \"v\"");
        const auto env = [](const char *name, const char *before, const char *after) {
            QTest::newRow(name) << ConfigFormat::Env << QByteArray(before) << u"A"_s << QByteArray(after);
        };
        env("env: nothing", "", "A=v\n");
        env("env: at the end", "# mine\nexport B=\"x\ny\"\n", "# mine\nexport B=\"x\ny\"\nA=v\n");
        env("env: an open last line", "B=1", "B=1\nA=v");
        env("env: another value", "A = 'old' # keep\r\nB=1\r\n", "A = v # keep\r\nB=1\r\n");
    }

    void setsAndRestores()
    {
        QFETCH(const ConfigFormat, format);
        QFETCH(const QByteArray, before);
        QFETCH(const QString, path);
        QFETCH(const QByteArray, after);
        const auto editor = configEditor(format);
        const KeyPath keys = path.split(u'.');
        const auto edited = editor->set(before, keys, u"v"_s);
        QVERIFY2(edited, qPrintable(edited ? QString() : edited.error().detail));
        QCOMPARE(edited->text, after);
        QCOMPARE(**editor->read(after, keys), QJsonValue(u"v"_s));
        const auto restored = editor->restore(edited->text, keys, edited->undo);
        QVERIFY2(restored, qPrintable(restored ? QString() : restored.error().detail));
        QCOMPARE(*restored, before);
    }

    void refusesWithThePlace_data()
    {
        QTest::addColumn<ConfigFormat>("format");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, ConfigFormat format, const char *text, const char *path, const char *place) {
            QTest::newRow(name) << format << QByteArray(text) << QString::fromLatin1(path) << QString::fromLatin1(place);
        };
        row("json: no comma", ConfigFormat::Jsonc, "{\n  \"b\": 1\n  \"c\": 2\n}", "a", "line 3, column 3: a comma or }");
        row("json: no quotes", ConfigFormat::Jsonc, "{b: 1}", "a", "line 1, column 2: a key");
        row("json: not closed", ConfigFormat::Jsonc, "{\"b\": [1, 2", "a", "line 1, column 12:");
        row("json: open string", ConfigFormat::Jsonc, "{\"\xC3\xA4\": \"x\n}", "a", "line 1, column 7: this string");
        row("json: open comment", ConfigFormat::Jsonc, "{}\n/* x", "a", "line 2, column 1: this comment");
        row("json: two documents", ConfigFormat::Jsonc, "{} {}", "a", "line 1, column 4: something");
        row("json: a bad value", ConfigFormat::Jsonc, "{\"b\": True}", "a", "line 1, column 7: a value");
        row("json: twice", ConfigFormat::Jsonc, "{\"a\": 1,\n\"a\": 2}", "a", "line 2, column 1: a stands here a second time");
        row("json: in the way", ConfigFormat::Jsonc, "{\"p\": 1}", "p.a", "line 1, column 7: an object is expected");
        row("json: no UTF-8", ConfigFormat::Jsonc, "{\n\"\xFF\": 1}", "a", "line 2, column 1: bytes");
        row("toml: no value", ConfigFormat::Toml, "b = 1\nc =\n", "a", "line 2, column");
        row("toml: twice", ConfigFormat::Toml, "a = 1\na = 2\n", "a", "line 2, column");
        row("toml: an inline table", ConfigFormat::Toml, "t = { b = 1 }\n", "t.a", "line 1, column 5: this table");
        row("toml: a table in the way", ConfigFormat::Toml, "[a.b]\nc = 1\n", "a", "line 2, column 1: a is a table");
        row("toml: a list in the way", ConfigFormat::Toml, "[[t]]\nc = 1\n", "t.a", "line 1, column 1: t is a list");
        row("env: open quote", ConfigFormat::Env, "B=1\nC='x\n", "A", "line 2, column 3: this quote");
        row("env: twice", ConfigFormat::Env, "A=1\nB=2\nexport A=3\n", "A", "line 3, column 1: A stands here a second time");
    }

    void refusesWithThePlace()
    {
        QFETCH(const ConfigFormat, format);
        QFETCH(const QByteArray, text);
        QFETCH(const QString, path);
        QFETCH(const QString, place);
        const auto edited = configEditor(format)->set(text, path.split(u'.'), u"v"_s);
        QVERIFY(!edited);
        QCOMPARE(edited.error().code, Error::Code::Invalid);
        QVERIFY2(edited.error().detail.contains(place), qPrintable(edited.error().detail));
    }

    // A key that can't be added where it belongs is refused by the check, not written anyhow.
    void refusesWhatTheOtherParserRefuses()
    {
        const auto edited = configEditor(ConfigFormat::Toml)->set("t.b = 1\n", {u"t"_s, u"a"_s}, u"v"_s);
        QVERIFY(!edited);
        QVERIFY2(edited.error().detail.contains(u"t.a can't be changed"), qPrintable(edited.error().detail));
    }

    void commentsBesideOurLineStay()
    {
        const auto toml = configEditor(ConfigFormat::Toml);
        QCOMPARE(*toml->remove("b = 1\na = 2 # mine\n", {u"a"_s}), QByteArray("b = 1\n# mine\n"));
        const auto env = configEditor(ConfigFormat::Env);
        QCOMPARE(*env->remove("A=2 # mine\nB=1\n", {u"A"_s}), QByteArray("# mine\nB=1\n"));
        const auto json = configEditor(ConfigFormat::Jsonc);
        QCOMPARE(*json->remove("{\n  \"a\": 2, // mine\n  \"b\": 1\n}", {u"a"_s}), QByteArray("{ // mine\n  \"b\": 1\n}"));
    }

    void theMiddleGoesToo()
    {
        const auto json = configEditor(ConfigFormat::Jsonc);
        QCOMPARE(*json->remove("{\n  \"b\": 1,\n  \"a\": 2,\n  \"c\": 3\n}", {u"a"_s}), QByteArray("{\n  \"b\": 1,\n  \"c\": 3\n}"));
        QCOMPARE(*json->remove("{\n  \"b\": 1,\n  \"c\": 3\n}", {u"a"_s}), QByteArray("{\n  \"b\": 1,\n  \"c\": 3\n}"));
    }

    void whatIsTakenOutComesBackAsTheLast_data()
    {
        QTest::addColumn<ConfigFormat>("format");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("without");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("json") << ConfigFormat::Jsonc << QByteArray(R"({"t": {"a": [1, /* two */ 2], "b": 1}})")
                              << QByteArray(R"({"t": { "b": 1}})") << QByteArray(R"({"t": { "b": 1, "a": [1, /* two */ 2]}})");
        QTest::newRow("toml") << ConfigFormat::Toml << QByteArray("[t]\na = 'x' # mine\nb = 1\n[u]\n")
                              << QByteArray("[t]\n# mine\nb = 1\n[u]\n") << QByteArray("[t]\n# mine\nb = 1\na = 'x'\n[u]\n");
        QTest::newRow("env") << ConfigFormat::Env << QByteArray("A='x y'\nB=1\n") << QByteArray("B=1\n") << QByteArray("B=1\nA='x y'\n");
    }
    void whatIsTakenOutComesBackAsTheLast()
    {
        QFETCH(const ConfigFormat, format);
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, without);
        QFETCH(const QByteArray, after);
        const auto editor = configEditor(format);
        const KeyPath path = format == ConfigFormat::Env ? KeyPath{u"A"_s} : KeyPath{u"t"_s, u"a"_s};
        const auto taken = editor->takeOut(before, path);
        QVERIFY2(taken, qPrintable(taken ? QString() : taken.error().detail));
        QCOMPARE(taken->text, without);
        const auto back = editor->putBack(taken->text, path, taken->undo.previous);
        QVERIFY2(back, qPrintable(back ? QString() : back.error().detail));
        QCOMPARE(*back, after);
    }

    // A table is not made anew for what was taken out of it.
    void withoutItsTableItStaysOut()
    {
        const QByteArray text = "b = 1\n";
        QCOMPARE(*configEditor(ConfigFormat::Toml)->putBack(text, {u"t"_s, u"a"_s}, "1"), text);
    }

    void anElementOfAListIsFoundByItsName()
    {
        const auto json = configEditor(ConfigFormat::Jsonc);
        const QJsonObject ours{{u"name"_s, u"Homeport"_s}, {u"models"_s, QJsonArray{1}}};
        const KeyPath path{u"[name=Homeport]"_s};
        const QByteArrayList texts{"[]", "", "[\n  {\"name\": \"Other\"}\n]", "[{\"name\": \"Homeport\", \"x\": 1}, {\"name\": \"B\"}]"};
        for (const QByteArray &before : texts) {
            const auto edited = json->set(before, path, ours);
            QVERIFY2(edited, qPrintable(edited ? QString() : edited.error().detail));
            QCOMPARE(**json->read(edited->text, path), QJsonValue(ours));
            QCOMPARE(*json->restore(edited->text, path, edited->undo), before);
        }
    }

    void blankIsWhatNobodyMisses()
    {
        QVERIFY(configEditor(ConfigFormat::Jsonc)->isBlank("\xEF\xBB\xBF{\n}\n"));
        QVERIFY(!configEditor(ConfigFormat::Jsonc)->isBlank("{} // mine"));
        QVERIFY(configEditor(ConfigFormat::Toml)->isBlank("\n"));
        QVERIFY(!configEditor(ConfigFormat::Env)->isBlank("# mine\n"));
    }
};

QTEST_GUILESS_MAIN(TestConfigEditors)
#include "tst_configeditors.moc"
