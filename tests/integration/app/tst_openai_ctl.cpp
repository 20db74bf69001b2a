// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/homeportprocess.h"
#include "tests/support/scriptedupstream.h"

#include <QJsonDocument>
#include <QTest>

using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// Accounts of OpenAI's protocol by command: without a key, and with the organization and project that their requests count for.
class TestOpenAiCtl final : public QObject
{
    Q_OBJECT

    ScriptedUpstream m_upstream;
    HomeportProcess m_homeport;
    QByteArray m_key;

    [[nodiscard]] QString url() const { return QString::fromLatin1(m_upstream.url()); }
    // The head that reaches the upstream, of a request with these fields.
    [[nodiscard]] QByteArray asked(const QByteArray &fields)
    {
        m_upstream.forgetSeen();
        const HttpAnswer answer = exchange(m_homeport.port(),
                                           "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_homeport.port())
                                               + "\r\nauthorization: Bearer " + m_key + "\r\nConnection: close\r\n" + fields
                                               + "Content-Length: 13\r\n\r\n{\"model\":\"m\"}");
        return answer.status == 200 && m_upstream.seen().size() == 1 ? m_upstream.seen().first().head : answer.body;
    }
    [[nodiscard]] QJsonValue account(const Finished &finished) const { return QJsonDocument::fromJson(finished.out)["account"_L1]; }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        m_key = m_homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"one"_s}).out.trimmed();
    }

    void aProviderThatAsksForNoKeyGetsNoCredential()
    {
        const Finished refused = m_homeport.ctl(
            {u"accounts"_s, u"add"_s, u"--provider"_s, u"openai"_s, u"--name"_s, u"x"_s, u"--no-key"_s});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains("key"), refused.err.constData());
        const Finished added = m_homeport.ctl({u"--json"_s, u"accounts"_s, u"add"_s, u"--provider"_s, u"ollama"_s, u"--name"_s, u"local"_s,
                                               u"--base-url"_s, url(), u"--no-key"_s});
        QVERIFY2(added.exitCode == 0, added.err.constData());
        QCOMPARE(account(added)["hint"_L1].toString(), QString());
        const QByteArray head = asked({}).toLower();
        QVERIFY2(head.startsWith("post /v1/chat/completions"), head.constData());
        for (const char *field : {"\r\nauthorization:", "\r\nx-api-key:", "\r\napi-key:", "\r\nopenai-"})
            QVERIFY2(!head.contains(field), head.constData());
        QVERIFY(asked("OpenAI-Organization: org-tool\r\n").contains("\r\nOpenAI-Organization: org-tool\r\n")); // it has none of its own
    }

    void survivesARestartAndAReplacedMasterKey()
    {
        const Finished rotated = m_homeport.ctl({u"vault"_s, u"rotate"_s});
        QVERIFY2(rotated.exitCode == 0, rotated.err.constData());
        QVERIFY(m_homeport.terminate());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        const QByteArray head = asked({}).toLower();
        QVERIFY2(head.startsWith("post /v1/chat/completions") && !head.contains("authorization"), head.constData());
    }

    // The account that has a key now, and an owner.
    void requestsCountForTheAccountsOrganizationAndProject()
    {
        QVERIFY(m_homeport.ctl({u"accounts"_s, u"remove"_s, u"1"_s}).exitCode == 0);
        const Finished added = m_homeport.ctl({u"--json"_s, u"accounts"_s, u"add"_s, u"--provider"_s, u"openai"_s, u"--name"_s, u"work"_s,
                                               u"--base-url"_s, url(), u"--organization"_s, u"org-1"_s, u"--api-key-stdin"_s},
                                              "sk-0123456789abcdef");
        QVERIFY2(added.exitCode == 0, added.err.constData());
        const QString id = QString::number(account(added)["id"_L1].toInt());
        const QByteArray tools = "openai-organization: org-tool\r\nOpenAI-Project: proj_tool\r\n";
        QByteArray head = asked(tools);
        QVERIFY2(head.contains("\r\nOpenAI-Organization: org-1\r\n") && !head.contains("org-tool"), head.constData());
        QVERIFY2(head.contains("\r\nOpenAI-Project: proj_tool\r\n"), head.constData());
        QVERIFY(head.contains("\r\nauthorization: Bearer sk-0123456789abcdef\r\n"));

        const Finished edited = m_homeport.ctl({u"--json"_s, u"accounts"_s, u"edit"_s, id, u"--project"_s, u"proj_2"_s});
        QVERIFY2(edited.exitCode == 0, edited.err.constData());
        QCOMPARE(account(edited)["organization"_L1].toString(), u"org-1"_s); // what is not named stays
        head = asked(tools);
        QVERIFY2(head.contains("\r\nOpenAI-Project: proj_2\r\n") && head.contains("org-1") && !head.contains("_tool"), head.constData());

        QVERIFY(m_homeport.ctl({u"accounts"_s, u"edit"_s, id, u"--organization"_s, QString(), u"--project"_s, QString()}).exitCode == 0);
        head = asked(tools);
        QVERIFY2(head.contains("org-tool") && head.contains("proj_tool") && !head.contains("proj_2"), head.constData());
    }

    void mistakesAreOneSentence()
    {
        const auto fails = [this](const QStringList &arguments, const QByteArray &words) {
            const Finished finished = m_homeport.ctl(QStringList{u"accounts"_s, u"edit"_s} + arguments);
            QCOMPARE(finished.exitCode, 1);
            QVERIFY2(finished.err.contains(words) && finished.err.count('\n') == 1, finished.err.constData());
        };
        QVERIFY(m_homeport.addAccount(url(), "sk-anthropic-0123456789", u"another"_s));
        fails({u"2"_s}, "Say what to change");
        fails({u"2"_s, u"--organization"_s, u"org 1"_s}, "spaces");
        fails({u"3"_s, u"--organization"_s, u"org-1"_s}, "OpenAI's protocol");
        fails({u"99"_s, u"--organization"_s, u"org-1"_s}, "no account");
    }
};

QTEST_GUILESS_MAIN(TestOpenAiCtl)
#include "tst_openai_ctl.moc"
