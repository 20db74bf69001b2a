// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/accountstep.h"

#include "ui/accounts/accountdialogs.h"
#include "ui/accounts/accounttext.h"
#include "ui/firstrun/firstruntext.h"
#include "ui/services/accountsservice.h"
#include "ui/services/demostart.h"
#include "ui/services/overviewservice.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostShown = 4; // the others are on their page

} // namespace

AccountStep::AccountStep(const Services &services, const Theme &theme, QWidget *parent)
    : FirstRunStep(parent), m_services(services), m_theme(theme), m_intro(makeMutedLabel({}, this)), m_more(makeMutedLabel({}, this)),
      m_signIn(makeButton(theme, u"sign-in"_s, tr("Sign in…"), this)), m_addKey(makeButton(theme, u"key"_s, tr("Add API key…"), this)),
      m_import(makeButton(tr("Import…"), this)), m_demo(makeButton(theme, u"demo"_s, tr("Start the demo"), this)),
      m_demoState(new StateLabel(theme, this)), m_demoCommand(new CodeView(tr("Command that starts the demo"), this))
{
    const std::pair<QWidget *, QString> names[] = {{m_intro, u"firstRunAccounts"_s},      {m_more, u"firstRunMoreAccounts"_s},
                                                   {m_signIn, u"firstRunSignIn"_s},       {m_addKey, u"firstRunAddKey"_s},
                                                   {m_import, u"firstRunImport"_s},       {m_demo, u"firstRunDemo"_s},
                                                   {m_demoState, u"firstRunDemoState"_s}, {m_demoCommand, u"firstRunDemoCommand"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    for (qsizetype place = 0; place < MostShown; ++place) {
        m_accounts << new StateLabel(theme, this);
        m_accounts.last()->setObjectName(u"firstRunAccount%1"_s.arg(place));
        m_accounts.last()->setWrapping();
    }
    build();
    connect(m_signIn, &QPushButton::clicked, this, [this] { openSignIn(m_services, m_theme, window()); });
    connect(m_addKey, &QPushButton::clicked, this, [this] { openAddKey(m_services, m_theme, {}, window()); });
    connect(m_import, &QPushButton::clicked, this, [this] { openImport(m_services, m_theme, window()); });
    connect(m_demo, &QPushButton::clicked, this, &AccountStep::startDemo);
    connect(&services.accounts, &AccountsService::accountsChanged, this, &AccountStep::refresh);
    refresh();
}

void AccountStep::build()
{
    auto *buttons = new QWidget(this);
    auto *flow = new FlowLayout(8, buttons);
    for (QPushButton *button : {m_signIn, m_addKey, m_import})
        flow->addWidget(button);
    auto *card = new Card(tr("Accounts"), this);
    card->body()->addWidget(m_intro);
    for (StateLabel *line : std::as_const(m_accounts))
        card->body()->addWidget(line);
    card->body()->addWidget(m_more);
    card->body()->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(card);
    QWidget *demo = makeDemo();
    demo->setVisible(!m_services.overview.overview().demo);
    layout->addWidget(demo);
}

QWidget *AccountStep::makeDemo()
{
    auto *card = new Card(tr("Try it without an account"), this);
    card->body()->addWidget(
        makeMutedLabel(tr("The demo is a second Homeport in a window of its own, with a simulated provider. It has an address "
                          "and a key of its own, keeps nothing, and touches nothing of this one."),
                       this));
    card->body()->addWidget(m_demo, 0, Qt::AlignLeft);
    card->body()->addWidget(m_demoState);
    card->body()->addWidget(m_demoCommand);
    m_demoState->setWrapping();
    m_demoState->hide();
    m_demo->setVisible(m_services.demo != nullptr);
    m_demoCommand->setCode(m_services.demo ? m_services.demo->command() : u"homeport --demo"_s);
    m_demoCommand->setVisible(!m_services.demo);
    return card;
}

void AccountStep::refresh()
{
    const QList<Account> accounts = m_services.accounts.accounts();
    const std::vector<ProviderProfile> profiles = m_services.accounts.profiles();
    m_intro->setText(accounts.isEmpty() ? tr(
                         "Sign in with your browser, or paste an API key. It is kept encrypted on this computer, and tools never see it. "
                         "For a tool that has a subscription of its own, choose “Add API key…” and there “Pass-through”.")
                                        : tr("These are ready for your tools. You can add more now, or at any time on the Accounts page."));
    for (qsizetype place = 0; place < m_accounts.size(); ++place) {
        m_accounts.at(place)->setVisible(place < accounts.size());
        if (place >= accounts.size())
            continue;
        const StateText line = setUpAccountText(accounts.at(place), providerName(profiles, accounts.at(place).providerId));
        m_accounts.at(place)->setState(line.tone, line.icon, line.title);
    }
    const auto more = static_cast<int>(std::max<qsizetype>(0, accounts.size() - MostShown));
    m_more->setText(tr("and %Ln more", nullptr, more));
    m_more->setVisible(more > 0);
    m_signIn->setVisible(hasSignIn(m_services.accounts));
    const QString wanted = accounts.isEmpty() ? u"primary"_s : QString();
    QPushButton *next = m_signIn->isHidden() ? m_addKey : m_signIn;
    setStyleProperty(next, "role", wanted);
    if (std::exchange(m_hadNone, accounts.isEmpty()) && !accounts.isEmpty())
        Q_EMIT done();
    m_signIn->setIcon(m_theme.icon(u"sign-in"_s, next == m_signIn && accounts.isEmpty() ? &Colors::onAccent : &Colors::text));
}

QWidget *AccountStep::first()
{
    if (!m_services.accounts.accounts().isEmpty())
        return nullptr;
    return m_signIn->isHidden() ? m_addKey : m_signIn;
}

void AccountStep::startDemo()
{
    const Result<void> started = m_services.demo->start();
    if (started)
        m_demoState->setState(Tone::Good, u"good"_s,
                              tr("The demo opens in a window of its own. Close that window when you have seen enough."));
    else
        m_demoState->setState(Tone::Bad, u"bad"_s, tr("The demo could not be started. This command does the same in a terminal:"));
    m_demoState->show();
    m_demoCommand->setVisible(!started);
    Q_EMIT reveal(started ? static_cast<QWidget *>(m_demoState) : m_demoCommand);
}

} // namespace homeport
