// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/addkeydialog.h"

#include "core/base/onresult.h"
#include "ui/accounts/accounttext.h"
#include "ui/accounts/ownerfields.h"
#include "ui/accounts/serviceaccountform.h"
#include "ui/proxies/proxychoicefield.h"
#include "ui/services/accountsservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/secretedit.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

AddKeyDialog::AddKeyDialog(const Services &services, const Theme &theme, QWidget *parent)
    : GrowingDialog(parent), m_services(services), m_provider(new QComboBox(this)), m_name(new QLineEdit(this)),
      m_serviceAccount(new ServiceAccountForm(services, theme, this)), m_baseUrl(new QLineEdit(this)),
      m_key(new SecretEdit(theme, tr("API key"), this)),
      m_passThrough(new QCheckBox(tr("Pass-through: tools keep their &own login"), this)), m_allowHttp(new QCheckBox(this)),
      m_nameField(new FormField(tr("&Name"), m_name, m_name, this)),
      m_baseUrlField(new FormField(tr("&Base URL"), m_baseUrl, m_baseUrl, this)),
      m_keyField(new FormField(tr("API &key"), m_key, m_key->line(), this)), m_owner(new OwnerFields(theme, this)),
      m_proxy(new ProxyChoiceField(services.proxies, theme, this)), m_keyLink(makeLinkButton(theme, u"browser"_s, tr("Get a key"), this)),
      m_add(makePrimaryButton(tr("Add account"), this)),
      m_passThroughHelp(
          makeMutedLabel(tr("For a tool that is signed in by itself, such as Claude Code with a subscription: what it sends along "
                            "goes to the provider untouched, and Homeport keeps nothing of it."),
                         this)),
      m_failure(new Banner(theme, this))
{
    const std::vector<ProviderProfile> profiles = services.accounts.profiles();
    std::copy_if(profiles.cbegin(), profiles.cend(), std::back_inserter(m_profiles),
                 [](const ProviderProfile &p) { return p.apiKeyAllowed || p.serviceAccount; });
    for (const ProviderProfile &candidate : m_profiles)
        m_provider->addItem(candidate.displayName, candidate.id);
    build();
    connectInputs();
    showProvider();
}

AddKeyDialog::~AddKeyDialog()
{
    m_key->clear();
    m_serviceAccount->forget();
}

void AddKeyDialog::selectProvider(const QString &id)
{
    if (const int place = m_provider->findData(id); place >= 0)
        m_provider->setCurrentIndex(place);
}

void AddKeyDialog::build()
{
    m_provider->setObjectName(u"provider"_s);
    m_provider->setAccessibleName(tr("Provider"));
    m_provider->view()->setAccessibleName(tr("Provider"));
    m_name->setObjectName(u"name"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(100);
    m_baseUrl->setObjectName(u"baseUrl"_s);
    m_baseUrl->setAccessibleName(tr("Base URL"));
    m_baseUrl->setFont(monospaceFont());
    m_key->line()->setObjectName(u"apiKey"_s);
    m_allowHttp->setObjectName(u"allowHttp"_s);
    m_passThrough->setObjectName(u"passThrough"_s);
    m_passThrough->setAccessibleName(tr("Pass-through: tools keep their own login"));
    m_passThroughHelp->setObjectName(u"passThroughHelp"_s);
    m_keyLink->setObjectName(u"keyLink"_s);
    m_failure->setObjectName(u"failure"_s);
    m_add->setObjectName(u"add"_s);
    m_add->setDefault(true);
    m_nameField->setHelp(tr("How it appears in Homeport; any name will do."));
    QPushButton *cancel = makeButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_failure);
    layout->addWidget(new FormField(tr("&Provider"), m_provider, nullptr, this));
    layout->addWidget(m_nameField);
    layout->addWidget(m_serviceAccount);
    layout->addWidget(m_baseUrlField);
    layout->addWidget(m_allowHttp);
    layout->addWidget(m_passThrough);
    layout->addWidget(m_passThroughHelp);
    layout->addWidget(m_keyField);
    layout->addWidget(m_keyLink, 0, Qt::AlignLeft);
    layout->addWidget(m_owner);
    layout->addWidget(m_proxy);
    layout->addStretch();
    QHBoxLayout *buttons = makeButtonRow({cancel, m_add});
    layout->addLayout(buttons);
    setMinimumWidth(480);
    setTabOrder(m_baseUrl, m_allowHttp); // created later than the key's line, but above it
    setTabOrder(m_allowHttp, m_passThrough);
    setTabOrder(m_passThrough, m_key->line());
    setTabOrder(m_owner->tabAfter(m_keyLink), m_proxy); // as seen
    setTabOrder(cancel, m_add);
}

void AddKeyDialog::connectInputs()
{
    connect(m_provider, &QComboBox::currentIndexChanged, this, &AddKeyDialog::showProvider);
    connect(m_baseUrl, &QLineEdit::textChanged, this, &AddKeyDialog::checkHttp);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameField->setProblem({}); });
    connect(m_baseUrl, &QLineEdit::textEdited, this, [this] { m_baseUrlField->setProblem({}); });
    connect(m_key->line(), &QLineEdit::textEdited, this, [this] { m_keyField->setProblem({}); });
    connect(m_passThrough, &QCheckBox::toggled, this, &AddKeyDialog::showCredential);
    connect(m_allowHttp, &QCheckBox::toggled, this, [this] { m_baseUrlField->setProblem({}); });
    connect(m_keyLink, &QPushButton::clicked, this, [this] {
        if (!m_services.browser.open(QUrl(profile().apiKeyUrl)))
            m_keyField->setHelp(tr("No browser could be opened. Keys are made at %1").arg(profile().apiKeyUrl));
    });
    connect(m_add, &QPushButton::clicked, this, &AddKeyDialog::submit);
}

void AddKeyDialog::showProvider()
{
    if (m_profiles.empty())
        return;
    const QString suggestion = suggestedAccountName(profile(), m_services.accounts.accounts());
    if (m_name->text().isEmpty() || m_name->text() == m_suggestedName)
        m_name->setText(suggestion);
    m_suggestedName = suggestion;
    setWindowTitle(takesKeyFile() ? tr("Add service account") : tr("Add API key"));
    m_serviceAccount->setVisible(takesKeyFile());
    m_passThrough->setVisible(!takesKeyFile());
    m_passThroughHelp->setVisible(!takesKeyFile());
    if (takesKeyFile()) {
        m_passThrough->setChecked(false);
        m_key->clear();
        m_serviceAccount->setProfile(*profile().serviceAccount);
    }
    showAddress();
    m_keyLink->setText(tr("Get a key from %1").arg(profile().displayName));
    m_keyLink->setAccessibleName(m_keyLink->text());
    m_keyField->setHelp(profile().keyOptional
                            ? tr("Optional: leave it empty if the server asks for none. A key is kept encrypted on this computer.")
                            : tr("Kept encrypted on this computer. Only its last four characters stay visible."));
    showCredential();
}

// A service account's is made of its region, unless there is one of the user's own.
void AddKeyDialog::showAddress()
{
    m_baseUrl->setText(takesKeyFile() ? QString() : profile().baseUrl);
    m_baseUrl->setPlaceholderText(takesKeyFile() ? profile().baseUrl : u"https://"_s);
    m_baseUrlField->setHelp(takesKeyFile() ? tr("Leave it empty; it is only for an endpoint of your own.") : QString());
    m_baseUrlField->setProblem({});
}

void AddKeyDialog::showCredential()
{
    const bool own = m_passThrough->isChecked();
    m_keyField->setVisible(!own && !takesKeyFile());
    m_keyLink->setVisible(!own && !m_profiles.empty() && !profile().apiKeyUrl.isEmpty());
    m_owner->setOffered(!own && !m_profiles.empty() && profile().organization);
    if (own)
        m_key->clear();
    m_allowHttp->setText(own ? tr("Send the login &unencrypted to this host") : tr("Send the key &unencrypted to this host"));
    m_allowHttp->setAccessibleName(m_allowHttp->text().remove(u'&'));
    m_keyField->setProblem({});
    m_baseUrlField->setProblem({});
}

void AddKeyDialog::checkHttp()
{
    const bool foreign = isHttpToForeignHost(m_baseUrl->text());
    m_allowHttp->setVisible(foreign);
    if (!foreign)
        m_allowHttp->setChecked(false);
}

QString AddKeyDialog::addressProblem() const
{
    if (takesKeyFile() && m_baseUrl->text().trimmed().isEmpty())
        return {};
    const QString problem = baseUrlProblem(m_baseUrl->text());
    if (!problem.isEmpty() || !isHttpToForeignHost(m_baseUrl->text()) || m_allowHttp->isChecked())
        return problem;
    return m_passThrough->isChecked() ? tr("Over http, everyone on the way can read the login. Use https, or agree below.")
                                      : tr("Over http, everyone on the way can read the key. Use https, or agree below.");
}

QString AddKeyDialog::problemOfKey() const
{
    const QString key = m_key->line()->text().trimmed();
    const bool mayBeEmpty = m_passThrough->isChecked() || takesKeyFile() || profile().keyOptional;
    return key.isEmpty() && mayBeEmpty ? QString() : keyProblem(key);
}

bool AddKeyDialog::validate()
{
    m_nameField->setProblem(nameProblem(m_name->text(), m_services.accounts.accounts()));
    m_baseUrlField->setProblem(addressProblem());
    m_keyField->setProblem(problemOfKey());
    const bool fileFits = !takesKeyFile() || m_serviceAccount->validate();
    const std::pair<FormField *, QWidget *> fields[] = {{m_nameField, m_name}, {m_baseUrlField, m_baseUrl}, {m_keyField, m_key}};
    for (const auto &[field, input] : fields) {
        if (!field->problem().isEmpty()) {
            input->setFocus();
            return false;
        }
    }
    return m_owner->validate() && fileFits;
}

NewAccount AddKeyDialog::typed() const
{
    NewAccount account;
    account.providerId = profile().id;
    account.name = m_name->text().trimmed();
    account.baseUrl = m_baseUrl->text().trimmed();
    account.allowHttp = m_allowHttp->isChecked();
    account.proxies = m_proxy->choice();
    account.organization = m_owner->organization();
    account.projectId = m_owner->project();
    if (takesKeyFile())
        m_serviceAccount->fill(&account);
    else if (m_passThrough->isChecked())
        account.credential = Account::Credential::PassThrough;
    else
        account.secret = shareSecret(m_key->line()->text().trimmed().toUtf8());
    return account;
}

void AddKeyDialog::submit()
{
    m_failure->hide();
    if (m_profiles.empty() || !m_add->isEnabled() || !validate())
        return;
    setBusy(true);
    onResult(m_services.accounts.add(typed()), this, [this](const Result<Account> &added) {
        setBusy(false);
        if (!added) {
            showFailure(added.error());
            return;
        }
        m_key->clear();
        m_serviceAccount->forget();
        accept();
    });
}

void AddKeyDialog::setBusy(bool busy)
{
    for (QWidget *input : std::initializer_list<QWidget *>{m_provider, m_name, m_baseUrl, m_passThrough, m_key, m_serviceAccount,
                                                           m_allowHttp, m_owner, m_proxy, m_add})
        input->setEnabled(!busy);
    m_add->setText(busy ? tr("Adding…") : tr("Add account"));
}

void AddKeyDialog::showFailure(const Error &error)
{
    if (error.code == Error::Code::Conflict) {
        m_nameField->setProblem(tr("There is an account of this name already."));
        m_name->setFocus();
        return;
    }
    m_failure->setMessage(Tone::Bad, u"bad"_s, tr("The account was not added"), errorText(error));
    m_failure->show();
    if (takesKeyFile())
        return m_serviceAccount->first()->setFocus();
    (m_passThrough->isChecked() ? static_cast<QWidget *>(m_passThrough) : m_key)->setFocus();
}

bool AddKeyDialog::takesKeyFile() const
{
    return !m_profiles.empty() && profile().serviceAccount;
}

const ProviderProfile &AddKeyDialog::profile() const
{
    return m_profiles.at(static_cast<std::size_t>(std::max(0, m_provider->currentIndex())));
}

} // namespace homeport
