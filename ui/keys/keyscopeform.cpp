// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/keyscopeform.h"

#include "ui/theme/theme.h"
#include "ui/widgets/aliaslines.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/patternlist.h"
#include "ui/widgets/ticklist.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int ListHeight = 116;
constexpr qsizetype MostEntries = 1000; // as keypolicy.cpp

} // namespace

KeyScopeForm::KeyScopeForm(const Theme &theme, const PolicyNames &names, const QStringList &models, QWidget *parent)
    : QWidget(parent), m_names(names), m_providers(makeList(u"providers"_s, tr("Providers"))),
      m_accounts(makeList(u"accounts"_s, tr("Accounts"))), m_group(new QComboBox(this)),
      m_models(new PatternList(theme, tr("Models"), tr("claude-sonnet-* or a whole name"), this)),
      m_modelsField(new FormField(tr("&Models"), m_models, m_models->line(), this)), m_aliases(new AliasLines(this)),
      m_aliasesField(new FormField(tr("A&liases of models"), m_aliases, nullptr, this))
{
    m_group->setObjectName(u"group"_s);
    m_group->setAccessibleName(tr("Group of accounts"));
    m_group->view()->setAccessibleName(m_group->accessibleName());
    m_models->setObjectName(u"models"_s);
    m_models->setSuggestions(models);
    build();
    connect(m_models, &PatternList::edited, this, [this] { m_modelsField->setProblem({}); });
    connect(m_aliases, &QPlainTextEdit::textChanged, this, [this] { m_aliasesField->setProblem({}); });
}

void KeyScopeForm::build()
{
    auto *lists = new QHBoxLayout;
    lists->setSpacing(12);
    lists->addWidget(new FormField(tr("&Providers"), m_providers, nullptr, this), 1, Qt::AlignTop);
    lists->addWidget(new FormField(tr("&Accounts"), m_accounts, nullptr, this), 1, Qt::AlignTop);
    auto *groupField = new FormField(tr("&Group of accounts"), m_group, nullptr, this);
    groupField->setHelp(tr("A group brings its own strategy. Groups are made on the Accounts page."));
    m_modelsField->setHelp(tr("An asterisk stands for any text."));
    m_aliasesField->setHelp(tr(
        "What a tool asks for = the model that serves, for this key only. Of the request, the model's name is changed, and nothing else."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(makeLabel(tr("What it may use"), titleFont(), this));
    layout->addWidget(makeMutedLabel(tr("Where nothing is chosen, everything is allowed."), this));
    layout->addLayout(lists);
    layout->addWidget(groupField);
    layout->addWidget(m_modelsField);
    layout->addWidget(m_aliasesField);
}

TickList *KeyScopeForm::makeList(const QString &name, const QString &title)
{
    auto *list = new TickList(tr("%1, those that are ticked are allowed").arg(title), this);
    list->setObjectName(name);
    list->setFixedHeight(ListHeight);
    return list;
}

// What is gone meanwhile stays chosen until it is unticked: leaving it out in silence could allow more than before.
void KeyScopeForm::setPolicy(const KeyPolicy &policy)
{
    m_providers->clear();
    QStringList providers;
    for (const ProviderProfile &profile : m_names.profiles)
        providers << profile.id;
    for (const QString &id : policy.providers) {
        if (!providers.contains(id))
            providers << id;
    }
    for (const QString &id : std::as_const(providers))
        m_providers->addChoice(m_names.provider(id), id, policy.providers.contains(id));

    m_accounts->clear();
    QList<qint64> accounts;
    for (const Account &account : m_names.accounts)
        accounts << account.id;
    for (const qint64 id : policy.accounts) {
        if (!accounts.contains(id))
            accounts << id;
    }
    for (const qint64 id : std::as_const(accounts))
        m_accounts->addChoice(m_names.account(id), id, policy.accounts.contains(id));

    m_group->clear();
    m_group->addItem(tr("No group"), 0);
    for (const AccountGroup &group : m_names.groups)
        m_group->addItem(group.name, group.id);
    if (policy.groupId != 0 && m_group->findData(policy.groupId) < 0)
        m_group->addItem(m_names.group(policy.groupId), policy.groupId);
    m_group->setCurrentIndex(m_group->findData(policy.groupId));
    m_models->setPatterns(policy.models);
    m_aliases->setAliases(policy.aliases);
}

bool KeyScopeForm::read(KeyPolicy *policy)
{
    m_models->takeTyped();
    policy->providers.clear();
    for (const QVariant &id : m_providers->ticked())
        policy->providers << id.toString();
    policy->accounts.clear();
    for (const QVariant &id : m_accounts->ticked())
        policy->accounts << id.toLongLong();
    policy->groupId = m_group->currentData().toLongLong();
    policy->models = m_models->patterns();
    const bool printable = std::all_of(policy->models.cbegin(), policy->models.cend(), [](const QString &pattern) {
        return std::all_of(pattern.cbegin(), pattern.cend(), [](QChar c) { return c.isPrint(); });
    });
    m_modelsField->setProblem(!printable                            ? tr("A name of a model has no control characters.")
                              : policy->models.size() > MostEntries ? tr("At most 1,000 models.")
                                                                    : QString());
    QString problem;
    policy->aliases = m_aliases->aliases(&problem);
    m_aliasesField->setProblem(problem);
    m_firstProblem = !m_modelsField->problem().isEmpty() ? static_cast<QWidget *>(m_models->line())
                     : !problem.isEmpty()                ? m_aliases
                                                         : nullptr;
    return !m_firstProblem;
}

} // namespace homeport
