// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/pathkey.h"

#include <QTest>

using namespace homeport;

// A key in the path.
class TestPathKey final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheKeyAndLeavesTheRestAsItIs_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("key"); // empty: no such path
        QTest::addColumn<QByteArray>("rest");
        const QByteArray key = "hp_" + QByteArray(43, 'A');
        const auto row = [&key](const char *name, const QByteArray &target, bool found, const QByteArray &rest = {}) {
            QTest::newRow(name) << target << (found ? key : QByteArray()) << rest;
        };
        row("usual", "/t/" + key + "/v1/messages?beta=true", true, "/v1/messages?beta=true");
        row("raw bytes", "/t/" + key + "/v1%2Fa//../b;c?d=%20&e=+#", true, "/v1%2Fa//../b;c?d=%20&e=+#");
        row("query with a path", "/t/" + key + "/m?next=/t/hp_x/", true, "/m?next=/t/hp_x/");
        row("with a slash only", "/t/" + key + "/", true, "/");
        row("with nothing", "/t/" + key, true, "/");
        row("slash before the query", "/t/" + key + "/?a", true, "/?a");
        row("query without a path", "/t/" + key + "?a", false);
        row("not marked", "/v1/messages", false);
        row("not at the start", "/v1/t/" + key + "/v1/messages", false);
        row("other mark", "/T/" + key + "/v1/messages", false);
        row("mark alone", "/t", false);
        row("mark with a slash", "/t/", false);
        row("no key", "/t//v1/messages", false);
        row("prefix only", "/t/hp_/v1/messages", false);
        row("another provider's key", "/t/sk-ant-api/v1/messages", false);
        row("upper case prefix", "/t/HP_abc/v1/messages", false);
        row("encoded", "/t/hp%5Fabc/v1/messages", false);
        row("bad character", "/t/hp_abc.def/v1/messages", false);
        row("space", "/t/hp_abc def/v1/messages", false);
        row("not ASCII", "/t/hp_\xc3\xa4/v1/messages", false);
        row("zero byte", QByteArray("/t/hp_a\0b/v1", 12), false);
        row("far too long", "/t/hp_" + QByteArray(1000, 'a') + "/v1/messages", false);
        row("empty", "", false);
    }

    void takesTheKeyAndLeavesTheRestAsItIs()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, rest);
        const auto found = pathKeyOf(target);
        QCOMPARE(found.has_value(), !key.isEmpty());
        if (found) {
            QCOMPARE(found->key.toByteArray(), key);
            QCOMPARE(found->target.toByteArray(), rest);
        }
    }

    void nothingThatMayBeAKeyIsShown_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("ours") << QByteArray("/t/hp_secret/v1/messages") << QByteArray("/t/.../v1/messages");
        QTest::newRow("another's") << QByteArray("/t/sk-ant-secret/v1/messages") << QByteArray("/t/.../v1/messages");
        QTest::newRow("malformed") << QByteArray("/t/hp_sec.ret") << QByteArray("/t/...");
        QTest::newRow("with a query") << QByteArray("/t/hp_secret?a=1") << QByteArray("/t/...?a=1");
        QTest::newRow("elsewhere") << QByteArray("/v1/t/hp_secret/v1/messages") << QByteArray("/v1/t/hp_.../v1/messages");
        QTest::newRow("twice") << QByteArray("/a/hp_secret/b/hp_another?hp_third") << QByteArray("/a/hp_.../b/hp_...?hp_...");
        QTest::newRow("nothing") << QByteArray("/v1/messages") << QByteArray("/v1/messages");
        QTest::newRow("mark alone") << QByteArray("/t/") << QByteArray("/t/...");
        QTest::newRow("empty") << QByteArray("") << QByteArray("");
    }

    void nothingThatMayBeAKeyIsShown()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, shown);
        QCOMPARE(withoutPathKey(path), shown);
    }
};

QTEST_APPLESS_MAIN(TestPathKey)
#include "tst_pathkey.moc"
