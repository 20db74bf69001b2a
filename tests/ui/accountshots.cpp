// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/accountshots.h"

#include "tests/ui/camera.h"
#include "tests/ui/chooseproxies.h"
#include "tests/ui/fakes.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/addkeydialog.h"
#include "ui/accounts/ownerdialog.h"
#include "ui/accounts/replacekeydialog.h"
#include "ui/accounts/signindialog.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

void scrollDown(QWidget &root, const QString &inside)
{
    for (QWidget *up = root.findChild<QWidget *>(inside); up; up = up->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(up)) {
            settle();
            area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
            return;
        }
    }
}

void press(QWidget &root, const QString &name)
{
    root.findChild<QPushButton *>(name)->click();
}

void choose(SignInDialog &dialog, const QString &provider)
{
    auto *box = dialog.findChild<QComboBox *>(u"provider"_s);
    box->setCurrentIndex(box->findData(provider));
}

// Where there are proxies, a new account's is chosen with the rest.
void takeSignInProxies(World &world, Theme &theme, Camera &camera)
{
    world.proxies.set({sampleProxy(1, u"Office"_s), sampleProxy(2, u"Frankfurt exit"_s),
                       sampleProxy(3, u"A spare one with quite a long name, for the time when nothing else works any more"_s)});
    SignInDialog google(world.services(), theme);
    google.show();
    choose(google, u"google"_s);
    camera.take(google, u"signin-google-proxy"_s);
    camera.take(*openProxyChoice(&google), u"proxy-choice-new"_s);
    google.findChild<ProxyChoiceDialog *>()->reject();
    SignInDialog router(world.services(), theme);
    router.show();
    choose(router, u"openrouter"_s);
    chooseProxies(&router, {world.proxies.proxies().at(2).name, u"Office"_s});
    camera.take(router, u"signin-proxy"_s);
    AddKeyDialog key(world.services(), theme);
    key.show();
    chooseProxies(&key, {u"Frankfurt exit"_s});
    camera.take(key, u"addkey-proxy"_s);
}

// What OpenAI's protocol adds to the dialog: whom requests count for, and providers that ask for no key.
void takeOpenAiKeys(World &world, Theme &theme, Camera &camera)
{
    for (const QString &provider : {u"openai"_s, u"ollama"_s}) {
        AddKeyDialog dialog(world.services(), theme);
        dialog.selectProvider(provider);
        dialog.show();
        camera.take(dialog, QString(u"addkey-"_s + provider));
        if (provider == u"ollama"_s)
            continue;
        press(dialog, u"unfoldOwner"_s);
        camera.take(dialog, u"addkey-openai-owner"_s);
        dialog.findChild<QLineEdit *>(u"organization"_s)->setText(u"not an id"_s);
        press(dialog, u"add"_s);
        camera.take(dialog, u"addkey-openai-wrong"_s);
    }
    Account account = sampleAccount(1, u"OpenAI of the research group"_s);
    account.providerId = u"openai"_s;
    account.baseUrl = u"https://api.openai.com/v1"_s;
    account.organization = u"org-Jm4nGzXc8bVq2TtL0aRs7KdE"_s;
    account.projectId = u"proj_relay"_s;
    world.accounts.set({account});
    world.overview.set(listeningOverview());
    MainWindow window(world.services(), theme);
    window.resize(880, 560);
    window.show();
    window.showPage(MainWindow::Page::Accounts);
    window.findChild<AccountsPage *>()->openDetail(1);
    camera.take(window, u"detail-openai"_s);
    scrollDown(window, u"back"_s);
    camera.take(window, u"detail-openai-bottom"_s);
    press(window, u"detailOwner"_s);
    camera.take(*window.findChild<OwnerDialog *>(), u"owner"_s);
}

} // namespace

QList<Account> accountsInAllStates()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<Account> accounts;
    const auto add = [&accounts](const QString &name, Account::State state) -> Account & {
        accounts << sampleAccount(accounts.size() + 1, name, state);
        return accounts.last();
    };
    const auto signIn = [&now](Account &account) {
        account.providerId = u"claude"_s;
        account.credential = Account::Credential::OAuth;
        account.hint.clear();
        account.identity = u"ada@example.com"_s;
        account.refreshable = true;
        account.obtainedAt = now.addSecs(-1800);
        account.expiresAt = now.addSecs(1800);
        account.nextRefreshAt = now.addSecs(1500);
    };
    signIn(add(u"Claude plan"_s, Account::State::Active));
    Account &failing = add(u"Claude plan at the institute"_s, Account::State::Active);
    signIn(failing);
    failing.refreshProblem = u"The token endpoint answered with status 503."_s;
    signIn(add(u"Claude plan of the lab"_s, Account::State::Refreshing));
    Account &parked = add(u"Work"_s, Account::State::Parked);
    parked.verdict = {{}, {}, u"This request would exceed your organization's rate limit of 50 requests per minute."_s, now.addSecs(900)};
    const AccountVerdict parking = parked.verdict; // the reference lasts until the next one is added
    parked.stateUntil = parked.verdict.parkedUntil;
    parked.stateDetail = parked.verdict.parkedWhy;
    Account &needs = add(u"Google, research project"_s, Account::State::NeedsSignIn);
    signIn(needs);
    needs.providerId = u"google"_s;
    needs.baseUrl = u"https://generativelanguage.googleapis.com"_s;
    needs.clientId = u"1234567890-abcdefghijklmnop.apps.googleusercontent.com"_s;
    needs.projectId = u"research-42"_s;
    needs.verdict.signInWhy = u"invalid_grant: Token has been expired or revoked."_s;
    needs.nextRefreshAt = {};
    Account &blocked = add(u"Team"_s, Account::State::Blocked);
    blocked.verdict
        .blockedWhy = u"This organization has been disabled. Contact support@anthropic.com with request id req_011CSHoEeqs5C35K2UUqR7Fy."_s;
    blocked.verdictAt = now.addSecs(-120);
    Account &proxy = add(u"Behind the proxy"_s, Account::State::ProxyDown);
    proxy.stateDetail = u"The proxy \"office\" refused the connection."_s;
    proxy.proxies = {ProxyChoice::Mode::List, {1, 2}};
    add(u"From another backup"_s, Account::State::NeedsSignIn).credentialProblem = u"its stored key does not open"_s;
    Account &both = add(u"Shared research account of the platform group"_s, Account::State::Paused);
    both.verdict = parking;
    return accounts;
}

void takeAccounts(Theme &theme, Camera &camera, const QSize &size)
{
    World world;
    world.accounts.providers = bundledProfiles().value();
    world.overview.set(listeningOverview());
    world.accounts.set(accountsInAllStates());
    MainWindow window(world.services(), theme);
    window.resize(size);
    window.show();
    window.showPage(MainWindow::Page::Accounts);
    camera.take(window, u"states-top"_s);
    scrollDown(window, u"account1"_s);
    camera.take(window, u"states-bottom"_s);
    auto *page = window.findChild<AccountsPage *>();
    world.accounts.testReport = {.answered = true,
                                 .status = 200,
                                 .model = u"claude-sonnet-4-5-20250929"_s,
                                 .firstByteMs = 310,
                                 .totalMs = 1240,
                                 .answerBytes = 1830,
                                 .why = {},
                                 .credit = CreditLeft{12'340'000'000, 7'660'000'000, u"OpenRouter's /api/v1/key"_s, {}}};
    page->openDetail(1);
    press(window, u"test"_s);
    camera.take(window, u"detail-good"_s);
    scrollDown(window, u"back"_s);
    camera.take(window, u"detail-good-bottom"_s);
    settle();
    page->openDetail(6);
    world.accounts.testReport = {.answered = false,
                                 .status = 403,
                                 .model = {},
                                 .firstByteMs = 0,
                                 .totalMs = 410,
                                 .answerBytes = 0,
                                 .why = u"This organization has been disabled."_s};
    window.findChild<QWidget *>(u"detailTrouble"_s)->findChild<QPushButton *>(u"troubleAction"_s)->click();
    camera.take(window, u"detail-blocked"_s);
    page->openDetail(5);
    camera.take(window, u"detail-needs-sign-in"_s);
    page->openDetail(8);
    camera.take(window, u"detail-does-not-open"_s);
    window.findChild<QWidget *>(u"detailTrouble"_s)->findChild<QPushButton *>(u"troubleAction"_s)->click();
    camera.take(*page->findChild<ReplaceKeyDialog *>(), u"replace-key"_s);
    page->findChild<ReplaceKeyDialog *>()->reject();
    page->openDetail(9);
    window.findChild<QToolButton *>(u"rename"_s)->click();
    window.findChild<QLineEdit *>(u"nameEdit"_s)->setText(u"Work"_s);
    press(window, u"saveName"_s);
    camera.take(window, u"detail-paused-rename"_s);
}

void takeSignIn(Theme &theme, Camera &camera)
{
    World world;
    world.accounts.providers = bundledProfiles().value();
    SignInDialog dialog(world.services(), theme);
    dialog.show();
    choose(dialog, u"openrouter"_s);
    camera.take(dialog, u"signin-openrouter"_s);
    auto *next = dialog.findChild<QPushButton *>(u"next"_s);
    world.browser.works = false;
    next->click();
    world.accounts.signIn->pasteError = Error{Error::Code::Invalid,
                                              u"The address is not complete: its state is missing. Copy all of it."_s};
    dialog.findChild<QLineEdit *>(u"paste"_s)->setText(u"http://127.0.0.1:9/callback?code=x"_s);
    press(dialog, u"continue"_s);
    camera.take(dialog, u"signin-waiting-problems"_s);
    world.browser.works = true;
    world.accounts.signIn->finish(
        Error{Error::Code::Unauthorized, u"The sign-in was declined. The provider says: access_denied: The user did not agree."_s});
    camera.take(dialog, u"signin-failed"_s);
    next->click();
    next->click();
    camera.take(dialog, u"signin-waiting"_s);
    world.accounts.signIn->setStage(SignInSession::Stage::Exchanging);
    camera.take(dialog, u"signin-exchanging"_s);
    Q_EMIT world.accounts.signIn->settingUp(3, 12);
    camera.take(dialog, u"signin-setting-up"_s);
    world.accounts.signIn->finish(sampleAccount(9, u"OpenRouter"_s));
    camera.take(dialog, u"signin-done"_s);

    SignInDialog google(world.services(), theme);
    google.show();
    choose(google, u"google"_s);
    camera.take(google, u"signin-google"_s);
    press(google, u"how"_s);
    press(google, u"next"_s);
    camera.take(google, u"signin-google-problems"_s);
    SignInDialog claude(world.services(), theme);
    claude.show();
    choose(claude, u"claude"_s);
    camera.take(claude, u"signin-claude"_s);
    claude.findChild<QLineEdit *>(u"clientId"_s)->setText(u"an-id-that-was-given"_s);
    press(claude, u"next"_s);
    camera.take(claude, u"signin-codepage"_s);
    SignInDialog again(world.services(), theme, accountsInAllStates().at(4));
    again.show();
    camera.take(again, u"signin-again"_s);
    again.findChild<QLineEdit *>(u"clientId"_s)->setText(u"another-client"_s);
    press(again, u"next"_s);
    camera.take(again, u"signin-again-problems"_s);
    takeSignInProxies(world, theme, camera);
    takeOpenAiKeys(world, theme, camera);
}

} // namespace homeport::test
