// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/groupdialog.h"

#include "core/base/onresult.h"
#include "ui/accounts/routingtext.h"
#include "ui/services/routingservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/ticklist.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

GroupDialog::GroupDialog(RoutingService &service, const Theme &theme, const AccountGroup &group, QWidget *parent)
    : GrowingDialog(parent), m_service(service), m_group(group), m_name(new QLineEdit(group.name, this)), m_strategy(new QComboBox(this)),
      m_members(new TickList(tr("Accounts, those that are ticked are in the group"), this)),
      m_nameField(new FormField(tr("&Name"), m_name, m_name, this)),
      m_strategyField(new FormField(tr("&Strategy"), m_strategy, nullptr, this)),
      m_save(makePrimaryButton(group.id == 0 ? tr("Add group") : tr("Save"), this)), m_failure(new Banner(theme, this))
{
    setWindowTitle(group.id == 0 ? tr("Add group") : tr("Edit group “%1”").arg(group.name));
    m_name->setObjectName(u"groupName"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(100);
    m_strategy->setObjectName(u"groupStrategy"_s);
    m_strategy->setAccessibleName(tr("Strategy"));
    m_strategy->view()->setAccessibleName(tr("Strategy"));
    m_members->setObjectName(u"groupMembers"_s);
    m_failure->setObjectName(u"failure"_s);
    fillStrategies(m_strategy, group.strategy);
    fillMembers();
    build();
    const auto explain = [this] { m_strategyField->setHelp(strategyText(chosenStrategy(m_strategy))); };
    explain();
    connect(m_strategy, &QComboBox::currentIndexChanged, this, explain);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameField->setProblem({}); });
    connect(m_save, &QPushButton::clicked, this, &GroupDialog::save);
}

void GroupDialog::build()
{
    m_members->setMinimumHeight(148);
    QPushButton *cancel = makeButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    m_save->setObjectName(u"saveGroup"_s);
    m_save->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    QHBoxLayout *buttons = makeButtonRow({cancel, m_save});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_failure);
    layout->addWidget(m_nameField);
    layout->addWidget(m_strategyField);
    layout->addWidget(new FormField(tr("&Accounts"), m_members, nullptr, this), 1);
    layout->addLayout(buttons);
    setMinimumWidth(480);
    m_name->setFocus();
}

void GroupDialog::fillMembers()
{
    for (const Account &account : m_service.accounts())
        m_members->addChoice(account.name, account.id, m_group.accounts.contains(account.id));
}

// Members that are not on the list, being removed at the moment, stay: their removal may be taken back.
QList<qint64> GroupDialog::chosenMembers() const
{
    QList<qint64> chosen = m_group.accounts;
    for (int row = 0; row < m_members->count(); ++row) {
        const qint64 id = m_members->item(row)->data(Qt::UserRole).toLongLong();
        chosen.removeAll(id);
        if (m_members->item(row)->checkState() == Qt::Checked)
            chosen << id;
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

void GroupDialog::save()
{
    AccountGroup group = m_group;
    group.name = m_name->text().trimmed();
    group.strategy = chosenStrategy(m_strategy);
    group.accounts = chosenMembers();
    const QList<AccountGroup> groups = m_service.groups();
    const bool taken = std::any_of(groups.cbegin(), groups.cend(),
                                   [&group](const AccountGroup &other) { return other.id != group.id && other.name == group.name; });
    m_failure->hide();
    m_nameField->setProblem(group.name.isEmpty() ? tr("Give it a name.")
                            : taken              ? tr("There is a group of this name already.")
                                                 : QString());
    if (!m_nameField->problem().isEmpty())
        return m_name->setFocus();
    m_save->setEnabled(false);
    onResult(group.id == 0 ? m_service.addGroup(group) : m_service.updateGroup(group), this,
             [this](const Result<AccountGroup> &kept) { finish(kept); });
}

void GroupDialog::finish(const Result<AccountGroup> &kept)
{
    m_save->setEnabled(true);
    if (kept)
        return accept();
    if (kept.error().code == Error::Code::Conflict)
        return m_nameField->setProblem(tr("There is a group of this name already."));
    m_failure->setMessage(Tone::Bad, u"bad"_s, tr("The group was not saved"), errorText(kept.error()));
    m_failure->show();
}

} // namespace homeport
