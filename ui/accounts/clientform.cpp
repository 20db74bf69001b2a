// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/clientform.h"

#include "ui/text/isolate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"
#include "ui/widgets/secretedit.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

bool hasBlanks(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isSpace(); });
}

} // namespace

ClientForm::ClientForm(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_drop(new QFrame(this)), m_fileText(makeMutedLabel({}, m_drop)),
      m_choose(makeButton(theme, u"file"_s, tr("Choose file…"), m_drop)), m_id(new QLineEdit(this)),
      m_secretEdit(new SecretEdit(theme, tr("Client secret"), this)), m_project(new QLineEdit(this)),
      m_retype(makeLinkButton(theme, u"edit"_s, tr("Type another client"), this)),
      m_idField(new FormField(tr("&Client id"), m_id, m_id, this)),
      m_projectField(new FormField(tr("Pro&ject id"), m_project, m_project, this))
{
    build();
    connect(m_choose, &QPushButton::clicked, this, &ClientForm::fileWanted);
    connect(m_retype, &QPushButton::clicked, this, &ClientForm::retype);
    connect(m_id, &QLineEdit::textEdited, this, [this] {
        m_idField->setProblem({});
        if (m_secret)
            retype(); // it belongs to the id that was there
    });
    connect(m_secretEdit->line(), &QLineEdit::textEdited, this, [this] { m_secretField->setProblem({}); });
    connect(m_project, &QLineEdit::textEdited, this, [this] { m_projectField->setProblem({}); });
}

void ClientForm::build()
{
    m_drop->setObjectName(u"dropArea"_s);
    m_drop->setProperty("role", u"drop"_s);
    m_fileText->setObjectName(u"fileText"_s);
    m_choose->setObjectName(u"chooseFile"_s);
    m_id->setObjectName(u"clientId"_s);
    m_id->setAccessibleName(tr("Client id"));
    m_id->setFont(monospaceFont());
    m_secretEdit->line()->setObjectName(u"clientSecret"_s);
    m_project->setObjectName(u"projectId"_s);
    m_project->setAccessibleName(tr("Project id"));
    m_project->setFont(monospaceFont());
    m_retype->setObjectName(u"retypeClient"_s);
    m_projectField->setHelp(tr("Whose quota is used. It is in the file; it may stay empty."));

    auto *drop = new QHBoxLayout(m_drop);
    drop->setContentsMargins(16, 12, 12, 12);
    drop->setSpacing(12);
    drop->addWidget(m_fileText, 1);
    drop->addWidget(m_choose);
    m_secretField = new FormField(tr("Client &secret"), m_secretEdit, m_secretEdit->line(), this);
    m_secretField->setHelp(tr("Kept encrypted on this computer."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_drop);
    layout->addWidget(m_idField);
    layout->addWidget(m_secretField);
    layout->addWidget(m_retype, 0, Qt::AlignLeft);
    layout->addWidget(m_projectField);
    QWidget *previous = m_choose;
    for (QWidget *next : std::initializer_list<QWidget *>{m_id, m_secretEdit->line()}) {
        setTabOrder(previous, next);
        previous = next;
    }
}

void ClientForm::setProfile(const SignInProfile &profile)
{
    if (profile == m_profile)
        return;
    m_profile = profile;
    forget();
    m_drop->setVisible(takesFile());
    m_secretField->setVisible(profile.clientSecret);
    m_projectField->setVisible(profile.project);
    setVisible(profile.ownClient);
}

void ClientForm::setKnown(const Account &account)
{
    m_knownId = account.clientId;
    m_id->setText(account.clientId);
    m_project->setText(account.projectId);
    if (!m_knownId.isEmpty())
        m_secretField->setHelp(tr("Leave it empty to keep the present one."));
}

void ClientForm::setFile(const ClientFile &file, const QString &name)
{
    forget();
    m_id->setText(file.clientId);
    m_project->setText(file.projectId);
    m_secret = file.clientSecret;
    m_secretEdit->display(m_secret);
    m_retype->show();
    m_fileText->setText(tr("%1 was read.").arg(isolated(name)));
    setTone(m_fileText, Tone::Good);
}

void ClientForm::showFileProblem(const QString &text)
{
    m_fileText->setText(text);
    setTone(m_fileText, Tone::Bad);
    m_choose->setFocus();
}

bool ClientForm::takesFile() const
{
    return m_profile.ownClient && m_profile.clientSecret;
}

bool ClientForm::validate()
{
    if (!m_profile.ownClient)
        return true;
    const QString id = m_id->text().trimmed();
    const QString secret = m_secretEdit->line()->text().trimmed();
    const QString project = m_project->text().trimmed();
    const bool idOptional = !m_profile.clientId.isEmpty();
    QString idProblem;
    if (id.isEmpty() && !idOptional)
        idProblem = takesFile() ? tr("Choose the file, or type the client id.") : tr("Enter the client id you were given.");
    else if (hasBlanks(id))
        idProblem = tr("A client id has no blanks. Was more than the id copied?");
    QString secretProblem;
    const bool secretOptional = id.isEmpty() ? idOptional : id == m_knownId;
    if (m_profile.clientSecret && !m_secret && secret.isEmpty() && !secretOptional)
        secretProblem = tr("Enter the secret that belongs to this client id.");
    else if (!m_secret && hasBlanks(secret))
        secretProblem = tr("A client secret has no blanks. Was more than the secret copied?");
    const QString projectProblem = hasBlanks(project) ? tr("Enter the project's id, not its name: an id has no blanks.") : QString();
    m_idField->setProblem(idProblem);
    m_secretField->setProblem(secretProblem);
    m_projectField->setProblem(projectProblem);
    const std::pair<QString, QWidget *> checks[] = {{idProblem, m_id}, {secretProblem, m_secretEdit}, {projectProblem, m_project}};
    for (const auto &[problem, input] : checks) {
        if (!problem.isEmpty()) {
            input->setFocus();
            return false;
        }
    }
    return true;
}

void ClientForm::fill(SignInRequest *request)
{
    if (!m_profile.ownClient)
        return;
    keepTyped();
    request->clientId = m_id->text().trimmed();
    request->clientSecret = m_profile.clientSecret ? m_secret : nullptr;
    request->projectId = m_profile.project ? m_project->text().trimmed() : QString();
}

void ClientForm::forget()
{
    retype();
    m_id->clear();
    m_project->clear();
    m_fileText->setText(tr("Drop client_secret_*.json here, or choose it."));
    setTone(m_fileText, Tone::Neutral);
    for (FormField *field : {m_idField, m_secretField, m_projectField})
        field->setProblem({});
}

// A typed secret leaves its line as soon as it is handed over; it stays for another try.
void ClientForm::keepTyped()
{
    if (m_secret || m_secretEdit->line()->text().trimmed().isEmpty())
        return;
    m_secret = shareSecret(m_secretEdit->line()->text().trimmed().toUtf8());
    m_secretEdit->clear();
    m_secretEdit->display(m_secret);
    m_retype->show();
}

void ClientForm::retype()
{
    m_secret.reset();
    m_secretEdit->clear();
    const bool hadFocus = m_retype->hasFocus();
    m_retype->hide();
    if (hadFocus)
        m_id->setFocus();
}

} // namespace homeport
