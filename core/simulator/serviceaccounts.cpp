// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/serviceaccounts.h"

#include "core/base/random.h"
#include "core/simulator/credentials.h"

#include <QDateTime>
#include <QJsonDocument>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <chrono>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::size_t KeyBits = 2048;
constexpr std::chrono::seconds TokenLife{3599}; // as Google's
constexpr qint64 LongestAssertion = 3600;       // seconds
constexpr qint64 ClockSkew = 30;                // that is forgiven
constexpr auto TimeframeWords = "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat "
                                "and exp values in the JWT claim. (simulated)"_L1;

struct BioFree
{
    void operator()(BIO *bio) const { BIO_free(bio); }
};
struct DigestFree
{
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};

QString pemOf(const RsaKey &key)
{
    const std::unique_ptr<BIO, BioFree> bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    QByteArray text(static_cast<qsizetype>(BIO_ctrl_pending(bio.get())), Qt::Uninitialized);
    text.truncate(std::max(0, BIO_read(bio.get(), text.data(), static_cast<int>(text.size()))));
    return QString::fromLatin1(text);
}

bool verifies(const RsaKey &key, const QByteArray &message, const QByteArray &signature)
{
    const auto bytes = [](const QByteArray &data) { return reinterpret_cast<const unsigned char *>(data.constData()); };
    const std::unique_ptr<EVP_MD_CTX, DigestFree> context(EVP_MD_CTX_new());
    const bool fits = EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1
                      && EVP_DigestVerify(context.get(), bytes(signature), static_cast<std::size_t>(signature.size()), bytes(message),
                                          static_cast<std::size_t>(message.size()))
                             == 1;
    ERR_clear_error();
    return fits;
}

QByteArray fromBase64Url(const QByteArray &text)
{
    return QByteArray::fromBase64(text, QByteArray::Base64UrlEncoding);
}

void sendJson(ResponseStream &response, int status, const QJsonObject &object)
{
    HeaderBlock headers;
    headers.append("Cache-Control", "no-store");
    response.send(status, "application/json", QJsonDocument(object).toJson(QJsonDocument::Compact), headers);
}

} // namespace

SimulatedServiceAccounts::~SimulatedServiceAccounts() = default;

QByteArray SimulatedServiceAccounts::issue(const QString &tokenUri)
{
    Known known{u"simulated-%1@simulated-project.iam.gserviceaccount.com"_s.arg(m_known.size() + 1), randomBytes(20).toHex(),
                RsaKey(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", KeyBits)), 0};
    known.account = m_credentials.addServiceAccount(known.email.toUtf8());
    const QJsonObject file{{u"type"_s, u"service_account"_s},
                           {u"project_id"_s, u"simulated-project"_s},
                           {u"private_key_id"_s, QString::fromLatin1(known.keyId)},
                           {u"private_key"_s, pemOf(known.key)},
                           {u"client_email"_s, known.email},
                           {u"client_id"_s, u"100000000000000000001"_s},
                           {u"token_uri"_s, tokenUri}};
    m_known.push_back(std::move(known));
    return QJsonDocument(file).toJson();
}

bool SimulatedServiceAccounts::handle(const HttpRequest &request, ResponseStream &response, const SimulatorFaults &faults,
                                      const QString &tokenUri)
{
    if (request.method != "POST" || request.path() != "/token")
        return false;
    ++m_assertions;
    const Known *known = nullptr;
    const auto form = parseForm(request.body);
    Refusal refusal = form ? judge(*form, tokenUri, &known) : Refusal{u"invalid_request"_s, u"A parameter comes twice. (simulated)"_s};
    if (faults.failTokenExchange)
        refusal = {u"invalid_grant"_s, u"The simulated provider refuses this token request."_s};
    if (!refusal.error.isEmpty()) {
        sendJson(response, 400, {{u"error"_s, refusal.error}, {u"error_description"_s, refusal.why}});
        return true;
    }
    const SimulatedTokens tokens = m_credentials.issueAccess(known->account, TokenLife, QDateTime::currentDateTimeUtc());
    sendJson(response, 200,
             {{u"access_token"_s, QString::fromLatin1(tokens.accessToken)},
              {u"expires_in"_s, qint64{tokens.life.count()}},
              {u"token_type"_s, u"Bearer"_s}});
    return true;
}

SimulatedServiceAccounts::Refusal SimulatedServiceAccounts::judge(const FormData &form, const QString &tokenUri, const Known **known) const
{
    const auto field = [&form](const char *name) {
        const auto found = form.find(name);
        return found == form.end() ? QByteArray() : found->second;
    };
    if (field("grant_type") != "urn:ietf:params:oauth:grant-type:jwt-bearer")
        return {u"unsupported_grant_type"_s, u"Invalid grant_type. (simulated)"_s};
    const QByteArrayList parts = field("assertion").split('.');
    const QJsonObject header = QJsonDocument::fromJson(fromBase64Url(parts.value(0))).object();
    const QJsonObject claims = QJsonDocument::fromJson(fromBase64Url(parts.value(1))).object();
    if (parts.size() != 3 || header.isEmpty() || claims.isEmpty())
        return {u"invalid_request"_s, u"Malformed JWT. (simulated)"_s};
    const auto found = std::find_if(m_known.begin(), m_known.end(),
                                    [issuer = claims["iss"_L1].toString()](const Known &one) { return one.email == issuer; });
    if (found == m_known.end())
        return {u"invalid_grant"_s, u"Invalid grant: account not found. (simulated)"_s};
    const bool isItsKey = header["alg"_L1].toString() == u"RS256" && header["kid"_L1].toString().toLatin1() == found->keyId;
    if (!isItsKey || !verifies(found->key, QByteArray(parts.at(0) + '.' + parts.at(1)), fromBase64Url(parts.at(2))))
        return {u"invalid_grant"_s, u"Invalid JWT Signature. (simulated)"_s};
    *known = &*found;
    return judgeClaims(claims, tokenUri);
}

SimulatedServiceAccounts::Refusal SimulatedServiceAccounts::judgeClaims(const QJsonObject &claims, const QString &tokenUri)
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const qint64 issued = claims["iat"_L1].toInteger();
    const qint64 expires = claims["exp"_L1].toInteger();
    if (issued > now + ClockSkew || expires <= now || expires <= issued || expires - issued > LongestAssertion)
        return {u"invalid_grant"_s, TimeframeWords};
    if (claims["aud"_L1].toString() != tokenUri)
        return {u"invalid_grant"_s, u"Invalid JWT: Failed audience check. (simulated)"_s};
    if (!claims["scope"_L1].toString().split(u' ').contains(u"https://www.googleapis.com/auth/cloud-platform"_s))
        return {u"invalid_scope"_s, u"Invalid OAuth scope or ID token audience provided. (simulated)"_s};
    return {};
}

} // namespace homeport
