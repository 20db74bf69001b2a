// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/profile.h"

#include <QDir>
#include <QTest>

#include <algorithm>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

ProviderProfile byId(const std::vector<ProviderProfile> &profiles, const QString &id)
{
    const auto found = std::find_if(profiles.begin(), profiles.end(), [&id](const ProviderProfile &one) { return one.id == id; });
    return found == profiles.end() ? ProviderProfile{} : *found;
}

ProviderProfile bundled(const QString &id)
{
    return byId(*bundledProfiles(), id);
}

} // namespace

// The profiles that Homeport brings.
class TestBundledProfiles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bundlesTheProvidersInDisplayOrder()
    {
        const auto profiles = bundledProfiles();
        QVERIFY2(profiles, profiles ? "" : qPrintable(profiles.error().detail));
        QStringList ids;
        for (const ProviderProfile &profile : *profiles)
            ids << profile.id;
        const QStringList known = u"anthropic anthropic-compatible openai openai-compatible openrouter gemini google code-assist vertex "
                                  u"deepseek mistral groq xai together "
                                  "azure-openai ollama lmstudio claude"_s.split(u' ');
        QCOMPARE(ids, known);
        QCOMPARE(profiles->at(0).authStyle, AuthStyle::XApiKey);
        QCOMPARE(profiles->at(0).baseUrl, u"https://api.anthropic.com"_s);
        QVERIFY(!profiles->at(0).signIn); // reserved for Anthropic's own applications
        QVERIFY(profiles->at(1).baseUrl.isEmpty());
    }

    void googlesThreeWays()
    {
        const ProviderProfile key = bundled(u"gemini"_s);
        QCOMPARE(key.protocol, Protocol::Gemini);
        QCOMPARE(key.authStyle, AuthStyle::GoogApiKey);
        QVERIFY(key.apiKeyAllowed && !key.apiKeyUrl.isEmpty() && !key.signIn);
        for (const QString &id : {u"google"_s, u"code-assist"_s}) {
            const ProviderProfile profile = bundled(id);
            QCOMPARE(profile.protocol, Protocol::Gemini);
            QVERIFY(profile.signIn->clientSecret && profile.signIn->project && !profile.apiKeyAllowed);
            QVERIFY(!profile.signIn->steps.isEmpty());
        }
        QCOMPARE(bundled(u"google"_s).pathStyle, PathStyle::Plain);
        QCOMPARE(bundled(u"code-assist"_s).pathStyle, PathStyle::CodeAssist);
    }

    void vertexTakesServiceAccounts()
    {
        const ProviderProfile vertex = bundled(u"vertex"_s);
        QCOMPARE(vertex.pathStyle, PathStyle::Vertex);
        QVERIFY(!vertex.apiKeyAllowed && !vertex.signIn);
        QCOMPARE(vertex.serviceAccount->scopes, QStringList{u"https://www.googleapis.com/auth/cloud-platform"_s});
        QVERIFY(vertex.serviceAccount->regions.contains(u"global"_s) && vertex.serviceAccount->regions.contains(u"us-central1"_s));
        const auto profiles = bundledProfiles();
        for (const ProviderProfile &one : *profiles)
            QCOMPARE(one.serviceAccount.has_value(), one.id == u"vertex"_s);
    }

    void bundlesSignIns()
    {
        const ProviderProfile openRouter = bundled(u"openrouter"_s);
        QCOMPARE(openRouter.baseUrl, u"https://openrouter.ai/api"_s); // + /v1/messages
        QVERIFY(openRouter.signIn);
        QCOMPARE(openRouter.signIn->flavor, SignInProfile::Flavor::OpenRouter);
        QVERIFY(openRouter.signIn->jsonBody);
        QCOMPARE(openRouter.credit.value(), (CreditProfile{u"/v1/key"_s, u"data.limit_remaining"_s, u"data.usage"_s}));
    }

    void whatRunsOnOnesOwnMachineAsksForNoKey()
    {
        for (const QString &id : {u"ollama"_s, u"lmstudio"_s, u"openai-compatible"_s})
            QVERIFY2(bundled(id).keyOptional, qPrintable(id));
        QVERIFY(!bundled(u"openai"_s).keyOptional && !bundled(u"anthropic"_s).keyOptional);
        QVERIFY(bundled(u"openai"_s).organization && bundled(u"openai-compatible"_s).organization);
        QVERIFY(!bundled(u"deepseek"_s).organization);
    }

    // Of OpenAI's protocol the version belongs to the base URL, and none is told twice.
    void openAisBaseUrlsHaveTheirVersion()
    {
        int count = 0;
        const auto check = [&count](const QString &baseUrl) {
            ++count;
            QVERIFY2(baseUrl.isEmpty() || baseUrl.endsWith(u"/v1"_s), qPrintable(baseUrl));
        };
        const auto profiles = bundledProfiles();
        for (const ProviderProfile &one : *profiles) {
            if (one.protocol == Protocol::OpenAi)
                check(one.baseUrl);
            for (const FurtherProtocol &further : one.further)
                check(further.baseUrl);
        }
        QVERIFY(count >= 11);
        QCOMPARE(bundled(u"azure-openai"_s).authStyle, AuthStyle::ApiKey);
        QCOMPARE(bundled(u"openai"_s).authStyle, AuthStyle::Bearer);
        const FurtherProtocol expected{Protocol::OpenAi, u"https://openrouter.ai/api/v1"_s, AuthStyle::Bearer};
        QCOMPARE(bundled(u"openrouter"_s).further, std::vector{expected});
    }

    void theClaudeProfileIsCompleteButForItsClient()
    {
        const SignInProfile claude = *bundled(u"claude"_s).signIn;
        QVERIFY(claude.clientId.isEmpty()); // reserved for Anthropic's own applications
        QVERIFY(claude.ownClient && !claude.note.isEmpty());
        QVERIFY(claude.jsonBody);
        QCOMPARE(claude.codePageUrl, u"https://platform.claude.com/oauth/code/callback"_s);
        QVERIFY(!bundled(u"claude"_s).apiKeyAllowed);
    }

    void everyProviderFileIsBundled()
    {
        QVERIFY(bundledProfiles());
        const QStringList wanted = QDir(QStringLiteral(PROJECT_ROOT "/resources/providers")).entryList({u"*.json"_s}, QDir::Files);
        QCOMPARE(QDir(u":/providers"_s).entryList(QDir::Files), wanted);
        QCOMPARE(qsizetype(bundledProfiles()->size()), wanted.size() - 1); // the index is no provider
    }
};

QTEST_GUILESS_MAIN(TestBundledProfiles)
#include "tst_bundledprofiles.moc"
