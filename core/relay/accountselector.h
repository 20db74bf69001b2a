// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountsignal.h"
#include "core/base/headerblock.h"
#include "core/providers/wireprotocol.h"
#include "core/relay/relaysnapshot.h"
#include "core/routing/routing.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <map>
#include <memory>
#include <utility>

namespace homeport {

// Gives the exchanges their accounts and takes what they learn about them. The relay's thread.
class AccountSelector final : public QObject
{
    Q_OBJECT

public:
    explicit AccountSelector(QObject *parent = nullptr);

    void setSnapshot(const RelaySnapshot &snapshot);

    void setListed(std::shared_ptr<const ListedModels> listed) { m_routing.setListed(std::move(listed)); }
    [[nodiscard]] QStringList available(const RouteQuestion &question) const { return m_routing.available(question); }

    [[nodiscard]] Routing::Choice choose(const RouteQuestion &question, bool longCache);
    void ended(qint64 accountId, bool wasProbe); // once per account that choose() gave

    [[nodiscard]] bool hasSecret(qint64 accountId, const Secret &secret) { return m_routing.hasSecret(accountId, secret); }

    // What an answer said. In force at once; what is new is told through newsLearnt().
    void learn(qint64 accountId, const AnswerSignal &signal, const QString &family, const QList<QuotaWindow> &quotas);
    // The same of a good answer, whose quotas are in @p headers: read at once, but at most ten times a second per account, the
    // last of such a tenth at its end. Reading each one is a twentieth of what a request costs, and says nothing more.
    void served(qint64 accountId, const WireProtocol &protocol, const QString &family, HeaderBlock &&headers);
    void report(const AccountSignal &signal); // of what is known already only the first is passed on

Q_SIGNALS:
    // Each park at once; quotas alone at most once a second per account.
    void newsLearnt(const homeport::AccountNews &news);
    // Rare: refusals, and a proxy that fails or works again; never for each good answer.
    void signalled(const homeport::AccountSignal &signal);

private:
    struct Unread
    {
        const WireProtocol *protocol;
        QString family;
        HeaderBlock headers;
        QDateTime seenAt;
    };
    void learnAt(qint64 now, qint64 accountId, const AnswerSignal &signal, const QString &family, const QList<QuotaWindow> &quotas);
    void readUnread();

    Routing m_routing;
    QHash<qint64, qint64> m_quotaReadMs;
    std::map<qint64, Unread> m_unread; // by account
    QTimer m_readTimer;
    QHash<qint64, qint64> m_quotaToldMs;
    QSet<std::pair<qint64, qint64>> m_goodProxies; // account and proxy whose last answer was good
};

} // namespace homeport
