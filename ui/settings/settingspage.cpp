// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingspage.h"

#include "ui/services/settingsservice.h"
#include "ui/settings/backupscard.h"
#include "ui/settings/desktopcard.h"
#include "ui/settings/limitscards.h"
#include "ui/settings/listencard.h"
#include "ui/settings/loggingcard.h"
#include "ui/settings/pricescard.h"
#include "ui/settings/resetcard.h"
#include "ui/settings/retentioncard.h"
#include "ui/settings/wayscards.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/page.h"

#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

SettingsPage::SettingsPage(const Services &services, Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_theme(theme), m_problems(new Banner(theme, this))
{
    setObjectName(u"settingsPage"_s);
    m_problems->setObjectName(u"settingsProblems"_s);
    build(new PageFrame(tr("Settings"), PageFrame::Kind::Scrolling, this));
    connect(m_services.relaySettings, &SettingsService::changed, this, &SettingsPage::showProblems);
    showProblems();
}

QList<SettingsPage::Section> SettingsPage::makeSections()
{
    SettingsService &settings = *m_services.relaySettings;
    QList<Section> sections;
    sections << Section{tr("Connection"), new ListenCard(m_services, m_theme, this)};
    if (m_services.loginStart) {
        m_desktop = new DesktopCard(m_services, m_theme, this);
        sections << Section{tr("Desktop"), m_desktop};
    }
    sections << Section{tr("Limits"), makeLimitsCard(settings, this)};
    sections << Section{tr("Time-outs"), makeTimeoutsCard(settings, this)};
    if (m_services.upkeep) {
        sections << Section{tr("Usage"), new RetentionCard(*m_services.upkeep, m_services.prompt, this)};
        sections << Section{tr("Prices"), new PricesCard(*m_services.upkeep, m_theme, this)};
    }
    sections << Section{tr("Default proxy"), new DefaultProxyCard(m_services.proxies, this)};
    sections << Section{tr("Providers"), makeProvidersCard(m_services.accounts, m_theme, this)};
    if (m_services.backups)
        sections << Section{tr("Backups"), new BackupsCard(m_services, m_theme, this)};
    sections << Section{tr("Log"), new LoggingCard(settings, this)};
    sections << Section{tr("Reset"), new ResetCard(settings, m_services.prompt, this)};
    return sections;
}

void SettingsPage::build(PageFrame *frame)
{
    auto *titles = new QWidget(this);
    auto *flow = new FlowLayout(8, titles);
    frame->body()->addWidget(m_problems);
    frame->body()->addWidget(titles);
    const QList<Section> sections = makeSections();
    for (const Section &section : sections) {
        auto *button = new QPushButton(section.title, titles);
        button->setProperty("role", u"chip"_s);
        button->setAccessibleName(tr("Go to %1").arg(section.title));
        flow->addWidget(button);
        frame->body()->addWidget(section.card);
        connect(button, &QPushButton::clicked, this, [this, card = section.card] { reveal(card); });
    }
    frame->body()->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(frame);
}

// Its top at the top of the page, as far as the page goes.
void SettingsPage::reveal(QWidget *card)
{
    auto *area = findChild<QScrollArea *>();
    if (!area)
        return;
    area->verticalScrollBar()->setValue(card->mapTo(area->widget(), QPoint(0, 0)).y());
    for (QWidget *next = card->nextInFocusChain(); next != card; next = next->nextInFocusChain()) {
        if (card->isAncestorOf(next) && (next->focusPolicy() & Qt::TabFocus) && next->isEnabled() && next->isVisible())
            return next->setFocus(Qt::TabFocusReason);
    }
}

void SettingsPage::showDesktop()
{
    if (m_desktop)
        reveal(m_desktop);
}

void SettingsPage::showProblems()
{
    const QStringList problems = m_services.relaySettings->problems();
    m_problems->setMessage(Tone::Warning, u"warning"_s, tr("Something in settings.ini does not hold"), problems.join(u'\n'));
    m_problems->setVisible(!problems.isEmpty());
}

} // namespace homeport
