// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/toolkeys.h"

#include "app/backend.h"
#include "app/snapshotpublisher.h"
#include "core/access/keystore.h"
#include "core/base/onresult.h"
#include "core/base/passcancellation.h"
#include "core/base/random.h"
#include "core/net/httpengine.h"
#include "core/relay/relayhost.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype SeedBytes = 16;
constexpr qsizetype LongestMessage = 500;

// As a tool of that protocol asks for the list of models.
Result<TransferRequest> modelsRequest(const QString &protocol, const QString &baseUrl, const SharedSecret &key)
{
    TransferRequest request;
    const QByteArray plain = key->reveal([](QByteArrayView text) { return text.toByteArray(); });
    QByteArray path = "/v1/models";
    if (protocol == "anthropic"_L1) {
        request.headers.append("x-api-key", plain);
        request.headers.append("anthropic-version", "2023-06-01");
    } else if (protocol == "openai"_L1) {
        request.headers.append("authorization", QByteArray("Bearer " + plain));
    } else if (protocol == "gemini"_L1) {
        request.headers.append("x-goog-api-key", plain);
        path = "/v1beta/models";
    } else {
        return Error{Error::Code::Invalid, u"The argument \"protocol\" must be anthropic, openai or gemini."_s};
    }
    request.headers.append("accept", "application/json");
    request.headers.append("user-agent", "Homeport/" HOMEPORT_VERSION);
    request.url = baseUrl.toLatin1() + path;
    request.timeouts.firstByte = std::chrono::seconds(30);
    request.timeouts.idle = std::chrono::seconds(30);
    return request;
}

ToolAnswer answerOf(const HttpResponse &response)
{
    const QJsonObject body = QJsonDocument::fromJson(response.body).object();
    ToolAnswer answer;
    answer.status = response.status;
    answer.models = body[body.contains("models"_L1) ? "models"_L1 : "data"_L1].toArray().size();
    answer.message = body["error"_L1]["message"_L1].toString().left(LongestMessage);
    return answer;
}

} // namespace

QString unusedKeyName(const KeyStore &keys, const QString &wanted)
{
    const auto isTaken = [&keys](const QString &name) {
        return std::any_of(keys.keys().cbegin(), keys.keys().cend(),
                           [&name](const LocalKey &key) { return key.name == name && !key.isRevoked(); });
    };
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = u"%1 %2"_s.arg(wanted).arg(number);
    return name;
}

QFuture<Result<ToolKey>> ensureToolKey(Backend &backend, const QString &name, const QByteArray &seed)
{
    const auto known = backend.keys().fromSeed(seed);
    if (known)
        return readyResult<ToolKey>(ToolKey{known->key, known->plain, seed, false});
    if (known.error().code != Error::Code::NotFound)
        return readyResult<ToolKey>(known.error());
    auto promise = startedPromise<ToolKey>();
    const QByteArray fresh = randomBytes(SeedBytes);
    onResult(backend.keys().createFromSeed(unusedKeyName(backend.keys(), name), fresh), &backend,
             [&backend, promise, fresh](const Result<CreatedKey> &created) {
                 if (!created)
                     return complete<ToolKey>(promise, created.error());
                 backend.publisher().whenSettled(&backend, [promise, fresh, created = *created] {
                     complete<ToolKey>(promise, ToolKey{created.key, created.plain, fresh, true});
                 });
             });
    return promise->future();
}

// By its seed, never by an id that was written down: after a restored backup that may be another key's.
QFuture<Result<LocalKey>> revokeToolKey(Backend &backend, const QByteArray &seed)
{
    const auto known = backend.keys().fromSeed(seed);
    if (!known)
        return readyResult<LocalKey>(known.error());
    auto promise = startedPromise<LocalKey>();
    onResult(backend.keys().revoke(known->key.id), &backend, [&backend, promise](const Result<LocalKey> &revoked) {
        if (!revoked)
            return complete<LocalKey>(promise, revoked.error());
        backend.publisher().whenSettled(&backend, [promise, revoked = *revoked] { complete<LocalKey>(promise, revoked); });
    });
    return promise->future();
}

QFuture<Result<ToolAnswer>> askAsTool(Backend &backend, const QByteArray &seed, const QString &protocol)
{
    if (backend.relay().state() != RelayHost::State::Listening)
        return readyResult<ToolAnswer>(
            Error{Error::Code::Unavailable, u"Homeport runs, but its relay does not listen: see homeportctl status."_s});
    const auto known = backend.keys().fromSeed(seed);
    if (!known)
        return readyResult<ToolAnswer>(known.error());
    const QString baseUrl = backend.relay().baseUrl();
    const auto request = modelsRequest(protocol, baseUrl, known->plain);
    if (!request)
        return readyResult<ToolAnswer>(request.error());
    auto promise = startedPromise<ToolAnswer>();
    QElapsedTimer watch;
    watch.start();
    const auto fetched = backend.engine().fetch(*request);
    passCancellation(promise->future(), fetched, &backend);
    onResult(fetched, &backend, [promise, watch, baseUrl](const Result<HttpResponse> &response) {
        if (!response)
            return complete<ToolAnswer>(promise, response.error());
        ToolAnswer answer = answerOf(*response);
        answer.milliseconds = watch.elapsed();
        answer.baseUrl = baseUrl;
        complete<ToolAnswer>(promise, answer);
    });
    return promise->future();
}

} // namespace homeport
