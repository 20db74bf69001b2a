// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/renderline.h"

#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

// One line for a prompt.
class TestRenderLine final : public QObject
{
    Q_OBJECT

    const QTimeZone m_zone{"Europe/Berlin"};
    const QDateTime m_now = QDateTime::fromString(u"2026-11-26T10:00:00Z"_s, Qt::ISODate);

private Q_SLOTS:
    void saysWhatThereIs_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("claude");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *line, const char *claude, const QString &text) {
            QTest::newRow(name) << QByteArray(line) << QByteArray(claude) << text;
        };
        row("nothing used", R"({"today":{"cost_nanos":0,"tokens":0}})", "{}", u"$0.00 today · 0 tokens\n"_s);
        row("a plan's window",
            R"({"today":{"cost_nanos":1239000000,"tokens":312400},"accounts":1,"quota":{"account":"work","window":"5h","used":0.619,"resets_at":"2026-11-26T14:10:00Z"}})",
            "{}", u"$1.24 today · 312k tokens · 5 h 62 % → 15:10\n"_s);
        row("another day, several accounts, a family",
            R"({"today":{"cost_nanos":0,"tokens":999},"accounts":2,"quota":{"account":"work","window":"7d_opus","used":1.02,"resets_at":"2026-11-28T00:30:00Z"}})",
            "{}", u"$0.00 today · 999 tokens · 7 d opus 102 % → Sat 01:30 (work)\n"_s);
        row("no reset, a window of its own name",
            R"({"today":{"cost_nanos":0,"tokens":3149000},"accounts":1,"quota":{"window":"tokens","used":0.5}})", "{}",
            u"$0.00 today · 3.1M tokens · tokens 50 %\n"_s);
        row("models without a price", R"({"today":{"cost_nanos":10000000,"tokens":999499,"unpriced":2}})", "{}",
            u"$0.01+ today · 999k tokens\n"_s);
        row("Claude Code's session", R"({"today":{"cost_nanos":0,"tokens":999500},"session":{"cost_nanos":420000000}})",
            R"({"session_id":"s","model":{"id":"claude-opus-4-8","display_name":"Opus"},"cost":{"total_cost_usd":0.4}})",
            u"Opus · session $0.42 (CLI $0.40) · $0.00 today · 1.0M tokens\n"_s);
        row("a session nobody saw here", R"({"today":{"cost_nanos":0,"tokens":0}})",
            R"({"model":{"id":"claude-x"},"cost":{"total_cost_usd":0}})", u"claude-x · session CLI $0.00 · $0.00 today · 0 tokens\n"_s);
        row("a session the client says nothing of", R"({"today":{"cost_nanos":0,"tokens":0},"session":{"cost_nanos":0,"unpriced":1}})",
            "{}", u"session $0.00+ · $0.00 today · 0 tokens\n"_s);
        row("fields of another kind", R"({"today":{"cost_nanos":0,"tokens":0}})", R"({"session_id":7,"model":"opus","cost":[1]})",
            u"$0.00 today · 0 tokens\n"_s);
        row("names that would steer a terminal", R"({"today":{"cost_nanos":0,"tokens":0}})",
            "{\"model\":{\"display_name\":\"a\\u001b[2Jb\\nc\"}}", u"a?[2Jb?c · $0.00 today · 0 tokens\n"_s);
    }

    void saysWhatThereIs()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, claude);
        QTEST(lineText(object(line.constData()), readClaudeStatus(object(claude.constData())), m_now, m_zone), "text");
    }
};

QTEST_GUILESS_MAIN(TestRenderLine)
#include "tst_renderline.moc"
