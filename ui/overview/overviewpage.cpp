// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewpage.h"

#include "core/usage/requestlog.h"
#include "ui/overview/connectcard.h"
#include "ui/overview/firststeps.h"
#include "ui/overview/keyscard.h"
#include "ui/overview/recoverycard.h"
#include "ui/overview/relaycard.h"
#include "ui/overview/vaultbanner.h"
#include "ui/services/accountsservice.h"
#include "ui/services/overviewservice.h"
#include "ui/theme/theme.h"
#include "ui/tools/strandedbanner.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/page.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

OverviewPage::OverviewPage(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_demo(new Banner(theme, this)), m_vault(new VaultBanner(services.overview, theme, this)),
      m_stranded(services.tools ? new StrandedBanner(*services.tools, theme, this) : nullptr), m_steps(new FirstSteps(theme, this)),
      m_recovery(new RecoveryCard(services, theme, this)), m_relay(new RelayCard(services.clipboard, theme, this)),
      m_keys(new KeysCard(services, theme, this)), m_connect(new ConnectCard(services.clipboard, theme, this))
{
    setObjectName(u"overviewPage"_s);
    m_demo->setObjectName(u"demoBanner"_s);
    m_demo->setMessage(Tone::Info, u"demo"_s, tr("Demo mode"),
                       tr("Answers come from a simulated provider on this computer. Nothing you do here is kept."));
    m_steps->setObjectName(u"firstSteps"_s);
    if (m_stranded)
        connect(m_stranded, &StrandedBanner::toolsRequested, this, &OverviewPage::toolsRequested);
    build(new PageFrame(tr("Overview"), PageFrame::Kind::Scrolling, this));

    connect(m_relay, &RelayCard::startRequested, this, [this] { m_services.overview.startRelay(); });
    connect(m_keys, &KeysCard::freshKeyChanged, m_connect, &ConnectCard::setFreshKey);
    connect(m_keys, &KeysCard::allRequested, this, &OverviewPage::keysRequested);
    connect(m_steps, &FirstSteps::setUpRequested, this, &OverviewPage::setUpRequested);
    connect(m_steps, &FirstSteps::accountRequested, this, &OverviewPage::accountRequested);
    connect(m_steps, &FirstSteps::keyRequested, this, [this] {
        m_keys->startCreating();
        reveal(m_keys);
    });
    connect(m_steps, &FirstSteps::linesRequested, this, [this] { reveal(m_connect); });
    connect(&services.overview, &OverviewService::overviewChanged, this, &OverviewPage::refresh);
    connect(&services.accounts, &AccountsService::accountsChanged, this, &OverviewPage::refresh);
    connect(&services.requests, &RequestLog::changed, this, &OverviewPage::refreshCounters);
    refresh();
}

void OverviewPage::build(PageFrame *frame)
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_demo, m_vault, m_stranded, m_steps, m_recovery, m_relay, m_keys, m_connect}) {
        if (part)
            frame->body()->addWidget(part);
    }
    frame->body()->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(frame);
}

void OverviewPage::refresh()
{
    const Overview overview = m_services.overview.overview();
    m_demo->setVisible(overview.demo);
    m_vault->update(overview);
    m_relay->update(overview);
    m_keys->setKeys(overview.keys);
    m_connect->setBaseUrl(overview.baseUrl);
    refreshCounters();
}

void OverviewPage::refreshCounters()
{
    const QList<Account> accounts = m_services.accounts.accounts();
    const auto active = std::count_if(accounts.cbegin(), accounts.cend(),
                                      [](const Account &account) { return account.state == Account::State::Active; });
    m_relay->setCounters({m_services.requests.runningCount(), m_services.requests.totalCount(), active});

    const QList<LocalKey> keys = m_services.overview.overview().keys;
    const bool hasKey = std::any_of(keys.cbegin(), keys.cend(), [](const LocalKey &key) { return !key.isRevoked(); });
    const FirstSteps::Progress progress{!accounts.isEmpty(), hasKey, m_services.requests.totalCount() > 0};
    m_guiding = (m_guiding || !progress.account || !progress.key) && !progress.isComplete();
    m_steps->setProgress(progress);
    m_steps->setVisible(m_guiding);
    m_recovery->setWanted(!accounts.isEmpty() && !m_services.overview.overview().hasRecoveryCode); // there is something to lose
}

void OverviewPage::reveal(QWidget *card)
{
    if (auto *area = findChild<QScrollArea *>())
        area->ensureWidgetVisible(card);
}

} // namespace homeport
