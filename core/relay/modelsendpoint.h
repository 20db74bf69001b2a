// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/modelcatalogue.h"
#include "core/relay/modelmerge.h"
#include "core/relay/relaysnapshot.h"
#include "core/relay/routes.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>

namespace homeport {

// How the list is to look for who sends this, and whether it is Codex, which sends its version (tools.md section 5).
[[nodiscard]] ModelQuestion modelQuestionOf(const RouteQuestion &route, QByteArrayView query, ModelAliases aliases);

// Lists the models of all accounts that a key may use. Answers at once by what is known; where an account's list has never been there, after
// Patience at the latest, however slow its upstream is. Lives in the relay's thread.
class ModelsEndpoint final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds Patience{80};
    using Listed = std::function<void(const QList<ListedModel> &models)>;

    // All outlive this.
    ModelsEndpoint(ModelCatalogue &catalogue, const RelaySnapshot &snapshot, QObject *parent = nullptr);

    // Whether there is an account of the key's with a credential of its own to answer for. Where there is none, it is routing that says why.
    [[nodiscard]] bool answers(const RouteQuestion &question) const;

    // @p listed is called once, now or later.
    void ask(const ModelQuestion &question, Listed listed);

private:
    struct Waiting
    {
        ModelQuestion question;
        Listed listed;
    };

    [[nodiscard]] std::vector<const RelayAccount *> accountsFor(const RouteQuestion &question) const;
    // @p isComplete: whether no list is on its way.
    [[nodiscard]] std::vector<KnownModels> look(const ModelQuestion &question, bool *isComplete);
    void answer(quint64 id);
    void answerComplete();

    ModelCatalogue &m_catalogue;
    const RelaySnapshot &m_snapshot;
    std::map<quint64, Waiting> m_waiting;
    quint64 m_nextId = 1;
};

} // namespace homeport
