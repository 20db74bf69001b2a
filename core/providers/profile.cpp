// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/profile.h"

#include "core/providers/fieldreader.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <initializer_list>

// A resource of a static library must be asked for, from outside any namespace.
static void initProviderResource()
{
    Q_INIT_RESOURCE(providers);
}

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 MaxProfileBytes = 256 * 1024;

Result<QJsonDocument> parseJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return Error{Error::Code::Invalid, u"Not JSON: %1 at byte %2."_s.arg(problem.errorString()).arg(problem.offset)};
    return document;
}

QString optionalUrl(FieldReader &fields, QLatin1StringView name)
{
    const QString text = fields.text(name);
    return text.isEmpty() ? text : fields.url(name, text);
}

Result<SignInProfile> parseSignIn(const QJsonObject &object)
{
    FieldReader fields(object, u"signIn."_s);
    SignInProfile profile;
    profile.flavor = fields.word<SignInProfile::Flavor>(
        "flavor"_L1, {{"oauth2"_L1, SignInProfile::Flavor::OAuth2}, {"openrouter"_L1, SignInProfile::Flavor::OpenRouter}});
    profile.authorizeUrl = fields.url("authorizeUrl"_L1, fields.requiredName("authorizeUrl"_L1));
    profile.tokenUrl = fields.url("tokenUrl"_L1, fields.requiredName("tokenUrl"_L1));
    profile.revokeUrl = optionalUrl(fields, "revokeUrl"_L1);
    profile.clientId = fields.text("clientId"_L1);
    profile.ownClient = fields.flag("ownClient"_L1, false);
    profile.clientSecret = fields.flag("clientSecret"_L1, false);
    profile.project = fields.flag("project"_L1, false);
    profile.codePageUrl = optionalUrl(fields, "codePageUrl"_L1);
    profile.scopes = fields.texts("scopes"_L1);
    profile.requiredBetas = fields.texts("requiredBetas"_L1);
    profile.authorizeParameters = fields.pairs("authorizeParameters"_L1);
    profile.jsonBody = fields.word<bool>("tokenBody"_L1, {{"form"_L1, false}, {"json"_L1, true}});
    profile.note = fields.text("note"_L1);
    profile.steps = fields.texts("steps"_L1);
    profile.helpUrl = optionalUrl(fields, "helpUrl"_L1);
    const auto reply = fields.object("reply"_L1);
    if (fields.error())
        return *fields.error();
    if (reply) {
        FieldReader names(*reply, u"signIn.reply."_s);
        for (const auto &[name, field] :
             std::initializer_list<std::pair<QLatin1StringView, QString *>>{{"accessToken"_L1, &profile.reply.accessToken},
                                                                            {"refreshToken"_L1, &profile.reply.refreshToken},
                                                                            {"expiresIn"_L1, &profile.reply.expiresIn},
                                                                            {"identity"_L1, &profile.reply.identity}}) {
            if (reply->contains(name))
                *field = names.text(name);
        }
        if (names.error())
            return *names.error();
    }
    return profile;
}

Result<ServiceAccountProfile> parseServiceAccounts(const QJsonObject &object)
{
    FieldReader fields(object, u"serviceAccount."_s);
    ServiceAccountProfile profile;
    profile.scopes = fields.texts("scopes"_L1);
    profile.regions = fields.texts("regions"_L1);
    profile.testModel = fields.requiredName("testModel"_L1);
    profile.note = fields.text("note"_L1);
    profile.helpUrl = optionalUrl(fields, "helpUrl"_L1);
    if (profile.scopes.isEmpty())
        fields.fail("scopes"_L1, u"is empty"_s);
    return fields.error() ? Result<ServiceAccountProfile>(*fields.error()) : Result<ServiceAccountProfile>(profile);
}

Result<QByteArray> readBundled(const QString &name)
{
    QFile file(u":/providers/%1.json"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Internal, u"The bundled provider file %1.json can't be read."_s.arg(name)};
    return file.readAll();
}

Protocol protocolIn(FieldReader &fields)
{
    return fields.word<Protocol>("protocol"_L1,
                                 {{"anthropic"_L1, Protocol::Anthropic}, {"gemini"_L1, Protocol::Gemini}, {"openai"_L1, Protocol::OpenAi}});
}

AuthStyle authStyleIn(FieldReader &fields)
{
    return fields.word<AuthStyle>("authStyle"_L1, {{"x-api-key"_L1, AuthStyle::XApiKey},
                                                   {"bearer"_L1, AuthStyle::Bearer},
                                                   {"x-goog-api-key"_L1, AuthStyle::GoogApiKey},
                                                   {"api-key"_L1, AuthStyle::ApiKey}});
}

PathStyle pathStyleIn(FieldReader &fields)
{
    if (fields.text("paths"_L1).isEmpty())
        return PathStyle::Plain;
    return fields.word<PathStyle>(
        "paths"_L1, {{"plain"_L1, PathStyle::Plain}, {"vertex"_L1, PathStyle::Vertex}, {"code-assist"_L1, PathStyle::CodeAssist}});
}

// Of Vertex AI the region is an account's own, and stands in the host.
QString baseUrlIn(FieldReader &fields, PathStyle style)
{
    const QString text = fields.requiredText("baseUrl"_L1);
    if (!text.isEmpty())
        (void)fields.url("baseUrl"_L1, style == PathStyle::Vertex ? QString(text).replace(u"{region}"_s, u"region"_s) : text);
    return text;
}

Result<FurtherProtocol> furtherOf(const QJsonObject &json, Protocol main)
{
    FieldReader fields(json, u"also."_s);
    FurtherProtocol further;
    further.protocol = protocolIn(fields);
    further.baseUrl = fields.url("baseUrl"_L1, fields.requiredName("baseUrl"_L1));
    further.authStyle = authStyleIn(fields);
    if (further.protocol == main)
        fields.fail("protocol"_L1, u"must be another one than the profile's own"_s);
    if (fields.error())
        return *fields.error();
    return further;
}

Result<CreditProfile> parseCredit(const QJsonObject &object)
{
    FieldReader fields(object, u"credit."_s);
    CreditProfile profile;
    profile.path = fields.requiredName("path"_L1);
    profile.remaining = fields.requiredName("remaining"_L1);
    profile.used = fields.text("used"_L1);
    const bool isPath = profile.path.startsWith(u'/') && !profile.path.startsWith(u"//") && !profile.path.contains(u"..");
    if (!isPath && !fields.error())
        fields.fail("path"_L1, u"must begin with one slash, and lead nowhere else"_s);
    return fields.error() ? Result<CreditProfile>(*fields.error()) : Result<CreditProfile>(profile);
}

// The parts that are objects of their own.
Result<void> readParts(FieldReader &fields, ProviderProfile *profile)
{
    const auto signIn = fields.object("signIn"_L1);
    const auto also = fields.object("also"_L1);
    const auto serviceAccount = fields.object("serviceAccount"_L1);
    const auto credit = fields.object("credit"_L1);
    if (fields.error())
        return *fields.error();
    if (also) {
        const auto further = furtherOf(*also, profile->protocol);
        if (!further)
            return further.error();
        profile->further.push_back(*further);
    }
    if (signIn) {
        const auto parsed = parseSignIn(*signIn);
        if (!parsed)
            return parsed.error();
        profile->signIn = *parsed;
    }
    if (serviceAccount) {
        const auto parsed = parseServiceAccounts(*serviceAccount);
        if (!parsed)
            return parsed.error();
        profile->serviceAccount = *parsed;
    }
    if (credit) {
        const auto parsed = parseCredit(*credit);
        if (!parsed)
            return parsed.error();
        profile->credit = *parsed;
    }
    return {};
}

Result<ProviderProfile> bundledProfile(const QString &id)
{
    const auto json = readBundled(id);
    if (!json)
        return json.error();
    auto profile = parseProviderProfile(*json);
    if (!profile)
        return Error{Error::Code::Internal, u"The bundled provider file %1.json: %2"_s.arg(id, profile.error().detail)};
    if (profile->id != id)
        return Error{Error::Code::Internal, u"The bundled provider file %1.json holds the id \"%2\"."_s.arg(id, profile->id)};
    return profile;
}

} // namespace

Result<ProviderProfile> parseProviderProfile(const QByteArray &json)
{
    const auto document = parseJson(json);
    if (!document)
        return document.error();
    if (!document->isObject())
        return Error{Error::Code::Invalid, u"A provider profile must be a JSON object."_s};
    FieldReader fields(document->object());
    ProviderProfile profile;
    profile.id = fields.requiredName("id"_L1);
    profile.displayName = fields.requiredName("displayName"_L1);
    profile.protocol = protocolIn(fields);
    profile.pathStyle = pathStyleIn(fields);
    profile.baseUrl = baseUrlIn(fields, profile.pathStyle);
    profile.authStyle = authStyleIn(fields);
    profile.apiKeyAllowed = fields.flag("apiKeyAllowed"_L1, true);
    profile.listsAllModels = fields.flag("listsAllModels"_L1, false);
    profile.keyOptional = fields.flag("keyOptional"_L1, false);
    profile.organization = fields.flag("organization"_L1, false);
    profile.apiKeyUrl = optionalUrl(fields, "apiKeyUrl"_L1);
    if (const auto read = readParts(fields, &profile); !read)
        return read.error();
    return profile;
}

Result<std::vector<ProviderProfile>> bundledProfiles()
{
    initProviderResource();
    const auto index = readBundled(u"index"_s);
    if (!index)
        return index.error();
    std::vector<ProviderProfile> profiles;
    const QJsonArray ids = QJsonDocument::fromJson(*index).array();
    for (const QJsonValue &id : ids) {
        auto profile = bundledProfile(id.toString());
        if (!profile)
            return profile.error();
        profiles.push_back(std::move(*profile));
    }
    if (profiles.empty())
        return Error{Error::Code::Internal, u"No provider is bundled."_s};
    return profiles;
}

ProfileSet withUserProfiles(std::vector<ProviderProfile> bundled, const QString &folder)
{
    ProfileSet set{std::move(bundled), {}};
    const QDir directory(folder);
    const QStringList names = directory.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const auto leaveOut = [&set, path = directory.filePath(name)](const Error &error) { set.problems.push_back({path, error}); };
        QFile file(directory.filePath(name));
        if (!file.open(QIODevice::ReadOnly) || file.size() > MaxProfileBytes) {
            leaveOut({Error::Code::Storage, u"it can't be read, or is larger than %1 bytes."_s.arg(MaxProfileBytes)});
            continue;
        }
        auto profile = parseProviderProfile(file.readAll());
        if (!profile) {
            leaveOut(profile.error());
            continue;
        }
        const auto known = std::find_if(set.profiles.begin(), set.profiles.end(),
                                        [&profile](const ProviderProfile &one) { return one.id == profile->id; });
        if (known == set.profiles.end())
            set.profiles.push_back(*std::move(profile));
        else
            *known = *std::move(profile);
    }
    return set;
}

} // namespace homeport
