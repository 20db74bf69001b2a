// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serviceaccountfile.h"
#include "tests/ui/accountshots.h"
#include "tests/ui/camera.h"
#include "tests/ui/fakes.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/addkeydialog.h"
#include "ui/accounts/replacekeydialog.h"
#include "ui/accounts/serviceaccountform.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

Account vertexAccount()
{
    Account account = sampleAccount(1, u"Vertex AI of the research group"_s, Account::State::NeedsSignIn);
    account.providerId = u"vertex"_s;
    account.credential = Account::Credential::ServiceAccount;
    account.hint.clear();
    account.identity = u"relay@research-42.iam.gserviceaccount.com"_s;
    account.projectId = u"research-42"_s;
    account.baseUrl = u"https://europe-west4-aiplatform.googleapis.com/v1/projects/research-42/locations/europe-west4/publishers/google"_s;
    account.refreshable = true;
    account.verdict.signInWhy = u"The provider answered the refresh with status 400: invalid_grant: Invalid JWT Signature."_s;
    account.stateDetail = account.verdict.signInWhy;
    return account;
}

} // namespace

void takeServiceAccount(Theme &theme, Camera &camera)
{
    World world;
    world.accounts.providers = bundledProfiles().value();
    AddKeyDialog dialog(world.services(), theme);
    dialog.selectProvider(u"vertex"_s);
    dialog.show();
    camera.take(dialog, u"vertex"_s);
    dialog.findChild<QComboBox *>(u"region"_s)->setEditText(u"Central Europe"_s);
    dialog.findChild<QLineEdit *>(u"projectId"_s)->setText(u"My project"_s);
    dialog.findChild<QPushButton *>(u"add"_s)->click();
    camera.take(dialog, u"vertex-problems"_s);
    auto *form = dialog.findChild<ServiceAccountForm *>();
    world.accounts.keyFile = shareSecret(QByteArray("{\"type\":\"authorized_user\"}"));
    form->readFile(u"/home/me/application_default_credentials.json"_s);
    camera.take(dialog, u"vertex-wrong-file"_s);
    dialog.findChild<QLineEdit *>(u"projectId"_s)->clear();
    world.accounts.keyFile = shareSecret(keyFileOf(keyFileObject(pemOf(makeRsaKey()))));
    form->readFile(u"/home/me/research-42-0123abcd.json"_s);
    dialog.findChild<QComboBox *>(u"region"_s)->setEditText(u"europe-west4"_s);
    camera.take(dialog, u"vertex-read"_s);

    world.accounts.set({vertexAccount()});
    world.overview.set(listeningOverview());
    ReplaceKeyDialog replace(world.services(), theme, vertexAccount());
    replace.show();
    camera.take(replace, u"vertex-replace-key"_s);
    MainWindow window(world.services(), theme);
    window.resize(1000, 700);
    window.show();
    window.showPage(MainWindow::Page::Accounts);
    window.findChild<AccountsPage *>()->openDetail(1);
    camera.take(window, u"vertex-detail"_s);
}

} // namespace homeport::test
