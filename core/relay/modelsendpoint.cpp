// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/modelsendpoint.h"

#include "core/routing/permission.h"

#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxVersion = 40;

ModelShape shapeOf(Protocol protocol)
{
    switch (protocol) {
    case Protocol::Anthropic:
        return ModelShape::Anthropic;
    case Protocol::Gemini:
        return ModelShape::Gemini;
    case Protocol::OpenAi:
        break;
    }
    return ModelShape::OpenAi;
}

// "0.169.0"; what can't be one is none.
QByteArray versionIn(QByteArrayView query)
{
    constexpr QByteArrayView name = "client_version=";
    for (qsizetype at = 0; at < query.size();) {
        const qsizetype next = query.indexOf('&', at);
        const QByteArrayView field = query.sliced(at, (next < 0 ? query.size() : next) - at);
        if (field.startsWith(name)) {
            const QByteArrayView version = field.sliced(name.size());
            const bool isPlain = std::all_of(version.begin(), version.end(), [](char c) {
                return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
            });
            return isPlain && version.size() <= MaxVersion ? version.toByteArray() : QByteArray();
        }
        at = next < 0 ? query.size() : next + 1;
    }
    return {};
}

} // namespace

ModelQuestion modelQuestionOf(const RouteQuestion &route, QByteArrayView query, ModelAliases aliases)
{
    ModelQuestion question{route, shapeOf(route.protocol), {}, std::move(aliases)};
    if (route.protocol == Protocol::OpenAi)
        question.codexVersion = versionIn(query);
    if (!question.codexVersion.isEmpty())
        question.shape = ModelShape::Codex;
    return question;
}

ModelsEndpoint::ModelsEndpoint(ModelCatalogue &catalogue, const RelaySnapshot &snapshot, QObject *parent)
    : QObject(parent), m_catalogue(catalogue), m_snapshot(snapshot)
{
    connect(&catalogue, &ModelCatalogue::learnt, this, &ModelsEndpoint::answerComplete);
}

// Parked ones too: what they serve has not changed.
std::vector<const RelayAccount *> ModelsEndpoint::accountsFor(const RouteQuestion &question) const
{
    const AccountGroup *group = groupOf(question, m_snapshot.groups);
    std::vector<const RelayAccount *> accounts;
    for (const RelayAccount &account : m_snapshot.accounts) {
        if (permitsAccount(question, group, account) && !isSwitchedOff(account) && account.secret)
            accounts.push_back(&account);
    }
    return accounts;
}

bool ModelsEndpoint::answers(const RouteQuestion &question) const
{
    const AccountGroup *group = groupOf(question, m_snapshot.groups);
    return !ownLoginHasPlace(question, group, m_snapshot.accounts) && !accountsFor(question).empty();
}

std::vector<KnownModels> ModelsEndpoint::look(const ModelQuestion &question, bool *isComplete)
{
    *isComplete = true;
    std::vector<KnownModels> all;
    for (const RelayAccount *account : accountsFor(question.route)) {
        for (const Protocol protocol : {Protocol::Anthropic, Protocol::Gemini, Protocol::OpenAi}) {
            if (!account->speaks(protocol))
                continue;
            const auto known = m_catalogue.look(*account, protocol, protocol == Protocol::OpenAi ? question.codexVersion : QByteArray());
            *isComplete = *isComplete && !known.isComing;
            all.push_back({account, protocol, known.list});
        }
    }
    return all;
}

void ModelsEndpoint::ask(const ModelQuestion &question, Listed listed)
{
    bool isComplete = true;
    const auto known = look(question, &isComplete);
    if (isComplete)
        return listed(mergedModels(known, question));
    const quint64 id = m_nextId++;
    m_waiting.emplace(id, Waiting{question, std::move(listed)});
    QTimer::singleShot(Patience, this, [this, id] { answer(id); });
}

void ModelsEndpoint::answer(quint64 id)
{
    const auto waiting = m_waiting.extract(id);
    if (waiting.empty())
        return;
    bool isComplete = true;
    waiting.mapped().listed(mergedModels(look(waiting.mapped().question, &isComplete), waiting.mapped().question));
}

void ModelsEndpoint::answerComplete()
{
    std::vector<quint64> complete;
    for (const auto &[id, waiting] : m_waiting) {
        bool isComplete = true;
        (void)look(waiting.question, &isComplete);
        if (isComplete)
            complete.push_back(id);
    }
    for (const quint64 id : complete)
        answer(id);
}

} // namespace homeport
