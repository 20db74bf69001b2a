// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/apicalls.h"

#include <algorithm>
#include <array>

namespace homeport {

namespace {

using Kind = ApiCall::Kind;

struct FixedPath
{
    QByteArrayView path;
    Protocol protocol;
    Kind kind;
};

constexpr std::array<FixedPath, 7> FixedPaths{{{"/v1/messages", Protocol::Anthropic, Kind::Generate},
                                               {"/v1/messages/count_tokens", Protocol::Anthropic, Kind::CountTokens},
                                               {"/v1/chat/completions", Protocol::OpenAi, Kind::Generate},
                                               {"/v1/responses", Protocol::OpenAi, Kind::Generate},
                                               {"/v1/responses/compact", Protocol::OpenAi, Kind::Generate},
                                               {"/v1/completions", Protocol::OpenAi, Kind::Generate},
                                               {"/v1/embeddings", Protocol::OpenAi, Kind::Embed}}};

struct Verb
{
    QByteArrayView name;
    Kind kind;
    bool stream;
};

constexpr std::array<Verb, 5> Verbs{{{"generateContent", Kind::Generate, false},
                                     {"streamGenerateContent", Kind::Generate, true},
                                     {"countTokens", Kind::CountTokens, false},
                                     {"embedContent", Kind::Embed, false},
                                     {"batchEmbedContents", Kind::Embed, false}}};

// The target goes upstream as it was sent, so what a server might resolve to another path must not pass: dot segments,
// further slashes and backslashes, and all of these encoded, once or twice. Allowed is what names of models are made of.
bool isOneSegment(QByteArrayView id)
{
    if (id.isEmpty() || id == "." || id == "..")
        return false;
    for (qsizetype at = 0; at < id.size(); ++at) {
        const char c = id.at(at);
        if (c == '%') {
            bool isHex = false;
            const int code = id.sliced(at + 1).first(std::min<qsizetype>(2, id.size() - at - 1)).toByteArray().toInt(&isHex, 16);
            if (!isHex || id.size() < at + 3 || code == '.' || code == '/' || code == '\\' || code == '%' || code < 0x21)
                return false;
            at += 2;
        } else if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || QByteArrayView("-._~:@+").contains(c))) {
            return false;
        }
    }
    return true;
}

QByteArray decoded(QByteArrayView id)
{
    return id.contains('%') ? QByteArray::fromPercentEncoding(id.toByteArray()) : id.toByteArray();
}

bool wantsEventStream(QByteArrayView query)
{
    for (qsizetype at = 0; at >= 0 && at < query.size();) {
        const qsizetype end = query.indexOf('&', at);
        if (query.sliced(at, (end < 0 ? query.size() : end) - at) == "alt=sse")
            return true;
        at = end < 0 ? end : end + 1;
    }
    return false;
}

bool namesKey(QByteArrayView query)
{
    return query.startsWith("key=") || query.indexOf("&key=") >= 0;
}

Protocol protocolOfModels(QByteArrayView query, const HeaderBlock &headers)
{
    if (headers.contains("anthropic-version") || headers.contains("x-api-key"))
        return Protocol::Anthropic;
    if (headers.contains("x-goog-api-key") || namesKey(query))
        return Protocol::Gemini;
    return headers.contains("authorization") ? Protocol::OpenAi : Protocol::Anthropic;
}

// "ID:generateContent" and the like.
std::optional<KnownCall> geminiCall(QByteArrayView method, QByteArrayView id, QByteArrayView verb, QByteArrayView query)
{
    const auto *found = std::find_if(Verbs.begin(), Verbs.end(), [verb](const Verb &one) { return one.name == verb; });
    if (found == Verbs.end())
        return std::nullopt;
    KnownCall known{{Protocol::Gemini, found->kind, decoded(id), found->stream, false, false}, method == "POST"};
    known.call.eventStream = found->stream && wantsEventStream(query);
    return known;
}

std::optional<KnownCall> modelCall(QByteArrayView method, QByteArrayView rest, QByteArrayView query, Protocol protocol)
{
    if (!rest.isEmpty() && (rest.front() != '/' || !isOneSegment(rest.sliced(1))))
        return std::nullopt;
    if (rest.isEmpty())
        return KnownCall{{protocol, Kind::ListModels, {}, false, false, false}, method == "GET"};
    const QByteArrayView id = rest.sliced(1);
    const qsizetype colon = id.lastIndexOf(':');
    if (colon > 0) {
        if (auto call = geminiCall(method, id.first(colon), id.sliced(colon + 1), query))
            return call;
    }
    return KnownCall{{protocol, Kind::Model, decoded(id), false, false, false}, method == "GET"};
}

// Code Assist: the model stands in the body.
std::optional<KnownCall> codeAssistCall(QByteArrayView method, QByteArrayView rest, QByteArrayView query)
{
    constexpr QByteArrayView operations = "/operations/";
    if (rest.startsWith(operations) && isOneSegment(rest.sliced(operations.size())))
        return KnownCall{{Protocol::Gemini, Kind::Service, {}, false, true, false}, method == "GET"};
    if (rest.isEmpty() || rest.front() != ':')
        return std::nullopt;
    const QByteArrayView verb = rest.sliced(1);
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (verb.isEmpty() || !std::all_of(verb.begin(), verb.end(), isLetter))
        return std::nullopt;
    KnownCall known{{Protocol::Gemini, Kind::Service, {}, false, true, false}, method == "POST" || method == "GET"};
    const auto *found = std::find_if(Verbs.begin(), Verbs.end(), [verb](const Verb &one) { return one.name == verb; });
    if (found != Verbs.end()) {
        known.call.kind = found->kind;
        known.call.stream = found->stream;
        known.call.eventStream = found->stream && wantsEventStream(query);
        known.takesMethod = method == "POST";
    }
    return known;
}

} // namespace

std::optional<KnownCall> apiCallOf(QByteArrayView method, QByteArrayView path, QByteArrayView query, const HeaderBlock &headers)
{
    const auto *fixed = std::find_if(FixedPaths.begin(), FixedPaths.end(), [path](const FixedPath &one) { return one.path == path; });
    if (fixed != FixedPaths.end())
        return KnownCall{{fixed->protocol, fixed->kind, {}, false, false, false}, method == "POST"};
    constexpr QByteArrayView models = "/v1/models";
    constexpr QByteArrayView betaModels = "/v1beta/models";
    constexpr QByteArrayView internal = "/v1internal";
    if (path.startsWith(models))
        return modelCall(method, path.sliced(models.size()), query, protocolOfModels(query, headers));
    if (path.startsWith(betaModels))
        return modelCall(method, path.sliced(betaModels.size()), query, Protocol::Gemini);
    if (path.startsWith(internal))
        return codeAssistCall(method, path.sliced(internal.size()), query);
    return std::nullopt;
}

} // namespace homeport
