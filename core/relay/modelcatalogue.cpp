// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/modelcatalogue.h"

#include "core/base/logging.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Code Assist has no list of models, and Vertex AI none of what a project may use.
bool hasList(const RelayAccount &account, Protocol protocol)
{
    return account.secret && (account.protocol != protocol || account.pathStyle == PathStyle::Plain);
}

QByteArray addressOf(const RelayAccount &account, Protocol protocol)
{
    return account.endpoint(protocol).baseUrl;
}

} // namespace

ModelCatalogue::ModelCatalogue(HttpEngine &engine, TokenSource *tokens, SignalReport report, Ages ages, QObject *parent)
    : QObject(parent), m_parts{engine, tokens, std::move(report)}, m_ages(ages)
{
}

ModelCatalogue::~ModelCatalogue() = default;

bool ModelCatalogue::setAccounts(const std::vector<RelayAccount> &accounts)
{
    if (accounts.empty())
        return false;
    const auto forgotten = std::erase_if(m_entries, [this, &accounts](const auto &one) {
        const ModelSource &source = one.first;
        const auto account = std::find_if(accounts.begin(), accounts.end(),
                                          [&source](const RelayAccount &known) { return known.id == source.accountId; });
        if (account != accounts.end() && addressOf(*account, source.protocol) == one.second.baseUrl)
            return false;
        const auto waiting = std::find(m_queue.begin(), m_queue.end(), source);
        if (waiting != m_queue.end())
            m_queue.erase(waiting);
        else if (one.second.fetch)
            --m_running;
        return true;
    });
    startNext();
    return forgotten > 0;
}

ModelCatalogue::Known ModelCatalogue::look(const RelayAccount &account, Protocol protocol, const QByteArray &codexVersion)
{
    if (!hasList(account, protocol))
        return {};
    if (!codexVersion.isEmpty())
        forgetOtherVersions(codexVersion);
    const ModelSource source{account.id, protocol, codexVersion};
    const auto found = m_entries.find(source);
    if (found == m_entries.end() || (!found->second.fetch && found->second.due <= std::chrono::steady_clock::now()))
        fetch(source, account);
    const Entry &entry = m_entries[source];
    return {entry.list, !entry.list && entry.fetch && entry.due == Time{}};
}

// One version of Codex at a time: its number is the asker's to choose.
void ModelCatalogue::forgetOtherVersions(const QByteArray &codexVersion)
{
    std::erase_if(m_entries, [&codexVersion](const auto &one) {
        return !one.first.codexVersion.isEmpty() && one.first.codexVersion != codexVersion && !one.second.fetch;
    });
}

void ModelCatalogue::fetch(const ModelSource &source, const RelayAccount &account)
{
    Entry &entry = m_entries[source];
    entry.baseUrl = addressOf(account, source.protocol);
    entry.listsAll = account.listsAllModels;
    entry.fetch = std::make_unique<ModelFetch>(m_parts, account, source, nullptr);
    connect(entry.fetch.get(), &ModelFetch::ended, this, [this, source](const Result<ModelList> &list) { ended(source, list); });
    m_queue.push_back(source);
    startNext();
}

void ModelCatalogue::startNext()
{
    while (m_running < MostFetches && !m_queue.empty()) {
        const ModelSource source = m_queue.front();
        m_queue.pop_front();
        ++m_running;
        m_entries[source].fetch->start();
    }
}

void ModelCatalogue::ended(const ModelSource &source, const Result<ModelList> &list)
{
    --m_running;
    Entry &entry = m_entries[source];
    entry.fetch.release()->deleteLater(); // we are inside its own call
    entry.due = std::chrono::steady_clock::now() + (list ? m_ages.fresh : m_ages.failed);
    if (list)
        entry.list = shared(*list);
    else
        qCInfo(lcRelay).noquote() << "models of account" << source.accountId << "could not be listed:" << list.error().detail;
    startNext();
    Q_EMIT learnt();
}

// Accounts of one provider mostly list the same: kept once.
std::shared_ptr<const ModelList> ModelCatalogue::shared(const ModelList &list) const
{
    const auto same = std::find_if(m_entries.begin(), m_entries.end(),
                                   [&list](const auto &one) { return one.second.list && *one.second.list == list; });
    return same == m_entries.end() ? std::make_shared<const ModelList>(list) : same->second.list;
}

ListedModels ModelCatalogue::names() const
{
    ListedModels names;
    for (const auto &[source, entry] : m_entries) {
        if (entry.list && source.codexVersion.isEmpty())
            names.set(source.accountId, source.protocol, entry.list->names, entry.listsAll && entry.list->isWhole);
    }
    return names;
}

} // namespace homeport
