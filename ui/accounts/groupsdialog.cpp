// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/groupsdialog.h"

#include "core/base/onresult.h"
#include "ui/accounts/groupdialog.h"
#include "ui/accounts/routingtext.h"
#include "ui/services/routingservice.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/aliaslines.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int ListHeight = 180;

QString membersText(const AccountGroup &group, const QList<Account> &accounts)
{
    QStringList names;
    for (const Account &account : accounts) {
        if (group.accounts.contains(account.id))
            names << account.name;
    }
    return names.isEmpty() ? GroupsDialog::tr("No account is in it: its keys reach nothing") : formatList(names);
}

} // namespace

GroupsDialog::GroupsDialog(const Services &services, const Theme &theme, QWidget *parent)
    : GrowingDialog(parent), m_services(services), m_theme(theme), m_strategy(new QComboBox(this)),
      m_strategyField(new FormField(tr("&Strategy of keys without a group"), m_strategy, nullptr, this)), m_rows(new QVBoxLayout),
      m_aliases(new AliasLines(this)), m_aliasesField(new FormField(tr("A&liases of models"), m_aliases, nullptr, this)),
      m_saveAliases(makeButton(tr("Save aliases"), this)), m_none(makeMutedLabel({}, this)), m_failure(new Banner(theme, this))
{
    setWindowTitle(tr("Groups, strategy and aliases"));
    m_strategy->setObjectName(u"strategy"_s);
    m_strategy->setAccessibleName(tr("Strategy"));
    m_strategy->view()->setAccessibleName(tr("Strategy"));
    m_none->setObjectName(u"noGroups"_s);
    m_none->setText(tr("No groups. Make one for accounts that stand in for each other, and pin a key to it."));
    m_failure->setObjectName(u"failure"_s);
    fillStrategies(m_strategy, services.routing->strategy());
    build();
    m_aliases->setAliases(services.routing->aliases());
    m_aliasesField->setHelp(
        tr("What a tool asks for = the model that serves, with any key. A key may have aliases of its own, which outweigh these."));
    m_saveAliases->setObjectName(u"saveAliases"_s);
    m_saveAliases->setEnabled(false);
    connect(m_saveAliases, &QPushButton::clicked, this, &GroupsDialog::saveAliases);
    connect(m_aliases, &QPlainTextEdit::textChanged, this, [this] {
        m_aliasesField->setProblem({});
        m_saveAliases->setEnabled(true);
    });
    connect(m_strategy, &QComboBox::activated, this, &GroupsDialog::chooseStrategy);
    connect(services.routing, &RoutingService::routingChanged, this, &GroupsDialog::refresh);
    refresh();
}

void GroupsDialog::build()
{
    QPushButton *add = makeButton(m_theme, u"add"_s, tr("Add group…"), this);
    add->setObjectName(u"addGroup"_s);
    connect(add, &QPushButton::clicked, this, [this] { edit({}); });
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(makeLabel(tr("Groups"), titleFont(), this), 1);
    head->addWidget(add);

    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setMinimumHeight(ListHeight);
    auto *rows = new QWidget(area);
    auto *rowsLayout = new QVBoxLayout(rows);
    rowsLayout->setContentsMargins(0, 0, 0, 0);
    rowsLayout->setSpacing(8);
    rowsLayout->addWidget(m_none);
    m_rows->setSpacing(8);
    rowsLayout->addLayout(m_rows);
    rowsLayout->addStretch();
    area->setWidget(rows);
    rows->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);

    QPushButton *close = makeButton(tr("Close"), this);
    close->setObjectName(u"close"_s);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_saveAliases);
    buttons->addStretch();
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_failure);
    layout->addWidget(m_strategyField);
    layout->addLayout(head);
    layout->addWidget(area, 1);
    layout->addWidget(m_aliasesField);
    layout->addLayout(buttons);
    setMinimumWidth(560);
}

void GroupsDialog::refresh()
{
    const RoutingStrategy strategy = m_services.routing->strategy();
    m_strategy->setCurrentIndex(m_strategy->findData(static_cast<int>(strategy)));
    m_strategyField->setHelp(tr("%1 A session stays on its account while that can serve it.").arg(strategyText(strategy)));
    const QList<AccountGroup> groups = m_services.routing->groups();
    const QList<Account> accounts = m_services.routing->accounts();
    QStringList members;
    for (const AccountGroup &group : groups)
        members << membersText(group, accounts);
    m_none->setVisible(groups.isEmpty());
    showRows(groups, members);
}

// Accounts change often. Rows that say the same stay, with the focus that is in them.
void GroupsDialog::showRows(const QList<AccountGroup> &groups, const QStringList &members)
{
    if (groups == m_shownGroups && members == m_shownMembers)
        return;
    m_shownGroups = groups;
    m_shownMembers = members;
    for (QWidget *row : std::as_const(m_rowWidgets)) {
        row->hide();
        row->deleteLater(); // its own button may be what led here
    }
    m_rowWidgets.clear();
    for (qsizetype i = 0; i < groups.size(); ++i) {
        m_rowWidgets << makeRow(groups.at(i), members.at(i));
        m_rows->addWidget(m_rowWidgets.last());
    }
}

QWidget *GroupsDialog::makeRow(const AccountGroup &group, const QString &membersWords)
{
    auto *row = new QFrame(this);
    row->setProperty("role", u"card"_s);
    row->setObjectName(u"group%1"_s.arg(group.id));
    auto *name = new ElidedLabel(Qt::ElideRight, row);
    name->setFont(strongFont());
    name->setFullText(group.name);
    auto *members = new ElidedLabel(Qt::ElideRight, row);
    members->setObjectName(u"members"_s);
    members->setFullText(membersWords);
    auto *strategy = new ElidedLabel(Qt::ElideRight, row);
    strategy->setProperty("role", u"muted"_s);
    strategy->setFullText(strategyTitle(group.strategy));
    QToolButton *editButton = makeIconButton(m_theme, u"edit"_s, tr("Edit group “%1”").arg(group.name), row);
    editButton->setObjectName(u"editGroup"_s);
    connect(editButton, &QToolButton::clicked, this, [this, group] { edit(group); });
    QToolButton *removeButton = makeIconButton(m_theme, u"remove"_s, tr("Remove group “%1”").arg(group.name), row);
    removeButton->setObjectName(u"removeGroup"_s);
    connect(removeButton, &QToolButton::clicked, this, [this, group] { confirmRemove(group); });
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    for (ElidedLabel *line : {name, members, strategy})
        words->addWidget(line);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(16, 12, 12, 12);
    layout->setSpacing(8);
    layout->addLayout(words, 1);
    layout->addWidget(editButton, 0, Qt::AlignTop);
    layout->addWidget(removeButton, 0, Qt::AlignTop);
    return row;
}

void GroupsDialog::chooseStrategy()
{
    onResult(m_services.routing->setStrategy(chosenStrategy(m_strategy)), this, [this](const Result<void> &set) {
        m_failure->hide();
        if (!set)
            showFailure(tr("The strategy was not changed"), set.error());
        refresh();
    });
}

void GroupsDialog::saveAliases()
{
    QString problem;
    const ModelAliases aliases = m_aliases->aliases(&problem);
    m_aliasesField->setProblem(problem);
    if (!problem.isEmpty())
        return m_aliases->setFocus();
    m_saveAliases->setEnabled(false);
    onResult(m_services.routing->setAliases(aliases), this, [this](const Result<void> &set) {
        m_failure->hide();
        if (set)
            return;
        m_saveAliases->setEnabled(true);
        showFailure(tr("The aliases were not saved"), set.error());
    });
}

void GroupsDialog::edit(const AccountGroup &group)
{
    auto *dialog = new GroupDialog(*m_services.routing, m_theme, group, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void GroupsDialog::confirmRemove(const AccountGroup &group)
{
    const Question question{tr("Remove group “%1”?").arg(group.name),
                            tr("Its accounts stay. Keys that are pinned to it reach no account until you choose another one for them."),
                            tr("Remove group")};
    m_services.prompt.confirm(this, question, [self = QPointer(this), id = group.id] {
        if (self)
            self->remove(id);
    });
}

void GroupsDialog::remove(qint64 id)
{
    onResult(m_services.routing->removeGroup(id), this, [this](const Result<void> &removed) {
        m_failure->hide();
        if (!removed)
            showFailure(tr("The group was not removed"), removed.error());
    });
}

void GroupsDialog::showFailure(const QString &title, const Error &error)
{
    m_failure->setMessage(Tone::Bad, u"bad"_s, title, errorText(error));
    m_failure->show();
}

} // namespace homeport
