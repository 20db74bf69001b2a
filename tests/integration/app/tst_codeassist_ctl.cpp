// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/signinbench.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// `homeportctl accounts sign-in` for a Code Assist account: what Google says of it, and what is kept.
class TestCodeAssistCtl final : public QObject
{
    Q_OBJECT

    std::unique_ptr<SignInBench> m_bench;
    QList<QByteArray> m_answers; // of Code Assist, in their order

    [[nodiscard]] bool writeProvider() const
    {
        const QString base = QString::fromLatin1(m_bench->authorizer.url());
        const QJsonObject signIn{{u"flavor"_s, u"oauth2"_s},
                                 {u"authorizeUrl"_s, QString(base + u"/authorize"_s)},
                                 {u"tokenUrl"_s, QString(base + u"/token"_s)},
                                 {u"tokenBody"_s, u"form"_s},
                                 {u"clientId"_s, u"shipped-client"_s},
                                 {u"project"_s, true}};
        const QJsonObject profile{
            {u"id"_s, u"assist"_s},        {u"displayName"_s, u"Assist"_s}, {u"protocol"_s, u"gemini"_s}, {u"baseUrl"_s, base},
            {u"authStyle"_s, u"bearer"_s}, {u"paths"_s, u"code-assist"_s},  {u"apiKeyAllowed"_s, false},  {u"signIn"_s, signIn}};
        QFile file(m_bench->homeport.stateDir() + u"/providers/assist.json"_s);
        return QDir().mkpath(QFileInfo(file).path()) && file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(profile).toJson()) > 0;
    }
    // The exit code of homeportctl.
    [[nodiscard]] int signIn(const QList<QByteArray> &answers, const QStringList &options)
    {
        m_answers = answers;
        if (!m_bench->begin(options))
            return -1;
        m_bench->redirect("a-code");
        return m_bench->ended() ? m_bench->ctl.exitCode() : -1;
    }
    [[nodiscard]] QJsonObject account() const
    {
        return QJsonDocument::fromJson(m_bench->run({u"--json"_s, u"accounts"_s, u"show"_s, u"1"_s}).out).object()["account"_L1].toObject();
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<SignInBench>();
        m_bench->authorizer.setAnswer([this](const ScriptedUpstream::Seen &seen) {
            if (seen.head.startsWith("POST /token "))
                seen.socket->write(
                    ScriptedUpstream::json(200, R"({"access_token":"access-1","refresh_token":"refresh-1","expires_in":3600})"));
            else if (!m_answers.isEmpty())
                seen.socket->write(m_answers.takeFirst());
        });
        QVERIFY(writeProvider());
        QVERIFY2(m_bench->start(), m_bench->homeport.err().constData());
    }
    void cleanup() { m_bench.reset(); }

    void projectAndTierAreKept()
    {
        const QByteArray known = R"({"currentTier":{"id":"standard-tier","name":"Standard"},"cloudaicompanionProject":"their-project"})";
        QCOMPARE(signIn({ScriptedUpstream::json(200, known)}, {u"--provider"_s, u"assist"_s, u"--name"_s, u"mine"_s}), 0);
        QVERIFY2(m_bench->says("account 1 \"mine\" added, project their-project (Standard)"), m_bench->printed().constData());
        QCOMPARE(account()["project_id"_L1].toString(), u"their-project"_s);
        QCOMPARE(account()["identity"_L1].toString(), u"Standard"_s);
        QVERIFY(m_bench->authorizer.seen().last().head.contains("Bearer access-1"));
    }

    void settingUpIsToldAsItGoes()
    {
        const QByteArray tiers = R"({"allowedTiers":[{"id":"standard-tier","name":"Standard","isDefault":true}]})";
        const QByteArray begun = R"({"name":"operations/op-1","done":false})";
        const QByteArray done = R"({"done":true,"response":{"cloudaicompanionProject":{"id":"made-project"}}})";
        QCOMPARE(signIn({ScriptedUpstream::json(200, tiers), ScriptedUpstream::json(200, begun), ScriptedUpstream::json(200, done)},
                        {u"--provider"_s, u"assist"_s, u"--name"_s, u"mine"_s}),
                 0);
        QVERIFY2(m_bench->says("checked 0 of 12 times"), m_bench->printed().constData());
        QCOMPARE(account()["project_id"_L1].toString(), u"made-project"_s);
    }

    void aRefusalKeepsNothingAndIsToldInItsWords()
    {
        const QByteArray refused = R"({"error":{"code":403,"message":"Enable the API in project p first."}})";
        QCOMPARE(signIn({ScriptedUpstream::json(403, refused)}, {u"--provider"_s, u"assist"_s, u"--name"_s, u"mine"_s}), 1);
        QVERIFY2(m_bench->says("homeportctl: Enable the API in project p first."), m_bench->printed().constData());
        QCOMPARE(m_bench->run({u"accounts"_s, u"list"_s}).out, "no accounts\n");
    }

    // A person who gives up while Google sets it up: nothing is asked and nothing kept any more.
    void whoLeavesMeanwhileCancels()
    {
        const QByteArray tiers = R"({"allowedTiers":[{"id":"standard-tier","name":"Standard","isDefault":true}]})";
        m_answers = {ScriptedUpstream::json(200, tiers)};
        QVERIFY(m_bench->begin({u"--provider"_s, u"assist"_s, u"--name"_s, u"mine"_s}));
        m_bench->redirect("a-code");
        QTRY_VERIFY(!m_bench->authorizer.seen().isEmpty()
                    && m_bench->authorizer.seen().last().head.startsWith("POST /v1internal:onboardUser"));
        m_bench->ctl.kill();
        QVERIFY(m_bench->ended());
        QTRY_COMPARE(m_bench->authorizer.seen().last().socket ? m_bench->authorizer.seen().last().socket->state()
                                                              : QAbstractSocket::UnconnectedState,
                     QAbstractSocket::UnconnectedState);
        QCOMPARE(m_bench->run({u"accounts"_s, u"list"_s}).out, "no accounts\n");
    }
};

QTEST_GUILESS_MAIN(TestCodeAssistCtl)
#include "tst_codeassist_ctl.moc"
