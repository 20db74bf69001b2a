// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountdetail.h"

#include "core/base/onresult.h"
#include "ui/accounts/accountactivity.h"
#include "ui/accounts/accountadvice.h"
#include "ui/accounts/accountfacts.h"
#include "ui/accounts/accounttext.h"
#include "ui/accounts/accountusage.h"
#include "ui/accounts/limitscard.h"
#include "ui/accounts/namerow.h"
#include "ui/accounts/ownerdialog.h"
#include "ui/accounts/routingcard.h"
#include "ui/accounts/testresult.h"
#include "ui/accounts/troublecard.h"
#include "ui/proxies/proxychoicedialog.h"
#include "ui/services/accountsservice.h"
#include "ui/services/proxiesservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

AccountDetail::AccountDetail(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_theme(theme), m_back(makeLinkButton(theme, u"back"_s, tr("All accounts"), this)),
      m_name(new NameRow(theme, this)), m_state(new StateLabel(theme, this)), m_token(makeMutedLabel({}, this)),
      m_test(makeButton(theme, u"activity"_s, tr("Test"), this)), m_refresh(makeButton(theme, u"retry"_s, tr("Refresh now"), this)),
      m_signIn(makeButton(theme, u"sign-in"_s, tr("Sign in again…"), this)),
      m_key(makeButton(theme, u"key"_s, actionText(AccountAction::EnterKey), this)),
      m_owner(makeButton(theme, u"accounts"_s, tr("Organization…"), this)), m_proxy(makeButton(theme, u"proxies"_s, tr("Proxy…"), this)),
      m_pause(makeButton(theme, u"pause"_s, tr("Pause"), this)), m_remove(makeButton(theme, u"remove"_s, tr("Remove"), this)),
      m_removal(makeMutedLabel({}, this)), m_paused(new TroubleCard(theme, this)), m_trouble(new TroubleCard(theme, this)),
      m_result(new TestResult(theme, this)), m_facts(new AccountFacts(this))
{
    setObjectName(u"accountDetail"_s);
    setProperty("role", u"page"_s);
    build();
    connect(m_back, &QPushButton::clicked, this, &AccountDetail::closed);
    connect(m_name, &NameRow::renameRequested, this, &AccountDetail::rename);
    connect(m_test, &QPushButton::clicked, this, &AccountDetail::test);
    connect(m_refresh, &QPushButton::clicked, this, [this] { act(AccountAction::RefreshNow); });
    connect(m_signIn, &QPushButton::clicked, this, [this] { act(AccountAction::SignInAgain); });
    connect(m_key, &QPushButton::clicked, this, [this] { act(AccountAction::EnterKey); });
    connect(m_pause, &QPushButton::clicked, this, [this] { Q_EMIT pauseRequested(m_account.id, !m_account.paused); });
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(m_account.id); });
    for (TroubleCard *card : {m_paused, m_trouble})
        connect(card, &TroubleCard::actionRequested, this, &AccountDetail::act);
    connect(m_proxy, &QPushButton::clicked, this, &AccountDetail::chooseProxy);
    connect(m_owner, &QPushButton::clicked, this, &AccountDetail::changeOwner);
    connect(&services.accounts, &AccountsService::accountsChanged, this, &AccountDetail::refresh);
    connect(&services.proxies, &ProxiesService::proxiesChanged, this, &AccountDetail::refresh);
}

void AccountDetail::build()
{
    const std::pair<QWidget *, QString> names[] = {
        {m_back, u"back"_s},           {m_state, u"detailState"_s},     {m_token, u"detailToken"_s},   {m_test, u"test"_s},
        {m_refresh, u"refreshNow"_s},  {m_signIn, u"signInAgain"_s},    {m_key, u"enterKey"_s},        {m_owner, u"detailOwner"_s},
        {m_proxy, u"detailProxy"_s},   {m_pause, u"detailPause"_s},     {m_remove, u"detailRemove"_s}, {m_removal, u"removal"_s},
        {m_paused, u"detailPaused"_s}, {m_trouble, u"detailTrouble"_s}, {m_result, u"testResult"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    auto *top = new FlowLayout(8); // the row of actions is full at the smallest size
    top->addWidget(m_back);
    top->addStretch();
    top->addWidget(m_key);
    top->addWidget(m_owner);
    top->addWidget(m_proxy);
    m_state->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred); // at the end of its line
    auto *head = new FlowLayout(16);
    head->addWidget(m_name);
    head->addWidget(m_state);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(top);
    layout->addLayout(head);
    layout->addWidget(m_token);
    layout->addLayout(makeActions());
    layout->addWidget(m_paused);
    layout->addWidget(m_trouble);
    layout->addWidget(m_result);
    addCards(layout);
    layout->addWidget(m_facts);
    layout->addWidget(m_removal);
    layout->addStretch();
}

void AccountDetail::addCards(QVBoxLayout *layout)
{
    if (m_services.routing) {
        m_limits = new LimitsCard(*m_services.routing, m_theme, this);
        connect(m_limits, &LimitsCard::unparkRequested, this, &AccountDetail::unparkRequested);
        layout->addWidget(m_limits);
    }
    if (m_services.usage) {
        m_usage = new AccountUsage(*m_services.usage, m_theme, this);
        layout->addWidget(m_usage);
    }
    m_activity = new AccountActivity(m_services.requests, m_theme, this);
    connect(m_activity, &AccountActivity::allRequested, this, [this] { Q_EMIT requestsRequested(m_account.name); });
    layout->addWidget(m_activity);
    if (m_services.routing) {
        m_routing = new RoutingCard(*m_services.routing, m_theme, this);
        layout->addWidget(m_routing);
    }
}

QLayout *AccountDetail::makeActions()
{
    auto *actions = new FlowLayout(8);
    for (QPushButton *button : {m_test, m_refresh, m_signIn, m_pause})
        actions->addWidget(button);
    actions->addStretch();
    actions->addWidget(m_remove);
    return actions;
}

void AccountDetail::open(qint64 id)
{
    m_account = {};
    m_account.id = id;
    m_name->stopEditing();
    refresh();
    m_back->setFocus();
}

void AccountDetail::refresh()
{
    if (m_account.id == 0)
        return;
    const QList<Account> accounts = m_services.accounts.accounts();
    const auto found = std::find_if(accounts.cbegin(), accounts.cend(), [this](const Account &a) { return a.id == m_account.id; });
    if (found == accounts.cend()) {
        m_account = {};
        Q_EMIT closed();
        return;
    }
    m_account = *found;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const std::vector<ProviderProfile> profiles = m_services.accounts.profiles();
    const ProviderProfile *profile = findProfile(profiles, m_account.providerId);
    m_name->setName(m_account.name);
    const AccountStateText state = accountStateText(m_account);
    m_state->setState(state.tone, state.icon, state.word);
    m_token->setText(tokenText(m_account, now));
    m_token->setVisible(!m_token->text().isEmpty());
    m_paused->setAdvice(pauseAdvice(m_account), m_account.name);
    const AccountAdvice health = healthAdvice(m_account, profile, now);
    m_trouble->setAdvice(health, m_account.name);
    if (m_limits)
        m_limits->setAccount(m_account.id, health.action != AccountAction::Unpark);
    if (m_usage)
        m_usage->setAccount(m_account.name);
    m_activity->setAccount(m_account.id);
    if (m_routing)
        m_routing->setAccount(m_account);
    m_facts->setAccount(m_account, profile, proxyChoiceText(m_services.proxies, m_account.proxies));
    showButtons(profile, health.action);
    showTest();
}

// What a card offers already is not offered twice.
void AccountDetail::showButtons(const ProviderProfile *profile, AccountAction offered)
{
    const bool ownLogin = m_account.credential == Account::Credential::PassThrough; // there is nothing of ours to test or renew
    m_test->setVisible(canBeTested(profile) && !ownLogin && offered != AccountAction::Test);
    const bool refused = !m_account.verdict.signInWhy.isNull(); // a refresh token that was refused stays refused
    m_refresh->setVisible(m_account.refreshable && !refused && offered != AccountAction::RefreshNow);
    m_refresh->setEnabled(m_account.state != Account::State::Refreshing);
    m_signIn->setVisible(canSignIn(profile) && !ownLogin && offered != AccountAction::SignInAgain);
    m_key->setVisible(profile && hasOwnKey(m_account) && offered != AccountAction::EnterKey);
    m_owner->setVisible(hasOwner(m_account, profile));
    m_pause->setVisible(!m_account.paused);
    const bool revokes = profile && profile->signIn && !profile->signIn->revokeUrl.isEmpty();
    const QString told = revokes ? tr(" Ten minutes later %1 is told to revoke the sign-in.").arg(profile->displayName) : QString();
    m_removal->setText(tr("“Remove” takes the account out of use at once; an undo is offered for half a minute.") + told);
}

void AccountDetail::showTest()
{
    const bool running = m_testing.contains(m_account.id);
    m_test->setEnabled(!running);
    m_trouble->setBusy(running);
    if (running)
        m_result->showRunning();
    else if (const auto done = m_tests.constFind(m_account.id); done != m_tests.cend())
        m_result->showReport(done->report, done->at);
    else
        m_result->hide();
}

void AccountDetail::act(AccountAction action)
{
    switch (action) {
    case AccountAction::None:
        return;
    case AccountAction::Test:
        return test();
    case AccountAction::Resume:
        Q_EMIT pauseRequested(m_account.id, false);
        return;
    case AccountAction::SignInAgain:
        Q_EMIT signInRequested(m_account.id);
        return;
    case AccountAction::EnterKey:
        Q_EMIT keyRequested(m_account.id);
        return;
    case AccountAction::RefreshNow:
        Q_EMIT refreshRequested(m_account.id);
        return;
    case AccountAction::Unpark:
        Q_EMIT unparkRequested(m_account.id);
        return;
    }
}

void AccountDetail::test()
{
    const qint64 id = m_account.id;
    if (id == 0 || m_testing.contains(id))
        return;
    m_testing.insert(id);
    showTest();
    onResult(m_services.accounts.test(id), this, [this, id](const Result<AccountTestReport> &report) {
        m_testing.remove(id);
        m_tests.insert(id, {report, QDateTime::currentDateTimeUtc()});
        showTest();
    });
}

void AccountDetail::chooseProxy()
{
    auto *dialog = new ProxyChoiceDialog(m_services.proxies, m_theme, m_account, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void AccountDetail::changeOwner()
{
    auto *dialog = new OwnerDialog(m_services.accounts, m_theme, m_account, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void AccountDetail::rename(const QString &name)
{
    if (const QString problem = nameProblem(name, m_services.accounts.accounts()); !problem.isEmpty())
        return m_name->showProblem(problem);
    onResult(m_services.accounts.rename(m_account.id, name), this, [this, id = m_account.id](const Result<Account> &renamed) {
        if (m_account.id != id)
            return;
        if (renamed)
            m_name->stopEditing();
        else if (renamed.error().code == Error::Code::Conflict)
            m_name->showProblem(tr("There is an account of this name already."));
        else
            m_name->showProblem(errorText(renamed.error()));
    });
}

void AccountDetail::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace homeport
