// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/modelfetch.h"
#include "core/routing/listedmodels.h"

#include <QObject>

#include <chrono>
#include <deque>
#include <map>
#include <memory>

namespace homeport {

// What the providers of accounts say they serve, kept for an hour. Nobody asks them by a clock: a list is fetched when somebody wants to know
// it, and what is known is told meanwhile. In memory only; lives in the relay's thread.
class ModelCatalogue final : public QObject
{
    Q_OBJECT

public:
    static constexpr int MostFetches = 16; // at once; others wait

    struct Ages
    {
        std::chrono::milliseconds fresh = std::chrono::hours(1);    // until a list is fetched again
        std::chrono::milliseconds failed = std::chrono::minutes(1); // until one that could not be fetched is tried again
    };

    // @p engine and @p tokens outlive this.
    ModelCatalogue(HttpEngine &engine, TokenSource *tokens, SignalReport report, Ages ages, QObject *parent = nullptr);
    ~ModelCatalogue() override;

    // Forgets accounts that are gone, or at another address now; not when all are gone: a locked vault shows none. True: there were such.
    bool setAccounts(const std::vector<RelayAccount> &accounts);

    struct Known
    {
        std::shared_ptr<const ModelList> list; // null: none so far
        bool isComing = false;                 // there is none, and the first one is on its way
    };
    // What is known at this moment; begins to fetch what is old. Accounts without a credential, and ones whose API has no list, have none.
    [[nodiscard]] Known look(const RelayAccount &account, Protocol protocol, const QByteArray &codexVersion);

    // All of it, for routing: names only.
    [[nodiscard]] ListedModels names() const;

Q_SIGNALS:
    void learnt(); // a fetch has ended, well or not

private:
    using Time = std::chrono::steady_clock::time_point;
    struct Entry
    {
        QByteArray baseUrl;
        bool listsAll = false;
        std::shared_ptr<const ModelList> list; // null: none so far
        Time due{};                            // to be fetched again
        std::unique_ptr<ModelFetch> fetch;     // null: none runs or waits
    };

    void fetch(const ModelSource &source, const RelayAccount &account);
    void startNext();
    void ended(const ModelSource &source, const Result<ModelList> &list);
    [[nodiscard]] std::shared_ptr<const ModelList> shared(const ModelList &list) const;
    void forgetOtherVersions(const QByteArray &codexVersion);

    ModelFetch::Parts m_parts;
    Ages m_ages;
    std::map<ModelSource, Entry> m_entries;
    std::deque<ModelSource> m_queue; // fetches that wait for their turn
    int m_running = 0;
};

} // namespace homeport
