// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/routefetch.h"
#include "core/accounts/tokensource.h"
#include "core/providers/modellist.h"

#include <QObject>
#include <QSet>

#include <tuple>

namespace homeport {

// What one account lists in one protocol.
struct ModelSource
{
    qint64 accountId = 0;
    Protocol protocol = Protocol::Anthropic;
    QByteArray codexVersion; // of who asks for Codex's shape; empty: the plain list

    bool operator==(const ModelSource &) const = default;
    friend bool operator<(const ModelSource &a, const ModelSource &b)
    {
        return std::tie(a.accountId, a.protocol, a.codexVersion) < std::tie(b.accountId, b.protocol, b.codexVersion);
    }
};

struct ModelList
{
    QList<ListedModel> models;
    bool isWhole = true; // false: it goes on beyond what we read
    QSet<QString> names; // of the models

    bool operator==(const ModelList &) const = default;
};

// Asks an account's upstream for its models, page by page, by the account's credential and proxies. Lives in the relay's thread; says once how it
// ended, from the event loop. Deleted earlier it closes its connection.
class ModelFetch final : public QObject
{
    Q_OBJECT

public:
    static constexpr int MostPages = 10;

    // What it works with; outlives it.
    struct Parts
    {
        HttpEngine &engine;
        TokenSource *tokens = nullptr; // null: tokens serve as they are
        SignalReport report;           // of proxies only
    };

    ModelFetch(const Parts &parts, RelayAccount account, ModelSource source, QObject *parent);

    void start();

Q_SIGNALS:
    void ended(const homeport::Result<homeport::ModelList> &list);

private:
    void obtainToken(const SharedSecret &rejected);
    void ask();
    void read(const HttpResponse &response);
    [[nodiscard]] TransferRequest request() const;

    const Parts &m_parts;
    RelayAccount m_account; // its secret is the token as it is now
    ModelSource m_source;
    ModelList m_list;
    QByteArray m_next; // page
    int m_pages = 0;
    bool m_renewed = false;
};

} // namespace homeport
