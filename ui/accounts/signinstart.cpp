// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/signinstart.h"

#include "ui/accounts/accounttext.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

SignInStart::SignInStart(std::vector<ProviderProfile> profiles, QList<Account> accounts, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_profiles(std::move(profiles)), m_accounts(std::move(accounts)), m_failure(new Banner(theme, this)),
      m_provider(new QComboBox(this)), m_name(new QLineEdit(this)), m_nameField(new FormField(tr("&Name"), m_name, m_name, this))
{
    m_failure->setObjectName(u"startFailure"_s);
    m_provider->setObjectName(u"provider"_s);
    m_provider->setAccessibleName(tr("Provider"));
    m_provider->view()->setAccessibleName(tr("Provider"));
    m_name->setObjectName(u"name"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(100);
    m_nameField->setHelp(tr("How it appears in Homeport; any name will do."));
    for (const ProviderProfile &candidate : m_profiles)
        m_provider->addItem(candidate.displayName, candidate.id);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(m_failure);
    layout->addWidget(makeMutedLabel(tr("Your browser opens the provider's own page. Homeport never sees your password."), this));
    layout->addWidget(new FormField(tr("&Provider"), m_provider, nullptr, this));
    layout->addWidget(m_nameField);
    layout->addStretch();

    connect(m_provider, &QComboBox::currentIndexChanged, this, &SignInStart::showProvider);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameField->setProblem({}); });
    showProvider();
}

bool SignInStart::validate()
{
    m_failure->hide();
    m_nameField->setProblem(nameProblem(m_name->text(), m_accounts));
    if (!m_nameField->problem().isEmpty())
        m_name->setFocus();
    return m_nameField->problem().isEmpty();
}

const ProviderProfile &SignInStart::profile() const
{
    return m_profiles.at(static_cast<std::size_t>(std::max(0, m_provider->currentIndex())));
}

QString SignInStart::name() const
{
    return m_name->text().trimmed();
}

void SignInStart::setAccounts(const QList<Account> &accounts)
{
    m_accounts = accounts;
}

void SignInStart::showError(const Error &error)
{
    if (error.code == Error::Code::Conflict) {
        m_nameField->setProblem(tr("There is an account of this name already."));
        m_name->setFocus();
        return;
    }
    m_failure->setMessage(Tone::Bad, u"bad"_s, tr("The sign-in could not start"), errorText(error));
    m_failure->show();
}

void SignInStart::showProvider()
{
    const QString suggestion = suggestedAccountName(profile(), m_accounts);
    if (m_name->text().isEmpty() || m_name->text() == m_suggestedName)
        m_name->setText(suggestion);
    m_suggestedName = suggestion;
}

} // namespace homeport
