// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/modelmerge.h"

#include <QHash>

#include <algorithm>
#include <set>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

class Merge final
{
public:
    explicit Merge(const ModelQuestion &question) : m_question(question) {}

    void add(const KnownModels &known)
    {
        const ModelRules &rules = known.account->routing.models;
        const bool isAsked = known.protocol == m_question.route.protocol;
        if (known.list && rules == ModelRules() && !m_added.emplace(known.list.get(), isAsked).second)
            return; // accounts of one provider share their list
        for (const ListedModel &model : known.list ? known.list->models : QList<ListedModel>()) {
            if (allowsModel(rules, model.id))
                put(model, known.account->providerId, isAsked);
        }
        for (const QStringList &names : {rules.allow, rules.aliases.keys()}) {
            for (const QString &name : names) {
                if (!name.contains(u'*') && allowsModel(rules, name))
                    put(named(name), known.account->providerId, isAsked);
            }
        }
    }

    // The alias of a pattern has no name to be listed by.
    void add(const QString &alias, const QString &served)
    {
        if (alias.contains(u'*') || !isAllowedBy(m_question.route.models, served))
            return;
        const auto target = m_found.constFind(served);
        ListedModel model = target == m_found.constEnd() ? named(served) : target->model;
        model.displayName = u"%1 (%2)"_s.arg(alias, served);
        model.id = alias;
        model.description.clear(); // it says another name
        m_found.insert(alias, {model, target == m_found.constEnd() || target->isAsked});
    }

    [[nodiscard]] QList<ListedModel> sorted() const
    {
        QList<Found> all = m_found.values();
        std::sort(all.begin(), all.end(),
                  [](const Found &a, const Found &b) { return std::pair(!a.isAsked, a.model.id) < std::pair(!b.isAsked, b.model.id); });
        QList<ListedModel> models;
        models.reserve(all.size());
        for (Found &one : all)
            models << std::move(one.model);
        return models;
    }

private:
    struct Found
    {
        ListedModel model;
        bool isAsked = false; // it can be asked for in the asker's protocol
    };

    static ListedModel named(const QString &name)
    {
        ListedModel model;
        model.id = name;
        return model;
    }

    // How much a description is worth to the asker.
    [[nodiscard]] int worth(const ListedModel &model) const
    {
        return model.description.isEmpty() ? 0 : model.shape == m_question.shape ? 2 : 1;
    }

    void put(const ListedModel &model, const QString &owner, bool isAsked)
    {
        if (!isAllowedBy(m_question.route.models, model.id))
            return;
        const bool isNew = !m_found.contains(model.id);
        Found &found = m_found[model.id];
        found.isAsked = found.isAsked || isAsked;
        if (!isNew && worth(model) <= worth(found.model))
            return;
        found.model = model;
        found.model.owner = owner;
    }

    const ModelQuestion &m_question;
    QHash<QString, Found> m_found; // by name
    std::set<std::pair<const ModelList *, bool>> m_added;
};

} // namespace

QList<ListedModel> mergedModels(const std::vector<KnownModels> &known, const ModelQuestion &question)
{
    Merge merge(question);
    for (const KnownModels &one : known)
        merge.add(one);
    for (auto alias = question.aliases.cbegin(); alias != question.aliases.cend(); ++alias)
        merge.add(alias.key(), *alias);
    return merge.sorted();
}

} // namespace homeport
