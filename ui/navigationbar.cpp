// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/navigationbar.h"

#include "ui/navigationbutton.h"
#include "ui/overview/overviewtext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/statelabel.h"

#include <QButtonGroup>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int WideWidth = 184;   // more for longer words,
constexpr int WidestWidth = 240; // within reason
constexpr int Margin = 12;
constexpr int CompactWidth = 60;

QString shortState(const Overview &overview)
{
    switch (overview.relay) {
    case Overview::Relay::Listening:
        return overview.vault == Overview::VaultState::Unlocked ? NavigationBar::tr("Listening") : NavigationBar::tr("Locked");
    case Overview::Relay::Starting:
        return NavigationBar::tr("Starting");
    case Overview::Relay::Draining:
        return NavigationBar::tr("Stopping");
    case Overview::Relay::Stopped:
        return NavigationBar::tr("Stopped");
    case Overview::Relay::Failed:
        return NavigationBar::tr("Not running");
    }
    return {};
}

} // namespace

NavigationBar::NavigationBar(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_buttons(new QButtonGroup(this)), m_list(new QVBoxLayout), m_relay(new StateLabel(theme, this))
{
    setObjectName(u"navigation"_s);
    setProperty("role", u"sidebar"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Pages"));
    setFixedWidth(WideWidth);
    m_relay->setObjectName(u"navigationState"_s);
    m_list->setSpacing(4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Margin, 24, Margin, 20);
    layout->addLayout(m_list);
    layout->addStretch();
    auto *footer = new QHBoxLayout;
    footer->setContentsMargins(10, 0, 0, 0);
    footer->addWidget(m_relay);
    layout->addLayout(footer);
    connect(m_buttons, &QButtonGroup::idClicked, this, &NavigationBar::pageRequested);
}

void NavigationBar::addPage(const QString &title, const QString &icon)
{
    const int page = static_cast<int>(m_buttons->buttons().size());
    auto *button = new NavigationButton(m_theme, icon, title, this);
    button->setObjectName(u"page%1"_s.arg(page));
    //: tooltip of a navigation button: page and its shortcut
    button->setToolTip(tr("%1 (Ctrl+%2)").arg(title).arg(page + 1));
    m_buttons->addButton(button, page);
    m_list->addWidget(button);
    setFixedWidth(wideWidth());
}

int NavigationBar::wideWidth() const
{
    int width = WideWidth;
    for (const QAbstractButton *button : m_buttons->buttons())
        width = std::max(width, button->sizeHint().width() + 2 * Margin);
    return std::min(width, WidestWidth);
}

void NavigationBar::setCurrent(int page)
{
    if (QAbstractButton *button = m_buttons->button(page)) {
        button->setChecked(true);
        button->setFocus(); // else the focus would jump into whatever comes first on the page
    }
}

void NavigationBar::setBadge(int page, int count, const QString &what)
{
    auto *button = static_cast<NavigationButton *>(m_buttons->button(page));
    if (!button)
        return;
    button->setBadge(count, what);
    //: tooltip of a navigation button: page, its shortcut, and what waits there
    const QString place = tr("%1 (Ctrl+%2)").arg(button->text()).arg(page + 1);
    button->setToolTip(count > 0 ? tr("%1: %2").arg(place, what) : place);
}

void NavigationBar::setOverview(const Overview &overview)
{
    const StateText state = relayText(overview);
    m_relay->setState(state.tone, state.icon, shortState(overview));
}

void NavigationBar::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    for (QAbstractButton *button : m_buttons->buttons())
        static_cast<NavigationButton *>(button)->setCompact(compact);
    m_relay->setTextVisible(!compact);
    setFixedWidth(compact ? CompactWidth : wideWidth());
}

} // namespace homeport
