// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/replacekeydialog.h"

#include "core/base/onresult.h"
#include "ui/accounts/accounttext.h"
#include "ui/accounts/serviceaccountform.h"
#include "ui/services/accountsservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/secretedit.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ReplaceKeyDialog::ReplaceKeyDialog(const Services &services, const Theme &theme, const Account &account, QWidget *parent)
    : GrowingDialog(parent), m_services(services), m_id(account.id),
      m_takesKeyFile(account.credential == Account::Credential::ServiceAccount), m_key(new SecretEdit(theme, tr("API key"), this)),
      m_keyField(new FormField(tr("API &key"), m_key, m_key->line(), this)),
      m_keyLink(makeLinkButton(theme, u"browser"_s, tr("Get a key"), this)),
      m_serviceAccount(new ServiceAccountForm(services, theme, this)), m_replace(makePrimaryButton(tr("Use this key"), this)),
      m_failure(new Banner(theme, this)),
      m_intro(makeMutedLabel(
          tr("The new key takes the place of the present key of “%1”. Name, settings and history stay.").arg(account.name), this))
{
    setWindowTitle(tr("Enter new key"));
    m_keyField->setHelp(tr("It takes the place of the present key of “%1”. Name, settings and history stay.").arg(account.name));
    const std::vector<ProviderProfile> profiles = services.accounts.profiles();
    if (const ProviderProfile *profile = findProfile(profiles, account.providerId)) {
        m_keyUrl = profile->apiKeyUrl;
        m_keyLink->setText(tr("Get a key from %1").arg(profile->displayName));
        m_keyLink->setAccessibleName(m_keyLink->text());
        if (profile->serviceAccount)
            m_serviceAccount->setProfile(*profile->serviceAccount);
    }
    m_serviceAccount->setPlaceOffered(false);
    m_serviceAccount->setVisible(m_takesKeyFile);
    m_keyField->setVisible(!m_takesKeyFile);
    m_intro->setVisible(m_takesKeyFile);
    build();
}

ReplaceKeyDialog::~ReplaceKeyDialog()
{
    m_key->clear();
    m_serviceAccount->forget();
}

void ReplaceKeyDialog::build()
{
    m_key->line()->setObjectName(u"apiKey"_s);
    m_keyLink->setObjectName(u"keyLink"_s);
    m_keyLink->setVisible(!m_keyUrl.isEmpty());
    m_failure->setObjectName(u"failure"_s);
    m_replace->setObjectName(u"replace"_s);
    m_replace->setDefault(true);
    QPushButton *cancel = makeButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    QHBoxLayout *buttons = makeButtonRow({cancel, m_replace});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_failure);
    layout->addWidget(m_intro);
    layout->addWidget(m_serviceAccount);
    layout->addWidget(m_keyField);
    layout->addWidget(m_keyLink, 0, Qt::AlignLeft);
    layout->addStretch();
    layout->addLayout(buttons);
    setMinimumWidth(480);
    setTabOrder(cancel, m_replace);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_keyLink, &QPushButton::clicked, this, &ReplaceKeyDialog::openKeyPage);
    connect(m_key->line(), &QLineEdit::textEdited, this, [this] { m_keyField->setProblem({}); });
    connect(m_replace, &QPushButton::clicked, this, &ReplaceKeyDialog::submit);
}

void ReplaceKeyDialog::openKeyPage()
{
    if (!m_services.browser.open(QUrl(m_keyUrl)))
        m_keyField->setHelp(tr("No browser could be opened. Keys are made at %1").arg(m_keyUrl));
}

// Null: it is not right yet, which is marked.
SharedSecret ReplaceKeyDialog::typedKey()
{
    if (m_takesKeyFile)
        return m_serviceAccount->validate() ? m_serviceAccount->key() : nullptr;
    m_keyField->setProblem(keyProblem(m_key->line()->text()));
    if (m_keyField->problem().isEmpty())
        return shareSecret(m_key->line()->text().trimmed().toUtf8());
    m_key->setFocus();
    return nullptr;
}

void ReplaceKeyDialog::submit()
{
    m_failure->hide();
    SharedSecret key = typedKey();
    if (!m_replace->isEnabled() || !key)
        return;
    setBusy(true);
    onResult(m_services.accounts.setKey(m_id, std::move(key)), this, [this](const Result<Account> &changed) {
        setBusy(false);
        if (changed) {
            m_key->clear();
            m_serviceAccount->forget();
            return accept();
        }
        m_failure->setMessage(Tone::Bad, u"bad"_s, tr("The key was not stored"), errorText(changed.error()));
        m_failure->show();
        (m_takesKeyFile ? m_serviceAccount->first() : m_key)->setFocus();
    });
}

void ReplaceKeyDialog::setBusy(bool busy)
{
    m_key->setEnabled(!busy);
    m_serviceAccount->setEnabled(!busy);
    m_replace->setEnabled(!busy);
}

} // namespace homeport
