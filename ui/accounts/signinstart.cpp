// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/signinstart.h"

#include "core/base/onresult.h"
#include "ui/accounts/accounttext.h"
#include "ui/accounts/clientform.h"
#include "ui/accounts/furtherways.h"
#include "ui/accounts/providernotes.h"
#include "ui/proxies/proxychoicefield.h"
#include "ui/services/accountsservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

std::vector<ProviderProfile> withSignIn(const std::vector<ProviderProfile> &profiles)
{
    std::vector<ProviderProfile> result;
    std::copy_if(profiles.cbegin(), profiles.cend(), std::back_inserter(result),
                 [](const ProviderProfile &p) { return p.signIn.has_value(); });
    return result;
}

QString numbered(const QStringList &steps)
{
    QStringList lines;
    for (const QString &step : steps)
        lines << u"%1. %2"_s.arg(lines.size() + 1).arg(providerNote(step));
    return lines.join(u'\n');
}

} // namespace

SignInStart::SignInStart(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_profiles(withSignIn(services.accounts.profiles())), m_failure(new Banner(theme, this)),
      m_intro(makeMutedLabel(tr("Your browser opens the provider's own page. Homeport never sees your password."), this)),
      m_provider(new QComboBox(this)), m_providerField(new FormField(tr("&Provider"), m_provider, nullptr, this)),
      m_note(makeLabel({}, QApplication::font(), this)), m_steps(makeMutedLabel({}, this)),
      m_how(makeLinkButton(theme, u"info"_s, tr("How to make one"), this)),
      m_help(makeLinkButton(theme, u"browser"_s, tr("Open the provider's console"), this)), m_client(new ClientForm(theme, this)),
      m_others(new FurtherWays(services.accounts.profiles(), theme, this)), m_name(new QLineEdit(this)),
      m_nameField(new FormField(tr("&Name"), m_name, m_name, this)), m_proxy(new ProxyChoiceField(services.proxies, theme, this))
{
    build();
    connect(m_provider, &QComboBox::currentIndexChanged, this, &SignInStart::showProvider);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameField->setProblem({}); });
    connect(m_client, &ClientForm::fileWanted, this, &SignInStart::chooseFile);
    connect(m_others, &FurtherWays::addKeyRequested, this, &SignInStart::addKeyRequested);
    connect(m_how, &QPushButton::toggled, this, [this](bool shown) {
        m_steps->setVisible(shown);
        m_intro->setVisible(!shown); // the dialog stays lower than a small screen
    });
    connect(m_help, &QPushButton::clicked, this, [this] {
        const QString address = profile().signIn->helpUrl;
        if (!m_services.browser.open(QUrl(address)))
            m_note->setText(tr("No browser could be opened. The place is %1").arg(address));
    });
    showProvider();
}

void SignInStart::build()
{
    m_failure->setObjectName(u"startFailure"_s);
    m_intro->setObjectName(u"intro"_s);
    m_provider->setObjectName(u"provider"_s);
    m_provider->setAccessibleName(tr("Provider"));
    m_provider->view()->setAccessibleName(tr("Provider"));
    m_note->setObjectName(u"note"_s);
    m_steps->setObjectName(u"steps"_s);
    m_steps->setFont(smallFont());
    m_how->setObjectName(u"how"_s);
    m_how->setCheckable(true);
    m_help->setObjectName(u"help"_s);
    m_client->setObjectName(u"clientForm"_s);
    m_others->setObjectName(u"furtherWays"_s);
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
    layout->addWidget(m_intro);
    layout->addWidget(m_providerField);
    auto *links = new QHBoxLayout;
    links->setSpacing(16);
    links->addWidget(m_how);
    links->addWidget(m_help);
    links->addStretch();
    auto *help = new QVBoxLayout;
    help->setSpacing(4);
    help->addWidget(m_note);
    help->addLayout(links);
    help->addWidget(m_steps);
    layout->addLayout(help);
    layout->addWidget(m_client);
    layout->addWidget(m_nameField);
    layout->addWidget(m_proxy);
    layout->addWidget(m_others);
    layout->addStretch();
}

void SignInStart::setAgain(const Account &account)
{
    m_again = account;
    m_provider->setCurrentIndex(std::max(0, m_provider->findData(account.providerId)));
    QString intro = tr("Sign in again to %1 as “%2”. Its name, settings and history stay; only the credential is new.")
                        .arg(profile().displayName, account.name);
    if (profile().signIn->ownClient)
        intro += u' ' + tr("Change its OAuth client only where the provider shows you another id or secret by now.");
    m_intro->setText(intro);
    m_client->setKnown(account);
    m_proxy->setOffered(false);
    for (QWidget *part : std::initializer_list<QWidget *>{m_providerField, m_note, m_how, m_steps, m_help, m_nameField, m_others})
        part->hide();
}

bool SignInStart::validate()
{
    m_failure->hide();
    if (m_again.id != 0)
        return m_client->validate();
    m_nameField->setProblem(nameProblem(m_name->text(), m_services.accounts.accounts()));
    const bool nameFits = m_nameField->problem().isEmpty();
    if (!nameFits)
        m_name->setFocus();
    return m_client->validate() && nameFits;
}

const ProviderProfile &SignInStart::profile() const
{
    return m_profiles.at(static_cast<std::size_t>(std::max(0, m_provider->currentIndex())));
}

SignInRequest SignInStart::request()
{
    SignInRequest request;
    request.providerId = profile().id;
    request.accountId = m_again.id;
    request.name = m_again.id != 0 ? m_again.name : m_name->text().trimmed();
    request.proxies = m_proxy->choice(); // signing in again, the account's own are taken
    m_client->fill(&request);
    return request;
}

void SignInStart::showError(const Error &error)
{
    if (error.code == Error::Code::Conflict && m_again.id == 0) {
        m_nameField->setProblem(tr("There is an account of this name already."));
        m_name->setFocus();
        return;
    }
    m_failure->setMessage(Tone::Bad, u"bad"_s, tr("The sign-in could not start"), errorText(error));
    m_failure->show();
}

bool SignInStart::takesFile() const
{
    return m_client->takesFile();
}

void SignInStart::readFile(const QString &path)
{
    const QString wanted = profile().id;
    onResult(m_services.accounts.readClientFile(path), this, [this, path, wanted](const Result<ClientFile> &file) {
        if (profile().id != wanted)
            return;
        if (file)
            m_client->setFile(*file, QFileInfo(path).fileName());
        else
            m_client->showFileProblem(file.error().detail.isEmpty() ? errorText(file.error()) : file.error().detail);
    });
}

void SignInStart::forget()
{
    m_client->forget();
}

void SignInStart::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose the client's file"), {}, tr("Client files (client_secret_*.json *.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SignInStart::readFile);
    dialog->open();
}

void SignInStart::showProvider()
{
    const SignInProfile &signIn = *profile().signIn;
    const QString suggestion = suggestedAccountName(profile(), m_services.accounts.accounts());
    if (m_name->text().isEmpty() || m_name->text() == m_suggestedName)
        m_name->setText(suggestion);
    m_suggestedName = suggestion;
    m_failure->hide();
    m_note->setText(providerNote(signIn.note));
    m_note->setVisible(!signIn.note.isEmpty());
    m_steps->setText(numbered(signIn.steps));
    m_how->setVisible(!signIn.steps.isEmpty());
    m_how->setChecked(false);
    m_steps->hide();
    m_help->setVisible(!signIn.helpUrl.isEmpty());
    m_client->setProfile(signIn);
    m_client->setVisible(signIn.ownClient);
    m_others->setProfile(profile());
}

} // namespace homeport
