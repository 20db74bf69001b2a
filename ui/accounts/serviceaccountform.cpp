// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/serviceaccountform.h"

#include "core/base/onresult.h"
#include "core/oauth/serviceaccount.h"
#include "core/providers/vertexaddress.h"
#include "ui/accounts/providernotes.h"
#include "ui/services/accountsservice.h"
#include "ui/text/errortext.h"
#include "ui/text/isolate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString onlyFile(const QMimeData *dropped)
{
    return dropped->urls().size() == 1 ? dropped->urls().constFirst().toLocalFile() : QString();
}

// Only whether each of them can be one; what is there, the provider knows.
bool isPlace(const VertexPlace &place)
{
    return vertexBaseUrl(u"https://host"_s, place).has_value();
}

} // namespace

ServiceAccountForm::ServiceAccountForm(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_note(makeMutedLabel({}, this)),
      m_help(makeLinkButton(theme, u"browser"_s, tr("Open the list of service accounts"), this)), m_drop(new QFrame(this)),
      m_fileText(makeMutedLabel({}, m_drop)), m_paste(makeButton(tr("Paste"), m_drop)),
      m_choose(makeButton(theme, u"file"_s, tr("Choose file…"), m_drop)), m_region(new QComboBox(this)), m_project(new QLineEdit(this))
{
    m_region->setEditable(true);
    m_regionField = new FormField(tr("&Region"), m_region, m_region->lineEdit(), this);
    m_projectField = new FormField(tr("Pro&ject id"), m_project, m_project, this);
    setAcceptDrops(true);
    build();
    connectInputs();
    forget();
}

void ServiceAccountForm::build()
{
    m_note->setObjectName(u"serviceNote"_s);
    m_help->setObjectName(u"serviceHelp"_s);
    m_drop->setObjectName(u"keyDrop"_s);
    m_drop->setProperty("role", u"drop"_s);
    m_fileText->setObjectName(u"keyFileText"_s);
    m_choose->setObjectName(u"chooseKeyFile"_s);
    m_paste->setObjectName(u"pasteKeyFile"_s);
    m_paste->setToolTip(tr("Takes the content of the key file from the clipboard, without showing it"));
    m_region->setObjectName(u"region"_s);
    m_region->setAccessibleName(tr("Region"));
    m_region->view()->setAccessibleName(tr("Region"));
    m_region->lineEdit()->setAccessibleName(tr("Region"));
    m_region->setInsertPolicy(QComboBox::NoInsert);
    m_region->completer()->setCompletionMode(QCompleter::PopupCompletion); // in the line it would add what nobody typed
    m_region->completer()->setFilterMode(Qt::MatchContains);
    m_project->setObjectName(u"projectId"_s);
    m_project->setAccessibleName(tr("Project id"));
    m_project->setFont(monospaceFont());
    m_regionField->setHelp(tr("Where the models are. Another region than these may be typed."));
    m_projectField->setHelp(tr("It is in the key file. Another one, if the service account may use it."));

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_paste);
    buttons->addWidget(m_choose);
    auto *drop = new QVBoxLayout(m_drop); // the name of a service account is long, and nothing breaks it
    drop->setContentsMargins(16, 12, 12, 12);
    drop->setSpacing(8);
    drop->addWidget(m_fileText);
    drop->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    auto *help = new QVBoxLayout;
    help->setSpacing(4);
    help->addWidget(m_note);
    help->addWidget(m_help, 0, Qt::AlignLeft);
    layout->addLayout(help);
    layout->addWidget(m_drop);
    layout->addWidget(m_regionField);
    layout->addWidget(m_projectField);
}

void ServiceAccountForm::connectInputs()
{
    connect(m_choose, &QPushButton::clicked, this, &ServiceAccountForm::chooseFile);
    connect(m_paste, &QPushButton::clicked, this, &ServiceAccountForm::paste);
    connect(m_region, &QComboBox::editTextChanged, this, [this] { markRegion({}); });
    connect(m_project, &QLineEdit::textEdited, this, [this] { m_projectField->setProblem({}); });
    connect(m_help, &QPushButton::clicked, this, [this] {
        if (!m_services.browser.open(QUrl(m_profile.helpUrl)))
            m_note->setText(tr("No browser could be opened. The place is %1").arg(m_profile.helpUrl));
    });
}

void ServiceAccountForm::setProfile(const ServiceAccountProfile &profile)
{
    if (profile == m_profile)
        return;
    m_profile = profile;
    forget();
    m_note->setText(providerNote(profile.note));
    m_note->setVisible(!profile.note.isEmpty());
    m_help->setVisible(!profile.helpUrl.isEmpty());
    m_region->clear();
    m_region->addItems(profile.regions);
    m_region->setCurrentIndex(profile.regions.isEmpty() ? -1 : 0);
}

QWidget *ServiceAccountForm::first() const
{
    return m_choose;
}

void ServiceAccountForm::setPlaceOffered(bool offered)
{
    m_regionField->setVisible(offered);
    m_projectField->setVisible(offered);
}

QString ServiceAccountForm::keyProblem() const
{
    return m_key ? QString() : tr("The key file is missing: drop it here, choose it, or paste its content.");
}

bool ServiceAccountForm::validate()
{
    const bool hasPlace = !m_regionField->isHidden();
    const QString region = m_region->currentText().trimmed();
    const QString project = m_project->text().trimmed();
    markRegion(hasPlace && !isPlace({u"project"_s, region}) ? tr("Enter a region, such as us-central1 or global.") : QString());
    const bool projectFits = !hasPlace || (project.isEmpty() && !m_key) || isPlace({project, u"global"_s});
    m_projectField->setProblem(projectFits ? QString() : tr("Enter the project's id, such as my-project-42, not its name."));
    if (!m_key) {
        showProblem(keyProblem());
        return false;
    }
    const std::pair<FormField *, QWidget *> fields[] = {{m_regionField, m_region}, {m_projectField, m_project}};
    for (const auto &[field, input] : fields) {
        if (!field->problem().isEmpty()) {
            input->setFocus();
            return false;
        }
    }
    return true;
}

void ServiceAccountForm::fill(NewAccount *account) const
{
    account->credential = Account::Credential::ServiceAccount;
    account->refreshToken = m_key;
    account->region = m_region->currentText().trimmed();
    account->projectId = m_project->text().trimmed();
}

void ServiceAccountForm::readFile(const QString &path)
{
    onResult(m_services.accounts.readServiceAccountFile(path), this, [this, path](const Result<SharedSecret> &file) {
        if (file)
            take(*file, QFileInfo(path).fileName());
        else
            showProblem(file.error().detail.isEmpty() ? errorText(file.error()) : file.error().detail);
    });
}

void ServiceAccountForm::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose the key file"), {}, tr("Key files (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ServiceAccountForm::readFile);
    dialog->open();
}

void ServiceAccountForm::paste()
{
    const QString text = QApplication::clipboard()->text();
    if (text.trimmed().isEmpty())
        return showProblem(tr("The clipboard holds no text: copy all of the key file first."));
    take(shareSecret(text.toUtf8()), tr("The clipboard"));
}

// Only the key as it is kept stays; a wrong file takes nothing away from what was there.
void ServiceAccountForm::take(const SharedSecret &file, const QString &name)
{
    const auto account = file->reveal(&parseServiceAccount);
    if (!account)
        return showProblem(account.error().detail);
    m_key = storedServiceAccount(*account);
    if (m_project->text().trimmed().isEmpty() || m_project->text().trimmed() == m_fileProject)
        m_project->setText(account->projectId);
    m_fileProject = account->projectId;
    m_projectField->setProblem({});
    m_fileText->setText(tr("%1 was read: the key of %2.").arg(isolated(name), isolated(account->clientEmail)));
    setTone(m_fileText, Tone::Good);
}

void ServiceAccountForm::showProblem(const QString &text)
{
    m_fileText->setText(text);
    setTone(m_fileText, Tone::Bad);
    m_choose->setFocus();
}

void ServiceAccountForm::markRegion(const QString &problem)
{
    m_regionField->setProblem(problem);
    setStyleProperty(m_region, "invalid", problem.isEmpty() ? u"false"_s : u"true"_s);
}

void ServiceAccountForm::forget()
{
    m_key.reset();
    m_fileProject.clear();
    m_project->clear();
    m_fileText->setText(tr("Drop the service account's key file (*.json) here, choose it, or paste its content."));
    setTone(m_fileText, Tone::Neutral);
    markRegion({});
    m_projectField->setProblem({});
}

void ServiceAccountForm::dragEnterEvent(QDragEnterEvent *event)
{
    if (!onlyFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ServiceAccountForm::dropEvent(QDropEvent *event)
{
    if (const QString path = onlyFile(event->mimeData()); !path.isEmpty()) {
        event->acceptProposedAction();
        readFile(path);
    }
}

} // namespace homeport
