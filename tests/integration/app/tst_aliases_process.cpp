// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/homeportprocess.h"
#include "tests/support/scriptedupstream.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// Aliases of models as people set them, and what of them is told and kept.
class TestAliasesProcess final : public QObject
{
    Q_OBJECT

    ScriptedUpstream m_upstream;
    HomeportProcess m_homeport;
    QByteArray m_key;

    QByteArray servedFor(const QByteArray &model)
    {
        const HttpAnswer answer = m_homeport.post(m_key, R"({"model":")" + model + R"(","max_tokens":1})");
        return answer.status == 200 ? m_upstream.seen().last().body : QByteArray::number(answer.status);
    }
    [[nodiscard]] QJsonObject lastRequest() const
    {
        const Finished listed = m_homeport.ctl({u"--json"_s, u"requests"_s, u"--count"_s, u"1"_s});
        return QJsonDocument::fromJson(listed.out)["requests"_L1].toArray().last().toObject();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_upstream.answerWith(ScriptedUpstream::json(200, R"({"type":"message","content":[]})"));
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QVERIFY(m_homeport.addAccount(QString::fromLatin1(m_upstream.url()), "sk-upstream"));
        m_key = m_homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
    }

    void everyKeysAreInForceAtOnceAndPrinted()
    {
        QVERIFY(m_homeport.ctl({u"aliases"_s}).out.contains("no aliases"));
        const Finished added = m_homeport.ctl({u"aliases"_s, u"--add"_s, u"fast=claude-haiku-4-5,gpt-*=claude-sonnet-4-5"_s});
        QCOMPARE(added.exitCode, 0);
        QVERIFY2(added.out.contains("claude-haiku-4-5") && added.out.contains("gpt-*"), added.out.constData());
        QCOMPARE(servedFor("fast"), QByteArray(R"({"model":"claude-haiku-4-5","max_tokens":1})"));
        QCOMPARE(servedFor("gpt-5"), QByteArray(R"({"model":"claude-sonnet-4-5","max_tokens":1})"));
        QCOMPARE(servedFor("claude-x"), QByteArray(R"({"model":"claude-x","max_tokens":1})"));
    }

    void whatIsWrongIsRefused()
    {
        const Finished wrong = m_homeport.ctl({u"aliases"_s, u"--add"_s, u"fast=claude-*"_s});
        QCOMPARE(wrong.exitCode, 1);
        QVERIFY2(wrong.err.contains("exact name"), wrong.err.constData());
        QCOMPARE(m_homeport.ctl({u"aliases"_s, u"--remove"_s, u"nobody"_s}).exitCode, 1);
    }

    void theRequestTellsBothNames()
    {
        (void)servedFor("fast");
        QTRY_COMPARE(lastRequest()["asked_model"_L1].toString(), u"fast"_s);
        QCOMPARE(lastRequest()["model"_L1].toString(), u"claude-haiku-4-5"_s);
        const QString id = QString::number(lastRequest()["id"_L1].toInteger());
        const Finished why = m_homeport.ctl({u"requests"_s, u"--why"_s, id});
        QVERIFY2(why.out.contains("asked for fast"), why.out.constData());
    }

    void aKeysOwnOutweighThem()
    {
        QCOMPARE(m_homeport.ctl({u"keys"_s, u"edit"_s, u"1"_s, u"--aliases"_s, u"fast=claude-opus-4-5"_s}).exitCode, 0);
        QVERIFY(m_homeport.ctl({u"keys"_s, u"show"_s, u"1"_s}).out.contains("fast=claude-opus-4-5"));
        QVERIFY(servedFor("fast").contains("claude-opus-4-5"));
        QCOMPARE(m_homeport.ctl({u"keys"_s, u"edit"_s, u"1"_s, u"--aliases"_s, u"none"_s}).exitCode, 0);
        QVERIFY(servedFor("fast").contains("claude-haiku-4-5"));
    }

    void theyOutliveARestart()
    {
        QVERIFY(m_homeport.terminate());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QVERIFY(servedFor("fast").contains("claude-haiku-4-5"));
        QTRY_VERIFY(
            m_homeport.ctl({u"--json"_s, u"requests"_s, u"--count"_s, u"50"_s}).out.contains("\"fast\"")); // kept with what was before
        QCOMPARE(m_homeport.ctl({u"aliases"_s, u"--set"_s, u"none"_s}).exitCode, 0);
        QVERIFY(servedFor("fast").contains("\"fast\""));
    }
};

QTEST_GUILESS_MAIN(TestAliasesProcess)
#include "tst_aliases_process.moc"
