// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/profile.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject signInObject()
{
    return {{u"flavor"_s, u"oauth2"_s},
            {u"authorizeUrl"_s, u"https://a.example/authorize?code=true"_s},
            {u"tokenUrl"_s, u"https://a.example/token"_s},
            {u"tokenBody"_s, u"form"_s},
            {u"clientId"_s, u"me"_s},
            {u"scopes"_s, QJsonArray{u"one"_s, u"two"_s}}};
}

QJsonObject profileObject()
{
    return {{u"id"_s, u"x"_s},
            {u"displayName"_s, u"X"_s},
            {u"protocol"_s, u"anthropic"_s},
            {u"baseUrl"_s, u"https://x.example/api"_s},
            {u"authStyle"_s, u"bearer"_s},
            {u"apiKeyUrl"_s, u"https://x.example/keys"_s},
            {u"apiKeyAllowed"_s, false},
            {u"signIn"_s, signInObject()}};
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

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

class TestProfile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryField()
    {
        const auto profile = parseProviderProfile(json(profileObject()));
        QVERIFY2(profile, profile ? "" : qPrintable(profile.error().detail));
        SignInProfile signIn;
        signIn.authorizeUrl = u"https://a.example/authorize?code=true"_s;
        signIn.tokenUrl = u"https://a.example/token"_s;
        signIn.clientId = u"me"_s;
        signIn.scopes = QStringList{u"one"_s, u"two"_s};
        const ProviderProfile expected{u"x"_s,
                                       u"X"_s,
                                       Protocol::Anthropic,
                                       u"https://x.example/api"_s,
                                       AuthStyle::Bearer,
                                       false,
                                       false,
                                       false,
                                       u"https://x.example/keys"_s,
                                       signIn};
        QCOMPARE(*profile, expected);
    }

    void ignoresUnknownFieldsAndFillsInAbsentOnes()
    {
        QJsonObject object = profileObject();
        object.remove("signIn"_L1);
        object.remove("apiKeyUrl"_L1);
        object.remove("apiKeyAllowed"_L1);
        object.insert(u"later"_s, QJsonObject{{u"a"_s, 1}});
        const auto profile = parseProviderProfile(json(object));
        QVERIFY(profile);
        QVERIFY(profile->apiKeyAllowed);
        QVERIFY(profile->apiKeyUrl.isEmpty());
        QVERIFY(!profile->signIn);
    }

    void namesTheFieldThatIsWrong_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value"); // undefined: removed
        const QJsonValue none(QJsonValue::Undefined);
        for (const QString &field : {u"id"_s, u"displayName"_s, u"protocol"_s, u"baseUrl"_s, u"authStyle"_s, u"signIn.flavor"_s,
                                     u"signIn.authorizeUrl"_s, u"signIn.tokenUrl"_s, u"signIn.tokenBody"_s})
            QTest::addRow("%s missing", qPrintable(field)) << field << none;
        for (const QString &field : {u"id"_s, u"displayName"_s, u"signIn.authorizeUrl"_s, u"signIn.tokenUrl"_s})
            QTest::addRow("%s empty", qPrintable(field)) << field << QJsonValue(QString());
        for (const QString &field : {u"id"_s, u"displayName"_s, u"protocol"_s, u"baseUrl"_s, u"authStyle"_s, u"apiKeyAllowed"_s,
                                     u"keyOptional"_s, u"organization"_s, u"apiKeyUrl"_s, u"signIn"_s, u"signIn.flavor"_s,
                                     u"signIn.tokenBody"_s, u"signIn.clientId"_s, u"signIn.scopes"_s})
            QTest::addRow("%s a number", qPrintable(field)) << field << QJsonValue(7);
        QTest::newRow("unknown protocol") << u"protocol"_s << QJsonValue(u"gopher"_s);
        QTest::newRow("unknown flavor") << u"signIn.flavor"_s << QJsonValue(u"oauth1"_s);
        QTest::newRow("scopes with a number") << u"signIn.scopes"_s << QJsonValue(QJsonArray{u"a"_s, 1});
        QTest::newRow("plain http elsewhere") << u"baseUrl"_s << QJsonValue(u"http://x.example"_s);
        QTest::newRow("slash at the end") << u"baseUrl"_s << QJsonValue(u"https://x.example/"_s);
        QTest::newRow("no address") << u"signIn.tokenUrl"_s << QJsonValue(u"x.example"_s);
    }

    void namesTheFieldThatIsWrong()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QJsonObject object = profileObject();
        QJsonObject inner = signInObject();
        const bool nested = field.startsWith(u"signIn.");
        QJsonObject &target = nested ? inner : object;
        const QString name = nested ? field.sliced(7) : field;
        if (value.isUndefined())
            target.remove(name);
        else
            target.insert(name, value);
        if (nested)
            object.insert(u"signIn"_s, inner);
        const auto profile = parseProviderProfile(json(object));
        QVERIFY(!profile);
        QCOMPARE(profile.error().code, Error::Code::Invalid);
        QVERIFY2(profile.error().detail.contains(u'"' + field + u'"'), qPrintable(profile.error().detail));
    }

    void refusesWhatIsNoObject_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("cut off") << json(profileObject()).chopped(3);
    }

    void refusesWhatIsNoObject()
    {
        QFETCH(QByteArray, text);
        const auto profile = parseProviderProfile(text);
        QVERIFY(!profile);
        QCOMPARE(profile.error().code, Error::Code::Invalid);
    }

    void allowsPlainHttpOnThisComputer()
    {
        QJsonObject object = profileObject();
        for (const QString &url : {u"http://127.0.0.1:8080"_s, u"http://localhost:8080"_s, u"http://[::1]:8080"_s}) {
            object.insert(u"baseUrl"_s, url);
            QVERIFY2(parseProviderProfile(json(object)), qPrintable(url));
        }
    }

    void bundlesTheProvidersInDisplayOrder()
    {
        const auto profiles = bundledProfiles();
        QVERIFY2(profiles, profiles ? "" : qPrintable(profiles.error().detail));
        QStringList ids;
        for (const ProviderProfile &profile : *profiles)
            ids << profile.id;
        const QStringList known = u"anthropic anthropic-compatible openai openai-compatible openrouter gemini google code-assist deepseek "
                                  u"mistral groq xai together "
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

    void bundlesSignIns()
    {
        const ProviderProfile openRouter = bundled(u"openrouter"_s);
        QCOMPARE(openRouter.baseUrl, u"https://openrouter.ai/api"_s); // + /v1/messages
        QVERIFY(openRouter.signIn);
        QCOMPARE(openRouter.signIn->flavor, SignInProfile::Flavor::OpenRouter);
        QVERIFY(openRouter.signIn->jsonBody);
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

    void aUsersFileReplacesOrAdds()
    {
        QTemporaryDir folder;
        const auto write = [&folder](const QString &name, const QByteArray &bytes) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(bytes);
        };
        QJsonObject own = profileObject();
        own.insert(u"id"_s, u"openrouter"_s);
        write(u"a.json"_s, json(own));
        own.insert(u"id"_s, u"our-gateway"_s);
        write(u"b.json"_s, json(own));
        write(u"c.json"_s, "{\"id\": \"anthropic\"");
        write(u"d.json"_s, QByteArray(300'000, ' '));
        const ProfileSet set = withUserProfiles(*bundledProfiles(), folder.path());
        QCOMPARE(set.profiles.size(), bundledProfiles()->size() + 1);
        QCOMPARE(byId(set.profiles, u"openrouter"_s).displayName, u"X"_s);
        QCOMPARE(set.profiles.back().id, u"our-gateway"_s);
        QCOMPARE(set.profiles.at(0).baseUrl, u"https://api.anthropic.com"_s); // the built-in one stays in force
        QCOMPARE(set.problems.size(), std::size_t(2));
        QVERIFY(set.problems.at(0).file.endsWith(u"c.json"_s));
        QVERIFY2(set.problems.at(0).error.detail.contains(u"JSON"_s), qPrintable(set.problems.at(0).error.detail));
        QVERIFY(withUserProfiles(*bundledProfiles(), folder.filePath(u"nothing"_s)).problems.empty());
    }

    void everyProviderFileIsBundled()
    {
        QVERIFY(bundledProfiles());
        const QStringList wanted = QDir(QStringLiteral(PROJECT_ROOT "/resources/providers")).entryList({u"*.json"_s}, QDir::Files);
        QCOMPARE(QDir(u":/providers"_s).entryList(QDir::Files), wanted);
        QCOMPARE(qsizetype(bundledProfiles()->size()), wanted.size() - 1); // the index is no provider
    }
};

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
